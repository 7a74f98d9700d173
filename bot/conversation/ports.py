"""What a conversation needs of the world around it."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import Protocol

from bot.conversation.replies import Finding, Reply, Screen


class Transactions(Protocol):
    """Opens units of work. Storage called inside one belongs to it; leaving it commits durably."""

    def transaction(self) -> AbstractAsyncContextManager[object]: ...

    def reading(self) -> AbstractAsyncContextManager[object]: ...


@dataclass(frozen=True)
class Sent:
    """What became of replies: the message that now carries the live question, and whether all left."""

    live_message_id: int | None = None
    left: tuple[Reply, ...] = ()
    """Those that could not leave now, to send later: the first that failed and all after it."""
    blocked: bool = False

    @property
    def complete(self) -> bool:
        """Whether nothing is left to send."""
        return not self.left


class Outcome(StrEnum):
    """What became of a message of the product's own initiative."""

    SENT = "sent"
    LATER = "later"  # it surely did not arrive: try again
    STOPPED = "stopped"  # never for this person
    REFUSED = "refused"  # never this message
    UNKNOWN = "unknown"  # nobody knows: never sent again of itself


@dataclass(frozen=True)
class Pushed:
    """The outcome of one push, and how long the messenger asks to wait."""

    outcome: Outcome
    wait: timedelta | None = None
    message_id: int | None = None


@dataclass(frozen=True)
class Parcel:
    """A kept file, to send."""

    content: bytes
    name: str
    media_type: str


class Shelf(Protocol):
    """Gives the files that replies name, outside any transaction."""

    async def parcel(self, digest: str) -> Parcel | None: ...


class NotDurable(Exception):
    """An update could not be made durable in time: the messenger should deliver it again."""


class NotFetched(Exception):
    """A file that a person sent could not be fetched now."""


class Messenger(Protocol):
    """Speaks to people. Never called inside a transaction."""

    async def send(self, chat_id: int, replies: Sequence[Reply]) -> Sent:
        """Send replies in order, waiting and retrying as the messenger asks."""
        ...

    async def push(self, chat_id: int, screen: Screen, *, bulk: bool = False) -> Pushed:
        """Send one message of the product's own initiative: one call, no retry.

        ``bulk``: it is one of many, and waited for its turn.
        """
        ...

    async def refresh(self, chat_id: int, message_id: int, screen: Screen) -> None:
        """Change what a message of ours shows, if that is still possible."""
        ...

    async def offer(self, query_id: str, findings: Sequence[Finding]) -> None:
        """Results for who typed our name in some chat: one call, no retry, since they may have typed on."""
        ...

    async def administers(self, chat_id: int, person_id: int) -> bool:
        """Whether someone owns or administers a group; False when that cannot be known now."""
        ...

    async def fetch(self, file_id: str) -> bytes:
        """The content of a file a person sent. Raises NotFetched."""
        ...
