"""Answers as a workbook. What people wrote is written as text: never a formula, a link or a number."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from io import BytesIO

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from bot.surveys.grids import Cell, Grid

CELL_CHARACTERS = 32_767
"""What a cell of a workbook holds."""
NARROWEST, WIDEST = 12, 40
"""Columns, in characters: a date fits in the narrowest."""
SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
MADE_AT = datetime(2026, 1, 1)  # noqa: DTZ001 - the file's own date says nothing of anyone: the same for all


def workbook(grids: Sequence[Grid]) -> bytes:
    """The file's bytes: one sheet a grid, headers frozen."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, SAFE)
    book.set_properties({"created": MADE_AT})
    bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
    for grid in grids:
        sheet = book.add_worksheet(grid.name)
        for column, header in enumerate(grid.headers):
            sheet.write_string(0, column, header[:CELL_CHARACTERS], bold)
            words = (row[column] for row in grid.rows)
            longest = max([len(header), *(len(word) for word in words if isinstance(word, str))])
            sheet.set_column(column, column, min(WIDEST, max(NARROWEST, longest + 2)))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(grid.rows, start=1):
            for column, cell in enumerate(row):
                _write(sheet, number, column, cell, day)
    book.close()
    return out.getvalue()


def _write(sheet: Worksheet, row: int, column: int, cell: Cell, day: Format) -> None:
    if cell is None:
        return
    if isinstance(cell, date):
        sheet.write_datetime(row, column, datetime.combine(cell, time()), day)
    elif isinstance(cell, str):
        sheet.write_string(row, column, cell[:CELL_CHARACTERS])
    else:
        sheet.write_number(row, column, cell)
