"""Uploads looked at before anything opens them: size, zip bombs, huge sheets, declared entities."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from pathlib import Path

from bot.forms import limits
from bot.forms.problems import FormRefused
from bot.i18n import T

_CELL = re.compile(rb"<(?:\w+:)?c[ />]")
_ROW = re.compile(rb"<(?:\w+:)?row[ />]")


def read_upload(path: Path) -> bytes:
    """The content of an uploaded file, refused when it is hostile or too large. Raises FormRefused."""
    try:
        if path.stat().st_size > limits.FILE_BYTES:
            raise _too_large()
        content = path.read_bytes()
    except OSError:
        raise FormRefused(T("The file cannot be opened.")) from None
    guard(content)
    return content


def guard(content: bytes) -> None:
    """Refuse a hostile content. Raises FormRefused."""
    if len(content) > limits.FILE_BYTES:
        raise _too_large()
    if content[:2] == b"PK":
        _guard_zip(content)


def _too_large() -> FormRefused:
    return FormRefused(
        T("The file is larger than {limit} megabytes.", limit=limits.FILE_BYTES // 1024 // 1024)
    )


def _guard_zip(content: bytes) -> None:
    try:
        with zipfile.ZipFile(BytesIO(content)) as archive:
            entries = archive.infolist()
            if len(entries) > limits.ZIP_ENTRIES:
                raise FormRefused(T("The workbook holds too many parts."))
            _guard_sizes(entries)
            for entry in entries:
                if entry.filename.endswith(".xml"):
                    _guard_part(archive, entry)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, ValueError, OSError):
        raise FormRefused(T("The file is damaged or protected.")) from None


def _guard_sizes(entries: list[zipfile.ZipInfo]) -> None:
    if sum(entry.file_size for entry in entries) > limits.UNZIPPED_BYTES:
        raise FormRefused(T("The workbook is too large once unpacked."))
    for entry in entries:
        ratio = entry.file_size / max(1, entry.compress_size)
        if entry.file_size > limits.ZIP_RATIO_FLOOR and ratio > limits.ZIP_RATIO:
            raise FormRefused(T("The workbook is too large once unpacked."))


def _guard_part(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> None:
    """Read a part by pieces (its declared size may lie), count its cells, refuse entities."""
    size = cells = rows = 0
    tail = b""
    with archive.open(entry) as part:
        while piece := part.read(1 << 20):
            size += len(piece)
            if size > limits.UNZIPPED_BYTES:
                raise FormRefused(T("The workbook is too large once unpacked."))
            joined = tail + piece
            if b"<!ENTITY" in joined or b"<!DOCTYPE" in joined:
                raise FormRefused(T("The file declares XML entities, which are not accepted."))
            cells += len(_CELL.findall(piece))
            rows += len(_ROW.findall(piece))
            tail = piece[-16:]
    if "worksheets/" in entry.filename and (cells > limits.SHEET_CELLS or rows > limits.SHEET_ROWS):
        raise FormRefused(T("A sheet of the workbook is too large."))
