"""Events and meetings, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.agenda.due import Told
from bot.gatherings.model import Answer, Gathering, Reach, Reply, Sort, State
from bot.people.audience import Audience
from bot.people.model import Member, Organisation
from storage.database import Database
from storage.surveys import SqlSurveys
from storage.tables.gatherings import gathering_replies, gatherings, gatherings_told
from storage.upsert import add_unless_there, inserting


class SqlGatherings:
    """Implements bot.gatherings.ports.Gatherings."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, gathering_id: str) -> Gathering | None:
        """The gathering of that identifier."""
        asked = select(gatherings).where(gatherings.c.id == gathering_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        return None if row is None else _gathering(row)

    async def since(self, day: date) -> Sequence[Gathering]:
        """Those whose last day is that one or later, whatever their state, the nearest first."""
        asked = select(gatherings).where(gatherings.c.last_day >= day)
        rows = await self._database.unit.execute(asked.order_by(gatherings.c.day, gatherings.c.id))
        return [_gathering(row) for row in rows]

    async def add(self, gathering: Gathering) -> None:
        """A new one."""
        values = {"id": gathering.id, "revision": gathering.revision, **_values(gathering)}
        await self._database.unit.execute(insert(gatherings).values(**values))

    async def save(self, gathering: Gathering) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        same = (gatherings.c.id == gathering.id, gatherings.c.revision == gathering.revision)
        values = {**_values(gathering), "revision": gathering.revision + 1}
        changed = await self._database.unit.execute(update(gatherings).where(*same).values(**values))
        return changed.rowcount == 1

    async def people(self) -> Sequence[tuple[Member, Organisation]]:
        """Members with each organisation they speak for now."""
        return await SqlSurveys(self._database).people()

    async def replies(self, gathering_id: str) -> Mapping[str, Reply]:
        """By member."""
        asked = select(gathering_replies).where(gathering_replies.c.gathering_id == gathering_id)
        return {row.member_id: _reply(row) for row in await self._database.unit.execute(asked)}

    async def reply(self, gathering_id: str, member_id: str, reply: Reply) -> None:
        """In place of what they said before."""
        unit = self._database.unit
        values = {
            "answer": reply.answer.value if reply.answer else None,
            "answered_on": reply.answered_on,
            "follows": reply.follows,
            "muted": reply.muted,
            "notes": reply.notes,
        }
        row = inserting(unit, gathering_replies).values(
            gathering_id=gathering_id, member_id=member_id, **values
        )
        keys = [gathering_replies.c.gathering_id, gathering_replies.c.member_id]
        await unit.execute(row.on_conflict_do_update(index_elements=keys, set_=values))

    async def of_member(self, member_id: str) -> Mapping[str, Reply]:
        """What a member said, by gathering."""
        asked = select(gathering_replies).where(gathering_replies.c.member_id == member_id)
        rows = await self._database.unit.execute(asked.order_by(gathering_replies.c.gathering_id))
        return {row.gathering_id: _reply(row) for row in rows}

    async def told(self) -> Mapping[str, Sequence[Told]]:
        """Every reminder told of gatherings that are kept, by member."""
        found: dict[str, list[Told]] = defaultdict(list)
        for row in await self._database.unit.execute(select(gatherings_told)):
            found[row.member_id].append(Told(row.occurrence, row.lead, row.day))
        return found

    async def tell(self, gathering_id: str, member_id: str, told: Told, push_id: str, at: datetime) -> bool:
        """Note a reminder as part of a message. Returns False when that very one was told before."""
        values = {
            "member_id": member_id,
            "occurrence": told.occurrence,
            "lead": told.offset,
            "gathering_id": gathering_id,
            "push_id": push_id,
            "day": told.day,
            "told_at": at,
        }
        return await add_unless_there(self._database.unit, gatherings_told, values)

    async def told_in(self, member_id: str, push_id: str) -> Sequence[Told]:
        """The reminders of a message to a member."""
        columns = gatherings_told.c
        asked = select(gatherings_told).where(columns.member_id == member_id, columns.push_id == push_id)
        rows = await self._database.unit.execute(asked.order_by(columns.occurrence))
        return [Told(row.occurrence, row.lead, row.day) for row in rows]

    async def withdraw(self, push_id: str) -> None:
        """The message did not leave: its reminders are to be told yet."""
        await self._database.unit.execute(delete(gatherings_told).where(gatherings_told.c.push_id == push_id))


def _values(gathering: Gathering) -> dict[str, Any]:
    return {
        "sort": gathering.sort.value,
        "title": gathering.title,
        "kind": gathering.kind,
        "day": gathering.day,
        "last_day": gathering.last_day,
        "at": gathering.at.isoformat("minutes") if gathering.at else None,
        "zone": gathering.zone,
        "organisation_id": gathering.organisation_id,
        "author_id": gathering.author_id,
        "place": gathering.place,
        "address": gathering.address,
        "link": gathering.link,
        "reach": gathering.reach.value,
        "audience": gathering.audience.to_json(),
        "invited": list(gathering.invited),
        "state": gathering.state.value,
        "planned_on": gathering.planned_on,
        "notes": gathering.notes,
        "created_at": gathering.created_at,
    }


def _gathering(row: Row[Any]) -> Gathering:
    values = dict(row._mapping)
    values |= {
        "sort": Sort(row.sort),
        "at": time.fromisoformat(row.at) if row.at else None,
        "reach": Reach(row.reach),
        "audience": Audience.from_json(row.audience),
        "invited": tuple(row.invited),
        "state": State(row.state),
    }
    return Gathering(**values)


def _reply(row: Row[Any]) -> Reply:
    answer = Answer(row.answer) if row.answer else None
    return Reply(answer, row.answered_on, row.follows, row.muted, row.notes)
