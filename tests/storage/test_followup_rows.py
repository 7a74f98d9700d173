"""Plans and reminders to organisations, on both databases."""

from __future__ import annotations

from datetime import date

from bot.contributions.model import Change, State
from storage.database import Database
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, contribution, later


async def test_a_plan_counts_nowhere_until_it_is_settled(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        planned = contribution("c1", 1, state=State.VALIDATED, codes=("1.4.C",))
        await repos.contributions.add(planned, Change("c1", NOON, "sent", by="awa"))
        await repos.followups.plan("c1", date(2026, 6, 30))
        await repos.followups.plan("c1", date(2026, 7, 14))
        assert await repos.followups.planned() == {"c1": date(2026, 7, 14)}
        assert await repos.contributions.table() == []
        assert await repos.contributions.validated("1.4") == []
        assert await repos.followups.settle("c1")
        assert not await repos.followups.settle("c1")
        assert {line.code for line in await repos.contributions.table()} == {"1", "1.4", "1.4.C"}
        assert [one.id for one in await repos.contributions.validated("1.4")] == ["c1"]


async def test_the_last_reminder_counts(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        assert await repos.followups.reminded() == {}
        await repos.followups.remind("ghettup", NOON)
        await repos.followups.remind("ghettup", later(days=31))
        assert await repos.followups.reminded() == {"ghettup": later(days=31)}
