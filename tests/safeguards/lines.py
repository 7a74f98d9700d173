"""Lists of lines for the tests of this room: one a line, ``#`` in front of a comment."""

from __future__ import annotations

from pathlib import Path

HERE = Path(__file__).parent


def lines(name: str) -> list[str]:
    """The lines of a list beside this file, comments and empty lines left out."""
    every = (HERE / f"{name}.txt").read_text("utf-8").splitlines()
    return [line for line in every if line.strip() and not line.startswith("#")]
