"""What letters need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.letters.model import Issue, Publisher
from bot.people.model import Member


class Letters(Protocol):
    """Readers, publishers and issues."""

    async def of_member(self, member_id: str) -> Sequence[str]:
        """The letters that a member subscribed to."""
        ...

    async def subscribe(self, letter: str, member_id: str, at: datetime) -> None: ...

    async def unsubscribe(self, letter: str, member_id: str) -> bool:
        """Returns whether they had subscribed."""
        ...

    async def readers(self, letter: str) -> Sequence[Member]:
        """Members who subscribed to it."""
        ...

    async def publishers(self, letter: str) -> Sequence[Publisher]:
        """Those who publish it or ask to."""
        ...

    async def publisher(self, request_id: str) -> Publisher | None: ...

    async def ask(self, publisher: Publisher) -> bool:
        """Keep a request. False when that member publishes or asked already."""
        ...

    async def allow(self, request_id: str, allowed: bool) -> None:
        """Allow it; or take it away, a right that was given too."""
        ...

    async def add(self, issue: Issue, same: str) -> bool:
        """Keep an issue. False when that letter had that link (in its one form) before."""
        ...

    async def issue(self, issue_id: str) -> Issue | None: ...
