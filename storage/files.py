"""Evidence on disk: one file per content, named by the SHA-256 of what is kept, in folders of two levels."""

from __future__ import annotations

import asyncio
import hashlib
import os
import re
import tempfile
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from storage.cleaning import Cleaned, clean
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.tables.delivery import files
from storage.upsert import add_unless_there

NAME_LENGTH = 120
"""Characters of a file's name that are kept: enough to know it again, short of any file system's limit."""
_DIGEST = re.compile(r"[0-9a-f]{64}")
_SUFFIXES: Mapping[str, str] = {"image/png": ".png", "image/jpeg": ".jpg"}


class DiskFiles:
    """Implements bot.delivery.ports.Files."""

    def __init__(self, database: Database, folder: Path) -> None:
        self._database = database
        self._folder = folder

    async def keep(self, content: bytes, name: str, media_type: str, at: datetime) -> str:
        """Store what is safe to keep of a file. Returns the SHA-256 of what was kept.

        Best called before a unit of work is opened: cleaning takes a while, and it opens its own. Raises a
        Problem for files that cannot be cleaned of metadata, StorageUnavailable when the disk is full.
        """
        cleaned, digest = await asyncio.to_thread(self._keep, content, name, media_type)
        values = {
            "digest": digest,
            "name": _kept_name(name, media_type, cleaned.media_type),
            "media_type": cleaned.media_type,
            "size": len(cleaned.content),
            "kept_at": at,
        }
        async with self._database.transaction():
            await add_unless_there(self._database.unit, files, values)
        return digest

    async def read(self, digest: str) -> tuple[bytes, str, str] | None:
        """(content, name, media type) of a kept file."""
        if not _DIGEST.fullmatch(digest):
            return None
        async with self._database.reading():
            asked = select(files.c.name, files.c.media_type).where(files.c.digest == digest)
            row = (await self._database.unit.execute(asked)).one_or_none()
        if row is None:
            return None
        try:
            content = await asyncio.to_thread(self._path(digest).read_bytes)
        except FileNotFoundError:
            return None
        return content, row.name, row.media_type

    def _path(self, digest: str) -> Path:
        return self._folder / digest[:2] / digest[2:4] / digest

    def _keep(self, content: bytes, name: str, media_type: str) -> tuple[Cleaned, str]:
        cleaned = clean(content, name, media_type)
        digest = hashlib.sha256(cleaned.content).hexdigest()
        try:
            _write(self._path(digest), cleaned.content)
        except OSError as error:
            raise StorageUnavailable from error
        return cleaned, digest


def _write(path: Path, content: bytes) -> None:
    """Whole and on the disk under its name, or not at all."""
    if path.exists() and path.stat().st_size == len(content):
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=".part-")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        os.replace(temporary, path)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise
    for folder in (path.parent, path.parent.parent, path.parent.parent.parent):
        _settle(folder)


def _settle(folder: Path) -> None:
    """Make names in a folder durable."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _kept_name(name: str, sent_as: str, kept_as: str) -> str:
    """The last part of a name, printable, of a length that any disk takes; its ending says what is kept."""
    last = re.split(r"[/\\]", name)[-1]
    path = Path("".join(char for char in last if char.isprintable()).strip() or "file")
    suffix = path.suffix if sent_as == kept_as else _SUFFIXES.get(kept_as, path.suffix)
    return path.stem[: NAME_LENGTH - len(suffix)] + suffix[:NAME_LENGTH]
