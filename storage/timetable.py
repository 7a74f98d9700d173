"""What coordinators changed of the agenda's data, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select

from bot.agenda.changes import Change, NewDate
from storage.database import Database
from storage.tables.timetable import calendar_changes
from storage.upsert import inserting


class SqlChanges:
    """Implements bot.timetable.ports.Changes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Mapping[str, Change]:
        """By event."""
        rows = await self._database.unit.execute(select(calendar_changes))
        return {
            row.event_id: Change(
                row.event_id,
                row.enabled,
                tuple(row.leads) if row.leads is not None else None,
                tuple(_read(one) for one in row.dates),
            )
            for row in rows
        }

    async def save(self, change: Change, by: str | None, at: datetime) -> None:
        """In place of what was changed of that event before; an empty one goes."""
        unit = self._database.unit
        if change.empty:
            theirs = calendar_changes.c.event_id == change.event_id
            await unit.execute(delete(calendar_changes).where(theirs))
            return
        values = {
            "enabled": change.enabled,
            "leads": list(change.leads) if change.leads is not None else None,
            "dates": [_written(one) for one in change.dates],
            "changed_by": by,
            "changed_at": at,
        }
        row = inserting(unit, calendar_changes).values(event_id=change.event_id, **values)
        keys = [calendar_changes.c.event_id]
        await unit.execute(row.on_conflict_do_update(index_elements=keys, set_=values))


def _written(one: NewDate) -> list[str | None]:
    return [one.was.isoformat() if one.was else None, one.start.isoformat(), one.end.isoformat()]


def _read(written: list[str | None]) -> NewDate:
    was, start, end = (date.fromisoformat(day) if day else None for day in written)
    assert start is not None
    assert end is not None
    return NewDate(was, start, end)
