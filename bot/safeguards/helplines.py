"""Helplines: numbers and addresses of others, as data with an owner, a source and a date of check."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.clock import paris_day

STALE_AFTER = timedelta(days=180)
"""A number unchecked for longer is told to coordinators (domain/safeguards.md, section 1)."""


class Audience(StrEnum):
    """Whom a helpline is for."""

    PUBLIC = "public"
    PROFESSIONALS = "professionals"


@dataclass(frozen=True)
class Helpline:
    """A number or an address to turn to.

    ``number`` is shown as it is; ``hours`` are worth saying only when ``hours_verified``; ``speak`` is False
    when it works without a word; no card may lack an ``essential`` one.
    """

    id: str
    number: str
    service: str
    owner: str
    source: str
    hours: str
    hours_verified: bool
    cost: str
    speak: bool
    audience: Audience
    essential: bool
    checked_on: date
    how_checked: str


@cache
def helplines() -> tuple[Helpline, ...]:
    """Every helpline of the data, in the order of the card."""
    raw = tomllib.loads((files("bot.safeguards") / "data" / "helplines.toml").read_text("utf-8"))
    return tuple(Helpline(**{**row, "audience": Audience(row["audience"])}) for row in raw["helpline"])


def stale_numbers(now: datetime, lines: tuple[Helpline, ...] | None = None) -> tuple[str, ...]:
    """The numbers whose last check is more than 180 days old on the day of ``now``."""
    today = paris_day(now)
    every = helplines() if lines is None else lines
    return tuple(line.number for line in every if today - line.checked_on > STALE_AFTER)
