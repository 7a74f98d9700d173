"""What coordinators do with the shared agenda: set a date, lead times, show or hide an event."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from bot.agenda.announce import may_announce
from bot.agenda.calendar import events as events_of_data
from bot.agenda.changes import Change, NewDate, changed
from bot.agenda.model import Event
from bot.agenda.recurrence import occurrences
from bot.clock import paris_day
from bot.delivery.ports import Audit
from bot.dialogues.model import Gone, Intruder, Seat
from bot.i18n import T
from bot.people.actions import may_coordinate
from bot.timetable.model import CannotSet, Entry
from bot.timetable.ports import Changes

AHEAD = timedelta(days=731)
"""How far ahead the next occurrence is looked for."""
MOST_LEADS = 10
LONGEST_LEAD = 365


@dataclass(frozen=True)
class TimetableActions:
    """Every call runs inside the caller's transaction."""

    changes: Changes
    audit: Audit

    async def events(self) -> tuple[Event, ...]:
        """The events of the agenda, as coordinators set them."""
        changes = await self.changes.all()
        return changed(events_of_data(), changes) if changes else events_of_data()

    async def may_announce(self, about: str, day: date) -> bool:
        """Whether a message that leaves on a day may be about an event (its id or a key of it)."""
        return may_announce(about, day, await self.events())

    async def entries(self, today: date) -> list[Entry]:
        """Every event, those that are hidden included."""
        changes = await self.changes.all()
        return [_entry(one, changes, today) for one in changed(events_of_data(), changes)]

    async def entry(self, event_id: str, today: date) -> Entry:
        """One event. Raises Gone."""
        found = next((one for one in await self.entries(today) if one.event.id == event_id), None)
        if found is None:
            raise Gone
        return found

    async def show(self, seat: Seat, event_id: str, shown: bool) -> Entry:
        """Put an event in the agenda, or out of it with its reminders."""
        entry = await self.entry(event_id, paris_day(seat.now))
        return await self._save(seat, replace(entry.change, enabled=shown))

    async def set_leads(self, seat: Seat, event_id: str, leads: tuple[int, ...]) -> Entry:
        """On how many days before it is spoken of. Raises CannotSet."""
        entry = await self.entry(event_id, paris_day(seat.now))
        if entry.event.never_before:
            raise CannotSet(T("Nothing is ever said of it before it is over: it has no reminder before."))
        if len(leads) > MOST_LEADS or any(lead > LONGEST_LEAD for lead in leads):
            raise CannotSet(
                T("At most {most} numbers, of {days} days at most.", most=MOST_LEADS, days=LONGEST_LEAD)
            )
        return await self._save(seat, replace(entry.change, leads=tuple(sorted(set(leads), reverse=True))))

    async def set_date(self, seat: Seat, event_id: str, start: date, end: date) -> Entry:
        """Give its next occurrence other days, or a date to what has none. Raises CannotSet."""
        entry = await self.entry(event_id, paris_day(seat.now))
        coming = entry.coming
        if coming is not None and coming.start.year != start.year:
            raise CannotSet(
                T("The next one is in {year}: it can be moved within that year.", year=str(coming.start.year))
            )
        was = coming.start if coming is not None else None
        before = next((one for one in entry.change.dates if one.start == was), None)
        others = tuple(one for one in entry.change.dates if one is not before)
        new = NewDate(before.was if before is not None else was, start, end)
        return await self._save(seat, replace(entry.change, dates=(*others, new)))

    async def undo(self, seat: Seat, event_id: str) -> Entry:
        """Back to what the data says."""
        await self.entry(event_id, paris_day(seat.now))
        return await self._save(seat, Change(event_id))

    async def _save(self, seat: Seat, change: Change) -> Entry:
        if not may_coordinate(seat.actor) or seat.actor is None:
            raise Intruder
        await self.changes.save(change, seat.actor.member.id, seat.now)
        await self.audit.note(seat.now, "calendar_changed", seat.actor.member.id, change.event_id)
        return await self.entry(change.event_id, paris_day(seat.now))


def _entry(event: Event, changes: Mapping[str, Change], today: date) -> Entry:
    coming = next(iter(occurrences(event, today, today + AHEAD)), None)
    return Entry(event, changes.get(event.id, Change(event.id)), coming)
