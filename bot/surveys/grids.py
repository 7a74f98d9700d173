"""Answers as grids of cells in KoboToolbox's shape: what workbooks and CSV files are made of.

Answers of several choices stay joined and have a column for each choice; a point has four more columns.
Headers and choices are names, or labels in one of the form's languages.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date

from bot.forms.prompts import Kind
from bot.surveys.rows import Row
from bot.surveys.shape import MAIN, Field, Sheet

Cell = str | int | float | date | None
POINT = ("latitude", "longitude", "altitude", "precision")
SEVERAL = frozenset({Kind.SELECT_MULTIPLE, Kind.RANK})
CHOSEN = SEVERAL | {Kind.SELECT_ONE}
NUMBERS = frozenset({Kind.INTEGER, Kind.DECIMAL, Kind.RANGE})
EXACT_MOST = 10**15
"""Past it a spreadsheet rounds: such a number stays text."""
_NAME_LENGTH = 31
_FORBIDDEN = re.compile(r"[\[\]:*?/\\\x00-\x1f]")


@dataclass(frozen=True)
class Grid:
    """One sheet: its name, its headers, its rows."""

    name: str
    headers: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True)
class _Column:
    header: str
    cell: Callable[[Row], Cell]


def grids_of(sheets: Mapping[str, Sheet], rows: Mapping[str, list[Row]], labels: bool) -> list[Grid]:
    """One grid for each sheet that the form has, in its order."""
    names = _sheet_names(sheets, labels)
    return [_grid(sheet, rows.get(path, []), names, labels) for path, sheet in sheets.items()]


def _grid(sheet: Sheet, rows: Sequence[Row], names: Mapping[str, str], labels: bool) -> Grid:
    columns = [*_asked(sheet, rows, labels), *_about(sheet, names)]
    headers = _distinct([column.header for column in columns])
    return Grid(
        names[sheet.path], headers, tuple(tuple(column.cell(row) for column in columns) for row in rows)
    )


def _asked(sheet: Sheet, rows: Sequence[Row], labels: bool) -> list[_Column]:
    shared = Counter(one.name for one in sheet.fields.values())
    columns: list[_Column] = []
    for one in sheet.fields.values():
        name = one.name if shared[one.name] == 1 else one.path
        header = one.label if labels else name
        columns.append(_Column(header, _whole(one, labels)))
        if one.kind is Kind.SELECT_MULTIPLE:
            for value in _values(one, rows):
                shown = one.choices.get(value, value) if labels else value
                columns.append(_Column(f"{header}/{shown}", _ticked(one.path, value)))
        if one.kind is Kind.GEOPOINT:
            columns += [_Column(f"_{header}_{part}", _part(one.path, at)) for at, part in enumerate(POINT)]
    return columns


def _about(sheet: Sheet, names: Mapping[str, str]) -> list[_Column]:
    index = _Column("_index", lambda row: row.index)
    if sheet.path == MAIN:
        return [
            _Column("_uuid", lambda row: row.answers.uuid),
            _Column("_submission_time", _sent_at),
            _Column("__version__", lambda row: row.answers.version),
            _Column("_organisation", lambda row: row.answers.organisation),
            index,
        ]
    parent = names[sheet.parent or MAIN]
    return [
        index,
        _Column("_parent_table_name", lambda row: parent),
        _Column("_parent_index", lambda row: row.parent),
        _Column("_submission__uuid", lambda row: row.answers.uuid),
        _Column("_submission__submission_time", _sent_at),
        _Column("_submission___version__", lambda row: row.answers.version),
    ]


def _sent_at(row: Row) -> Cell:
    """In UTC, as KoboToolbox writes it."""
    return row.answers.sent_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S")


def _whole(one: Field, labels: bool) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        wire = row.values.get(one.path, "")
        if not wire:
            return None
        if one.kind in NUMBERS:
            return number(wire)
        if one.kind is Kind.DATE:
            return _day(wire)
        if labels and one.kind in CHOSEN:
            values = wire.split() if one.kind in SEVERAL else [wire]
            return (", " if one.kind in SEVERAL else " ").join(one.choices.get(v, v) for v in values)
        return wire

    return cell


def _values(one: Field, rows: Iterable[Row]) -> list[str]:
    """The choices known beforehand, then those met in answers: of an older list, of a long one."""
    met = (value for row in rows for value in row.values.get(one.path, "").split())
    return list(dict.fromkeys([*one.choices, *met]))


def _ticked(path: str, value: str) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        wire = row.values.get(path)
        return None if wire is None else int(value in wire.split())

    return cell


def _part(path: str, at: int) -> Callable[[Row], Cell]:
    def cell(row: Row) -> Cell:
        parts = row.values.get(path, "").split()
        return number(parts[at]) if at < len(parts) else None

    return cell


def number(wire: str) -> Cell:
    """A number where a spreadsheet keeps it exactly, else its digits as text."""
    try:
        found = float(wire)
    except ValueError:
        return wire
    if not math.isfinite(found) or abs(found) >= EXACT_MOST:
        return wire
    return int(found) if found == int(found) and "e" not in wire.lower() else found


def _day(wire: str) -> Cell:
    try:
        day = date.fromisoformat(wire[:10])
    except ValueError:
        return wire
    return day if day.year >= 1900 else wire


def _distinct(headers: Sequence[str]) -> tuple[str, ...]:
    """Headers as they are, those met before with a number."""
    seen: Counter[str] = Counter()
    found = []
    for header in headers:
        seen[header] += 1
        found.append(header if seen[header] == 1 else f"{header} ({seen[header]})")
    return tuple(found)


def _sheet_names(sheets: Mapping[str, Sheet], labels: bool) -> dict[str, str]:
    """Names that a spreadsheet takes: 31 characters, none of ``[]:*?/\\``, no two alike whatever the case."""
    taken: set[str] = set()
    names = {}
    for path, sheet in sheets.items():
        wanted = sheet.label if labels or path == MAIN else sheet.name
        clean = _FORBIDDEN.sub(" ", wanted).strip(" '")[:_NAME_LENGTH].rstrip(" '") or "form"
        name, count = clean, 1
        while name.casefold() in taken or name.casefold() == "history":  # reserved by Excel
            count += 1
            name = f"{clean[: _NAME_LENGTH - len(str(count)) - 1]}_{count}"
        taken.add(name.casefold())
        names[path] = name
    return names
