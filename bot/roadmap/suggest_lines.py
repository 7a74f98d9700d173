"""A text a line in, a JSON a line out: ``{"suggestions": [{"code", "score", "because"}]}``, best first."""

from __future__ import annotations

import json
import sys
from typing import TextIO

from bot.roadmap.suggest import suggest


def main(stdin: TextIO, stdout: TextIO, language: str = "fr") -> int:
    """Answers each line at once, an empty one too, so that lines of both sides stay side by side."""
    for number, line in enumerate(stdin):
        text = line.rstrip("\r\n")
        if number == 0:
            text = text.removeprefix("\ufeff")
        rows = [
            {"code": one.code, "score": one.score, "because": list(one.because)}
            for one in suggest(text, language)
        ]
        stdout.write(json.dumps({"suggestions": rows}, ensure_ascii=False) + "\n")
        stdout.flush()
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.stdin, sys.stdout))
