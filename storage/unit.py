"""A unit of work: the one connection on which everything between begin and commit happens."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, cast

from sqlalchemy import CursorResult, Executable
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.errors import NoTransaction, StorageUnavailable, wrote_in_reading
from storage.hot import Hot
from storage.sqlite import SqliteConnection
from storage.urls import SQLITE

Row = tuple[Any, ...]


@dataclass(eq=False)  # two parts that did nothing yet look the same: each is itself
class _Part:
    """A part of a unit of work, and the savepoint it goes back to: the first owns one it shares."""

    savepoint: str = ""
    owns: bool = False


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
        self._parts: list[_Part] = []
        self._savepoints = 0
        self._locked = not read_only
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
        await self._ready()
        try:
            return await self._whole(self._connection.execute(statement, values))
        except Exception as error:
            self._judge(error)
            raise

    async def fetch(self, hot: Hot, values: Mapping[str, Any]) -> Sequence[Row]:
        """Run a statement of the hot path on the driver itself; its rows (none without RETURNING)."""
        await self._ready()
        try:
            if isinstance(self._driver, SqliteConnection):
                return await self._fetch_sqlite(self._driver, hot.sqlite, values)
            cursor = await self._driver.execute(hot.postgres, values, prepare=True)
            return await cursor.fetchall() if cursor.description else ()
        except Exception as error:
            self._judge(error)
            raise

    async def _fetch_sqlite(
        self, driver: SqliteConnection, sql: str, values: Mapping[str, Any]
    ) -> Sequence[Row]:
        """At once when the locks are held: from the start when writing, after the first look when reading."""
        if self._locked:
            return driver.at_once(sql, values)
        rows = cast(Sequence[Row], await driver.execute_fetchall(sql, cast(Any, values)))
        self._locked = True
        return rows

    @asynccontextmanager
    async def part(self) -> AsyncIterator[None]:
        """A part that can fail alone: an exception undoes only what it did. Free until it does something."""
        part = _Part()
        self._parts.append(part)
        try:
            yield
        except BaseException:
            if part.savepoint and not self.lost:
                await inside(self._driver, f"ROLLBACK TO SAVEPOINT {part.savepoint}")
            raise
        finally:
            self._parts.remove(part)
            if part.owns and not self.lost:
                await inside(self._driver, f"RELEASE SAVEPOINT {part.savepoint}")

    async def _whole(self, running: Awaitable[CursorResult[Any]]) -> CursorResult[Any]:
        """On SQLite, let a statement end before a cancellation is heard.

        It takes no time; cut half-way it would cost the connection, and with it the work of others that
        waits for the same commit.
        """
        if self.dialect != SQLITE:
            return await running
        statement = asyncio.ensure_future(running)
        try:
            return await asyncio.shield(statement)
        except asyncio.CancelledError:
            await asyncio.wait([statement])
            statement.exception()  # heard, and of no use to anyone any more
            raise

    async def _ready(self) -> None:
        """Refuse to go on in a lost transaction; begin the parts that waited for something to do.

        Parts opened one inside the other with nothing done in between start from the same state: one
        savepoint serves them all.
        """
        if self.lost:
            raise StorageUnavailable
        waiting = [part for part in self._parts if not part.savepoint]
        if waiting:
            self._savepoints += 1
            name = f"part_{self._savepoints}"
            await inside(self._driver, f"SAVEPOINT {name}")
            waiting[0].owns = True
            for part in waiting:
                part.savepoint = name

    def _judge(self, error: Exception) -> None:
        if self.read_only and wrote_in_reading(error):
            raise NoTransaction("this block only reads: write inside `database.transaction()`") from error
        # A full disk makes SQLite roll everything back by itself: what came after would be kept on its own.
        if self.dialect == SQLITE and not self._driver.in_transaction:
            self.lost = True

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


async def inside(driver: Any, sql: str) -> None:
    """Run a statement about savepoints: memory alone, so SQLite does it at once."""
    if isinstance(driver, SqliteConnection):
        driver.at_once(sql)
    else:
        await command(driver, sql)


async def command(driver: Any, sql: str) -> None:
    """Run one statement without holes or rows on either driver: one hop."""
    if hasattr(driver, "execute_fetchall"):
        await driver.execute_fetchall(sql)
    else:
        await driver.execute(sql)
