"""Remarks on materials under test, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, insert, select

from bot.kits.remarks import Remark
from storage.database import Database
from storage.tables.kits import kit_remarks


class SqlRemarks:
    """Implements bot.kits.remarks.Remarks."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, remark: Remark) -> None:
        """A remark that was sent."""
        await self._database.unit.execute(insert(kit_remarks).values(**asdict(remark)))

    async def get(self, remark_id: str) -> Remark | None:
        """One of them."""
        asked = select(kit_remarks).where(kit_remarks.c.id == remark_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        return _remark(row) if row is not None else None

    async def on(self, kit_id: str) -> Sequence[Remark]:
        """Those on a material, the newest first."""
        asked = select(kit_remarks).where(kit_remarks.c.kit_id == kit_id)
        newest = (kit_remarks.c.sent_at.desc(), kit_remarks.c.id.desc())
        return [_remark(row) for row in await self._database.unit.execute(asked.order_by(*newest))]


def _remark(row: Row[Any]) -> Remark:
    return Remark(**row._mapping)
