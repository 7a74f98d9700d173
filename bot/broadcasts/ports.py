"""What broadcasts need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.broadcasts.model import Broadcast, Tally
from bot.delivery.model import Notice
from bot.people.model import Member, Organisation


@dataclass(frozen=True)
class Pen:
    """What a coordinator's next message is for: the text of a language (``text:fr``), its buttons."""

    broadcast_id: str
    part: str
    since: datetime


@dataclass(frozen=True)
class Claimed:
    """A message claimed, with all that sending it takes."""

    notice_id: str
    member_id: str
    telegram_id: int
    language: str
    zone: str
    attempts: int
    relay: str = ""
    """What the link of their organisation carries, when the message holds it."""


class Relays(Protocol):
    """The links that organisations forward."""

    async def ready(self, organisation_ids: Sequence[str], at: datetime) -> Mapping[str, str]:
        """What the link of each carries, by the id of the organisation; made where there was none."""
        ...


class Announcements(Protocol):
    """What the agenda allows to be said."""

    async def may_announce(self, about: str, day: date) -> bool:
        """Whether a message that leaves on a day may be about an event (its id)."""
        ...


class Broadcasts(Protocol):
    """Broadcasts, pens, and their part of the ledger."""

    async def get(self, broadcast_id: str) -> Broadcast | None: ...

    async def latest(self, limit: int) -> Sequence[Broadcast]:
        """The last made first."""
        ...

    async def due(self, now: datetime) -> Sequence[Broadcast]:
        """Those being sent whose start has come, the oldest first."""
        ...

    async def next_number(self) -> int: ...

    async def add(self, broadcast: Broadcast) -> None: ...

    async def save(self, broadcast: Broadcast) -> bool:
        """Write it, its beat and its messages left out, if its revision is still the stored one.

        False: nothing was written.
        """
        ...

    async def beat(self, broadcast_id: str, at: datetime) -> None:
        """A pass looked after it. Not a change: buttons that show it stay good."""
        ...

    async def show_in(self, broadcast_id: str, messages: Sequence[tuple[int, int]]) -> None:
        """The messages (chat, message) that show how it goes. Not a change either."""
        ...

    async def alike(self, digest: str, since: datetime) -> Broadcast | None:
        """One of the same words approved since then, that was not cancelled."""
        ...

    async def pen(self, member_id: str) -> Pen | None: ...

    async def take_pen(self, member_id: str, pen: Pen) -> None: ...

    async def drop_pen(self, member_id: str) -> None: ...

    # Whom it may be for

    async def people(self) -> Sequence[tuple[Member, Organisation]]:
        """Members with each organisation they speak for now."""
        ...

    async def reported(self, first: date, last: date) -> frozenset[str]:
        """Organisations that sent a contribution on something done between two days."""
        ...

    async def subscribed(self, theme: str) -> frozenset[str]:
        """Members who asked for reminders of a kind."""
        ...

    async def asked_for(self, kit_id: str) -> frozenset[str]:
        """Members who wait for a kit, or asked for copies of it."""
        ...

    # The ledger

    async def queue(self, broadcast_id: str, notices: Sequence[Notice]) -> int:
        """Write one row each, unless its key is there. Returns how many were new."""
        ...

    async def claim(self, broadcast_id: str, now: datetime) -> Claimed | None:
        """The next one due of a broadcast being sent, to someone who may be written to; marks it claimed."""
        ...

    async def waits(self, broadcast_id: str) -> datetime | None:
        """When the next of those not sent may leave; None when none is left."""
        ...

    async def let_go(self, broadcast_id: str) -> int:
        """Close those to people who may not be written to any more. Returns how many."""
        ...

    async def call_off(self, broadcast_id: str, at: datetime) -> int:
        """Close all that have not left. Returns how many."""
        ...

    async def postpone(self, notice_id: str, until: datetime) -> None:
        """Back to the queue as if never claimed: it was out of hours there."""
        ...

    async def tally(self, broadcast_id: str) -> Tally: ...
