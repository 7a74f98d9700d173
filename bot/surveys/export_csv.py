"""Answers as CSV files, one for the form and one for each repeat, in a zip archive."""

from __future__ import annotations

import csv
import re
from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO, StringIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from bot.surveys.grids import Cell, Grid

_STARTS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
_UNFIT = re.compile(r"[^\w.-]+")


def archive(files: Mapping[str, bytes]) -> bytes:
    """A zip archive; its dates say nothing."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        for name, content in files.items():
            packed.writestr(ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, ZIP_DEFLATED)
    return out.getvalue()


def csv_archive(grids: Sequence[Grid]) -> bytes:
    """The archive's bytes. The text is UTF-8 with the mark that spreadsheets look for."""
    names = [f"{_UNFIT.sub('_', grid.name).strip('_') or 'form'}.csv" for grid in grids]
    names = [name if name not in names[:at] else f"{at}_{name}" for at, name in enumerate(names)]
    return archive({name: csv_file(grid) for name, grid in zip(names, grids, strict=True)})


def csv_file(grid: Grid) -> bytes:
    """One file: comma, quotes where needed, CRLF (RFC 4180)."""
    out = StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([_inert(header) for header in grid.headers])
    writer.writerows([_text(cell) for cell in row] for row in grid.rows)
    return out.getvalue().encode("utf-8-sig")


def _text(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, date):
        return cell.isoformat()
    return _inert(cell) if isinstance(cell, str) else str(cell)


def _inert(text: str) -> str:
    """A text that a spreadsheet would take for a formula gets an apostrophe before it (OWASP's advice)."""
    return f"'{text}" if text.startswith(_STARTS_A_FORMULA) else text
