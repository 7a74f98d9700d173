"""Organisations, and who speaks for them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, Select, func, insert, select, update

from bot.people.model import Member, Organisation, Standing
from storage.database import Database
from storage.members import as_member
from storage.merging import move
from storage.tables.organisations import memberships, organisations
from storage.tables.people import members
from storage.unit import Unit
from storage.upsert import add_unless_there

NOW = memberships.c.until.is_(None)
NAMED = organisations.c.id.in_(select(memberships.c.organisation_id).where(NOW))
"""Organisations for which somebody speaks now."""


class SqlOrganisations:
    """Implements bot.people.ports.Organisations."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def all(self) -> Sequence[Organisation]:
        """Every organisation, whatever its standing, by name."""
        return await self._read(select(organisations).order_by(organisations.c.name))

    async def get(self, organisation_id: str) -> Organisation | None:
        """The organisation of that identifier."""
        found = await self._read(select(organisations).where(organisations.c.id == organisation_id))
        return found[0] if found else None

    async def add(self, organisation: Organisation, proposed_by: str | None = None) -> None:
        """A new organisation; ``proposed_by`` is the member who named it."""
        values = {"id": organisation.id, "proposed_by": proposed_by, **_values(organisation)}
        await self._database.unit.execute(insert(organisations).values(**values))

    async def save(self, organisation: Organisation) -> None:
        """Write what a person changed of it; from then on the directory leaves it alone."""
        changed = update(organisations).where(organisations.c.id == organisation.id)
        await self._database.unit.execute(changed.values(edited=True, **_values(organisation)))

    async def standing(self, standing: Standing) -> Sequence[Organisation]:
        """Organisations of that standing, by name."""
        asked = select(organisations).where(organisations.c.standing == standing.value)
        return await self._read(asked.order_by(organisations.c.name))

    async def of_member(self, member_id: str) -> Sequence[Organisation]:
        """The organisations a member speaks for now, the first joined first."""
        asked = (
            select(organisations)
            .join(memberships, memberships.c.organisation_id == organisations.c.id)
            .where(memberships.c.member_id == member_id, NOW)
            .order_by(memberships.c.since, memberships.c.id)
        )
        return await self._read(asked)

    async def members_of(self, organisation_id: str) -> Sequence[Member]:
        """Who speaks for the organisation now, the first joined first."""
        asked = (
            select(members)
            .join(memberships, memberships.c.member_id == members.c.id)
            .where(memberships.c.organisation_id == organisation_id, NOW)
            .order_by(memberships.c.since, memberships.c.id)
        )
        return [as_member(row) for row in await self._database.unit.execute(asked)]

    async def join(self, member_id: str, organisation_id: str, at: datetime) -> None:
        """The member speaks for it from then on; joining twice is joining once."""
        values = {"member_id": member_id, "organisation_id": organisation_id, "since": at}
        await add_unless_there(self._database.unit, memberships, values)

    async def leave(self, member_id: str, organisation_id: str, at: datetime) -> None:
        """The member no longer speaks for it; that they did stays as history."""
        theirs = (memberships.c.member_id == member_id, memberships.c.organisation_id == organisation_id)
        await self._database.unit.execute(update(memberships).where(*theirs, NOW).values(until=at))

    async def replace(self, organisation_id: str, by: str) -> None:
        """Move members, drafts, contributions and mentions of one organisation to another."""
        await move(self._database.unit, organisation_id, by)

    async def count_members(self) -> Sequence[tuple[Organisation, int]]:
        """Organisations that have members, with how many, by name."""
        counted = (
            select(memberships.c.organisation_id, func.count().label("members"))
            .where(NOW)
            .group_by(memberships.c.organisation_id)
            .subquery()
        )
        asked = select(organisations, counted.c.members).join(
            counted, counted.c.organisation_id == organisations.c.id
        )
        rows = await self._database.unit.execute(asked.order_by(organisations.c.name))
        return [(as_organisation(row), row.members) for row in rows]

    async def _read(self, asked: Select[Any]) -> Sequence[Organisation]:
        return [as_organisation(row) for row in await self._database.unit.execute(asked)]


async def speaking(unit: Unit) -> Sequence[tuple[Member, Organisation]]:
    """Members with each organisation they speak for now, in the order they joined."""
    asked = (
        select(memberships.c.member_id, memberships.c.organisation_id).where(NOW).order_by(memberships.c.id)
    )
    rows = await unit.execute(asked.order_by(memberships.c.id))
    pairs = [(row.member_id, row.organisation_id) for row in rows]
    who = {row.id: as_member(row) for row in await unit.execute(select(members))}
    there = select(organisations).where(NAMED)
    what = {row.id: as_organisation(row) for row in await unit.execute(there)}
    return [(who[member], what[organisation]) for member, organisation in pairs]


def _values(organisation: Organisation) -> Mapping[str, Any]:
    return {
        "name": organisation.name,
        "kind": organisation.kind,
        "acronym": organisation.acronym,
        "aliases": list(organisation.aliases),
        "groups": list(organisation.groups),
        "place": organisation.place,
        "standing": organisation.standing.value,
    }


def as_organisation(row: Row[Any]) -> Organisation:
    """A row of organisations as the model's value."""
    return Organisation(
        id=row.id,
        name=row.name,
        kind=row.kind,
        acronym=row.acronym,
        aliases=tuple(row.aliases),
        groups=tuple(row.groups),
        place=row.place,
        standing=Standing(row.standing),
    )
