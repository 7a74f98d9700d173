"""What kits need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.kits.rows import Row


class Interest(Protocol):
    """Who waits for a kit, and which languages people missed."""

    async def follow(self, member_id: str, kit_id: str, at: datetime) -> bool:
        """Returns False when they already did."""
        ...

    async def unfollow(self, member_id: str, kit_id: str) -> None: ...

    async def of_member(self, member_id: str) -> Sequence[str]:
        """The kits that a member waits for."""
        ...

    async def followed(self) -> Sequence[str]:
        """The kits that somebody waits for."""
        ...

    async def followers(self, kit_id: str) -> Sequence[str]:
        """Ids of the members who wait for it, the first first."""
        ...

    async def wish(self, kit_id: str, language: str) -> None:
        """One more person who missed that language. A count, nobody behind it."""
        ...

    async def wishes(self, kit_id: str) -> Mapping[str, int]:
        """How many times each language was missed, the most missed first."""
        ...


class Entries(Protocol):
    """What was edited of the catalogue, over the packaged file."""

    async def all(self) -> Sequence[Row]:
        """Every edited or added material, whole, by id."""
        ...

    async def save(self, kit_id: str, row: Row, at: datetime) -> None:
        """From now on the material is this."""
        ...

    async def put_aside(self, waiting: str, body: Mapping[str, Any], at: datetime) -> None:
        """A change that waits for a tap."""
        ...

    async def aside(self, waiting: str) -> Mapping[str, Any] | None: ...

    async def forget_aside(self, waiting: str) -> None:
        """It was applied, or is not wanted."""
        ...
