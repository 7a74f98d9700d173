"""What members chose and were told, on both databases."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import date

from sqlalchemy import select

from bot.agenda.due import Told
from bot.agenda.themes import Theme
from bot.delivery.model import Notice, Outcome
from bot.people.model import MemberState
from bot.reminders.model import Choices
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from storage.schema import downgrade, upgrade
from storage.tables.delivery import notices
from tests.storage.cast import NOON, People, later

DAY = "journee-30-juillet@2026.1"
CHOICES = Choices(frozenset((Theme.DAYS, Theme.KITS)), 30, {DAY: date(2026, 7, 28)})


async def test_choices_are_kept_and_replaced(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        assert await repos.reminders.choices("awa") == Choices()
        await repos.reminders.save("awa", CHOICES)
        assert await repos.reminders.choices("awa") == CHOICES
        await repos.reminders.save("awa", Choices())
        assert await repos.reminders.choices("awa") == Choices()


async def test_subscribers_are_those_who_chose_and_may_be_written_to(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        for who in ("awa", "marc", "claire"):
            await repos.reminders.save(who, CHOICES)
        await repos.members.save(replace(people.marc, pushes=False))
        await repos.reminders.tell("awa", Told(DAY, -7, date(2026, 7, 23)), "p1", NOON)
        await repos.reminders.tell("awa", Told(DAY, -14, date(2026, 7, 16)), "p0", later(days=-7))
        awa, claire = await repos.reminders.subscribers(later(days=-1))
        assert (awa.member, awa.organisations, awa.coordinates) == (people.awa, (people.ghettup,), False)
        assert awa.choices == CHOICES
        assert awa.told == (Told(DAY, -7, date(2026, 7, 23)),)
        assert (claire.organisations, claire.coordinates, claire.told) == ((), True, ())
        await repos.members.save(replace(people.claire, state=MemberState.BLOCKED))
        await repos.reminders.save("awa", replace(CHOICES, themes=frozenset()))
        assert await repos.reminders.subscribers(NOON) == []


async def test_none_is_told_twice(database: Database, repos: Repositories, people: People) -> None:
    told = Told(DAY, 0, date(2026, 7, 30))
    async with database.transaction():
        assert await repos.reminders.tell("awa", told, "p1", NOON)
        assert not await repos.reminders.tell("awa", told, "p2", NOON)
        assert await repos.reminders.tell("marc", told, "p2", NOON)
        assert await repos.reminders.told_in("awa", "p1") == [told]
        assert await repos.reminders.told_in("awa", "p2") == [], "that one was Marc's"
        await repos.reminders.withdraw("p1")
        assert await repos.reminders.tell("awa", told, "p3", NOON)


async def test_what_was_told_is_forgotten_in_time(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.reminders.tell("awa", Told(DAY, 0, date(2026, 7, 30)), "p1", NOON)
        assert await SqlPurge(database).reminders_before(NOON) == 0
        assert await SqlPurge(database).reminders_before(later(seconds=1)) == 1


async def test_the_messages_that_told_it_are_forgotten_with_it(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.reminders.tell("awa", Told(DAY, 0, date(2026, 7, 30)), "p1", NOON)
        for kind in ("reminder", "kit_ready"):
            await repos.ledger.queue(Notice(f"n-{kind}", f"{kind}:awa", "awa", kind, {}, due_at=NOON))
            await repos.ledger.close(f"n-{kind}", Outcome.SENT, NOON)
        assert await SqlPurge(database).reminders_before(NOON) == 0
        assert await SqlPurge(database).reminders_before(later(seconds=1)) == 2
        kinds = await database.unit.execute(select(notices.c.kind))
        assert kinds.scalars().all() == ["kit_ready"]


async def test_what_was_told_by_its_day_is_known_by_its_turn_after_the_migration(
    database: Database, repos: Repositories, people: People, url: str
) -> None:
    october, told = date(2026, 10, 24), "point-etapes@2026-10-31"
    async with database.transaction():
        for key in ("journee-30-juillet@2026-07-30", "journee-30-juillet@2026-07-31", told):
            await repos.reminders.tell("awa", Told(key, -7, october), "p1", NOON)
        await repos.reminders.save("awa", Choices(CHOICES.themes, None, {told: october}))
    await asyncio.to_thread(downgrade, url, "0004")
    await asyncio.to_thread(upgrade, url)
    async with database.reading():
        kept = await repos.reminders.told_in("awa", "p1")
        assert [one.occurrence for one in kept] == [DAY, "point-etapes@2026.3"]
        assert (await repos.reminders.choices("awa")).snoozed == {"point-etapes@2026.3": october}


async def test_nothing_is_left_of_who_is_forgotten(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.reminders.save("awa", CHOICES)
        await repos.reminders.tell("awa", Told(DAY, 0, date(2026, 7, 30)), "p1", NOON)
        await repos.members.erase("awa", NOON)
        assert await repos.reminders.choices("awa") == Choices()
        assert await repos.reminders.told_in("awa", "p1") == []
