"""What following up needs of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Protocol


class Followups(Protocol):
    """Plans that wait for their day, and reminders sent to organisations."""

    async def plan(self, contribution_id: str, due: date) -> None:
        """It is only planned, until that day: it counts in no figure. In place of an earlier day."""
        ...

    async def settle(self, contribution_id: str) -> bool:
        """It took place, or will not. Returns whether it was planned."""
        ...

    async def planned(self) -> Mapping[str, date]:
        """The last day of each plan, by contribution."""
        ...

    async def reminded(self) -> Mapping[str, datetime]:
        """When each organisation was last reminded."""
        ...

    async def remind(self, organisation_id: str, at: datetime) -> None: ...
