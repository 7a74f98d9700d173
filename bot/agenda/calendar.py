"""The agenda carried as data, and what it holds for the weeks to come."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from bot.agenda.model import (
    Event,
    Kind,
    Known,
    LastWeekday,
    MonthEnds,
    Monthly,
    Months,
    Occurrence,
    Once,
    Precision,
    Rule,
    SendingRules,
    Yearly,
)
from bot.agenda.recurrence import occurrences, reminder_days, speakable

PUBLIC = frozenset(
    ("tous", "grand_public", "associations", "collectivites", "ecoles", "entreprises", "professionnels")
)
"""Audiences of what anyone may read; the rest is for coordinators, authors, administrations."""

HORIZON = timedelta(days=366)
"""How far ahead the agenda is read when nothing else is asked."""

AROUND_BEFORE, AROUND_AFTER = timedelta(days=90), timedelta(days=190)
"""Follow-ups come up to 60 days after, leads up to 180 before; more, for what a holiday held back."""

STALE, SOON = timedelta(days=30), timedelta(days=9)
"""Days around one whose reminders may be told then: those that wait or were put off; a week to come."""

_RULES: Mapping[str, type[Once | Yearly | Months | LastWeekday | MonthEnds | Monthly]] = {
    "once": Once,
    "yearly": Yearly,
    "months": Months,
    "last_weekday": LastWeekday,
    "month_ends": MonthEnds,
    "monthly": Monthly,
}
_PRECISION: Mapping[int, Precision] = {4: "year", 7: "month", 10: "day"}


@cache
def events() -> tuple[Event, ...]:
    """Every event of the agenda, those off by default included."""
    return tuple(_event(row) for row in _raw()["event"])


def event_of(event_id: str, among: Iterable[Event] | None = None) -> Event | None:
    """The event under an id, or None; ``among`` the events as coordinators set them, else the data's."""
    return next((event for event in (events() if among is None else among) if event.id == event_id), None)


def occurrence_of(key: str, among: Iterable[Event] | None = None) -> Occurrence | None:
    """The occurrence under a key (``lettre-collectif@2026-05-05``) or turn (``lettre-collectif@2026.5``).

    None if the agenda has it no more."""
    event_id, _, written = key.rpartition("@")
    event, bounds = event_of(event_id, among), _window(written)
    if event is None or not event.enabled or bounds is None:
        return None
    return next((one for one in occurrences(event, *bounds) if key in (one.key, one.turn)), None)


def _window(written: str) -> tuple[date, date] | None:
    """The days among which an occurrence is: its own day, or the year of its turn; None for anything else."""
    try:
        if re.fullmatch(r"[0-9]{4}\.[0-9]{1,3}", written):
            return date(int(written[:4]), 1, 1), date(int(written[:4]), 12, 31)
        day = date.fromisoformat(written)
    except ValueError:
        return None
    return day, day


@lru_cache(maxsize=4)
def around(day: date, among: tuple[Event, ...] | None = None) -> tuple[Occurrence, ...]:
    """The occurrences of enabled events that have a reminder about a day, or may have one put off to it."""
    since, until = day - AROUND_BEFORE, day + AROUND_AFTER
    chosen = events() if among is None else among
    found = (one for event in chosen if event.enabled for one in occurrences(event, since, until))
    return tuple(one for one in found if any(day - STALE <= r.day <= day + SOON for r in reminder_days(one)))


@cache
def sending_rules() -> SendingRules:
    """When reminders may leave."""
    raw = dict(_raw()["rules"])
    late = timedelta(hours=raw.pop("late_tolerance_hours"))
    return SendingRules(**{**raw, "snooze_days": tuple(raw["snooze_days"])}, late_tolerance=late)


def upcoming(
    today: date,
    *,
    since: date | None = None,
    until: date | None = None,
    limit: int | None = None,
    theme: str | None = None,
    audiences: frozenset[str] | None = PUBLIC,
    among: Iterable[Event] | None = None,
) -> tuple[Occurrence, ...]:
    """What is on or to come from ``today``, soonest first: for the next year, or ``until`` a day.

    ``since`` a day before today: what is over too, but for landmarks, of which nobody said that they took
    place. Kept: enabled events, of a theme if one is asked, for one of the ``audiences`` (None: everyone's,
    for coordinators). Checks never appear before they are over.
    """
    last = until or today + HORIZON
    found = [
        one
        for event in (events() if among is None else among)
        if event.enabled and _suits(event, theme, audiences)
        for one in occurrences(event, since or today, last)
        if speakable(one, today) and not (one.end < today and one.tentative)
    ]
    found.sort(key=lambda one: (one.start, one.precision != "day", one.event.id))
    return tuple(found[:limit])


def _suits(event: Event, theme: str | None, audiences: frozenset[str] | None) -> bool:
    if theme is not None and theme not in event.themes:
        return False
    return audiences is None or not audiences.isdisjoint(event.audience)


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("bot.agenda") / "data" / "calendar.toml").read_text("utf-8"))


def _event(row: dict[str, Any]) -> Event:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    values["kind"] = Kind(row["kind"])
    values["rule"] = _rule(row["rule"]) if "rule" in row else None
    values["known"] = tuple(known(one["when"], one.get("label", {})) for one in row.get("known", ()))
    return Event(**values)


def _rule(row: dict[str, Any]) -> Rule:
    values: dict[str, Any] = {
        k: tuple(v) if isinstance(v, list) else v for k, v in row.items() if k != "kind"
    }
    return _RULES[row["kind"]](**values)


def known(when: str, label: Mapping[str, str] | None = None) -> Known:
    """Dates as written in the data: ``2023``, ``2022-10``, ``2023-05-30``, ``2022-09-14/2022-09-21``."""
    first, _, last = when.partition("/")
    start, end = _bounds(first)[0], _bounds(last or first)[1]
    return Known(start, end, _PRECISION[len(first)], label or {})


def _bounds(written: str) -> tuple[date, date]:
    """The first and last day of a year, a month or a day."""
    parts = [int(part) for part in written.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        following = date(parts[0] + parts[1] // 12, parts[1] % 12 + 1, 1)
        return date(parts[0], parts[1], 1), following - timedelta(days=1)
    day = date(*parts)
    return day, day
