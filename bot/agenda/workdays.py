"""Days on which nobody is written to: weekends and the public holidays of France."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from dateutil.easter import easter

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
"""Month and day. Source: article L. 3133-1 of the Labour Code, which names the movable ones too."""
AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday: days after Easter Sunday."""
SATURDAY = 5


@cache
def holidays(year: int) -> frozenset[date]:
    """The eleven public holidays of a year. Those of Alsace-Moselle and overseas alone are not among them."""
    movable = (easter(year) + timedelta(days=after) for after in AFTER_EASTER)
    return frozenset((*(date(year, month, day) for month, day in FIXED), *movable))


def is_workday(day: date) -> bool:
    """Neither a weekend nor a public holiday."""
    return day.weekday() < SATURDAY and day not in holidays(day.year)


def last_workday(day: date) -> date:
    """That day, or the last day of work before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day


def next_moment(now: datetime, start: time, end: time, zone: ZoneInfo) -> datetime:
    """The first instant from ``now`` on, within hours of a day of work where someone is."""
    local = now.astimezone(zone)
    day = local.date()
    if is_workday(day) and start <= local.time() < end:
        return now
    if local.time() >= end:
        day += timedelta(days=1)
    while not is_workday(day):
        day += timedelta(days=1)
    return datetime.combine(day, start, zone).astimezone(now.tzinfo)
