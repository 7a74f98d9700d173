"""Commitments of local authorities, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select

from bot.commitments.model import Ladder, Step
from bot.people.model import Organisation
from storage.database import Database
from storage.organisations import as_organisation
from storage.tables.commitments import commitments
from storage.tables.organisations import organisations
from storage.upsert import add_unless_there

KNOWN = frozenset(Step)


class SqlCommitments:
    """Implements bot.commitments.ports.Commitments."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def of(self, organisation_id: str) -> Ladder:
        """The steps it has taken."""
        asked = select(commitments).where(commitments.c.organisation_id == organisation_id)
        rows = await self._database.unit.execute(asked)
        return Ladder({Step(row.step): row.since for row in rows if row.step in KNOWN})

    async def take(self, organisation_id: str, step: Step, since: date) -> None:
        """The first day stays."""
        values = {"organisation_id": organisation_id, "step": step.value, "since": since}
        await add_unless_there(self._database.unit, commitments, values)

    async def take_back(self, organisation_id: str, step: Step) -> None:
        """Nothing happens when it was not taken."""
        theirs = (commitments.c.organisation_id == organisation_id, commitments.c.step == step.value)
        await self._database.unit.execute(delete(commitments).where(*theirs))

    async def all(self) -> Sequence[tuple[Organisation, Ladder]]:
        """Authorities with at least one step, those with the most first."""
        asked = select(organisations, commitments.c.step, commitments.c.since).join(
            commitments, commitments.c.organisation_id == organisations.c.id
        )
        towns: dict[str, Organisation] = {}
        taken: dict[str, dict[Step, date]] = defaultdict(dict)
        for row in await self._database.unit.execute(asked.order_by(organisations.c.name)):
            if row.step in KNOWN:
                towns[row.id] = as_organisation(row)
                taken[row.id][Step(row.step)] = row.since
        ladders = [(town, Ladder(taken[key])) for key, town in towns.items()]
        return sorted(ladders, key=lambda one: (-one[1].count, one[0].name))
