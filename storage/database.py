"""The database and its units of work.

``async with database.transaction():`` opens a unit of work for the running task; repositories find it by
themselves. Everything in it is on the disk when the block is left, or nothing is.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from contextvars import ContextVar
from typing import Any

from sqlalchemy import event, text
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from storage.errors import NoTransaction, translated
from storage.sqlite import connect as connect_sqlite
from storage.unit import Unit, command, driver_of
from storage.urls import Location, locate
from storage.writer import Writer

BUSY_TIMEOUT_MS = 5000
"""How long SQLite waits for another process that writes (an import beside the bot)."""
CONNECTIONS = 8
"""Enough for the readers beside the writer (SQLite), for units side by side (PostgreSQL)."""
POSTGRES_TIMEOUT_S = 10
SQLITE_SETUP = (
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}",
    "PRAGMA query_only=ON",  # the writer alone takes it off
)


class Database:
    """An SQLite file or a PostgreSQL database. One per process and event loop; close it at the end."""

    def __init__(self, url: str) -> None:
        self.location: Location = locate(url)
        self.dialect = self.location.dialect
        self._engine = _engine(self.location)
        self._writer = Writer(self._engine) if self.location.sqlite else None
        self._unit: ContextVar[Unit | None] = ContextVar("relais87_unit", default=None)

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[None]:
        """A unit of work. Inside another one of the same task it is a part of it that can fail alone.

        Raises StorageUnavailable when the database cannot take it now: then nothing was written.
        """
        outer = self._unit.get()
        if outer is not None and outer.mine:
            if outer.read_only:
                raise NoTransaction("this block only reads: open the transaction around it")
            with translated():
                async with outer.part():
                    yield
            return
        opened = self._opened("BEGIN") if self._writer is None else self._writer.unit()
        with translated():
            async with opened as unit:
                token = self._unit.set(unit)
                try:
                    yield
                finally:
                    self._unit.reset(token)

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[None]:
        """A consistent view, read only, that waits for no writer. Inside a unit of work it is that unit."""
        outer = self._unit.get()
        if outer is not None and outer.mine:
            yield
            return
        begin = "BEGIN" if self.location.sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY"
        with translated():
            async with self._opened(begin, read_only=True) as unit:
                token = self._unit.set(unit)
                try:
                    yield
                finally:
                    self._unit.reset(token)

    @property
    def unit(self) -> Unit:
        """The running task's unit of work. Raises NoTransaction when there is none."""
        unit = self._unit.get()
        if unit is None:
            raise NoTransaction("repositories work inside `async with database.transaction():`")
        return unit.must_be_mine()

    async def probe(self) -> None:
        """Ask the database anything. Raises StorageUnavailable when it does not answer."""
        async with self.reading():
            await self.unit.execute(text("SELECT 1"))

    async def close(self) -> None:
        """Give all connections back."""
        if self._writer is not None:
            await self._writer.close()
        await self._engine.dispose()

    @asynccontextmanager
    async def _opened(self, begin: str, read_only: bool = False) -> AsyncIterator[Unit]:
        """A unit of work on a connection of its own."""
        connection, driver = await self._begun(begin)
        unit = Unit(connection, driver, self.dialect, read_only)
        healthy = False
        try:
            try:
                yield unit
            except BaseException:
                # A cut connection cannot roll back; the server does it, and the pool forgets the connection.
                with suppress(Exception):
                    await command(driver, "ROLLBACK")
                    healthy = not connection.invalidated
                raise
            finally:
                unit.end()
            await command(driver, "COMMIT")
            healthy = True
        finally:
            await asyncio.shield(_give_back(connection, healthy))

    async def _begun(self, begin: str) -> tuple[AsyncConnection, Any]:
        """A connection with its transaction begun; those that a restart of the server cut are passed over."""
        driver: Any = None
        for attempt in range(CONNECTIONS + 1):
            connection = await self._engine.connect()
            try:
                driver = await driver_of(connection)
                await command(driver, begin)
                return connection, driver
            except BaseException:
                gone = bool(getattr(driver, "closed", False))
                await asyncio.shield(_give_back(connection, healthy=False))
                if not gone or attempt == CONNECTIONS:
                    raise
        raise AssertionError("the loop returns or raises")


async def _give_back(connection: AsyncConnection, healthy: bool) -> None:
    if not healthy:
        with suppress(Exception):
            await connection.invalidate()
    with suppress(Exception):
        await connection.close()


def _engine(location: Location) -> AsyncEngine:
    # We begin and end transactions ourselves: hence AUTOCOMMIT for the driver, and nothing to reset.
    common: dict[str, Any] = {
        "isolation_level": "AUTOCOMMIT",
        "pool_reset_on_return": None,
        "pool_size": CONNECTIONS,
        "max_overflow": 0,
    }
    if not location.sqlite:
        timeout = {"connect_timeout": POSTGRES_TIMEOUT_S}
        return create_async_engine(location.asynchronous, connect_args=timeout, **common)
    common |= {"poolclass": AsyncAdaptedQueuePool, "connect_args": {"async_creator_fn": connect_sqlite}}
    engine = create_async_engine(location.asynchronous, **common)
    event.listen(engine.sync_engine, "connect", _set_up_sqlite)
    return engine


def _set_up_sqlite(connection: Any, _record: Any) -> None:
    cursor = connection.cursor()
    try:
        for pragma in SQLITE_SETUP:
            cursor.execute(pragma)
        cursor.close()
    except Exception:
        connection.close()  # nobody else would: the pool never saw it, and its thread would stay
        raise
