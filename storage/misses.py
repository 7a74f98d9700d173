"""Searches that found nothing, as counts."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import select

from storage.database import Database
from storage.tables.reference import search_misses
from storage.upsert import inserting


class SqlMisses:
    """Implements bot.reference.ports.Misses."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, word: str) -> None:
        """One more search for a word."""
        unit = self._database.unit
        more = {"times": search_misses.c.times + 1}
        row = inserting(unit, search_misses).values(word=word, times=1)
        await unit.execute(row.on_conflict_do_update(index_elements=[search_misses.c.word], set_=more))

    async def most(self, limit: int) -> Mapping[str, int]:
        """How many times each word found nothing, the most missed first."""
        order = (search_misses.c.times.desc(), search_misses.c.word)
        asked = select(search_misses.c.word, search_misses.c.times).order_by(*order).limit(limit)
        return {row.word: row.times for row in await self._database.unit.execute(asked)}
