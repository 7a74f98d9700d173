"""The seeded shuffle of OpenRosa engines: Fisher-Yates drawn by a Park-Miller generator."""

from __future__ import annotations

import math
from typing import TypeVar

Item = TypeVar("Item")
_MODULUS, _MULTIPLIER = 2147483647, 16807


def shuffled(items: list[Item], seed: int) -> list[Item]:
    """The items in the order that JavaRosa, Web Forms and Enketo draw from a seed."""
    state = math.fmod(float(seed), _MODULUS)
    if state <= 0:
        state += _MODULUS - 1
    out: list[Item] = []
    for rank, item in enumerate(items):
        state = math.fmod(state * _MULTIPLIER, _MODULUS)
        place = int((state - 1) / (_MODULUS - 1) * (rank + 1))
        if place == rank:
            out.append(item)
        else:
            out.append(out[place])
            out[place] = item
    return out
