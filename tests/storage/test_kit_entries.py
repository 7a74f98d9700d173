"""What was edited of the catalogue, on both databases."""

from __future__ import annotations

from datetime import timedelta

from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON


async def test_an_entry_is_replaced_whole(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        assert await repos.entries.all() == []
        await repos.entries.save("K31", {"id": "K31", "label": {"fr": "Affiche", "ar": "ملصق"}}, NOON)
        await repos.entries.save("K02", {"id": "K02"}, NOON)
        await repos.entries.save("K31", {"id": "K31", "links": []}, NOON)
    async with database.reading():
        assert await repos.entries.all() == [{"id": "K02"}, {"id": "K31", "links": []}]


async def test_a_change_waits_for_a_day(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await repos.entries.put_aside("x1", {"after": [], "before": [None]}, NOON)
        await repos.entries.put_aside("x2", {"after": []}, NOON + timedelta(days=1))
        assert await repos.entries.aside("x1") == {"after": [], "before": [None]}
        await SqlPurge(database).dropped_before(NOON + timedelta(hours=1))
        assert await repos.entries.aside("x1") is None
        assert await repos.entries.aside("x2") is not None
        await repos.entries.forget_aside("x2")
        await repos.entries.forget_aside("x2")
        assert await repos.entries.aside("x2") is None
