"""Reminders of the agenda, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row, delete, select, true

from bot.agenda.due import Told
from bot.agenda.themes import Theme
from bot.people.model import MemberState, Organisation, Role, Standing
from bot.reminders.model import Choices, Subscriber
from storage.database import Database
from storage.members import as_member
from storage.organisations import NAMED, NOW, as_organisation
from storage.tables.organisations import memberships, organisations
from storage.tables.people import members, roles
from storage.tables.reminders import reminder_choices, reminders_told
from storage.upsert import add_unless_there, inserting

KNOWN = frozenset(Theme)


class SqlReminders:
    """Implements bot.reminders.ports.Reminders."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def choices(self, member_id: str) -> Choices:
        """What they want; nothing for who never chose."""
        asked = select(reminder_choices).where(reminder_choices.c.member_id == member_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        return Choices() if row is None else _choices(row)

    async def save(self, member_id: str, choices: Choices) -> None:
        """In place of what they chose before."""
        unit = self._database.unit
        values = {
            "themes": sorted(choices.themes),
            "furthest": choices.furthest,
            "snoozed": {key: day.isoformat() for key, day in sorted(choices.snoozed.items())},
        }
        row = inserting(unit, reminder_choices).values(member_id=member_id, **values)
        keys = [reminder_choices.c.member_id]
        await unit.execute(row.on_conflict_do_update(index_elements=keys, set_=values))

    async def subscribers(self, since: datetime, also: Collection[str] = frozenset()) -> Sequence[Subscriber]:
        """Members who may be written to and chose at least one kind, and those named ``also``; with what they
        were told ``since``."""
        asked = (
            select(
                members, reminder_choices.c.themes, reminder_choices.c.furthest, reminder_choices.c.snoozed
            )
            .join(reminder_choices, reminder_choices.c.member_id == members.c.id, isouter=True)
            .where(members.c.state == MemberState.ACTIVE.value, members.c.pushes == true())
            .order_by(members.c.id)
        )
        rows = [(row, _choices(row)) for row in await self._database.unit.execute(asked)]
        wanting = [(row, choices) for row, choices in rows if choices.themes or row.id in also]
        if not wanting:
            return []
        spoken_for, told, leading = await self._spoken_for(), await self._told(since), await self._leading()
        return [
            Subscriber(
                as_member(row),
                tuple(spoken_for.get(row.id, ())),
                row.telegram_id in leading,
                choices,
                tuple(told.get(row.id, ())),
            )
            for row, choices in wanting
        ]

    async def _spoken_for(self) -> Mapping[str, Sequence[Organisation]]:
        there = select(organisations).where(NAMED, organisations.c.standing != Standing.REFUSED.value)
        unit = self._database.unit
        named = {row.id: as_organisation(row) for row in await unit.execute(there)}
        asked = select(memberships.c.member_id, memberships.c.organisation_id).where(NOW)
        found: dict[str, list[Organisation]] = defaultdict(list)
        for row in await unit.execute(asked.order_by(memberships.c.id)):
            if row.organisation_id in named:
                found[row.member_id].append(named[row.organisation_id])
        return found

    async def _told(self, since: datetime) -> Mapping[str, Sequence[Told]]:
        asked = select(reminders_told).where(reminders_told.c.told_at >= since)
        found: dict[str, list[Told]] = defaultdict(list)
        for row in await self._database.unit.execute(asked):
            found[row.member_id].append(Told(row.occurrence, row.lead, row.day))
        return found

    async def _leading(self) -> frozenset[int]:
        asked = select(roles.c.telegram_id).where(roles.c.role == Role.COORDINATOR.value)
        return frozenset((await self._database.unit.execute(asked)).scalars())

    async def tell(self, member_id: str, told: Told, push_id: str, at: datetime) -> bool:
        """Note a reminder as part of a message. Returns False when that very one was told before."""
        values = {
            "member_id": member_id,
            "occurrence": told.occurrence,
            "lead": told.offset,
            "push_id": push_id,
            "day": told.day,
            "told_at": at,
        }
        return await add_unless_there(self._database.unit, reminders_told, values)

    async def told_in(self, member_id: str, push_id: str) -> Sequence[Told]:
        """The reminders of a message to a member; none if it was another's."""
        columns = reminders_told.c
        asked = select(reminders_told).where(columns.member_id == member_id, columns.push_id == push_id)
        rows = await self._database.unit.execute(asked.order_by(columns.occurrence))
        return [Told(row.occurrence, row.lead, row.day) for row in rows]

    async def withdraw(self, push_id: str) -> None:
        """The message did not leave: its reminders are to be told yet."""
        await self._database.unit.execute(delete(reminders_told).where(reminders_told.c.push_id == push_id))


def _choices(row: Row[Any]) -> Choices:
    """A kind that a newer version left out is passed over; nothing for who never chose."""
    if row.themes is None:
        return Choices()
    themes = frozenset(Theme(name) for name in row.themes if name in KNOWN)
    snoozed = {key: date.fromisoformat(day) for key, day in row.snoozed.items()}
    return Choices(themes, row.furthest, snoozed)
