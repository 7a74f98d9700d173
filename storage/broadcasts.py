"""Broadcasts, pens, and the rows of the ledger that are theirs."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from bot.broadcasts.content import Version
from bot.broadcasts.model import Broadcast, State, Tally, Target, Why
from bot.broadcasts.ports import Claimed, Pen
from bot.clock import PARIS
from bot.contributions.model import State as Reported
from bot.delivery.model import Notice, Outcome
from bot.people.model import Member, MemberState, Organisation
from storage.broadcast_rows import CLAIM, REACHED, notice_values
from storage.database import Database
from storage.hot import bound_instant, unpack
from storage.numbers import next_number
from storage.organisations import speaking
from storage.tables.broadcasts import broadcast_pens, broadcasts
from storage.tables.contributions import contributions
from storage.tables.copies import kit_requests
from storage.tables.delivery import notices
from storage.tables.kits import kit_follows
from storage.tables.people import members
from storage.tables.reminders import reminder_choices
from storage.upsert import inserting

NUMBERS = "broadcast"
LIVE = (Reported.SENT.value, Reported.RETURNED.value, Reported.VALIDATED.value, Reported.MERGED.value)
ROWS_AT_ONCE = 1000
"""Rows written by one statement: what the approval of 100,000 takes stays small in memory."""


class SqlBroadcasts:
    """Implements bot.broadcasts.ports.Broadcasts."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, broadcast_id: str) -> Broadcast | None:
        """The broadcast of that identifier."""
        found = await self._read(select(broadcasts).where(broadcasts.c.id == broadcast_id))
        return found[0] if found else None

    async def latest(self, limit: int) -> Sequence[Broadcast]:
        """The last made first."""
        return await self._read(select(broadcasts).order_by(broadcasts.c.number.desc()).limit(limit))

    async def due(self, now: datetime) -> Sequence[Broadcast]:
        """Those being sent whose start has come, the oldest first."""
        due = (broadcasts.c.state == State.SENDING.value, broadcasts.c.start <= now)
        return await self._read(select(broadcasts).where(*due).order_by(broadcasts.c.start))

    async def next_number(self) -> int:
        """The next number of the series."""
        return await next_number(self._database.unit, NUMBERS)

    async def add(self, broadcast: Broadcast) -> None:
        """A new one."""
        values = {"id": broadcast.id, "revision": broadcast.revision, "told": [], **_values(broadcast)}
        await self._database.unit.execute(insert(broadcasts).values(**values))

    async def save(self, broadcast: Broadcast) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        same = (broadcasts.c.id == broadcast.id, broadcasts.c.revision == broadcast.revision)
        values = {"revision": broadcast.revision + 1, **_values(broadcast)}
        written = await self._database.unit.execute(update(broadcasts).where(*same).values(**values))
        return bool(written.rowcount)

    async def beat(self, broadcast_id: str, at: datetime) -> None:
        """A pass looked after it."""
        await self._mark(broadcast_id, beat_at=at)

    async def show_in(self, broadcast_id: str, messages: Sequence[tuple[int, int]]) -> None:
        """The messages (chat, message) that show how it goes."""
        await self._mark(broadcast_id, told=[list(one) for one in messages])

    async def _mark(self, broadcast_id: str, **values: Any) -> None:
        await self._database.unit.execute(
            update(broadcasts).where(broadcasts.c.id == broadcast_id).values(**values)
        )

    async def alike(self, digest: str, since: datetime) -> Broadcast | None:
        """One of the same words approved since then, that was not cancelled."""
        same = (broadcasts.c.digest == digest, broadcasts.c.approved_at >= since)
        went = broadcasts.c.state.not_in((State.CANCELLED.value, State.DROPPED.value))
        found = await self._read(select(broadcasts).where(*same, went).limit(1))
        return found[0] if found else None

    async def pen(self, member_id: str) -> Pen | None:
        """What their next message is for."""
        asked = select(broadcast_pens).where(broadcast_pens.c.member_id == member_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        return Pen(row.broadcast_id, row.part, row.since) if row is not None else None

    async def take_pen(self, member_id: str, pen: Pen) -> None:
        """In place of the one they held."""
        unit = self._database.unit
        values = {"broadcast_id": pen.broadcast_id, "part": pen.part, "since": pen.since}
        row = inserting(unit, broadcast_pens).values(member_id=member_id, **values)
        await unit.execute(row.on_conflict_do_update(index_elements=["member_id"], set_=values))

    async def drop_pen(self, member_id: str) -> None:
        """None is fine."""
        await self._database.unit.execute(
            delete(broadcast_pens).where(broadcast_pens.c.member_id == member_id)
        )

    # Whom it may be for

    async def people(self) -> Sequence[tuple[Member, Organisation]]:
        """Members with each organisation they speak for now."""
        return await speaking(self._database.unit)

    async def reported(self, first: date, last: date) -> frozenset[str]:
        """Organisations that sent a contribution between two days, in Paris."""
        since, until = (datetime.combine(day, at, PARIS) for day, at in ((first, time.min), (last, time.max)))
        sent = (contributions.c.state.in_(LIVE), contributions.c.sent_at.between(since, until))
        asked = select(contributions.c.organisation_id).where(*sent).distinct()
        return frozenset((await self._database.unit.execute(asked)).scalars())

    async def subscribed(self, theme: str) -> frozenset[str]:
        """Members who asked for reminders of a kind."""
        rows = await self._database.unit.execute(
            select(reminder_choices.c.member_id, reminder_choices.c.themes)
        )
        return frozenset(row.member_id for row in rows if theme in row.themes)

    async def asked_for(self, kit_id: str) -> frozenset[str]:
        """Members who wait for a kit, or asked for copies of it."""
        waiting = select(kit_follows.c.member_id).where(kit_follows.c.kit_id == kit_id)
        theirs = (kit_requests.c.kit_id == kit_id, kit_requests.c.asked_by.is_not(None))
        asked = waiting.union(select(kit_requests.c.asked_by).where(*theirs))
        return frozenset((await self._database.unit.execute(asked)).scalars())

    # The ledger

    async def queue(self, broadcast_id: str, rows: Sequence[Notice]) -> int:
        """Write one row each, unless its key is there. Returns how many were new."""
        unit, new = self._database.unit, 0
        for at in range(0, len(rows), ROWS_AT_ONCE):
            part = [notice_values(notice, broadcast_id) for notice in rows[at : at + ROWS_AT_ONCE]]
            added = inserting(unit, notices).values(part).on_conflict_do_nothing().returning(notices.c.seq)
            new += len((await unit.execute(added)).all())
        return new

    async def claim(self, broadcast_id: str, now: datetime) -> Claimed | None:
        """The next one due, to someone who may be written to; marks it claimed."""
        unit = self._database.unit
        instant = bound_instant(now, unit.dialect)
        rows = await unit.fetch(CLAIM, {"broadcast": broadcast_id, "now": instant})
        if not rows:
            return None
        notice_id, member_id, payload, attempts = rows[0]
        [(telegram_id, language)] = await unit.fetch(REACHED, {"member": member_id})
        held = unpack(payload)
        relay = held.get("relay", "")
        return Claimed(notice_id, member_id, telegram_id, language, held["zone"], attempts, relay)

    async def waits(self, broadcast_id: str) -> datetime | None:
        """When the next of those not sent may leave; None when none is left."""
        asked = select(func.min(notices.c.due_at)).where(*_queued(broadcast_id))
        first: datetime | None = (await self._database.unit.execute(asked)).scalar_one()
        return first

    async def let_go(self, broadcast_id: str) -> int:
        """Close those to people who may not be written to any more. Returns how many."""
        writable = select(members.c.id).where(
            members.c.state == MemberState.ACTIVE.value, members.c.pushes.is_(True)
        )
        gone = update(notices).where(*_queued(broadcast_id), notices.c.member_id.not_in(writable))
        return (await self._database.unit.execute(gone.values(outcome=Outcome.STOPPED.value))).rowcount

    async def call_off(self, broadcast_id: str, at: datetime) -> int:
        """Close all that have not left. Returns how many."""
        off = update(notices).where(*_queued(broadcast_id))
        values = {"outcome": Outcome.CANCELLED.value, "closed_at": at}
        return (await self._database.unit.execute(off.values(**values))).rowcount

    async def postpone(self, notice_id: str, until: datetime) -> None:
        """Back to the queue as if never claimed."""
        claimed = (notices.c.id == notice_id, notices.c.outcome == Outcome.CLAIMED.value)
        back = {
            "outcome": Outcome.QUEUED.value,
            "due_at": until,
            "claimed_at": None,
            "attempts": notices.c.attempts - 1,
        }
        await self._database.unit.execute(update(notices).where(*claimed).values(**back))

    async def tally(self, broadcast_id: str) -> Tally:
        """How many messages stand where."""
        asked = (
            select(notices.c.outcome, func.count().label("many"))
            .where(notices.c.broadcast_id == broadcast_id)
            .group_by(notices.c.outcome)
        )
        rows = await self._database.unit.execute(asked)
        return Tally({Outcome(row.outcome): row.many for row in rows})

    async def _read(self, asked: Select[Any]) -> Sequence[Broadcast]:
        return [_broadcast(row) for row in await self._database.unit.execute(asked)]


def _queued(broadcast_id: str) -> tuple[Any, Any]:
    return notices.c.broadcast_id == broadcast_id, notices.c.outcome == Outcome.QUEUED.value


def _values(broadcast: Broadcast) -> Mapping[str, Any]:
    return {
        "number": broadcast.number,
        "state": broadcast.state.value,
        "versions": {code: version.to_json() for code, version in broadcast.versions.items()},
        "fallback": broadcast.fallback,
        "target": broadcast.target.to_json() if broadcast.target is not None else None,
        "about": broadcast.about,
        "start": broadcast.start,
        "created_at": broadcast.created_at,
        "created_by": broadcast.created_by,
        "approved_at": broadcast.approved_at,
        "approved_by": broadcast.approved_by,
        "ended_at": broadcast.ended_at,
        "why": broadcast.why.value if broadcast.why is not None else None,
        "digest": broadcast.digest,
    }


def _broadcast(row: Any) -> Broadcast:
    return Broadcast(
        id=row.id,
        number=row.number,
        state=State(row.state),
        versions={code: Version.from_json(version) for code, version in row.versions.items()},
        fallback=row.fallback,
        target=Target.from_json(row.target) if row.target is not None else None,
        about=row.about,
        start=row.start,
        created_at=row.created_at,
        created_by=row.created_by,
        approved_at=row.approved_at,
        approved_by=row.approved_by,
        ended_at=row.ended_at,
        why=Why(row.why) if row.why is not None else None,
        beat_at=row.beat_at,
        digest=row.digest,
        told=tuple((chat, message) for chat, message in row.told),
        revision=row.revision,
    )
