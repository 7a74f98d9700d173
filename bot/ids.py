"""The only place that makes identifiers. Tests replace it with a counter."""

from __future__ import annotations

import secrets
from typing import Protocol

# Crockford's base 32 without vowels that make words: short enough for 64 bytes of button data.
ALPHABET = "0123456789bcdfghjkmnpqrstvwxyz"
LENGTH = 10  # 30**10 values: collisions are not a matter at this product's size


class Ids(Protocol):
    """Makes identifiers."""

    def new(self) -> str:
        """A new identifier, unique in the product, of characters fit for URLs and button data."""
        ...


class RandomIds:
    """Identifiers that cannot be guessed."""

    def new(self) -> str:
        """A random identifier."""
        return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


class CountingIds:
    """Identifiers in order, for tests and golden transcripts."""

    def __init__(self) -> None:
        self._last = 0

    def new(self) -> str:
        """The next identifier: x000000001, x000000002..."""
        self._last += 1
        return f"x{self._last:09d}"
