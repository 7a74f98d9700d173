"""Groups that follow the agenda, as rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, select, update

from bot.agenda.due import Told
from bot.groups.model import Follower, Following
from storage.database import Database
from storage.organisations import as_organisation
from storage.tables.groups import group_announcements, group_followings
from storage.tables.organisations import organisations
from storage.upsert import add_unless_there, inserting


class SqlGroups:
    """Implements bot.groups.ports.Groups."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, chat_id: int) -> Following | None:
        """The group, if it follows."""
        asked = select(group_followings).where(group_followings.c.chat_id == chat_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        return _following(row) if row is not None else None

    async def follow(self, following: Following) -> None:
        """In place of what the group followed before; what it was told stays."""
        unit = self._database.unit
        values = {
            "organisation_id": following.organisation_id,
            "language": following.language,
            "since": following.since,
        }
        row = inserting(unit, group_followings).values(chat_id=following.chat_id, **values)
        keys = [group_followings.c.chat_id]
        await unit.execute(row.on_conflict_do_update(index_elements=keys, set_=values))

    async def stop(self, chat_id: int) -> None:
        """Forget the group, with what it was told."""
        unit = self._database.unit
        await unit.execute(delete(group_announcements).where(group_announcements.c.chat_id == chat_id))
        await unit.execute(delete(group_followings).where(group_followings.c.chat_id == chat_id))

    async def move(self, chat_id: int, to: int) -> None:
        """The group has another number from now on; one that does not follow is left alone."""
        before = await self.get(chat_id)
        if before is None or chat_id == to:
            return
        await self.follow(Following(to, before.organisation_id, before.language, before.since))
        theirs = update(group_announcements).where(group_announcements.c.chat_id == chat_id)
        await self._database.unit.execute(theirs.values(chat_id=to))
        await self.stop(chat_id)

    async def followers(self) -> Sequence[Follower]:
        """All of them, with what they were told that is still kept."""
        unit = self._database.unit
        told: dict[int, list[Told]] = defaultdict(list)
        for row in await unit.execute(select(group_announcements)):
            told[row.chat_id].append(Told(row.occurrence, row.lead, row.day))
        known = {one.id: one for one in map(as_organisation, await unit.execute(_FOR_WHOM))}
        rows = await unit.execute(select(group_followings).order_by(group_followings.c.chat_id))
        return [
            Follower(_following(row), known[row.organisation_id], tuple(told.get(row.chat_id, ())))
            for row in rows
        ]

    async def tell(self, chat_id: int, told: Told, at: datetime) -> bool:
        """Note an announcement. Returns False when that very one was told before."""
        values = {
            "chat_id": chat_id,
            "occurrence": told.occurrence,
            "lead": told.offset,
            "day": told.day,
            "told_at": at,
        }
        return await add_unless_there(self._database.unit, group_announcements, values)

    async def withdraw(self, chat_id: int, told: Told) -> None:
        """It did not leave."""
        columns = group_announcements.c
        gone = delete(group_announcements).where(
            columns.chat_id == chat_id, columns.occurrence == told.occurrence, columns.lead == told.offset
        )
        await self._database.unit.execute(gone)


_FOR_WHOM = select(organisations).where(organisations.c.id.in_(select(group_followings.c.organisation_id)))


def _following(row: Row[Any]) -> Following:
    return Following(row.chat_id, row.organisation_id, row.language, row.since)
