"""Weeks for which kits are lent, on both databases."""

from __future__ import annotations

import asyncio
from datetime import date

from bot.copies.loans import Loan
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later

WEEK = date(2026, 6, 15)


async def test_a_week_is_one_organisation_s(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        assert await repos.loans.reserve(Loan("K07", WEEK, "lilesd"))
        assert not await repos.loans.reserve(Loan("K07", WEEK, "ghettup"))
        assert not await repos.loans.reserve(Loan("K07", WEEK, "lilesd"))
        assert await repos.loans.reserve(Loan("K99", WEEK, "ghettup")), "another kit"
        assert await repos.loans.of_kit("K07", date(2026, 6, 19)) == [Loan("K07", WEEK, "lilesd")]
        assert await repos.loans.of_kit("K07", date(2026, 6, 22)) == []
        assert not await repos.loans.free(Loan("K07", WEEK, "ghettup"))
        assert await repos.loans.free(Loan("K07", WEEK, "lilesd"))
        assert await repos.loans.reserve(Loan("K07", WEEK, "ghettup"))


async def test_of_two_at_once_one_has_it(database: Database, repos: Repositories, people: People) -> None:
    async def wants(organisation: str) -> bool:
        async with database.transaction():
            return await repos.loans.reserve(Loan("K07", WEEK, organisation))

    assert sorted(await asyncio.gather(wants("lilesd"), wants("ghettup"))) == [False, True]


async def test_a_double_gives_its_weeks(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.loans.reserve(Loan("K07", WEEK, "lilesd"))
        await repos.organisations.replace("lilesd", "ghettup")
        assert await repos.loans.of_kit("K07", WEEK) == [Loan("K07", WEEK, "ghettup")]


async def test_old_weeks_are_forgotten(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.loans.reserve(Loan("K07", WEEK, "lilesd"))
        await SqlPurge(database).requests_before(NOON)
        assert await repos.loans.of_kit("K07", WEEK)
        await SqlPurge(database).requests_before(later(days=30))
        assert not await repos.loans.of_kit("K07", WEEK)
