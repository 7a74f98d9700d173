"""Flood control: 30 messages a second (1,000 that are paid for), one a second in a chat, 20 a minute in a
group."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

from bot.sandbox.limits import Refused, value
from bot.sandbox.model import Chat


@dataclass
class _Bucket:
    """Room for a burst, refilled at a steady rate."""

    room: float
    rate: float
    level: float
    at: float

    def wait(self, now: float, amount: int) -> float:
        """Seconds until that many fit; nothing is taken."""
        self.level = min(self.room, self.level + max(0.0, now - self.at) * self.rate)
        self.at = now
        return max(0.0, (min(amount, self.room) - self.level) / self.rate)


class Flood:
    """Counts messages as Telegram does. Time is the sandbox's, in seconds."""

    def __init__(self, now: Callable[[], float], on: bool = False, burst: int = 3) -> None:
        self._now = now
        self.on = on
        self.burst = burst
        """Messages a chat takes at once before one a second applies."""
        self._buckets: dict[tuple[str, int], _Bucket] = {}

    def spend(self, chat: Chat, amount: int = 1, *, paid: bool = False) -> None:
        """Counts messages to a chat, paid for or not.

        Raises Refused with the seconds to wait when there are too many.
        """
        if not self.on:
            return
        now = self._now()
        everyone = "flood_paid" if paid else "flood_all"
        asked = [(everyone, self._bucket(everyone, 0, now)), self._of_chat(chat, now)]
        for limit, bucket in asked:
            seconds = bucket.wait(now, amount)
            if seconds > 1e-9:
                raise Refused(limit, retry_after=max(1, math.ceil(seconds)))
        for _, bucket in asked:
            bucket.level -= amount

    def _of_chat(self, chat: Chat, now: float) -> tuple[str, _Bucket]:
        name = "flood_group" if chat.kind == "group" else "flood_chat"
        return name, self._bucket(name, chat.id, now)

    def _bucket(self, name: str, key: int, now: float) -> _Bucket:
        limit = value(name)
        room, rate = {
            "flood_all": (limit, limit),
            "flood_paid": (limit, limit),
            "flood_group": (limit, limit / 60),
            "flood_chat": (self.burst, limit),
        }[name]
        return self._buckets.setdefault((name, key), _Bucket(room, rate, room, now))
