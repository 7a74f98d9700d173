"""How fast messages leave: to all, to one chat, to one group; replies to people pass before messages to many.

Limits are the Bot API's (core.telegram.org/bots/faq): 30 messages a second in all, or 1,000 paid for; one a
second to a chat; 20 a minute to a group. A reply never waits here: it takes its place, and the others wait.
"""

from __future__ import annotations

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable

FREE = 30
"""Messages a second that cost nothing."""
MARGIN = 0.97
"""Part of the limit that is used: two clocks never agree to the millisecond."""
CATCH_UP_S = 0.03
"""A late pass may make up for so much."""
CHAT_S = 1.0
GROUP_S = 60.0
GROUP = 20
SWEEP_S = 5.0


class Pacer:
    """Makes messages to many wait their turn. ``now``: seconds that only grow; kept in memory only."""

    def __init__(
        self,
        per_second: float = FREE,
        now: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
    ) -> None:
        self._step = 1 / (per_second * MARGIN)
        self._now, self._sleep = now, sleep
        self._next = 0.0
        self._held_until = 0.0
        self._spoken: dict[int, deque[float]] = {}
        self._swept = 0.0

    def spoke(self, chat_id: int) -> None:
        """A reply left: it counts, and did not wait."""
        self._take()
        self._note(chat_id, self._now())

    async def turn(self) -> None:
        """Wait until one more message may leave."""
        while (wait := max(self._next, self._held_until) - self._now()) > 0:
            await self._sleep(wait)
        self._take()

    async def chat(self, chat_id: int) -> None:
        """Wait until that chat may get one more, and note that it does."""
        while (wait := self._chat_wait(chat_id)) > 0:
            await self._sleep(wait)
        self._note(chat_id, self._now())

    def hold(self, seconds: float) -> None:
        """The server asks everyone to wait."""
        self._held_until = max(self._held_until, self._now() + seconds)

    def _take(self) -> None:
        self._next = max(self._next, self._now() - CATCH_UP_S) + self._step

    def _chat_wait(self, chat_id: int) -> float:
        times, now = self._spoken.get(chat_id), self._now()
        if not times:
            return 0.0
        if chat_id < 0 and len(times) >= GROUP:
            return times[-GROUP] + GROUP_S - now
        return times[-1] + CHAT_S - now

    def _note(self, chat_id: int, at: float) -> None:
        kept = GROUP if chat_id < 0 else 1
        self._spoken.setdefault(chat_id, deque(maxlen=kept)).append(at)
        if at - self._swept > SWEEP_S:  # chats that spoke long ago limit nothing
            self._swept = at
            self._spoken = {c: t for c, t in self._spoken.items() if at - t[-1] < _window(c)}


def _window(chat_id: int) -> float:
    return GROUP_S if chat_id < 0 else CHAT_S
