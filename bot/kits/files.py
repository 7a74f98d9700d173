"""The catalogue as a file to edit and send back: TOML as packaged, or a workbook. Made when it is sent."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from importlib.resources import files
from io import BytesIO
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from bot.i18n import LANGUAGES
from bot.kits.catalogue import kits
from bot.kits.editing import Rights
from bot.kits.intake import FILES, KITS, UPDATES
from bot.kits.model import Kit
from bot.kits.rows import FIELDS, FILE, TABLES, TEXTS, UPDATE, row_of

PREFIX = "catalogue:"
MEDIA_TYPES: Mapping[str, str] = {
    "toml": "application/toml",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
SAFE = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - the file's own date says nothing: the same content, the same file
NARROWEST, WIDEST = 10, 45
"""Columns, in characters."""


def address(kind: str, rights: Rights) -> str:
    """What a reply carries in place of a file's hash."""
    return f"{PREFIX}{kind}:" + ("*" if rights.everything else ",".join(sorted(rights.makers)))


def made(wanted: str) -> tuple[bytes, str, str] | None:
    """(content, name, media type) of the file that an address names."""
    kind, _, whose = wanted.removeprefix(PREFIX).partition(":")
    if kind not in MEDIA_TYPES:
        return None
    rights = Rights(whose == "*", frozenset(whose.split(",")))
    return export(kind, (kit for kit in kits() if rights.may(kit))), f"catalogue.{kind}", MEDIA_TYPES[kind]


def export(kind: str, of: Iterable[Kit]) -> bytes:
    """Materials as a file, ``toml`` or ``xlsx``."""
    rows = [row_of(kit) for kit in of]
    return _toml(rows).encode() if kind == "toml" else _workbook(rows)


def _toml(rows: Sequence[Mapping[str, Any]]) -> str:
    blocks = [(files("bot.kits") / "data" / "head.toml").read_text("utf-8")]
    for row in rows:
        plain = [f"{name} = {_value(row[name])}" for name in FIELDS if name not in TABLES]
        blocks.append("\n".join(["[[kit]]", *plain, ""]))
        for table in TABLES:
            for one in row[table]:
                lines = [f"{key} = {_value(value)}" for key, value in one.items()]
                blocks.append("\n".join([f"[[kit.{table}]]", *lines, ""]))
    return "\n".join(blocks)


def _value(value: Any) -> str:
    """A value of a row in TOML: a string, a list of strings, a table of strings."""
    if isinstance(value, dict):
        return (
            "{ " + ", ".join(f"{key} = {_value(one)}" for key, one in value.items()) + " }" if value else "{}"
        )
    if isinstance(value, list):
        return "[" + ", ".join(map(_value, value)) + "]"
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")  # strings of JSON are TOML's too


def _workbook(rows: Sequence[Mapping[str, Any]]) -> bytes:
    out = BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    book.set_properties({"created": MADE_AT})
    bold = book.add_format({"bold": True})
    kit_columns = [name for field in FIELDS if field not in TABLES for name in _columns(field)]
    _sheet(book.add_worksheet(KITS), kit_columns, rows, bold)
    for sheet, table, fields in ((UPDATES, "update", UPDATE), (FILES, "file", FILE)):
        columns = ["kit", *(name for field in fields for name in _columns(field))]
        ones = [{"kit": row["id"], **one} for row in rows for one in row[table]]
        _sheet(book.add_worksheet(sheet), columns, ones, bold)
    book.close()
    return out.getvalue()


def _columns(field: str) -> list[str]:
    return [f"{field}:{code}" for code in LANGUAGES] if field in (*TEXTS, "said") else [field]


def _sheet(sheet: Worksheet, columns: Sequence[str], rows: Sequence[Mapping[str, Any]], bold: Any) -> None:
    for column, name in enumerate(columns):
        cells = [_cell(row, name) for row in rows]
        sheet.write_string(0, column, name, bold)
        for number, cell in enumerate(cells, 1):
            sheet.write_string(number, column, cell)
        longest = max(map(len, (name, *cells)))
        sheet.set_column(column, column, min(max(longest, NARROWEST), WIDEST))
    sheet.freeze_panes(1, 1)


def _cell(row: Mapping[str, Any], column: str) -> str:
    field, _, language = column.partition(":")
    value = row.get(field, "")
    if language:
        return str(value.get(language, "")) if value else ""
    return "; ".join(value) if isinstance(value, list) else str(value)
