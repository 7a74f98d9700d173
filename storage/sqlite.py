"""SQLite's connection: in a thread of its own for what waits for the disk, at hand for what does not.

Inside a transaction that holds its lock, a statement that finds its row by key takes some 20 microseconds;
handing it to a thread and back takes three times that. So the hot path runs on the connection itself, and
BEGIN, COMMIT and what may take long go to the thread.
"""

from __future__ import annotations

import asyncio
import sqlite3
from collections.abc import Mapping, Sequence
from typing import Any

import aiosqlite

CHUNK = 64  # aiosqlite's own default


class SqliteConnection(aiosqlite.Connection):
    """aiosqlite's connection that also shows the connection it drives."""

    raw: sqlite3.Connection

    def __init__(self, path: str, **options: Any) -> None:
        def connect() -> sqlite3.Connection:
            # Used from the loop and from the thread, never at once: SQLite itself locks besides.
            self.raw = sqlite3.connect(path, **(options | {"check_same_thread": False}))
            return self.raw

        super().__init__(connect, CHUNK)
        self._thread.daemon = True  # as SQLAlchemy does: a forgotten close must not keep the process

    def at_once(self, sql: str, values: Mapping[str, Any] | None = None) -> Sequence[Any]:
        """Run a statement here and now, and its rows. Only where no lock is to be waited for."""
        return self.raw.execute(sql, values or {}).fetchall()


async def connect(path: str, **options: Any) -> SqliteConnection:
    """Open a database file. A path that cannot be opened is found out before a thread is started for it."""
    await asyncio.to_thread(lambda: sqlite3.connect(path).close())
    opened = SqliteConnection(path, **options)
    await opened
    return opened
