"""Weeks for which kits are lent, as rows: one a kit and a week, so that two towns never get the same."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from sqlalchemy import delete, select

from bot.copies.loans import Loan, monday
from storage.database import Database
from storage.tables.copies import kit_loans
from storage.upsert import add_unless_there


class SqlLoans:
    """Implements bot.copies.ports.Loans."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def reserve(self, loan: Loan) -> bool:
        """Returns False when that week is somebody's already."""
        values = {"kit_id": loan.kit_id, "week": loan.week, "organisation_id": loan.organisation_id}
        return await add_unless_there(self._database.unit, kit_loans, values)

    async def free(self, loan: Loan) -> bool:
        """Returns False when that organisation does not hold that week."""
        gone = delete(kit_loans).where(
            kit_loans.c.kit_id == loan.kit_id,
            kit_loans.c.week == loan.week,
            kit_loans.c.organisation_id == loan.organisation_id,
        )
        return bool((await self._database.unit.execute(gone)).rowcount)

    async def of_kit(self, kit_id: str, since: date) -> Sequence[Loan]:
        """The weeks reserved from a day's own week on, in order."""
        asked = select(kit_loans).where(kit_loans.c.kit_id == kit_id, kit_loans.c.week >= monday(since))
        rows = await self._database.unit.execute(asked.order_by(kit_loans.c.week))
        return [Loan(row.kit_id, row.week, row.organisation_id) for row in rows]
