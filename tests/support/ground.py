"""What tests stand on, made once: files in memory, and an SQLite file already migrated, to copy.

Nothing here is what a test proves: a kill is not a power cut, so memory serves as well as a disk does; and
migrations have tests of their own, which climb from nothing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from contextlib import closing
from functools import cache
from pathlib import Path

from storage.schema import upgrade
from storage.urls import locate

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes free below which the disk is used: containers often have 64 MB of it."""


def files_in_memory() -> None:
    """Let ``tmp_path`` be in memory where the machine has room: a commit then waits for no disk."""
    if MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@cache
def _migrated() -> bytes:
    """An SQLite file that has every table and no row, as `upgrade` makes it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "relais87.db"
        upgrade(f"sqlite:///{path}")
        with closing(sqlite3.connect(path)) as connection:
            connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return path.read_bytes()


def migrated(url: str) -> str:
    """Put the tables where an SQLite URL says. Returns the URL."""
    path = locate(url).path
    assert path is not None
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_migrated())
    return url
