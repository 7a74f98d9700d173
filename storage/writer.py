"""SQLite's one writer: units of work run one after the other, and those that wait share a commit.

A commit waits for the disk; a unit does not. So a unit that ends while others wait its turn leaves the commit
to them, and is told that it is done only when the commit it is in has reached the disk. A unit that fails
takes back its own part alone. Nobody waits for company: alone, a unit commits at once.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from storage.errors import StorageUnavailable
from storage.unit import Unit, command, driver_of, inside
from storage.urls import SQLITE

UNITS_PER_COMMIT = 64
"""So that the first of a crowd does not wait for all of it, and other processes get their turn."""
TURN_TIMEOUT_S = 20.0
"""Longer than any unit may take: past it something is stuck, and the person is told to try again."""


class _Batch:
    """Units that share a commit."""

    def __init__(self) -> None:
        self.kept = 0
        self.ended = asyncio.Event()
        self.error: BaseException | None = None

    def end(self, error: BaseException | None = None) -> None:
        """The commit reached the disk, or failed: everyone in it is told."""
        self.error = error
        self.ended.set()

    async def durable(self) -> None:
        """Wait until everything kept in it is on the disk."""
        await self.ended.wait()
        if self.error is not None:
            raise StorageUnavailable from self.error


class Writer:
    """Gives units of work their turn on the connection that writes."""

    def __init__(self, engine: AsyncEngine) -> None:
        self._engine = engine
        self._turn = asyncio.Lock()
        self._waiting = 0
        self._batch: _Batch | None = None
        self._connection: AsyncConnection | None = None
        self._driver: Any = None

    @asynccontextmanager
    async def unit(self) -> AsyncIterator[Unit]:
        """A unit of work: durable when the block is left, undone when it is left by an exception."""
        await self._take_turn()
        batch: _Batch | None = None
        keep = False
        try:
            batch = await self._join()
            assert self._connection is not None
            unit = Unit(self._connection, self._driver, SQLITE)
            try:
                yield unit
                keep = True
            finally:
                unit.end()
        finally:
            # Whatever cancels us, the turn is handed on in order and the others' commit is not cut.
            await asyncio.shield(self._leave(batch is not None, keep))
        await batch.durable()

    async def close(self) -> None:
        """Give the connection back; waits for the unit that runs."""
        async with self._turn:
            await self._discard()

    async def _take_turn(self) -> None:
        self._waiting += 1
        try:
            if self._turn.locked():
                async with asyncio.timeout(TURN_TIMEOUT_S):
                    await self._turn.acquire()
            else:
                await self._turn.acquire()
        except BaseException as error:
            self._waiting -= 1
            if self._batch is not None and not self._waiting and not self._turn.locked():
                await asyncio.shield(self._flush())  # it was left to us
            if isinstance(error, TimeoutError):
                raise StorageUnavailable from error
            raise
        self._waiting -= 1

    async def _join(self) -> _Batch:
        """Begin, or go on in the transaction that waits for its commit."""
        if self._batch is not None:
            await inside(self._driver, "SAVEPOINT unit")
            return self._batch
        if self._connection is None:
            self._connection = await self._engine.connect()
            self._driver = await driver_of(self._connection)
            await command(self._driver, "PRAGMA query_only=OFF")
        try:
            await command(self._driver, "BEGIN IMMEDIATE")
        except BaseException:
            await asyncio.shield(self._discard())
            raise
        self._batch = _Batch()
        return self._batch

    async def _leave(self, joined: bool, keep: bool) -> None:
        """End a turn: keep or undo its part, commit when nobody else will, let the next one in.

        Failures are told to everyone in the batch; here they only cost the connection.
        """
        try:
            if joined and self._batch is not None:
                await self._end_part(self._batch, keep)
            if self._batch is not None and (not self._waiting or self._batch.kept >= UNITS_PER_COMMIT):
                await command(self._driver, "COMMIT")
                self._finish()
        except BaseException as error:
            self._finish(error)
            await self._discard()
        finally:
            self._turn.release()

    async def _end_part(self, batch: _Batch, keep: bool) -> None:
        if not self._driver.in_transaction:
            raise StorageUnavailable  # the database threw everything away
        first = batch.kept == 0
        if first and not keep:
            await command(self._driver, "ROLLBACK")
            self._finish()
            return
        if not keep:
            await inside(self._driver, "ROLLBACK TO SAVEPOINT unit")
        if not first:
            await inside(self._driver, "RELEASE SAVEPOINT unit")
        batch.kept += keep

    def _finish(self, error: BaseException | None = None) -> None:
        batch, self._batch = self._batch, None
        if batch is not None:
            batch.end(error)

    async def _flush(self) -> None:
        """Commit what a turn that never came was to commit."""
        await self._turn.acquire()
        await self._leave(joined=False, keep=False)

    async def _discard(self) -> None:
        """Forget the connection: a new one is opened for the next unit; what was not committed is undone."""
        connection, self._connection, self._driver = self._connection, None, None
        if connection is not None:
            with suppress(Exception):
                await connection.invalidate()
            with suppress(Exception):
                await connection.close()
