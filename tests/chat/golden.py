"""What people do and read, as a test can hold it: screens as plain text, taps between brackets."""

from __future__ import annotations

import re
from textwrap import dedent

from bot.sandbox.people import NotOnScreen, Person, Seen

_SPACES = re.compile("[\u00a0\u202f]")
_ISOLATES = re.compile("[\u2066-\u2069\u200f]")


def plain(text: str) -> str:
    """A text with ordinary spaces and apostrophes: what a person reads, whatever the typography."""
    return _SPACES.sub(" ", _ISOLATES.sub("", text)).replace("’", "'")


def reads(seen: Seen) -> str:
    """A message and its buttons, row by row: ``[Send] [Back]``."""
    rows = [" ".join(f"[{label}]" for label in row) for row in seen.rows]
    lines = [line.rstrip() for line in plain(seen.text).splitlines()]
    return "\n".join([*lines, *(plain(row) for row in rows)])


def screen(person: Person) -> str:
    """The bot's newest message as the person reads it."""
    return reads(person.last)


def written(text: str) -> str:
    """A screen as written in a test."""
    return dedent(text).strip()


def has(person: Person, label: str) -> bool:
    """Whether the newest message has that button."""
    return any(plain(button) == label for button in person.last.buttons)


async def tap(person: Person, label: str) -> None:
    """Tap the newest button with that label; ``Go on…`` taps the first one that begins so."""
    for seen in reversed(person.messages):
        for button in seen.buttons:
            if plain(button) == label or (label.endswith("…") and plain(button).startswith(label[:-1])):
                await person.taps_again_on(seen, button)
                return
    raise NotOnScreen(f"{person.name} sees no button “{label}”. On screen:\n{person.screen}")


async def does(person: Person, *acts: str) -> str:
    """What a person does, one after the other: ``[label]`` or ``[label…`` taps, anything else is typed.

    Returns the screen at the end.
    """
    for act in acts:
        if act.startswith("["):
            await tap(person, act[1:].removesuffix("]"))
        else:
            await person.says(act)
    return screen(person)
