"""Members, what they accepted, their roles; and forgetting a person."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, delete, insert, select, update

from bot.clock import paris_day
from bot.people.model import Consent, Member, MemberState, Role
from storage.database import Database
from storage.erasure import forget
from storage.tables.people import consents, erasures, members, roles
from storage.upsert import add_unless_there


class SqlMembers:
    """Implements bot.people.ports.Members."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def by_telegram(self, telegram_id: int) -> Member | None:
        """The member who has this Telegram account."""
        asked = select(members).where(members.c.telegram_id == telegram_id)
        row = (await self._database.unit.execute(asked)).one_or_none()
        return None if row is None else as_member(row)

    async def get(self, member_id: str) -> Member | None:
        """The member of that identifier."""
        row = (
            await self._database.unit.execute(select(members).where(members.c.id == member_id))
        ).one_or_none()
        return None if row is None else as_member(row)

    async def add(self, member: Member, consent: Consent) -> None:
        """A new member, with the proof of what they accepted."""
        unit = self._database.unit
        await unit.execute(insert(members).values(id=member.id, **_values(member)))
        await unit.execute(
            insert(consents).values(
                member_id=consent.member_id,
                text_version=consent.text_version,
                language=consent.language,
                given_at=consent.given_at,
            )
        )

    async def save(self, member: Member) -> None:
        """Write what changed of a member."""
        await self._database.unit.execute(
            update(members).where(members.c.id == member.id).values(**_values(member))
        )

    async def erase(self, member_id: str, at: datetime) -> None:
        """Forget the person everywhere; keep the day in Paris and the text version, under no one's name."""
        unit = self._database.unit
        member = await self.get(member_id)
        if member is None:
            return
        accepted = await self.consents(member_id)
        version = accepted[-1].text_version if accepted else None
        await forget(unit, member_id, member.telegram_id)
        await unit.execute(insert(erasures).values(day=paris_day(at), text_version=version))

    async def consents(self, member_id: str) -> Sequence[Consent]:
        """What the member accepted, the first first."""
        asked = select(consents).where(consents.c.member_id == member_id).order_by(consents.c.id)
        rows = await self._database.unit.execute(asked)
        return [Consent(row.member_id, row.text_version, row.language, row.given_at) for row in rows]

    async def roles(self, member_id: str) -> frozenset[Role]:
        """What the member may do beyond reporting."""
        theirs = select(members.c.telegram_id).where(members.c.id == member_id).scalar_subquery()
        asked = select(roles.c.role).where(roles.c.telegram_id == theirs)
        return frozenset(Role(role) for role in (await self._database.unit.execute(asked)).scalars())

    async def coordinators(self) -> Sequence[Member]:
        """Coordinators who signed up, in the order they came."""
        asked = (
            select(members)
            .join(roles, roles.c.telegram_id == members.c.telegram_id)
            .where(roles.c.role == Role.COORDINATOR.value)
            .order_by(members.c.joined_at, members.c.id)
        )
        return [as_member(row) for row in await self._database.unit.execute(asked)]

    async def set_coordinators(self, telegram_ids: Sequence[int]) -> None:
        """Make exactly these accounts coordinators, members already or not yet."""
        unit = self._database.unit
        coordinates = roles.c.role == Role.COORDINATOR.value
        await unit.execute(delete(roles).where(coordinates, roles.c.telegram_id.not_in(telegram_ids)))
        for telegram_id in telegram_ids:
            values = {"telegram_id": telegram_id, "role": Role.COORDINATOR.value}
            await add_unless_there(unit, roles, values)


def _values(member: Member) -> Mapping[str, Any]:
    return {
        "telegram_id": member.telegram_id,
        "language": member.language,
        "state": member.state.value,
        "pushes": member.pushes,
        "joined_at": member.joined_at,
        "seen_at": member.seen_at,
    }


def as_member(row: Row[Any]) -> Member:
    """A row of members as the model's value."""
    return Member(
        id=row.id,
        telegram_id=row.telegram_id,
        language=row.language,
        state=MemberState(row.state),
        pushes=row.pushes,
        joined_at=row.joined_at,
        seen_at=row.seen_at,
    )
