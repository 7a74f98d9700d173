"""relais87 suggest: action codes for a sentence, or for each line of standard input."""

from __future__ import annotations

import argparse
import sys
from io import StringIO

from bot.roadmap.suggest_lines import main as suggest_lines


def command(options: argparse.Namespace) -> int:
    """One JSON object a line."""
    lines = sys.stdin if options.lines else StringIO(" ".join(options.text) + "\n")
    suggest_lines(lines, sys.stdout)
    return 0
