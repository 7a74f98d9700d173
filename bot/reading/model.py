"""What a reading can give: a number, a span of days, a doubt between several, or nonsense. All are values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Generic, TypeVar

from bot.i18n import Text


class Bound(StrEnum):
    """How firmly a value is said."""

    EXACT = "exact"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    ABOUT = "about"


class Unit(StrEnum):
    """What a value counts when the person says it; NONE leaves it to the noun beside it."""

    NONE = "none"
    PERCENT = "percent"
    EURO = "euro"
    HOUR = "hour"


class Precision(StrEnum):
    """How finely a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    PERIOD = "period"


class Mode(StrEnum):
    """Which way a year left unsaid lies: behind us in a report, ahead of us for an event."""

    PAST = "past"
    FUTURE = "future"


@dataclass(frozen=True)
class Number:
    """A quantity. ``value`` is None when the words hold no number ("la quasi-totalité"): never a false one.

    Percentages keep the figure said (62.7 for ``62,7%``), money is in euros, durations in hours.
    """

    value: Decimal | None
    bound: Bound = Bound.EXACT
    unit: Unit = Unit.NONE
    words: str = ""


@dataclass(frozen=True)
class Span:
    """The days from ``start`` to ``end``, both included.

    ``year_guessed``: the person did not say the year. ``ongoing``: said with "since"; ``end`` is then today.
    """

    start: date
    end: date
    precision: Precision
    words: str = ""
    year_guessed: bool = False
    ongoing: bool = False


Reading = TypeVar("Reading", Number, Span, covariant=True)


@dataclass(frozen=True)
class Doubt(Generic[Reading]):
    """Several readings of the same words, the likeliest first: the person is asked."""

    readings: tuple[Reading, ...]
    words: str = ""


@dataclass(frozen=True)
class Nonsense:
    """Words that hold no such value, and why, ready to be shown."""

    words: str
    reason: Text


@dataclass(frozen=True)
class FoundNumber:
    """A number met in a sentence, at ``text[start:end]`` (offsets in the NFC form of the text)."""

    start: int
    end: int
    reading: Number | Doubt[Number]


@dataclass(frozen=True)
class FoundDate:
    """A date met in a sentence, at ``text[start:end]`` (offsets in the NFC form of the text)."""

    start: int
    end: int
    reading: Span | Doubt[Span] | Nonsense
