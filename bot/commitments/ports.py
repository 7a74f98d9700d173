"""What commitments need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from bot.commitments.model import Ladder, Step
from bot.people.model import Organisation


class Commitments(Protocol):
    """Which steps each authority has taken. Nothing of who ticked them."""

    async def of(self, organisation_id: str) -> Ladder: ...

    async def take(self, organisation_id: str, step: Step, since: date) -> None:
        """Taking a step twice is taking it once: the first day stays."""
        ...

    async def take_back(self, organisation_id: str, step: Step) -> None: ...

    async def all(self) -> Sequence[tuple[Organisation, Ladder]]:
        """Authorities with at least one step, those with the most first."""
        ...
