"""When events happen: rules and known dates turned into occurrences. Pure: days in, occurrences out."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from itertools import groupby

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
    ReminderDay,
    Rule,
    Yearly,
)
from bot.agenda.workdays import last_workday

_Span = tuple[date, date, Precision]


def occurrences(event: Event, start: date, end: date, dated: Iterable[Known] = ()) -> tuple[Occurrence, ...]:
    """An event's instances that touch the days from ``start`` to ``end`` included, in order.

    Known dates, and those coordinators set (``dated``), take the place of the rule's in their year.
    """
    stated = [*event.known, *dated]
    found = [Occurrence(event, one.start, one.end, one.precision, one.tentative, one.label) for one in stated]
    settled = {one.start.year for one in stated}
    for first, last, precision in _by_rule(event.rule, start, end):
        old_enough = event.since is None or first.year >= event.since
        if old_enough and first.year not in settled:
            found.append(Occurrence(event, first, last, precision, event.tentative))
    numbered = _numbered(sorted(found, key=lambda one: (one.start, one.end)))
    return tuple(one for one in numbered if one.start <= end and one.end >= start)


def _numbered(found: Iterable[Occurrence]) -> Iterator[Occurrence]:
    """Each with its place in its year: years are whole, whatever window was asked for."""
    for _, theirs in groupby(found, key=lambda one: one.start.year):
        for number, one in enumerate(theirs, 1):
            yield replace(one, number=number)


def _by_rule(rule: Rule | None, start: date, end: date) -> Iterator[_Span]:
    """The rule's spans over the years around a window: a span may begin the year before."""
    if isinstance(rule, Once):
        yield rule.date, rule.date, "day"
    elif rule is not None:
        for year in range(max(start.year - 1, 1), min(end.year, 9998) + 1):
            yield from _of_year(rule, year)


def _of_year(rule: Rule, year: int) -> Iterator[_Span]:
    match rule:
        case Yearly(month, day, end_month, end_day):
            first = _day(year, month, day)
            last = _day(year, end_month or month, end_day or day)
            yield first, last if last >= first else _day(year + 1, end_month or month, end_day or day), "day"
        case Months(month, end_month):
            last_month = end_month or month
            yield date(year, month, 1), _last_day(year + (last_month < month), last_month), "month"
        case LastWeekday(month, weekday):
            last = _last_day(year, month)
            found = last - timedelta(days=(last.weekday() - weekday) % 7)
            yield found, found, "day"
        case MonthEnds(months):
            for month in months:
                yield _last_day(year, month), _last_day(year, month), "day"
        case Monthly(day):
            for month in range(1, 13):
                yield _day(year, month, day), _day(year, month, day), "day"


def _last_day(year: int, month: int) -> date:
    return date(year, month, monthrange(year, month)[1])


def _day(year: int, month: int, day: int) -> date:
    """That day, or the month's last if it is shorter (29 February, the 31st)."""
    return date(year, month, min(day, monthrange(year, month)[1]))


def speakable(occurrence: Occurrence, today: date) -> bool:
    """Whether it may be spoken of on a day: checks and raids only once they are over."""
    return not occurrence.event.never_before or occurrence.end < today


@lru_cache(maxsize=2048)
def reminder_days(occurrence: Occurrence) -> tuple[ReminderDay, ...]:
    """The days on which to speak of an occurrence known to the day: leads before its start, follow-ups after
    its end. Whether, to whom and at what hour is for those who send; nothing is ever due before a check."""
    if occurrence.precision != "day":
        return ()
    leads = () if occurrence.event.never_before else occurrence.event.lead_days
    before = [ReminderDay(occurrence, -lead, _lead_day(occurrence, lead)) for lead in leads]
    after = [
        ReminderDay(occurrence, later, occurrence.end + timedelta(days=later))
        for later in occurrence.event.followup_days
    ]
    return tuple(sorted([*before, *after], key=lambda one: one.day))


def _lead_day(occurrence: Occurrence, lead: int) -> date:
    """So many days before; for a meeting, on the last day of work by then: Monday's is told on Friday."""
    day = occurrence.start - timedelta(days=lead)
    return last_workday(day) if occurrence.event.kind is Kind.MEETING else day
