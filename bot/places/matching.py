"""Rows of the list of places whose name is, starts with, holds or resembles what was typed: scans in C."""

from __future__ import annotations

import re
from bisect import bisect_right

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.places.gazetteer import Gazetteer

EXACT, STARTS, HOLDS, NEAR, HEARD = 100.0, 90.0, 80.0, 78.0, 50.0
"""Scores by how a name was met; NEAR is multiplied by the likeness, HEARD is a name inside a sentence."""

ENOUGH = 200
"""With so many names met, looser ways to meet a name are not tried."""

LIKENESS = 0.72
"""Under this share of letters in common (edits over length) a name is another name."""

_ABBREVIATIONS = (
    (re.compile(r"\bst\b"), "saint"),
    (re.compile(r"\bste\b"), "sainte"),
    (re.compile(r"\bs\b"), "sur"),
)

Row = tuple[int, float]
"""A row of the list and its score."""


def spelled(name: str) -> str:
    """A folded name with ``st``, ``ste``, ``s`` written out."""
    for short, long in _ABBREVIATIONS:
        name = short.sub(long, name)
    return name


def exactly(book: Gazetteer, name: str) -> list[int]:
    """Rows of that very name, its article left out or not: ``ile saint denis`` is ``l ile saint denis``."""
    return [
        row for article in ("", "l ", "la ", "le ", "les ") for row in _scan(book, f"\n{article}{name}\n")
    ]


def by_crowd(book: Gazetteer, rows: list[int]) -> list[int]:
    """Rows, the most populated place first."""
    return sorted(rows, key=lambda row: (-book.crowd(row), row))


def written(book: Gazetteer, name: str) -> list[Row]:
    """Rows whose name is, starts with or holds the words typed: best first, most populated among equals."""
    if len(name) < 2:
        return []
    scored = dict.fromkeys(exactly(book, name), EXACT)
    for needle, score in ((f"\n{name}", STARTS), (f" {name}", HOLDS)):
        for row in _scan(book, needle) if len(scored) < ENOUGH else ():
            scored.setdefault(row, score)
    return sorted(scored.items(), key=lambda item: (-item[1], -book.crowd(item[0]), item[0]))


def _scan(book: Gazetteer, needle: str) -> list[int]:
    rows, at = [], book.haystack.find(needle)
    while at >= 0:
        rows.append(bisect_right(book.starts, at + 1) - 1)
        at = book.haystack.find(needle, at + 1)
    return rows


def alike(book: Gazetteer, name: str) -> list[Row]:
    """Rows whose name is the one typed but for a few letters."""
    if len(name) < 4:
        return []
    met = process.extract(
        name, book.folded, scorer=OSA.normalized_similarity, score_cutoff=LIKENESS, limit=30
    )
    rows = [(row, NEAR * likeness) for _, likeness, row in met]
    return sorted(rows, key=lambda item: (-item[1], -book.crowd(item[0]), item[0]))


def likeness_of(typed: str, name: str) -> float:
    """How alike two folded names are, 0 to 1; 1 when the words typed stand in the name."""
    typed = spelled(typed)
    return 1.0 if f" {typed}" in f" {name}" else OSA.normalized_similarity(typed, name)
