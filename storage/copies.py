"""Requests for printed copies, as rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import Select, insert, not_, select, update

from bot.copies.model import ENDS, ON_THE_WAY, Line, Request, State
from storage.database import Database
from storage.numbers import next_number
from storage.tables.copies import kit_requests

SERIES = "kit_request:{year}"
"""The series of numbers of a year: K-2026-0001."""
SAME = ("year", "number", "kit_id", "organisation_id", "holder_id", "asked_by", "requester", "by_when", "use",
        "address", "contact", "over", "question", "answer", "reason", "handed_out", "asked_at", "changed_at",
        "shipped_at", "followed_up_at")  # fmt: skip
"""Fields that are kept as they are."""


class SqlRequests:
    """Implements bot.copies.ports.Requests."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, request_id: str) -> Request | None:
        """The request of that identifier."""
        found = await self._read(select(kit_requests).where(kit_requests.c.id == request_id))
        return found[0] if found else None

    async def by_number(self, year: int, number: int) -> Request | None:
        """The request that people call K-year-number."""
        named = (kit_requests.c.year == year, kit_requests.c.number == number)
        found = await self._read(select(kit_requests).where(*named))
        return found[0] if found else None

    async def next_number(self, year: int) -> int:
        """The next number of the year. Taken with the transaction: undone, it is given again."""
        return await next_number(self._database.unit, SERIES.format(year=year))

    async def add(self, request: Request) -> None:
        """A new request."""
        values = {"id": request.id, "revision": request.revision, **_values(request)}
        await self._database.unit.execute(insert(kit_requests).values(**values))

    async def save(self, request: Request) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        same = (kit_requests.c.id == request.id, kit_requests.c.revision == request.revision)
        values = {"revision": request.revision + 1, **_values(request)}
        written = await self._database.unit.execute(update(kit_requests).where(*same).values(**values))
        return bool(written.rowcount)

    async def of_organisations(self, organisation_ids: Sequence[str]) -> Sequence[Request]:
        """What they asked for, the newest first."""
        theirs = select(kit_requests).where(kit_requests.c.organisation_id.in_(organisation_ids))
        return await self._read(theirs.order_by(kit_requests.c.asked_at.desc(), kit_requests.c.id))

    async def to_treat(self, holder_ids: Sequence[str] | None) -> Sequence[Request]:
        """Those under way that they hold the stock of (None: everyone's), the nearest day first."""
        asked = select(kit_requests).where(kit_requests.c.state.not_in([str(state) for state in ENDS]))
        if holder_ids is not None:
            asked = asked.where(kit_requests.c.holder_id.in_(holder_ids))
        return await self._read(asked.order_by(kit_requests.c.by_when, kit_requests.c.asked_at))

    async def of_member(self, member_id: str) -> Sequence[Request]:
        """Those that a member sent, the newest first."""
        theirs = select(kit_requests).where(kit_requests.c.asked_by == member_id)
        return await self._read(theirs.order_by(kit_requests.c.asked_at.desc(), kit_requests.c.id))

    async def copies_of_year(self, organisation_id: str, year: int) -> int:
        """Copies asked for in a year; requests refused, or closed before anything left, are left out."""
        given_up = (kit_requests.c.state == State.CLOSED.value) & kit_requests.c.shipped_at.is_(None)
        asked = select(kit_requests).where(
            kit_requests.c.organisation_id == organisation_id,
            kit_requests.c.year == year,
            kit_requests.c.state != State.REFUSED.value,
            not_(given_up),
        )
        return sum(request.total for request in await self._read(asked))

    async def to_follow_up(self, today: date, shipped_before: datetime) -> Sequence[Request]:
        """Shipped before an instant, their day over, under way still, and not yet asked about."""
        asked = select(kit_requests).where(
            kit_requests.c.state.in_([str(state) for state in ON_THE_WAY]),
            kit_requests.c.by_when < today,
            kit_requests.c.shipped_at < shipped_before,
            kit_requests.c.followed_up_at.is_(None),
        )
        return await self._read(asked.order_by(kit_requests.c.by_when, kit_requests.c.id))

    async def _read(self, asked: Select[Any]) -> Sequence[Request]:
        return [_request(row) for row in await self._database.unit.execute(asked)]


def _values(request: Request) -> dict[str, Any]:
    return {
        **{name: getattr(request, name) for name in SAME},
        "lines": [[line.language, line.quantity] for line in request.lines],
        "access": list(request.access),
        "extra": dict(request.extra),
        "state": request.state.value,
    }


def _request(row: Any) -> Request:
    return Request(
        id=row.id,
        lines=tuple(Line(language, quantity) for language, quantity in row.lines),
        access=tuple(row.access),
        extra=row.extra,
        state=State(row.state),
        revision=row.revision,
        **{name: getattr(row, name) for name in SAME},
    )
