"""Files of materials as people send them, TOML or workbook: read whole, into rows or one clear reason."""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import PurePath
from typing import Any
from zipfile import BadZipFile, ZipFile

from openpyxl import load_workbook

from bot.i18n import T, Text
from bot.kits.given import Given, ReadFile, on_line, on_row
from bot.kits.rows import FILE, FREE_LISTS, LISTS, TEXTS, UPDATE, WORDS

ENDINGS = (".toml", ".xlsx")
LARGEST = 1_000_000
"""Bytes: the whole catalogue takes a twentieth of it."""
LARGEST_INSIDE = 20_000_000
"""Bytes of a workbook once unpacked: a small file may hold a large one."""
MOST_ENTRIES = 500
MOST_COLUMNS = 80

KITS, FILES, UPDATES = "kits", "files", "updates"
"""Sheets of a workbook."""
_HEAD = re.compile(r"^\s*\[\[\s*kit\s*\]\]")
_WHERE = re.compile(r"at line (\d+), column (\d+)")
_COLUMN = re.compile(r"(\w+)(?:::?(\w+))?")
_LISTED = (*LISTS, "names", "formats")
TOO_LARGE = T("This file is larger than 1 MB: a catalogue is not. Nothing of it was read.")
NOT_A_WORKBOOK = T("This is not a workbook that can be opened (.xlsx).")


def is_catalogue(name: str, content: bytes) -> bool:
    """Whether a workbook holds materials (a sheet named kits) rather than a form; TOML always does."""
    if PurePath(name).suffix.lower() == ".toml":
        return True
    try:
        with ZipFile(BytesIO(content)) as book:
            info = book.getinfo("xl/workbook.xml")
            return info.file_size < LARGEST and b'name="kits"' in book.read(info)
    except (BadZipFile, KeyError, OSError, ValueError, NotImplementedError):
        return False


def read_file(name: str, content: bytes) -> ReadFile:
    """What a file gives. Slow for a workbook: outside any unit of work."""
    suffix = PurePath(name).suffix.lower()
    if suffix not in ENDINGS:
        return ReadFile(name, problem=T("A catalogue is a file .toml or .xlsx."))
    if len(content) > LARGEST:
        return ReadFile(name, problem=TOO_LARGE)
    entries = _toml(content) if suffix == ".toml" else _workbook(content)
    if isinstance(entries, Text):
        return ReadFile(name, problem=entries)
    if len(entries) > MOST_ENTRIES:
        return ReadFile(name, problem=T("More than {count} kits in one file.", count=MOST_ENTRIES))
    return ReadFile(name, tuple(entries))


def _toml(content: bytes) -> list[Given] | Text:
    try:
        text = content.decode("utf-8-sig")
        rows = tomllib.loads(text).get("kit", [])
    except UnicodeDecodeError:
        return T("This file is not text in UTF-8.")
    except tomllib.TOMLDecodeError as error:
        met = _WHERE.search(str(error))
        if met is None:
            return T("This is not TOML: something is missing at its end.")
        return T("This is not TOML: look at line {line}, column {column}.", line=met[1], column=met[2])
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        return T("Each kit begins with a line [[kit]].")
    lines = [number for number, line in enumerate(text.splitlines(), 1) if _HEAD.match(line)]
    places = lines if len(lines) == len(rows) else list(range(1, len(rows) + 1))
    return [Given(on_line(place), row) for place, row in zip(places, rows, strict=True)]


def _workbook(content: bytes) -> list[Given] | Text:
    try:
        with ZipFile(BytesIO(content)) as unpacked:
            if sum(info.file_size for info in unpacked.infolist()) > LARGEST_INSIDE:
                return TOO_LARGE
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # remarks on styles, which say nothing of the content
            book = load_workbook(BytesIO(content), read_only=True, data_only=True, keep_links=False)
            sheets = {sheet.title.casefold(): list(_rows(sheet)) for sheet in book.worksheets}
    except Exception:  # whatever the reader raises on a broken file
        return NOT_A_WORKBOOK
    if KITS not in sheets:
        return T("This workbook has no sheet named “{sheet}”.", sheet=KITS)
    return _gathered(sheets)


