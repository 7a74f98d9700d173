"""What tests stand on, made once: files in memory, an SQLite file already migrated to copy, what was found in
a form that many stories send.

Nothing here is what a test proves: a kill is not a power cut, so memory serves as well as a disk does; and
migrations, like forms read apart, have tests of their own, which begin from nothing.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing
from functools import cache
from pathlib import Path

import pytest

from bot.forms.apart import Opened, examine_apart
from bot.surveys import intake
from storage.schema import upgrade
from storage.urls import locate

MEMORY = Path("/dev/shm")
ROOM = 2 * 1024**3
"""Bytes free below which the disk is used: containers often have 64 MB of it."""


def pytest_configure() -> None:
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


@pytest.fixture(scope="session")
def forms_read_once() -> Iterator[None]:
    """A process apart for each form that is sent, not for each time that it is: the same bytes, the same
    findings."""
    known: dict[object, Opened] = {}

    def remembered(name: str, content: bytes, files: Mapping[str, bytes]) -> Opened:
        sent = (name, content, tuple(sorted(files.items())))
        if sent not in known:
            known[sent] = examine_apart(name, content, files)
        return known[sent]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(intake, "examine_apart", remembered)
        yield
