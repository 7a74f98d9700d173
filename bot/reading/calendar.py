"""Days, months and years put together into spans; the year a person leaves unsaid is found here."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

from bot.reading.model import Mode, Precision, Span

LEAP_SEARCH = 8  # years between two 29 February at most (1896 to 1904)


def month_end(year: int, month: int) -> date:
    """The last day of a month."""
    return date(year, month, monthrange(year, month)[1])


def real_day(year: int | None, month: int, day: int) -> bool:
    """Whether such a day exists, in that year or (year unsaid) in some year."""
    if not 1 <= month <= 12:
        return False
    return 1 <= day <= monthrange(2000 if year is None else year, month)[1]


def full_year(digits: str) -> int:
    """A year as typed: 2023, or 23 for 2023 and 98 for 1998."""
    year = int(digits)
    return year if len(digits) == 4 else year + (2000 if year < 70 else 1900)


def year_for(month: int, day: int, today: date, mode: Mode) -> int:
    """The year of a day whose year is unsaid: the last time it came (past), or the next (future)."""
    step = -1 if mode is Mode.PAST else 1
    for years in range(LEAP_SEARCH + 1):
        year = today.year + step * years
        if not real_day(year, month, day):
            continue
        found = date(year, month, day)
        if found <= today if mode is Mode.PAST else found >= today:
            return year
    return today.year


def day_span(year: int | None, month: int, day: int, today: date, mode: Mode) -> Span | None:
    """One day, or None when the calendar has no such day."""
    if not real_day(year, month, day):
        return None
    sure = year if year is not None else year_for(month, day, today, mode)
    found = date(sure, month, day)
    return Span(found, found, Precision.DAY, year_guessed=year is None)


def days_span(first: tuple[int, int], last: tuple[int, int], year: int | None, start_year: int | None,
              today: date, mode: Mode) -> Span | None:  # fmt: skip
    """From one (month, day) to another; ``year``: the end's when said, ``start_year``: the start's."""
    end_year = year if year is not None else year_for(*(last if mode is Mode.PAST else first), today, mode)
    if year is None and mode is Mode.FUTURE and first > last:
        end_year += 1
    begin_year = start_year if start_year is not None else end_year - (first > last)
    if not real_day(begin_year, *first) or not real_day(end_year, *last):
        return None
    start, end = date(begin_year, *first), date(end_year, *last)
    return Span(start, end, Precision.DAY, year_guessed=year is None) if start <= end else None


def month_span(year: int | None, month: int, today: date, mode: Mode, last: int | None = None,
               start_year: int | None = None) -> Span:  # fmt: skip
    """A month, or the months from ``month`` to ``last``. Begun counts as past, not ended as future."""
    last = last or month
    if year is not None:
        end_year = year
    elif mode is Mode.PAST:
        end_year = year_for(last, 1, today, mode)
    else:
        day = monthrange(today.year, last)[1]
        end_year = year_for(last, min(day, 28), today, mode)
    begin_year = start_year if start_year is not None else end_year - (month > last)
    return Span(
        date(begin_year, month, 1), month_end(end_year, last), Precision.MONTH, year_guessed=year is None
    )


def year_span(year: int, last: int | None = None) -> Span:
    """A calendar year, or the years from ``year`` to ``last``."""
    return Span(date(year, 1, 1), date(last or year, 12, 31), Precision.YEAR)


def months_span(year: int, month: int, count: int, guessed: bool = False) -> Span:
    """A season, a quarter, a half-year: ``count`` months from the first of ``month``."""
    last = month + count - 1
    return Span(
        date(year, month, 1),
        month_end(year + (last - 1) // 12, (last - 1) % 12 + 1),
        Precision.PERIOD,
        year_guessed=guessed,
    )


def week_span(today: date, weeks: int) -> Span:
    """Monday to Sunday, so many weeks from this one."""
    monday = today - timedelta(days=today.weekday()) + timedelta(weeks=weeks)
    return Span(monday, monday + timedelta(days=6), Precision.PERIOD)


def shifted_month(today: date, months: int) -> tuple[int, int]:
    """The (year, month) so many months from today's."""
    index = today.year * 12 + today.month - 1 + months
    return index // 12, index % 12 + 1
