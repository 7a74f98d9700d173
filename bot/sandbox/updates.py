"""Updates on their way to the bot: in order, kept 24 hours, confirmed by the offset of the next request."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.clock import Clock
from bot.sandbox.limits import Refused
from bot.sandbox.model import Json

KINDS = frozenset(
    [
        "message",
        "edited_message",
        "channel_post",
        "edited_channel_post",
        "business_connection",
        "business_message",
        "edited_business_message",
        "deleted_business_messages",
        "message_reaction",
        "message_reaction_count",
        "inline_query",
        "chosen_inline_result",
        "callback_query",
        "shipping_query",
        "pre_checkout_query",
        "purchased_paid_media",
        "poll",
        "poll_answer",
        "my_chat_member",
        "chat_member",
        "chat_join_request",
        "chat_boost",
        "removed_chat_boost",
        "managed_bot",
        "guest_message",
    ]
)
ON_REQUEST = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
"""Kinds that a bot receives only when it names them."""
KEPT = timedelta(hours=24)
FIRST = 870_000_001


@dataclass(frozen=True)
class Update:
    """One update, its number and its content as the Bot API shapes it."""

    id: int
    kind: str
    content: Json
    at: datetime
    chat_id: int | None

    def to_json(self) -> Json:
        """An Update of the Bot API."""
        return {"update_id": self.id, self.kind: self.content}


class Updates:
    """The queue."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._next = FIRST
        self.pending: list[Update] = []
        self.allowed: frozenset[str] = KINDS - ON_REQUEST
        self.allowed_as_given: list[str] = []
        self._news = asyncio.Event()

    def put(self, kind: str, content: Json, chat_id: int | None) -> Update | None:
        """Adds an update; None when the bot does not ask for its kind."""
        if kind not in self.allowed:
            return None
        update = Update(self._next, kind, content, self._clock.now(), chat_id)
        self._next += 1
        self._add(update)
        return update

    def again(self, update: Update) -> None:
        """The same update once more, as after a lost confirmation."""
        self._add(update)

    def _add(self, update: Update) -> None:
        self.pending.append(update)
        self.pending.sort(key=lambda waiting: waiting.id)
        self._news.set()

    def allow(self, kinds: list[str] | None) -> None:
        """Which kinds to keep from now on; None changes nothing, an empty list means the usual ones."""
        if kinds is None:
            return
        for kind in kinds:
            if kind not in KINDS:
                raise Refused("update_kind", name=kind)
        self.allowed_as_given = list(kinds)
        self.allowed = frozenset(kinds) if kinds else KINDS - ON_REQUEST

    def confirm(self, offset: int) -> None:
        """Forgets what the offset confirms; a negative one keeps only that many from the end."""
        if offset < 0:
            self.pending = self.pending[offset:]
        elif offset > 0:
            self.pending = [update for update in self.pending if update.id >= offset]

    def ready(self, limit: int = 100) -> list[Update]:
        """What waits, oldest first; what waited more than 24 hours is gone."""
        oldest = self._clock.now() - KEPT
        self.pending = [update for update in self.pending if update.at > oldest]
        return self.pending[:limit]

    def drop(self, update: Update) -> None:
        """Forgets one update: it was delivered."""
        if update in self.pending:
            self.pending.remove(update)

    def clear(self) -> None:
        """Forgets everything that waits."""
        self.pending.clear()

    async def news(self, seconds: float) -> None:
        """Waits for an update, that many seconds at most."""
        self._news.clear()
        if self.pending:
            return
        try:
            await asyncio.wait_for(self._news.wait(), seconds)
        except TimeoutError:
            return
