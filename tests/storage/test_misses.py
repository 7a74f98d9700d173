"""Searches that found nothing, on both databases: counts alone."""

from __future__ import annotations

from storage.database import Database
from storage.repositories import Repositories


async def test_they_add_up_the_most_missed_first(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        for word in ("bolivie", "", "", "bolivie", "", "quinoa"):
            await repos.misses.add(word)
    async with database.reading():
        assert list((await repos.misses.most(2)).items()) == [("", 3), ("bolivie", 2)]
