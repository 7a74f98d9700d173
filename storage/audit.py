"""The log of what matters: only ever added to."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import insert

from storage.database import Database
from storage.tables.delivery import audit


class SqlAudit:
    """Implements bot.delivery.ports.Audit."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def note(self, at: datetime, what: str, by: str | None, about: str | None) -> None:
        """Add a line."""
        await self._database.unit.execute(insert(audit).values(at=at, what=what, by=by, about=about))
