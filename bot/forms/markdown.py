"""Forms of the product itself: Markdown tables in English, their other languages from the message
catalogues."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence

Translate = Callable[[str], str]
SOURCE = "en"
"""The language that such forms are written in."""
TEXT_COLUMNS = ("label", "hint", "guidance_hint", "constraint_message", "required_message")
_CELL = re.compile(r"(?<!\\)\|")


def translated(
    sheet: str, rows: Sequence[Mapping[str, str]], translate: Mapping[str, Translate]
) -> list[dict[str, str]]:
    """The rows of a sheet with a column per language for each text: ``label::en``, ``label::fr``..."""
    if sheet == "settings":
        return [{"default_language": SOURCE, **row} for row in rows] or [{"default_language": SOURCE}]
    return [_row(row, translate) for row in rows]


def _row(row: Mapping[str, str], translate: Mapping[str, Translate]) -> dict[str, str]:
    out: dict[str, str] = {}
    for column, cell in row.items():
        if column not in TEXT_COLUMNS:
            out[column] = cell
            continue
        out[f"{column}::{SOURCE}"] = cell
        for language, say in translate.items():
            if language != SOURCE:
                out[f"{column}::{language}"] = say(cell)
    return out


def sentences(text: str) -> Iterator[tuple[int, str]]:
    """The English sentences of a Markdown form with the number of their line, for the catalogues."""
    columns: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip().startswith("|") or set(line) <= set("|-: \t"):
            continue
        cells = [cell.strip().replace("\\|", "|") for cell in _CELL.split(line.strip())[1:-1]]
        if cells[0]:
            columns = []
            if len(cells) == 1 or not any(cells[1:]):
                continue
        if not columns:
            columns = cells
            continue
        for column, cell in zip(columns, cells, strict=False):
            if column in TEXT_COLUMNS and cell:
                yield number, cell
