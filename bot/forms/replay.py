"""The line protocol of recorded conformance material: one JSON object a line in, one out.

``xpath`` evaluates an expression on a document; ``open``, ``next``, ``answer``, ``repeat`` and ``xml`` walk
through
a form as an OpenRosa client does, question after question, without the conveniences of the chat.
"""

from __future__ import annotations

import hashlib
import json
import math
import sys
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.errors import Problem
from bot.forms import repeats, wire
from bot.forms.answering import constraint_refusal
from bot.forms.asking import breaks_constraint, is_readonly, is_required, wire_of
from bot.forms.captions import text_of
from bot.forms.choices import Choices
from bot.forms.hostile import read_upload
from bot.forms.instance import Context, Instance
from bot.forms.languages import language_for
from bot.forms.model import Form
from bot.forms.nodes import Node
from bot.forms.serialise import instance_xml
from bot.forms.standalone import evaluate
from bot.forms.walk import ANOTHER, QUESTION, Stop, ref_of, stops
from bot.forms.xlsform import load_bytes
from bot.i18n import Text
from bot.ids import CountingIds

SUITE_ZONE = "America/Phoenix"
"""Where the XPath test suites of OpenRosa engines say they run (UTC-7 all year) when a case names no zone."""

FORMS_KEPT = 8
"""Forms kept ready: enough for walks in a row, little memory for large ones."""

Message = Mapping[str, Any]


def plain(text: Text | str) -> str:
    """A sentence in English, its holes filled: this protocol is read by programs."""
    if isinstance(text, str):
        return text
    return text.msgid.format(
        **{key: plain(value) if isinstance(value, Text) else value for key, value in text.values.items()}
    )


class Replay:
    """One form at a time, walked through."""

    def __init__(self) -> None:
        self.instance: Instance | None = None
        self.walk: Iterator[Stop] = iter(())
        self.stop: Stop | None = None
        self._forms: dict[str, Form] = {}

    def handle(self, message: Message) -> dict[str, Any]:
        """The answer to one message."""
        verb = {"xpath": self.xpath, "open": self.open, "next": self.next, "answer": self.answer}
        verb |= {"repeat": self.repeat, "xml": self.xml}
        known = verb.get(str(message.get("op")))
        return known(message) if known is not None else {"error": "unknown op"}

    def xpath(self, message: Message) -> dict[str, Any]:
        zone = ZoneInfo(message.get("tz") or SUITE_ZONE)
        place, wanted = message.get("context") or "/", message.get("as_type") or "string"
        value = evaluate(message["expr"], message["doc"], place, _instant(message), zone, wanted)
        return {"value": str(value) if isinstance(value, float) and not math.isfinite(value) else value}

    def open(self, message: Message) -> dict[str, Any]:
        self.instance, self.stop, self.walk = None, None, iter(())
        path = Path(message["form"])
        attached = {file.name: file.read_bytes() for file in _files(message.get("media"))}
        form = self._form(read_upload(path), path.suffix.lower(), attached)
        zone = ZoneInfo(message.get("tz") or "UTC")
        context = Context(_instant(message), zone, CountingIds(), message.get("properties") or {})
        self.instance = Instance(form, context, language_for(form, message.get("language") or ""), True)
        self.instance.build()
        self.instance.begin()
        self.walk = stops(self.instance)
        return {"ok": True}

    def _form(self, content: bytes, suffix: str, attached: Mapping[str, bytes]) -> Form:
        """The form of a file, kept by content: the same one is walked through several times in a row."""
        parts = [
            content,
            suffix.encode(),
            *(piece for pair in attached.items() for piece in (pair[0].encode(), pair[1])),
        ]
        key = hashlib.sha256(b"".join(hashlib.sha256(part).digest() for part in parts)).hexdigest()
        if key not in self._forms:
            if len(self._forms) >= FORMS_KEPT:
                self._forms.pop(next(iter(self._forms)))
            self._forms[key] = load_bytes(content, suffix, attached)
        return self._forms[key]

    def _open_instance(self) -> Instance:
        if self.instance is None:
            raise LookupError("no form is open")
        return self.instance

    def next(self, message: Message) -> dict[str, Any]:
        instance = self._open_instance()
        self.stop = next(self.walk, None)
        if self.stop is None:
            return {"t": "end"}
        if self.stop.kind == ANOTHER:
            return {"t": ANOTHER, "ref": f"{ref_of(self.stop.node)}/{self.stop.control.definition.name}"}
        if self.stop.kind != QUESTION:
            return {"t": self.stop.kind, "ref": ref_of(self.stop.node)}
        return self._question(instance, self.stop)

    def _question(self, instance: Instance, stop: Stop) -> dict[str, Any]:
        control, node = stop.control, stop.node
        said = {
            "t": "q", "ref": ref_of(node), "type": node.definition.type, "control": control.tag,
            "label": text_of(instance, control.label, node), "hint": text_of(instance, control.hint, node),
            "required": is_required(instance, node), "readonly": is_readonly(instance, node),
            "value": wire_of(instance, node),
        }  # fmt: skip
        if control.tag in ("select1", "select", "rank"):
            said["choices"] = [[choice.value, choice.label] for choice in Choices(instance, control, node)]
        return said

    def answer(self, message: Message) -> dict[str, Any]:
        instance, stop = self._open_instance(), self.stop
        if stop is None or stop.kind != QUESTION:
            return {"error": "no question is asked"}
        node: Node = stop.node
        try:
            value = wire.read(
                str(message.get("answer") or ""), node.definition.type, instance.tz, instance.local_now
            )
        except wire.Unreadable:
            return {"error": "this answer is not of the question's type"}
        if value is None and is_required(instance, node):
            return {"result": "required"}
        before, node.value = node.value, value
        broken = breaks_constraint(instance, node)
        node.value = before
        if broken:
            refusal = constraint_refusal(instance, node, value)
            return {
                "result": "constraint",
                "message": refusal.message if isinstance(refusal.message, str) else None,
            }
        instance.set_value(node, value)
        return {"result": "ok"}

    def repeat(self, message: Message) -> dict[str, Any]:
        instance, stop = self._open_instance(), self.stop
        if stop is None or stop.kind != ANOTHER:
            return {"error": "no repeat is asked"}
        if message.get("add"):
            repeats.add(instance, stop.node, stop.control)
        return {"ok": True}

    def xml(self, message: Message) -> dict[str, Any]:
        return {"xml": instance_xml(self._open_instance())}


def _instant(message: Message) -> datetime:
    text = message.get("now")
    return datetime.fromisoformat(text) if text else datetime(2026, 3, 15, 10, tzinfo=UTC)


def _files(folder: str | None) -> list[Path]:
    return [file for file in sorted(Path(folder).iterdir()) if file.is_file()] if folder else []


def respond(replay: Replay, line: str) -> dict[str, Any]:
    """The answer to a line; whatever happens, an answer."""
    try:
        return replay.handle(json.loads(line))
    except Problem as problem:
        return {"error": plain(problem.text)}
    except Exception as problem:
        return {"error": f"{type(problem).__name__}: {problem}"}


def main() -> int:
    """Answer lines until the input ends."""
    replay = Replay()
    for line in sys.stdin:
        if line.strip():
            sys.stdout.write(json.dumps(respond(replay, line), ensure_ascii=False) + "\n")
            sys.stdout.flush()
    return 0


if __name__ == "__main__":
    sys.exit(main())
