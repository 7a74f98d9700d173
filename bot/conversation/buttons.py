"""What buttons carry: at most 64 bytes that say what they belong to.

Three families, told apart by their first letter:

- ``g:<screen>[:<argument>]`` goes to a screen that anyone may open at any time;
- ``s:<session>:<revision>:<move>[:<argument>]`` moves a form session: it acts only on the revision it shows;
- ``c:<contribution>:<revision>:<move>[:<argument>]`` acts on a contribution, same rule.
"""

from __future__ import annotations

from dataclasses import dataclass

LIMIT = 64
"""Bytes of data that Telegram keeps in a button."""


@dataclass(frozen=True)
class Go:
    """To a screen."""

    screen: str
    argument: str = ""

    def __str__(self) -> str:
        return _joined("g", self.screen, self.argument)


@dataclass(frozen=True)
class Move:
    """A move of a form session (family ``s``) or on a contribution (family ``c``)."""

    family: str
    target: str
    revision: int
    move: str
    argument: str = ""

    def __str__(self) -> str:
        return _joined(self.family, self.target, str(self.revision), self.move, self.argument)


def _joined(*parts: str) -> str:
    data = ":".join(parts).rstrip(":")
    if len(data.encode()) > LIMIT:
        raise ValueError(f"button data over {LIMIT} bytes: {data}")
    return data


def read(data: str) -> Go | Move | None:
    """What a pressed button means; None when nobody here made it."""
    family, _, rest = data.partition(":")
    if family == "g":
        screen, _, argument = rest.partition(":")
        return Go(screen, argument) if screen else None
    if family in ("s", "c"):
        parts = rest.split(":", 3)
        if len(parts) < 3 or not parts[1].isdigit() or len(parts[1]) > 9:
            return None
        return Move(family, parts[0], int(parts[1]), parts[2], parts[3] if len(parts) > 3 else "")
    return None
