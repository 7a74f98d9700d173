"""A form read in a process of its own, whose time and memory are bounded: what comes from outside is opened
there.

    python -m bot.forms.apart SECONDS FILE [NAME FOLDER]

prints findings, and the form if there is no error, as JSON (used by ``check_apart`` and ``examine_apart``).
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.errors import Problem
from bot.forms import limits
from bot.forms.check import Examined, examine
from bot.forms.engine import Engine
from bot.forms.instance import Context
from bot.forms.lists import file_of
from bot.forms.model import Form
from bot.forms.problems import Finding
from bot.i18n import T, Text
from bot.ids import CountingIds

SOME_DAY = datetime(2026, 1, 1, tzinfo=UTC)
"""When the trial session begins: its answers go nowhere."""


@dataclass(frozen=True)
class Opened:
    """What the process apart tells: findings, and what there is to know of an accepted form."""

    findings: tuple[Finding, ...]
    xform: str = ""
    form_id: str = ""
    title: str = ""
    version: str = ""
    languages: tuple[str, ...] = ()
    asked: tuple[str, ...] = ()
    """Files that the form asks for and that were not there."""
    used: tuple[str, ...] = ()


def check_apart(path: Path | str, seconds: int = limits.CHECK_SECONDS) -> list[Finding]:
    """Findings on an uploaded file; one error when it takes more time or memory than any form needs."""
    return list(_run([str(path)], seconds).findings)


def examine_apart(
    name: str, content: bytes, files: Mapping[str, bytes], seconds: int = limits.CHECK_SECONDS
) -> Opened:
    """An uploaded form with its attachments, all given as bytes. Blocks: call it in a thread."""
    suffix = Path(name).suffix.lower()
    with tempfile.TemporaryDirectory(prefix="relais87-form-") as folder:
        form = Path(folder) / f"form{suffix if suffix.isascii() and len(suffix) < 8 else ''}"
        form.write_bytes(content)
        beside = Path(folder) / "files"
        beside.mkdir()
        index = {str(number): file for number, file in enumerate(files)}  # names are theirs, paths are ours
        for number, file in index.items():
            (beside / number).write_bytes(files[file])
        (beside / "names.json").write_text(json.dumps(index), encoding="utf-8")
        return _run([str(form), Path(name).stem, str(beside)], seconds)


def _run(arguments: list[str], seconds: int) -> Opened:
    command = [sys.executable, "-m", "bot.forms.apart", str(seconds), *arguments]
    # Nothing of our environment goes along: the settings in it are secrets.
    environment = {
        "PYTHONPATH": os.pathsep.join(part for part in sys.path if part),
        "PYTHONDONTWRITEBYTECODE": "1",
        "PYTHONUTF8": "1",
    }
    try:
        done = subprocess.run(  # noqa: S603 - our own module
            command, capture_output=True, timeout=seconds * 2, check=False, env=environment
        )
        told = json.loads(done.stdout) if done.returncode == 0 else None
    except (subprocess.TimeoutExpired, ValueError):
        told = None
    if told is None:
        return Opened((_too_long(),))
    findings = tuple(_finding(row) for row in told.pop("findings"))
    known: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in told.items()}
    return Opened(findings, **known)


def _too_long() -> Finding:
    return Finding("error", T("The form takes too much time or memory to read: it is too large or damaged."))


def _row(finding: Finding) -> dict[str, Any]:
    place = {"sheet": finding.sheet, "row": finding.row, "column": finding.column}
    return {"severity": finding.severity, "text": _plain(finding.text), **place}


def _plain(value: Any) -> Any:
    if not isinstance(value, Text):
        return value if isinstance(value, int | float) else str(value)
    values = {key: _plain(inner) for key, inner in value.values.items()}
    return {"msgid": value.msgid, "values": values, "plural": value.plural, "count": value.count}


def _finding(row: Mapping[str, Any]) -> Finding:
    return Finding(row["severity"], _text(row["text"]), row["sheet"], row["row"], row["column"])


def _text(data: Any) -> Any:
    if not isinstance(data, dict):
        return data
    return Text(
        data["msgid"],
        {key: _text(value) for key, value in data["values"].items()},
        data["plural"],
        data["count"],
    )


# Inside the process


def main(arguments: list[str]) -> int:
    """Bound this process, read the form, print."""
    seconds = int(arguments[0])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHECK_BYTES, limits.CHECK_BYTES))
    resource.setrlimit(resource.RLIMIT_FSIZE, (limits.XFORM_BYTES, limits.XFORM_BYTES))
    path, name, folder = (*arguments[1:], "", "")[:3]
    found = examine(path, _attachments(folder), name or None)
    told: dict[str, Any] = {"findings": [_row(finding) for finding in found.findings]}
    if folder and found.form is not None:
        tried = _tried(found)
        told = {"findings": [_row(f) for f in (*tried, *found.findings)]}
        if not tried:
            told |= _known(found, found.form)
    sys.stdout.write(json.dumps(told))
    return 0


def _attachments(folder: str) -> dict[str, bytes]:
    if not folder:
        return {}
    names = json.loads((Path(folder) / "names.json").read_text(encoding="utf-8"))
    return {name: (Path(folder) / number).read_bytes() for number, name in names.items()}


def _tried(found: Examined) -> list[Finding]:
    """Begin the form once, as a person would: whatever is too slow or fails then is an error now."""
    assert found.form is not None
    began = time.process_time()
    try:
        engine = Engine(found.form)
        step = engine.start(Context(SOME_DAY, UTC, CountingIds()))
        engine.resume(step.session, Context(SOME_DAY, UTC, CountingIds()))
    except Problem as problem:
        return [Finding("error", problem.text)]
    if time.process_time() - began > limits.STEP_SECONDS:
        return [Finding("error", T("The form is too slow: each answer would take seconds."))]
    return []


def _known(found: Examined, form: Form) -> dict[str, Any]:
    missing = [file_of(address) for name, address in form.external.items() if name not in form.lists]
    return {
        "xform": found.xform,
        "form_id": form.id,
        "title": form.title,
        "version": form.version,
        "languages": list(form.languages),
        "asked": sorted(set(missing)),
        "used": list(found.used),
    }


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
