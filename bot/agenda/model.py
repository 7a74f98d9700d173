"""An event of the agenda, the rule by which it comes back, one dated instance of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from typing import Literal

from bot.i18n import LANGUAGES

Precision = Literal["day", "month", "year"]


class Kind(StrEnum):
    """What sort of event it is."""

    DAY = "journee"
    CYCLE = "cycle"
    MILESTONE = "jalon"
    FLOW = "flux"
    OPERATION = "operation"
    TRAINING = "formation"
    INTERNATIONAL = "international"
    VISIBILITY = "visibilite"
    OWN = "propre"  # of an organisation (bot.gatherings), never in the data
    MEETING = "reunion"  # called by a coordinator (bot.gatherings), never in the data


@dataclass(frozen=True)
class Once:
    """One date, and never again."""

    date: date


@dataclass(frozen=True)
class Yearly:
    """The same day every year, or the same days (over the new year if the end comes before the start)."""

    month: int
    day: int
    end_month: int | None = None
    end_day: int | None = None


@dataclass(frozen=True)
class Months:
    """Some time in a month, or in a run of months, every year: the day is not known."""

    month: int
    end_month: int | None = None


@dataclass(frozen=True)
class LastWeekday:
    """The last given weekday (Monday is 0) of a month, every year."""

    month: int
    weekday: int


@dataclass(frozen=True)
class MonthEnds:
    """The last day of given months, every year."""

    months: tuple[int, ...]


@dataclass(frozen=True)
class Monthly:
    """The same day of every month; in a shorter month, its last."""

    day: int


Rule = Once | Yearly | Months | LastWeekday | MonthEnds | Monthly


@dataclass(frozen=True)
class Known:
    """Dates that a document or a coordinator states; ``label`` when this time has a name of its own."""

    start: date
    end: date
    precision: Precision = "day"
    label: Mapping[str, str] = field(default_factory=dict, hash=False)
    tentative: bool = False


@dataclass(frozen=True)
class Event:
    """An entry of the agenda.

    ``label``, ``hint`` and ``aside`` are by language; ``themes`` and ``codes`` are keys of the roadmap;
    ``tentative``: its dates are landmarks until a coordinator sets them; ``never_before``: nothing is said of
    it before it is over (joint action days are checks); ``enabled`` False: off until a coordinator wants it;
    ``meeting``: people meet there, whatever kind it is of.
    """

    id: str
    kind: Kind
    label: Mapping[str, str] = field(hash=False)
    rule: Rule | None = None
    known: tuple[Known, ...] = ()
    tentative: bool = False
    since: int | None = None
    per_year: int | None = None
    aliases: tuple[str, ...] = ()
    aside: Mapping[str, str] = field(default_factory=dict, hash=False)
    hint: Mapping[str, str] = field(default_factory=dict, hash=False)
    owner: str | None = None
    url: str | None = None
    themes: tuple[str, ...] = ()
    meeting: bool = False
    codes: tuple[str, ...] = ()
    audience: tuple[str, ...] = ()
    lead_days: tuple[int, ...] = ()
    followup_days: tuple[int, ...] = ()
    never_before: bool = False
    enabled: bool = True
    origin: str = "source"
    sources: tuple[str, ...] = ()

    @property
    def own(self) -> bool:
        """Of an organisation or a coordinator: it is for those it is given for, whatever they chose."""
        return self.kind in (Kind.OWN, Kind.MEETING)


@dataclass(frozen=True)
class Occurrence:
    """One dated instance: from ``start`` to ``end`` included, known to the day, the month or the year.

    ``tentative``: a landmark, to be said as such ("about", "to be confirmed"). ``starts_at``: the instant it
    begins, when its hour is known; ``where``, ``link`` and ``version`` (how often it changed) are for
    calendar files.
    """

    event: Event
    start: date
    end: date
    precision: Precision = "day"
    tentative: bool = False
    own_label: Mapping[str, str] = field(default_factory=dict, hash=False)
    number: int = 0
    """Its place among the event's instances of its year, from 1; 0: not one of a series."""
    starts_at: datetime | None = None
    where: str = ""
    link: str = ""
    version: int = 0

    def __hash__(self) -> int:
        """By what tells it from others: hashing a whole event each time would be slow."""
        return hash((self.event.id, self.start))

    @property
    def key(self) -> str:
        """What tells it from the event's other instances, by its day.

        An organisation's own event happens once: its key stays when its date moves.
        """
        if self.event.kind is Kind.OWN:
            return self.event.id
        return f"{self.event.id}@{self.start.isoformat()}"

    @property
    def turn(self) -> str:
        """The same, whatever day it is moved to (``point-etapes@2026.2``): with a member and a lead, one
        reminder, once."""
        return f"{self.event.id}@{self.start.year}.{self.number}" if self.number else self.key

    def label(self, language: str) -> str:
        """Its name in a language, else in the one that language falls back to."""
        return told(self.own_label or self.event.label, language)


@dataclass(frozen=True)
class ReminderDay:
    """A day on which an occurrence is spoken of: ``offset`` days before (negative), on, or after it."""

    occurrence: Occurrence
    offset: int
    day: date


@dataclass(frozen=True)
class SendingRules:
    """When reminders may leave, in ``timezone``: hours, days, how many at most, how late at most."""

    timezone: str
    send_from: time
    send_until: time
    skip_weekends: bool
    max_push_per_week: int
    max_push_per_day: int
    late_tolerance: timedelta
    snooze_days: tuple[int, ...]


def told(by_language: Mapping[str, str], language: str) -> str:
    """A text kept by language, in the nearest one: the language's fallback, then French; "" if none."""
    seen: set[str] = set()
    while language not in by_language and language not in seen:
        seen.add(language)
        language = LANGUAGES[language].fallback if language in LANGUAGES else "fr"
    return by_language.get(language) or by_language.get("fr", "")