def _rows(sheet: Any) -> Iterator[Sequence[Any]]:
    sheet.reset_dimensions()  # what a file says of its own size is not believed
    for number, row in enumerate(sheet.iter_rows(max_col=MOST_COLUMNS, values_only=True)):
        if number > 10 * MOST_ENTRIES:
            return
        yield row


def _gathered(sheets: Mapping[str, Sequence[Sequence[Any]]]) -> list[Given]:
    """The entries of the sheet kits, each with its rows of the two others."""
    extras = {UPDATES: _by_kit(sheets, UPDATES, UPDATE), FILES: _by_kit(sheets, FILES, FILE)}
    entries, seen = [], set()
    for number, values, problems in _records(sheets[KITS], (*WORDS, *TEXTS, *LISTS)):
        kit_id = str(values.get("id", "")).strip().upper()
        seen.add(kit_id)
        for sheet, field in ((UPDATES, "update"), (FILES, "file")):
            if sheet in sheets:
                values[field] = [one for _, one, _ in extras[sheet].get(kit_id, ())]
                problems += [problem for _, _, wrong in extras[sheet].get(kit_id, ()) for problem in wrong]
        entries.append(Given(on_row(KITS, number), values, tuple(problems)))
    for sheet, rows in extras.items():
        for kit_id, ones in rows.items():
            if kit_id not in seen:
                said = T("{kit} is not on the sheet “{sheet}”.", kit=kit_id or "-", sheet=KITS)
                entries += [Given(on_row(sheet, number), {}, (said,)) for number, _, _ in ones]
    return entries


Record = tuple[int, dict[str, Any], list[Text]]


def _by_kit(
    sheets: Mapping[str, Sequence[Sequence[Any]]], sheet: str, columns: Sequence[str]
) -> Mapping[str, list[Record]]:
    found: dict[str, list[Record]] = {}
    for number, values, problems in _records(sheets.get(sheet, ()), ("kit", *columns)):
        kit_id = str(values.pop("kit", "")).strip().upper()
        found.setdefault(kit_id, []).append((number, values, problems))
    return found


def _records(rows: Sequence[Sequence[Any]], columns: Sequence[str]) -> Iterator[Record]:
    """(row number, values, problems) of each row that is not empty, under the names of the first."""
    header = [_text(cell) for cell in rows[0]] if rows else []
    unknown = [name for name in header if name and _split(name)[0] not in columns]
    problems = [T("I know no column “{column}”.", column=name[:40]) for name in unknown]
    for number, row in enumerate(rows[1:], 2):
        cells = {name: _text(cell) for name, cell in zip(header, row, strict=False) if name}
        if any(cells.values()):
            known = {name: cell for name, cell in cells.items() if name not in unknown}
            yield number, _values(known), list(problems)


def _values(cells: Mapping[str, str]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for name, cell in cells.items():
        column, language = _split(name)
        if column in (*TEXTS, "said"):
            values.setdefault(column, {})
            if cell:
                values[column][language or "fr"] = cell
        elif column in _LISTED:
            parts = r"[;\n]" if column in FREE_LISTS else r"[,;\n]"
            values[column] = [one.strip() for one in re.split(parts, cell) if one.strip()]
        else:
            values[column] = cell
    return values


def _split(name: str) -> tuple[str, str]:
    """``label:fr`` is (label, fr)."""
    met = _COLUMN.fullmatch(name.strip())
    return (met[1].casefold(), (met[2] or "").casefold()) if met else (name, "")


def _text(cell: Any) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return str(int(cell) if isinstance(cell, float) and cell.is_integer() else cell).strip()
