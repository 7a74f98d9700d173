"""What reminders need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from bot.agenda.due import Told
from bot.agenda.model import Event, Occurrence
from bot.reminders.model import Choices, Subscriber


class Reminders(Protocol):
    """What members chose, and what they were told."""

    async def choices(self, member_id: str) -> Choices: ...

    async def save(self, member_id: str, choices: Choices) -> None: ...

    async def subscribers(self, since: datetime, also: Collection[str] = frozenset()) -> Sequence[Subscriber]:
        """Members who may be written to and chose at least one kind, and those named ``also``; with what they
        were told ``since``."""
        ...

    async def tell(self, member_id: str, told: Told, push_id: str, at: datetime) -> bool:
        """Note a reminder as part of a message. Returns False when that very one was told before."""
        ...

    async def told_in(self, member_id: str, push_id: str) -> Sequence[Told]:
        """The reminders of a message to a member; none if it was another's."""
        ...

    async def withdraw(self, push_id: str) -> None:
        """The message did not leave: its reminders are to be told yet."""
        ...


class Timetable(Protocol):
    """The shared agenda as coordinators set it (bot.timetable)."""

    async def events(self) -> tuple[Event, ...]: ...


class OwnDays(Protocol):
    """Dates that concern some members alone, whatever kinds they chose (bot.gatherings.days)."""

    async def concerned(self, now: datetime) -> Mapping[str, Sequence[Occurrence]]:
        """By member."""
        ...

    async def by_key(self, keys: Collection[str]) -> Mapping[str, Occurrence]:
        """As they stand now, by the keys under which they were told; cancelled ones left out."""
        ...

    async def told(self) -> Mapping[str, Sequence[Told]]:
        """What was told of them, by member, however long ago."""
        ...

    async def tell(self, member_id: str, told: Told, push_id: str, at: datetime) -> bool:
        """Note a reminder as part of a message. Returns False when that very one was told before."""
        ...

    async def told_in(self, member_id: str, push_id: str) -> Sequence[Told]:
        """The reminders of a message to a member."""
        ...

    async def withdraw(self, push_id: str) -> None:
        """The message did not leave: its reminders are to be told yet."""
        ...
