"""What the timetable needs of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from bot.agenda.changes import Change


class Changes(Protocol):
    """What coordinators changed of the agenda's data."""

    async def all(self) -> Mapping[str, Change]:
        """By event."""
        ...

    async def save(self, change: Change, by: str | None, at: datetime) -> None:
        """In place of what was changed of that event before; an empty one goes."""
        ...
