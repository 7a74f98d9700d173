"""What was edited of the catalogue of kits, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete, select

from bot.kits.rows import Row
from storage.database import Database
from storage.tables.kits import kit_changes, kit_entries
from storage.upsert import inserting


class SqlEntries:
    """Implements bot.kits.ports.Entries."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Row]:
        """Every edited or added material, whole, by id."""
        asked = select(kit_entries.c.body).order_by(kit_entries.c.kit_id)
        return list((await self._database.unit.execute(asked)).scalars())

    async def save(self, kit_id: str, row: Row, at: datetime) -> None:
        """From now on the material is this."""
        unit = self._database.unit
        values = {"body": dict(row), "edited_at": at}
        there = inserting(unit, kit_entries).values(kit_id=kit_id, **values)
        await unit.execute(there.on_conflict_do_update(index_elements=[kit_entries.c.kit_id], set_=values))

    async def put_aside(self, waiting: str, body: Mapping[str, Any], at: datetime) -> None:
        """A change that waits for a tap."""
        row = {"id": waiting, "body": dict(body), "shown_at": at}
        await self._database.unit.execute(kit_changes.insert().values(**row))

    async def aside(self, waiting: str) -> Mapping[str, Any] | None:
        """What waits under an id."""
        asked = select(kit_changes.c.body).where(kit_changes.c.id == waiting)
        found: Mapping[str, Any] | None = (await self._database.unit.execute(asked)).scalar_one_or_none()
        return found

    async def forget_aside(self, waiting: str) -> None:
        """Nothing happens when it is gone."""
        await self._database.unit.execute(delete(kit_changes).where(kit_changes.c.id == waiting))
