"""Telegram's HTML into text and entities: parse_html of tdlib's MessageEntity.cpp, rule by rule."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from bot.sandbox import links
from bot.sandbox.entities import Entity, Formatted, byte_offset, in_order, kept_link, utf16
from bot.sandbox.limits import Refused

SPACE = " \t\r\n\0\v"
STYLES = {
    "i": "italic", "em": "italic", "b": "bold", "strong": "bold", "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough", "tg-spoiler": "spoiler",
    "span": "spoiler",
}  # fmt: skip
TAGS = frozenset(STYLES) | {"a", "pre", "code", "blockquote", "tg-emoji"}
"""tg-time is left out: the sandbox does not carry it."""
NAMED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"'}
_REFERENCE = re.compile(r"&(?:#x([0-9a-fA-F]+)|#(\d+)|([A-Za-z]+));?")


@dataclass
class _Open:
    tag: str
    argument: str
    offset: int
    at: int


def parse_html(source: str) -> Formatted:
    """Text and entities of a message in HTML. Raises Refused with Telegram's words."""
    return _Reader(source).read()


class _Reader:
    def __init__(self, source: str) -> None:
        self.source = source
        self.text = source + "\0\0\0"
        self.index = 0
        self.out: list[str] = []
        self.offset = 0
        self.open: list[_Open] = []
        self.entities: list[Entity] = []

    def read(self) -> Formatted:
        while self.index < len(self.source):
            char = self.text[self.index]
            if char == "&":
                self._emit(self._reference() or self._step())
            elif char != "<":
                self._emit(self._step())
            elif self.text[self.index + 1] == "/":
                self._end_tag()
            else:
                self._start_tag()
        if self.open:
            raise Refused("html_no_end", tag=self.open[-1].tag)
        text = "".join(self.out)
        if any("\ud800" <= char <= "\udfff" for char in text):
            raise Refused("utf8")
        entities = [e if e.type != "code" else Entity("code", e.offset, e.length) for e in self.entities]
        return Formatted(text, in_order(entities))

    def _emit(self, char: str) -> None:
        self.out.append(char)
        self.offset += utf16(char)

    def _step(self) -> str:
        char = self.text[self.index]
        self.index += 1
        return char

    def _reference(self) -> str | None:
        """A character reference at the index, passed over; None when it is an ordinary ampersand."""
        match = _REFERENCE.match(self.text, self.index)
        if not match:
            return None
        code = _decoded(match)
        if code is not None:
            self.index = match.end()
        return code

    def _refuse(self, name: str, at: int, **holes: Any) -> Refused:
        return Refused(name, at=byte_offset(self.source, at), **holes)

    def _until(self, stops: str) -> str:
        start = self.index
        while self.text[self.index] not in stops and self.text[self.index] not in SPACE:
            self.index += 1
        return self.text[start : self.index]

    def _blank(self) -> None:
        while self.text[self.index] in SPACE and self.index < len(self.source):
            self.index += 1

    def _start_tag(self) -> None:
        begin = self.index
        self.index += 1
        tag = self._until(">").lower()
        if self.index >= len(self.source):
            raise self._refuse("html_unclosed_start", begin)
        if tag not in TAGS:
            raise self._refuse("html_unsupported", begin, tag=tag)
        argument = ""
        while self.text[self.index] != ">":
            self._blank()
            if self.text[self.index] == ">":
                break
            argument = self._attribute(tag, argument, begin)
        if tag == "span" and argument != "spoiler":
            raise self._refuse("html_span", begin)
        self.index += 1
        self.open.append(_Open(tag, argument, self.offset, len(self.out)))

    def _attribute(self, tag: str, argument: str, begin: int) -> str:
        """Reads one attribute; returns the tag's argument, new when this is the one that counts."""
        name = self._until("=>/\"'")
        if not name:
            raise self._refuse("html_empty_attribute", begin, tag=tag)
        self._blank()
        if self.text[self.index] != "=":
            if self.index >= len(self.source):
                raise self._refuse("html_unclosed_tag", begin, tag=tag)
            return "1" if (tag, name) == ("blockquote", "expandable") else argument
        self.index += 1
        self._blank()
        if self.index >= len(self.source):
            raise self._refuse("html_unclosed_tag", begin, tag=tag)
        value = self._value(begin)
        return _argument(tag, name, value, argument)

    def _value(self, begin: int) -> str:
        quote = self.text[self.index]
        if quote not in "'\"":
            start = self.index
            while re.match(r"[A-Za-z0-9.-]", self.text[self.index]):
                self.index += 1
            if self.text[self.index] not in SPACE and self.text[self.index] != ">":
                raise self._refuse("html_name_token", start)
            value = self.text[start : self.index].lower()
        else:
            self.index += 1
            out: list[str] = []
            while self.text[self.index] != quote and self.index < len(self.source):
                reference = self._reference() if self.text[self.index] == "&" else None
                out.append(reference or self._step())
            value = "".join(out)
            if self.text[self.index] == quote:
                self.index += 1
        if self.index >= len(self.source):
            raise self._refuse("html_unclosed_start", begin)
        return value

    def _end_tag(self) -> None:
        begin = self.index
        if not self.open:
            raise self._refuse("html_unexpected_end", begin)
        self.index += 2
        found = self._until(">").lower()
        self._blank()
        if self.text[self.index] != ">":
            raise self._refuse("html_unclosed_end", begin)
        opened = self.open[-1]
        if found and found != opened.tag:
            raise self._refuse("html_unmatched_end", begin, tag=opened.tag, found=found)
        self.index += 1
        if self.offset > opened.offset:
            self._close(opened)
        self.open.pop()

    def _close(self, opened: _Open) -> None:
        offset, length = opened.offset, self.offset - opened.offset
        last = self.entities[-1] if self.entities else None
        same = last is not None and (last.offset, last.length) == (offset, length)
        if opened.tag in STYLES:
            self._add(STYLES[opened.tag], offset, length)
        elif opened.tag == "tg-emoji":
            if not re.fullmatch(r"[1-9]\d*", opened.argument):
                raise Refused("custom_emoji")
            self._add("custom_emoji", offset, length, custom_emoji_id=opened.argument)
        elif opened.tag == "a":
            self._link(opened, offset, length)
        elif opened.tag == "blockquote":
            self._add("expandable_blockquote" if opened.argument else "blockquote", offset, length)
        elif opened.tag == "pre":
            if same and last is not None and last.type == "code" and last.extra.get("language"):
                self.entities[-1] = Entity("pre", offset, length, last.extra)
            else:
                self._add("pre", offset, length)
        elif same and last is not None and last.type == "pre" and opened.argument:
            self.entities[-1] = Entity("pre", offset, length, {"language": opened.argument})
        else:
            self._add("code", offset, length, **({"language": opened.argument} if opened.argument else {}))

    def _link(self, opened: _Open, offset: int, length: int) -> None:
        url = opened.argument or "".join(self.out[opened.at :])
        user = links.mentioned_user(url)
        if user is not None:
            self._add("text_mention", offset, length, user={"id": user})
        else:
            self._add("text_link", offset, length, url=kept_link(url))

    def _add(self, kind: str, offset: int, length: int, **extra: object) -> None:
        self.entities.append(Entity(kind, offset, length, extra))


def _decoded(match: re.Match[str]) -> str | None:
    if match[3]:
        return NAMED.get(match[3])
    code = int(match[1], 16) if match[1] else int(match[2])
    digits = match[0].rstrip(";")
    return chr(code) if 0 < code < 0x10FFFF and len(digits) < 10 else None


def _argument(tag: str, name: str, value: str, argument: str) -> str:
    if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id")}:
        return value
    if (tag, name) == ("code", "class") and value.startswith("language-"):
        return value.removeprefix("language-")
    if (tag, name) == ("span", "class") and value.startswith("tg-"):
        return value.removeprefix("tg-")
    return "1" if (tag, name) == ("blockquote", "expandable") else argument
