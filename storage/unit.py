"""A unit of work: the one connection on which everything between begin and commit happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.errors import NoTransaction, StorageUnavailable
from storage.hot import Hot
from storage.urls import SQLITE

Row = tuple[Any, ...]


class Unit:
    """Runs statements for repositories. Belongs to the task that opened it."""

    def __init__(
        self, connection: AsyncConnection, driver: Any, dialect: str, read_only: bool = False
    ) -> None:
        self._connection = connection
        self._driver = driver
        self.dialect = dialect
        self.read_only = read_only
        self._task = asyncio.current_task()
        self._depth = 0
        self._ended = False
        self.lost = False
        """True when the database threw the whole transaction away: nothing more is written in it."""

    @property
    def mine(self) -> bool:
        """Whether the running task is the one that opened it, and it is still open."""
        return not self._ended and self._task is asyncio.current_task()

    async def execute(
        self, statement: Executable, values: Sequence[Mapping[str, Any]] | Mapping[str, Any] | None = None
    ) -> CursorResult[Any]:
        """Run a Core statement; with a sequence of values, once for each."""
        self._must_hold()
        try:
            return await self._connection.execute(statement, values)
        except Exception:
            self._look()
            raise

    async def fetch(self, hot: Hot, values: Mapping[str, Any]) -> Sequence[Row]:
        """Run a statement of the hot path on the driver itself; its rows (none without RETURNING)."""
        self._must_hold()
        try:
            if self.dialect == SQLITE:
                rows: Sequence[Row] = await self._driver.execute_fetchall(hot.sqlite, values)
                return rows
            cursor = await self._driver.execute(hot.postgres, values, prepare=True)
            return await cursor.fetchall() if cursor.description else ()
        except Exception:
            self._look()
            raise

    @asynccontextmanager
    async def savepoint(self) -> AsyncIterator[Unit]:
        """A part that can fail alone: on an exception only what it did is undone."""
        self._depth += 1
        name = f"part_{self._depth}"
        self._must_hold()
        await command(self._driver, f"SAVEPOINT {name}")
        try:
            yield self
        except BaseException:
            if not self.lost:
                await command(self._driver, f"ROLLBACK TO SAVEPOINT {name}")
                await command(self._driver, f"RELEASE SAVEPOINT {name}")
            raise
        else:
            self._must_hold()
            await command(self._driver, f"RELEASE SAVEPOINT {name}")
        finally:
            self._depth -= 1

    def _look(self) -> None:
        # A full disk makes SQLite roll everything back by itself: what came after would be kept on its own.
        if self.dialect == SQLITE and not self._driver.in_transaction:
            self.lost = True

    def _must_hold(self) -> None:
        if self.lost:
            raise StorageUnavailable

    def end(self) -> None:
        """Nothing runs on it any more."""
        self._ended = True

    def must_be_mine(self) -> Unit:
        """Itself, for the task that opened it."""
        if self._ended:
            raise NoTransaction("the unit of work has ended")
        if self._task is not asyncio.current_task():
            raise NoTransaction("a unit of work belongs to the task that opened it: open one in this task")
        return self


async def driver_of(connection: AsyncConnection) -> Any:
    """The driver's own connection: aiosqlite's or psycopg's."""
    return (await connection.get_raw_connection()).driver_connection


async def command(driver: Any, sql: str) -> None:
    """Run one statement without holes or rows on either driver: one hop."""
    if hasattr(driver, "execute_fetchall"):
        await driver.execute_fetchall(sql)
    else:
        await driver.execute(sql)
