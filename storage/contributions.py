"""Contributions, their history, and the follow-up table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Select, func, insert, select, update

from bot.contributions.model import Change, Contribution, State, TableLine
from storage.contribution_rows import (
    add_children,
    change_of,
    change_values,
    own_values,
    with_children,
    write_children,
)
from storage.database import Database
from storage.numbers import next_number
from storage.tables.contributions import changes, codes, contributions
from storage.tables.followup import planned_contributions

NUMBERS = "contribution"
"""The series of numbers that people quote: C-0042."""
LATEST = func.coalesce(contributions.c.period_end, contributions.c.period_start)
PLANNED = contributions.c.id.in_(select(planned_contributions.c.contribution_id))
VALIDATED = (contributions.c.state == State.VALIDATED.value) & ~PLANNED
"""What is only planned counts nowhere until it took place."""
SENT = contributions.c.state == State.SENT.value
LIVE = (State.SENT.value, State.RETURNED.value, State.VALIDATED.value)


class SqlContributions:
    """Implements bot.contributions.ports.Contributions."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, contribution_id: str) -> Contribution | None:
        """The contribution of that identifier."""
        return await self._one(contributions.c.id == contribution_id)

    async def by_number(self, number: int) -> Contribution | None:
        """The contribution that people call C-number."""
        return await self._one(contributions.c.number == number)

    async def external(self) -> Mapping[str, tuple[str, str | None]]:
        """What was imported: external reference to (contribution id, digest)."""
        columns = (contributions.c.external_ref, contributions.c.id, contributions.c.digest)
        asked = select(*columns).where(contributions.c.external_ref.is_not(None))
        rows = await self._database.unit.execute(asked)
        return {row.external_ref: (row.id, row.digest) for row in rows}

    async def next_number(self) -> int:
        """The next number of the series. Taken with the transaction: undone, it is given again."""
        return await next_number(self._database.unit, NUMBERS)

    async def add(self, contribution: Contribution, change: Change) -> None:
        """A new contribution and the first line of its history."""
        unit = self._database.unit
        values = {"id": contribution.id, "revision": contribution.revision, **own_values(contribution)}
        await unit.execute(insert(contributions).values(**values))
        await add_children(unit, contribution)
        await unit.execute(insert(changes).values(**change_values(change)))

    async def save(self, contribution: Contribution, change: Change) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        unit = self._database.unit
        same = (contributions.c.id == contribution.id, contributions.c.revision == contribution.revision)
        values = {"revision": contribution.revision + 1, **own_values(contribution)}
        written = await unit.execute(update(contributions).where(*same).values(**values))
        if not written.rowcount:
            return False
        await write_children(unit, contribution)
        await unit.execute(insert(changes).values(**change_values(change)))
        return True

    async def queue(self, offset: int = 0, limit: int = 10, held: bool = False) -> Sequence[Contribution]:
        """Sent ones waiting for a coordinator, the oldest first; or those held apart for a human."""
        waiting = select(contributions).where(SENT, contributions.c.held.is_not(None) == held)
        oldest_first = waiting.order_by(contributions.c.sent_at, contributions.c.number)
        return await self._read(oldest_first.offset(offset).limit(limit))

    async def queue_length(self, held: bool = False) -> int:
        """How many wait for a coordinator, or are held apart."""
        waiting = (SENT, contributions.c.held.is_not(None) == held)
        asked = select(func.count()).select_from(contributions).where(*waiting)
        return int((await self._database.unit.execute(asked)).scalar_one())

    async def of_organisation(self, organisation_id: str) -> Sequence[Contribution]:
        """The newest first, withdrawn ones included."""
        theirs = select(contributions).where(contributions.c.organisation_id == organisation_id)
        return await self._read(theirs.order_by(contributions.c.number.desc()))

    async def validated(self, code_prefix: str) -> Sequence[Contribution]:
        """Validated ones under axis ``1``, priority ``1.4`` or action ``1.4.C``, the latest first."""
        level = (codes.c.axis, codes.c.priority, codes.c.code)[min(code_prefix.count("."), 2)]
        under = select(codes.c.contribution_id).where(level == code_prefix)
        asked = select(contributions).where(VALIDATED, contributions.c.id.in_(under))
        return await self._read(asked.order_by(LATEST.desc().nulls_last(), contributions.c.number.desc()))

    async def live(self) -> Sequence[Contribution]:
        """Sent, returned and validated ones: what a new one is compared with for duplicates."""
        asked = select(contributions).where(contributions.c.state.in_(LIVE))
        return await self._read(asked.order_by(contributions.c.number))

    async def table(self) -> Sequence[TableLine]:
        """Counts of validated contributions per axis, priority and action that has any, in their order.

        A contribution counts once under each axis, priority and action that its codes name, however many
        of its codes are there.
        """
        lines: dict[str, TableLine] = {}
        for level in (codes.c.axis, codes.c.priority, codes.c.code):
            rows = await self._database.unit.execute(_counted(level))
            # A code that is a priority alone is the same line at both levels.
            for row in rows:
                line = TableLine(row.code, row.contributions, row.organisations, row.latest)
                lines.setdefault(line.code, line)
        return sorted(lines.values(), key=lambda line: _in_order(line.code))

    async def history(self, contribution_id: str) -> Sequence[Change]:
        """What happened to it, in order."""
        asked = select(changes).where(changes.c.contribution_id == contribution_id).order_by(changes.c.id)
        return [change_of(row) for row in await self._database.unit.execute(asked)]

    async def _one(self, which: ColumnElement[bool]) -> Contribution | None:
        found = await self._read(select(contributions).where(which))
        return found[0] if found else None

    async def _read(self, asked: Select[Any]) -> Sequence[Contribution]:
        unit = self._database.unit
        return await with_children(unit, (await unit.execute(asked)).all())


def _counted(level: ColumnElement[Any]) -> Select[Any]:
    return (
        select(
            level.label("code"),
            func.count(contributions.c.id.distinct()).label("contributions"),
            func.count(contributions.c.organisation_id.distinct()).label("organisations"),
            func.max(LATEST).label("latest"),
        )
        .join(contributions, contributions.c.id == codes.c.contribution_id)
        .where(VALIDATED, level.is_not(None))
        .group_by(level)
    )


def _in_order(code: str) -> tuple[tuple[int, str], ...]:
    return tuple((int(part) if part.isdigit() else 0, part) for part in code.split("."))
