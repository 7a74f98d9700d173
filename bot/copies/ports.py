"""What requests for copies need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from bot.copies.loans import Loan
from bot.copies.model import Request


class Loans(Protocol):
    """Weeks for which a kit is lent. A week is told by its Monday."""

    async def reserve(self, loan: Loan) -> bool:
        """Returns False when that week is somebody's already: nothing was written."""
        ...

    async def free(self, loan: Loan) -> bool:
        """Returns False when that organisation does not hold that week."""
        ...

    async def of_kit(self, kit_id: str, since: date) -> Sequence[Loan]:
        """The weeks reserved from a day on, in order."""
        ...


class Requests(Protocol):
    """Requests for printed copies."""

    async def get(self, request_id: str) -> Request | None: ...

    async def by_number(self, year: int, number: int) -> Request | None: ...

    async def next_number(self, year: int) -> int:
        """Numbers begin again at 1 each year."""
        ...

    async def add(self, request: Request) -> None: ...

    async def save(self, request: Request) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        ...

    async def of_organisations(self, organisation_ids: Sequence[str]) -> Sequence[Request]:
        """What they asked for, the newest first."""
        ...

    async def to_treat(self, holder_ids: Sequence[str] | None) -> Sequence[Request]:
        """Those under way that they hold the stock of (None: everyone's), the nearest day first."""
        ...

    async def of_member(self, member_id: str) -> Sequence[Request]:
        """Those that a member sent, the newest first."""
        ...

    async def copies_of_year(self, organisation_id: str, year: int) -> int:
        """Copies that an organisation asked for in a year, those refused or given up left out."""
        ...

    async def to_follow_up(self, today: date, shipped_before: datetime) -> Sequence[Request]:
        """Shipped before an instant, their day over, under way still, and not yet asked about."""
        ...
