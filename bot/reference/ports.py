"""What reference pages need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Protocol


class Misses(Protocol):
    """Searches that found nothing, by word of public lists; nobody behind them."""

    async def add(self, word: str) -> None:
        """One more search for a word; the empty word stands for all that no public list knows."""
        ...

    async def most(self, limit: int) -> Mapping[str, int]:
        """How many times each word found nothing, the most missed first."""
        ...
