"""Zip files opened with limits and written again: same parts, no dates, no comments, no surprises."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Callable
from contextlib import suppress

from storage.cleaning.problems import FileUnreadable

MAX_PARTS = 4_000
MAX_PART = 64_000_000
MAX_UNPACKED = 160_000_000
"""Bytes once unpacked, of one part and in all: a bomb has gigabytes, a large report some 40 MB."""
DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, RuntimeError, ValueError, OSError, struct.error,
)  # fmt: skip
"""What zipfile raises on files made to break it."""
EPOCH = (1980, 1, 1, 0, 0, 0)

Part = Callable[[str, bytes], bytes | None]
"""Given a part's name and content: its content now, or None to leave it out."""


class Archive:
    """A zip file held in memory. Raises FileUnreadable when it is damaged, locked or a bomb."""

    def __init__(self, content: bytes) -> None:
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
        except DAMAGED as error:
            raise FileUnreadable from error
        entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        self.names = [entry.filename for entry in entries]
        if len(entries) > MAX_PARTS or len(set(self.names)) != len(entries):
            raise FileUnreadable
        if any(entry.flag_bits & 0x1 or _strays(entry.filename) for entry in entries):
            raise FileUnreadable

    def read(self, name: str, limit: int = MAX_PART) -> bytes:
        """A part's content; what its header promises is not believed."""
        try:
            with self._zip.open(name) as part:
                content = part.read(limit + 1)
        except DAMAGED as error:
            raise FileUnreadable from error
        if len(content) > limit:
            raise FileUnreadable
        return content

    def rewritten(self, clean: Part) -> bytes:
        """The archive with every part passed through ``clean``; the same parts give the same bytes."""
        out = io.BytesIO()
        left = MAX_UNPACKED
        with zipfile.ZipFile(out, "w") as written:
            for name in self.names:
                content = self.read(name, min(MAX_PART, left))
                left -= len(content)
                kept = clean(name, content)
                if kept is not None:
                    entry = zipfile.ZipInfo(name, EPOCH)
                    stored = name == "mimetype"  # OpenDocument asks for it first and as it is
                    entry.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
                    written.writestr(entry, kept)
        return out.getvalue()


def _strays(name: str) -> bool:
    return name.startswith("/") or "\\" in name or ".." in name.split("/") or "\x00" in name


def extension(name: str) -> str:
    """The end of a part's name, in small letters, without the dot."""
    with suppress(IndexError):
        return name.rsplit("/", 1)[-1].rsplit(".", 1)[1].lower()
    return ""
