"""relais87 forms: check a form, or replay walks for a scorer."""

from __future__ import annotations

import argparse
import json

from bot.cli.terminal import operator
from bot.forms.check import check
from bot.forms.replay import main as replay


def command(options: argparse.Namespace) -> int:
    """Exit code 1 when the form has errors."""
    if options.verb == "replay":
        replay()
        return 0
    tr = operator()
    findings = check(options.file)
    for finding in findings:
        where = {"sheet": finding.sheet, "row": finding.row, "column": finding.column}
        said = tr(finding.text)
        if options.json:
            row = {"severity": finding.severity, **where, "text": said}
            print(json.dumps(row, ensure_ascii=False))
        else:
            place = " ".join(f"{key} {value}" for key, value in where.items() if value)
            print(": ".join(part for part in (finding.severity, place, said) if part))
    return 1 if any(finding.severity == "error" for finding in findings) else 0
