"""Interest in kits, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from sqlalchemy import delete, select

from storage.database import Database
from storage.tables.kits import kit_follows, kit_wishes
from storage.upsert import add_unless_there, inserting


class SqlInterest:
    """Implements bot.kits.ports.Interest."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def follow(self, member_id: str, kit_id: str, at: datetime) -> bool:
        """Returns False when they already did."""
        values = {"member_id": member_id, "kit_id": kit_id, "since": at}
        return await add_unless_there(self._database.unit, kit_follows, values)

    async def unfollow(self, member_id: str, kit_id: str) -> None:
        """Nothing happens when they did not follow it."""
        theirs = (kit_follows.c.member_id == member_id, kit_follows.c.kit_id == kit_id)
        await self._database.unit.execute(delete(kit_follows).where(*theirs))

    async def of_member(self, member_id: str) -> Sequence[str]:
        """The kits that a member waits for."""
        asked = select(kit_follows.c.kit_id).where(kit_follows.c.member_id == member_id)
        return list((await self._database.unit.execute(asked.order_by(kit_follows.c.kit_id))).scalars())

    async def followed(self) -> Sequence[str]:
        """The kits that somebody waits for."""
        asked = select(kit_follows.c.kit_id).distinct().order_by(kit_follows.c.kit_id)
        return list((await self._database.unit.execute(asked)).scalars())

    async def followers(self, kit_id: str) -> Sequence[str]:
        """Ids of the members who wait for it, the first first."""
        asked = select(kit_follows.c.member_id).where(kit_follows.c.kit_id == kit_id)
        order = (kit_follows.c.since, kit_follows.c.member_id)
        return list((await self._database.unit.execute(asked.order_by(*order))).scalars())

    async def wish(self, kit_id: str, language: str) -> None:
        """One more person who missed that language."""
        unit = self._database.unit
        row = inserting(unit, kit_wishes).values(kit_id=kit_id, language=language, times=1)
        more = {"times": kit_wishes.c.times + 1}
        keys = [kit_wishes.c.kit_id, kit_wishes.c.language]
        await unit.execute(row.on_conflict_do_update(index_elements=keys, set_=more))

    async def wishes(self, kit_id: str) -> Mapping[str, int]:
        """How many times each language was missed, the most missed first."""
        asked = select(kit_wishes.c.language, kit_wishes.c.times).where(kit_wishes.c.kit_id == kit_id)
        order = (kit_wishes.c.times.desc(), kit_wishes.c.language)
        rows = await self._database.unit.execute(asked.order_by(*order))
        return {row.language: row.times for row in rows}
