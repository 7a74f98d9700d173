"""Room and calm while a form is read: a deeper stack, no collection of garbage."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from bot.forms import limits


@contextmanager
def deep_stack() -> Iterator[None]:
    """Python's recursion limit raised for a while: an expression takes five calls for each of its levels."""
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(max(before, limits.STACK))
    try:
        yield
    finally:
        sys.setrecursionlimit(before)


@contextmanager
def no_collection() -> Iterator[None]:
    """The garbage collector paused: it looks at hundreds of thousands of new objects again and again, all
    alive."""
    was = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was:
            gc.enable()
