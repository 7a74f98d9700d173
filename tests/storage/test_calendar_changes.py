"""What coordinators changed of the agenda, on both databases."""

from __future__ import annotations

from datetime import date

from bot.agenda.changes import Change, NewDate
from storage.database import Database
from storage.repositories import Repositories
from tests.storage.cast import NOON, People

MOVED = NewDate(date(2026, 7, 30), date(2026, 7, 31), date(2026, 8, 1))
CHANGE = Change("journee-30-juillet", False, (30, 7), (MOVED, NewDate(None, MOVED.end, MOVED.end)))


async def test_a_change_is_kept_replaced_and_taken_back(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        assert await repos.calendar_changes.all() == {}
        await repos.calendar_changes.save(CHANGE, "claire", NOON)
        assert await repos.calendar_changes.all() == {CHANGE.event_id: CHANGE}
        shown = Change(CHANGE.event_id, True)
        await repos.calendar_changes.save(shown, "claire", NOON)
        assert await repos.calendar_changes.all() == {CHANGE.event_id: shown}
        await repos.members.erase("claire", NOON)
        assert await repos.calendar_changes.all() == {CHANGE.event_id: shown}, "under no one's name"
        await repos.calendar_changes.save(Change(CHANGE.event_id), None, NOON)
        assert await repos.calendar_changes.all() == {}
