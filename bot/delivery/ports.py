"""What delivery needs of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any, Protocol

from bot.delivery.model import Notice, Outcome


class Ledger(Protocol):
    """Notices to members: intent and outcome both durable."""

    async def queue(self, notice: Notice) -> bool:
        """Keep it unless one with its key is there. Returns whether it was new."""
        ...

    async def anything_due(self, now: datetime) -> bool:
        """Whether ``claim`` would find something: a cheap look, outside the writer's turn."""
        ...

    async def claim(self, now: datetime, limit: int) -> Sequence[Notice]:
        """Queued ones that are due, to members who may be written to, oldest first; marks them claimed."""
        ...

    async def close(self, notice_id: str, outcome: Outcome, at: datetime) -> None: ...

    async def defer(self, notice_id: str, until: datetime) -> None:
        """Back to the queue, not before an instant (the server asked to wait)."""
        ...

    async def silent(self, member_id: str) -> Sequence[Notice]:
        """Queued ones of a member who asked for silence: shown when they next write; marks them claimed."""
        ...

    async def told(self, member_id: str) -> Mapping[str, int]:
        """How many notices of each kind a member was sent, or is to be."""
        ...

    async def abandon_claims(self, at: datetime) -> int:
        """At start: what a killed process had claimed becomes ``unknown``. Returns how many."""
        ...


class Inbox(Protocol):
    """Updates taken, so that the same one delivered twice changes nothing the second time."""

    async def take(self, update_id: int, chat_id: int, at: datetime) -> bool:
        """Note the update. Returns False when it was taken before."""
        ...

    async def keep_replies(self, update_id: int, replies: list[dict[str, Any]]) -> None:
        """The replies decided, written with the answer they follow and kept until they are sent."""
        ...

    async def unsent(self, update_id: int | None = None) -> Sequence[tuple[int, int, list[dict[str, Any]]]]:
        """(update, chat, replies) decided and not known as sent: of one update, or all at start."""
        ...

    async def sent(self, update_id: int) -> None:
        """The replies left: their text is dropped."""
        ...


class Audit(Protocol):
    """Who did what that matters, in a log that chat cannot edit. No message texts."""

    async def note(self, at: datetime, what: str, by: str | None, about: str | None) -> None: ...


class Files(Protocol):
    """Evidence files by content hash, metadata stripped."""

    async def keep(self, content: bytes, name: str, media_type: str, at: datetime) -> str:
        """Store what is safe to keep of a file. Returns the SHA-256 of what was kept.

        Raises a Problem for kinds of file that cannot be cleaned of metadata.
        """
        ...

    async def read(self, digest: str) -> tuple[bytes, str, str] | None:
        """(content, name, media type)."""
        ...
