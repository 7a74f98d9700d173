"""When messages that nobody asked for at that moment may leave: hours and days of the calendar's rules."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.agenda.calendar import events, sending_rules
from bot.agenda.model import Kind
from bot.agenda.recurrence import occurrences
from bot.agenda.workdays import is_workday

ONE_DAY = timedelta(days=1)


@lru_cache(maxsize=64)
def open_day(day: date) -> bool:
    """Whether people may be written to on a day: a working day, or an official day of the agenda."""
    if not sending_rules().skip_weekends or is_workday(day):
        return True
    official = (event for event in events() if event.enabled and event.kind is Kind.DAY)
    return any(occurrences(event, day, day) for event in official)


def next_moment(instant: datetime, zone: ZoneInfo) -> datetime:
    """The first instant from one on, in UTC, at which someone of a time zone may be written to."""
    rules, local = sending_rules(), instant.astimezone(zone)
    if open_day(local.date()) and rules.send_from <= local.time() < rules.send_until:
        return instant.astimezone(UTC)
    day = local.date() if local.time() < rules.send_from else local.date() + ONE_DAY
    while not open_day(day):
        day += ONE_DAY
    return datetime.combine(day, rules.send_from, zone).astimezone(UTC)
