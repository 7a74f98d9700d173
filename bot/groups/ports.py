"""What following groups need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.agenda.due import Told
from bot.groups.model import Follower, Following


class Groups(Protocol):
    """Groups that follow, and what they were told."""

    async def get(self, chat_id: int) -> Following | None: ...

    async def follow(self, following: Following) -> None:
        """In place of what the group followed before; what it was told stays."""
        ...

    async def stop(self, chat_id: int) -> None:
        """Forget the group, with what it was told."""
        ...

    async def move(self, chat_id: int, to: int) -> None:
        """The group has another number from now on."""
        ...

    async def followers(self) -> Sequence[Follower]:
        """All of them, with what they were told that is still kept."""
        ...

    async def tell(self, chat_id: int, told: Told, at: datetime) -> bool:
        """Note an announcement. Returns False when that very one was told before."""
        ...

    async def withdraw(self, chat_id: int, told: Told) -> None:
        """It did not leave."""
        ...
