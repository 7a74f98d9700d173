"""Whether the bot is at work: how tests, the tour and the page know that it has finished answering."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from contextlib import contextmanager

COMING = frozenset({"getUpdates", "setWebhook", "deleteWebhook"})
"""What a bot calls when it comes for updates."""


class Activity:
    """Counts calls under way. Time here is the machine's, in seconds: it measures waiting, nothing else."""

    def __init__(self) -> None:
        self.in_flight = 0
        self.last_call = 0.0
        self.seen = False
        """Whether a bot has ever come for updates."""
        self.handed_over = 0.0
        """When a person last did something."""

    @contextmanager
    def during(self, method: str) -> Iterator[None]:
        """A call is under way."""
        self.seen = self.seen or method in COMING
        if method == "getUpdates":
            yield
            return
        self.in_flight += 1
        self.last_call = time.monotonic()
        try:
            yield
        finally:
            self.in_flight -= 1
            self.last_call = time.monotonic()

    def hand_over(self) -> None:
        """A person did something just now."""
        self.handed_over = time.monotonic()

    def quiet(self, after_call: float, without_call: float) -> bool:
        """Whether the bot has answered and said nothing since, or has had nothing to say for long enough."""
        if self.in_flight:
            return False
        now = time.monotonic()
        if self.last_call >= self.handed_over:
            return now - self.last_call >= after_call
        return now - self.handed_over >= without_call

    async def pause(self) -> None:
        """A moment."""
        await asyncio.sleep(0.01)
