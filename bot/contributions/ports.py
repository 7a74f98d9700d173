"""What contributions' actions need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.contributions.model import Change, Contribution, TableLine


class Contributions(Protocol):
    """Contributions and their history."""

    async def get(self, contribution_id: str) -> Contribution | None: ...

    async def by_number(self, number: int) -> Contribution | None: ...

    async def external(self) -> Mapping[str, tuple[str, str | None]]:
        """What was imported: external reference to (contribution id, digest)."""
        ...

    async def next_number(self) -> int: ...

    async def add(self, contribution: Contribution, change: Change) -> None: ...

    async def save(self, contribution: Contribution, change: Change) -> bool:
        """Write it if nobody changed it meanwhile (its revision); the stored revision grows by one.

        Returns False when somebody was faster: nothing was written, the change neither.
        """
        ...

    async def queue(self, offset: int = 0, limit: int = 10, held: bool = False) -> Sequence[Contribution]:
        """Sent ones waiting for a coordinator, the oldest first; or those held apart for a human."""
        ...

    async def queue_length(self, held: bool = False) -> int: ...

    async def of_organisation(self, organisation_id: str) -> Sequence[Contribution]:
        """The newest first, withdrawn ones included."""
        ...

    async def validated(self, code_prefix: str) -> Sequence[Contribution]:
        """Validated ones under an axis, priority or action, the latest first."""
        ...

    async def live(self) -> Sequence[Contribution]:
        """Sent, returned and validated ones: what a new one is compared with for duplicates."""
        ...

    async def table(self) -> Sequence[TableLine]:
        """Counts of validated contributions per axis, priority and action that has any."""
        ...

    async def history(self, contribution_id: str) -> Sequence[Change]: ...


class Plans(Protocol):
    """Told of what was reported for later (bot.followup)."""

    async def note(self, contribution: Contribution, now: datetime) -> None:
        """After it was sent or its dates changed."""
        ...
