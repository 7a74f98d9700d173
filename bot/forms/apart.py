"""A form checked in a process of its own, whose time and memory are bounded: what comes from outside is
opened there.

    python -m bot.forms.apart FILE     prints findings as JSON (used by ``check_apart``)
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bot.forms import limits
from bot.forms.check import check
from bot.forms.problems import Finding
from bot.i18n import T, Text


def check_apart(path: Path | str, seconds: int = limits.CHECK_SECONDS) -> list[Finding]:
    """Findings on an uploaded file; one error when it takes more time or memory than any form needs."""
    command = [sys.executable, "-m", "bot.forms.apart", str(seconds), str(path)]
    try:
        done = subprocess.run(command, capture_output=True, timeout=seconds * 2, check=False)  # noqa: S603 - our own module
    except subprocess.TimeoutExpired:
        return [_too_long()]
    if done.returncode != 0:
        return [_too_long()]
    return [_finding(row) for row in json.loads(done.stdout)]


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


def main(arguments: list[str]) -> int:
    """Bound this process, check, print."""
    seconds = int(arguments[0])
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_AS, (limits.CHECK_BYTES, limits.CHECK_BYTES))
    sys.stdout.write(json.dumps([_row(finding) for finding in check(arguments[1])]))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
