"""Notices to members: what was meant to be sent, and what became of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, Select, func, or_, select, true, update

from bot.delivery.model import Notice, Outcome
from bot.people.model import MemberState
from storage.database import Database
from storage.tables.delivery import notices
from storage.tables.people import members
from storage.upsert import add_unless_there

ALONE = notices.c.broadcast_id.is_(None)
"""Not part of a message to many: those are claimed by it (storage.broadcasts)."""
QUEUED = notices.c.outcome == Outcome.QUEUED.value
OUTCOMES_OF_A_CALL = frozenset({Outcome.SENT, Outcome.FAILED, Outcome.STOPPED, Outcome.UNKNOWN})


class SqlLedger:
    """Implements bot.delivery.ports.Ledger."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def queue(self, notice: Notice) -> bool:
        """Keep it unless one with its key is there. Returns whether it was new."""
        values = {
            "id": notice.id,
            "key": notice.key,
            "member_id": notice.member_id,
            "kind": notice.kind,
            "payload": dict(notice.payload),
            "outcome": notice.outcome.value,
            "due_at": notice.due_at,
            "attempts": notice.attempts,
        }
        return await add_unless_there(self._database.unit, notices, values)

    async def anything_due(self, now: datetime) -> bool:
        """Whether ``claim`` would find something. Needs no unit of work: it reads on its own."""
        asked = select(_queued(_due(now)).exists())
        async with self._database.reading():
            return bool((await self._database.unit.execute(asked)).scalar_one())

    async def claim(self, now: datetime, limit: int) -> Sequence[Notice]:
        """Queued ones that are due, to members who may be written to, oldest first; marks them claimed."""
        return await self._claim(_due(now), now, limit)

    async def close(self, notice_id: str, outcome: Outcome, at: datetime) -> None:
        """Write what became of the call. A late answer replaces ``unknown``."""
        if outcome not in OUTCOMES_OF_A_CALL:
            raise ValueError(f"{outcome} is not what becomes of a call")
        closed = update(notices).where(notices.c.id == notice_id)
        await self._database.unit.execute(closed.values(outcome=outcome.value, closed_at=at))

    async def defer(self, notice_id: str, until: datetime) -> None:
        """Back to the queue, not before an instant."""
        claimed = (notices.c.id == notice_id, notices.c.outcome == Outcome.CLAIMED.value)
        back = {"outcome": Outcome.QUEUED.value, "due_at": until, "claimed_at": None}
        await self._database.unit.execute(update(notices).where(*claimed).values(**back))

    async def silent(self, member_id: str) -> Sequence[Notice]:
        """Queued ones of a member who asked for silence, due or not; marks them claimed."""
        theirs = (notices.c.member_id == member_id) & (members.c.pushes != true()) & ALONE
        return await self._claim(theirs, None, None)

    async def told(self, member_id: str) -> Mapping[str, int]:
        """How many notices of each kind a member was sent, or is to be."""
        counted = select(notices.c.kind, func.count().label("many")).where(notices.c.member_id == member_id)
        rows = await self._database.unit.execute(counted.group_by(notices.c.kind).order_by(notices.c.kind))
        return {row.kind: row.many for row in rows}

    async def abandon_claims(self, at: datetime) -> int:
        """What a killed process had claimed becomes ``unknown``. Returns how many."""
        left = update(notices).where(notices.c.outcome == Outcome.CLAIMED.value)
        unknown = left.values(outcome=Outcome.UNKNOWN.value, closed_at=at)
        return (await self._database.unit.execute(unknown)).rowcount

    async def _claim(
        self, which: ColumnElement[bool], at: datetime | None, limit: int | None
    ) -> Sequence[Notice]:
        # Two processes never get the same row: PostgreSQL passes over the other's, SQLite has one writer.
        # In a WITH, that locks, the rows are chosen once; in an IN, PostgreSQL may choose again for each row.
        chosen = (
            _queued(which)
            .order_by(notices.c.due_at.asc().nulls_first(), notices.c.seq)
            .limit(limit)
            .with_for_update(of=notices, skip_locked=True)
            .cte("chosen")
        )
        claimed = (
            update(notices)
            .where(notices.c.seq.in_(select(chosen.c.seq)), QUEUED)
            .values(outcome=Outcome.CLAIMED.value, claimed_at=at, attempts=notices.c.attempts + 1)
            .returning(*notices.c)
        )
        rows = (await self._database.unit.execute(claimed)).all()
        return [
            _notice(row)
            for row in sorted(rows, key=lambda row: (row.due_at is not None, row.due_at, row.seq))
        ]


def _due(now: datetime) -> ColumnElement[bool]:
    due = or_(notices.c.due_at.is_(None), notices.c.due_at <= now) & ALONE
    return due & (members.c.state == MemberState.ACTIVE.value) & (members.c.pushes == true())


def _queued(which: ColumnElement[bool]) -> Select[Any]:
    return select(notices.c.seq).join(members, members.c.id == notices.c.member_id).where(QUEUED, which)


def _notice(row: Row[Any]) -> Notice:
    return Notice(
        id=row.id,
        key=row.key,
        member_id=row.member_id,
        kind=row.kind,
        payload=row.payload,
        outcome=Outcome(row.outcome),
        due_at=row.due_at,
        attempts=row.attempts,
    )
