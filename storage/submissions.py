"""Answers sent, and their way to another server."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import and_, func, or_, select, update

from bot.surveys.model import Passed, Passing, Submission
from storage.database import Database
from storage.tables.surveys import submissions
from storage.upsert import add_unless_there

LEASE = timedelta(minutes=10)
"""Longer than any one call lasts: a claim that is older belongs to a process that was stopped."""


class SqlSubmissions:
    """Implements bot.surveys.ports.Submissions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, submission: Submission) -> bool:
        """Keep it unless its instance id is there. Returns whether it was new."""
        values = {
            "instance_id": submission.instance_id,
            "survey_id": submission.survey_id,
            "version": submission.version,
            "organisation_id": submission.organisation_id,
            "finished_at": submission.finished_at,
            "xml": submission.xml,
            "passing": Passing.QUEUED.value,
            "attempts": 0,
            "due_at": submission.finished_at,
            "note": "",
        }
        return await add_unless_there(self._database.unit, submissions, values)

    async def of_survey(self, survey_id: str) -> Sequence[Submission]:
        """In the order they came."""
        asked = select(submissions).where(submissions.c.survey_id == survey_id).order_by(submissions.c.seq)
        return [_submission(row) for row in await self._database.unit.execute(asked)]

    async def claim(self, now: datetime, limit: int) -> Sequence[tuple[Submission, int]]:
        """Those due, with how often they were tried; marks them claimed. Cut claims are due again."""
        due = or_(
            and_(submissions.c.passing == Passing.QUEUED.value, submissions.c.due_at <= now),
            and_(submissions.c.passing == Passing.CLAIMED.value, submissions.c.claimed_at <= now - LEASE),
        )
        chosen = (
            select(submissions.c.seq)
            .where(due)
            .order_by(submissions.c.due_at, submissions.c.seq)
            .limit(limit)
            .with_for_update(skip_locked=True)
            .cte("chosen")
        )
        claimed = (
            update(submissions)
            .where(submissions.c.seq.in_(select(chosen.c.seq)))
            .values(passing=Passing.CLAIMED.value, claimed_at=now, attempts=submissions.c.attempts + 1)
            .returning(*submissions.c)
        )
        rows = sorted((await self._database.unit.execute(claimed)).all(), key=lambda row: row.seq)
        return [(_submission(row), row.attempts) for row in rows]

    async def defer(self, instance_id: str, until: datetime, note: str) -> None:
        """Back to the queue, not before an instant."""
        back = {"passing": Passing.QUEUED.value, "due_at": until, "claimed_at": None, "note": note}
        await self._write(instance_id, back)

    async def settle(self, instance_id: str, taken: bool, at: datetime, note: str) -> None:
        """The other server has it, or refused it for good."""
        passing = Passing.TAKEN if taken else Passing.REFUSED
        await self._write(
            instance_id, {"passing": passing.value, "settled_at": at, "claimed_at": None, "note": note}
        )

    async def passed(self, survey_id: str) -> Passed:
        """How many stand where; what was last said of those refused."""
        unit, own = self._database.unit, submissions.c.survey_id == survey_id
        counted = select(submissions.c.passing, func.count().label("many")).where(own)
        rows = await unit.execute(counted.group_by(submissions.c.passing))
        counts = {Passing(row.passing): row.many for row in rows}
        said = (
            select(submissions.c.note)
            .where(own, submissions.c.passing == Passing.REFUSED.value)
            .order_by(submissions.c.settled_at.desc(), submissions.c.seq.desc())
            .limit(1)
        )
        return Passed(counts, (await unit.execute(said)).scalar_one_or_none() or "")

    async def retry(self, survey_id: str, now: datetime) -> int:
        """Put the refused ones back in the queue. Returns how many."""
        refused = (
            submissions.c.survey_id == survey_id,
            submissions.c.passing == Passing.REFUSED.value,
        )
        again = {"passing": Passing.QUEUED.value, "due_at": now, "attempts": 0, "settled_at": None}
        return (
            await self._database.unit.execute(update(submissions).where(*refused).values(**again))
        ).rowcount

    async def _write(self, instance_id: str, values: dict[str, Any]) -> None:
        own = update(submissions).where(submissions.c.instance_id == instance_id)
        await self._database.unit.execute(own.values(**values))


def _submission(row: Any) -> Submission:
    return Submission(
        instance_id=row.instance_id,
        survey_id=row.survey_id,
        version=row.version,
        organisation_id=row.organisation_id,
        finished_at=row.finished_at,
        xml=row.xml,
    )
