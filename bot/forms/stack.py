"""Room for expressions that nest deep, while they are read."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.forms import limits


@contextmanager
def deep_stack() -> Iterator[None]:
    """Python's recursion limit raised for a while: reading takes five calls for each level of an expression."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, limits.STACK))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)
