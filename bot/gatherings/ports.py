"""What gatherings need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Protocol

from bot.agenda.due import Told
from bot.gatherings.model import Gathering, Reply
from bot.people.model import Member, Organisation


class Gatherings(Protocol):
    """Events and meetings, what people said of them, what they were told."""

    async def get(self, gathering_id: str) -> Gathering | None: ...

    async def since(self, day: date) -> Sequence[Gathering]:
        """Those whose last day is that one or later, whatever their state, the nearest first."""
        ...

    async def add(self, gathering: Gathering) -> None: ...

    async def save(self, gathering: Gathering) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        ...

    async def people(self) -> Sequence[tuple[Member, Organisation]]:
        """Members with each organisation they speak for now."""
        ...

    async def replies(self, gathering_id: str) -> Mapping[str, Reply]:
        """By member."""
        ...

    async def reply(self, gathering_id: str, member_id: str, reply: Reply) -> None:
        """In place of what they said before."""
        ...

    async def of_member(self, member_id: str) -> Mapping[str, Reply]:
        """What a member said, by gathering."""
        ...

    async def told(self) -> Mapping[str, Sequence[Told]]:
        """Every reminder told of gatherings that are kept, by member."""
        ...

    async def tell(self, gathering_id: str, member_id: str, told: Told, push_id: str, at: datetime) -> bool:
        """Note a reminder as part of a message. Returns False when that very one was told before."""
        ...

    async def told_in(self, member_id: str, push_id: str) -> Sequence[Told]:
        """The reminders of a message to a member."""
        ...

    async def withdraw(self, push_id: str) -> None:
        """The message did not leave: its reminders are to be told yet."""
        ...
