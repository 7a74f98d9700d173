"""What members chose and were told, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.agenda.due import Told
from bot.agenda.themes import Theme
from bot.people.model import MemberState
from bot.reminders.model import Choices
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later

DAY = "journee-30-juillet@2026-07-30"
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


async def test_nothing_is_left_of_who_is_forgotten(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.reminders.save("awa", CHOICES)
        await repos.reminders.tell("awa", Told(DAY, 0, date(2026, 7, 30)), "p1", NOON)
        await repos.members.erase("awa", NOON)
        assert await repos.reminders.choices("awa") == Choices()
        assert await repos.reminders.told_in("awa", "p1") == []
