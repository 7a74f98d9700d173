"""Plans and reminders to organisations, as rows."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.tables.followup import organisation_nudges, planned_contributions
from storage.upsert import inserting


class SqlFollowups:
    """Implements bot.followup.ports.Followups."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def plan(self, contribution_id: str, due: date) -> None:
        """It is only planned, until that day. In place of an earlier day."""
        unit = self._database.unit
        row = inserting(unit, planned_contributions).values(contribution_id=contribution_id, due=due)
        keys = [planned_contributions.c.contribution_id]
        await unit.execute(row.on_conflict_do_update(index_elements=keys, set_={"due": due}))

    async def settle(self, contribution_id: str) -> bool:
        """It took place, or will not. Returns whether it was planned."""
        gone = delete(planned_contributions).where(planned_contributions.c.contribution_id == contribution_id)
        return (await self._database.unit.execute(gone)).rowcount > 0

    async def planned(self) -> Mapping[str, date]:
        """The last day of each plan, by contribution."""
        asked = select(planned_contributions).order_by(planned_contributions.c.due)
        return {row.contribution_id: row.due for row in await self._database.unit.execute(asked)}

    async def reminded(self) -> Mapping[str, datetime]:
        """When each organisation was last reminded."""
        rows = await self._database.unit.execute(select(organisation_nudges))
        return {row.organisation_id: row.sent_at for row in rows}

    async def remind(self, organisation_id: str, at: datetime) -> None:
        """In place of the last time."""
        unit = self._database.unit
        row = inserting(unit, organisation_nudges).values(organisation_id=organisation_id, sent_at=at)
        keys = [organisation_nudges.c.organisation_id]
        await unit.execute(row.on_conflict_do_update(index_elements=keys, set_={"sent_at": at}))
