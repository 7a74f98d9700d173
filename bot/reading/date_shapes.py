"""From the parts of a date as written to the days it covers: one small function per shape."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta

from bot.i18n import Code, T
from bot.reading.calendar import (
    day_span,
    days_span,
    full_year,
    month_span,
    months_span,
    real_day,
    shifted_month,
    week_span,
    year_for,
    year_span,
)
from bot.reading.model import Doubt, Mode, Nonsense, Precision, Span
from bot.reading.vocabulary import Vocabulary
from bot.reading.words import number_at

DateReading = Span | Doubt[Span] | Nonsense


@dataclass(frozen=True)
class Frame:
    """What reading a date needs beside its words."""

    words: Vocabulary
    today: date
    mode: Mode

    def month(self, name: str) -> int:
        """The number of a month from its name, its short name or its digits."""
        return int(name) if name.isdigit() else int(self.words.dates["months"][name])


def no_such_day(words: str) -> Nonsense:
    """The calendar has no such day: 31 June, 30 February."""
    return Nonsense(words, T("There is no such day: {words}.", words=Code(words)))


def _year(match: re.Match[str], name: str = "year") -> int | None:
    found = match.groupdict().get(name)
    return full_year(found) if found else None


def _iso(match: re.Match[str], frame: Frame) -> DateReading:
    try:
        days = [date.fromisoformat(value) for value in match.groups()]
    except ValueError:
        return no_such_day(match[0])
    return Span(days[0], days[-1], Precision.DAY) if days[0] <= days[-1] else no_such_day(match[0])


def _days(match: re.Match[str], frame: Frame) -> DateReading:
    d1, d2 = int(match["d1"]), int(match["d2"])
    first = match["m1"] or match["m2"]
    last = match["m2"] or match["m1"]
    m1, m2 = frame.month(first), frame.month(last)
    start_year = _year(match, "y1")
    year = _year(match)
    if not (real_day(year, m2, d2) and real_day(start_year or None, m1, d1)):
        return no_such_day(match[0])
    return days_span((m1, d1), (m2, d2), year, start_year, frame.today, frame.mode) or no_such_day(match[0])


def _day(match: re.Match[str], frame: Frame) -> DateReading:
    day = int(match.groupdict().get("d") or 1)
    span = day_span(_year(match), frame.month(match["m"]), day, frame.today, frame.mode)
    return span or no_such_day(match[0])


def _slashes(match: re.Match[str], frame: Frame) -> DateReading:
    groups = match.groupdict()
    a, b = int(groups.get("a") or groups["a2"]), int(groups.get("b") or groups["b2"])
    year = _year(match)
    in_order = [day_span(year, b, a, frame.today, frame.mode), day_span(year, a, b, frame.today, frame.mode)]
    spans = [span for span in in_order if span is not None]
    if not spans:
        return no_such_day(match[0])
    if len(spans) == 1 or a == b or frame.words.dates["order"] == "dmy":
        return spans[0]
    return Doubt(tuple(spans), match[0])


def _month(match: re.Match[str], frame: Frame) -> DateReading:
    return month_span(_year(match), frame.month(match["m"]), frame.today, frame.mode)


def _months(match: re.Match[str], frame: Frame) -> DateReading:
    first, last = frame.month(match["m1"]), frame.month(match["m2"])
    return month_span(_year(match), first, frame.today, frame.mode, last, _year(match, "y1"))


def _season(match: re.Match[str], frame: Frame) -> DateReading:
    month = int(frame.words.dates["seasons"][match["s"]])
    year, guessed = _year(match), False
    if year is None:
        year, guessed = year_for(month, 1, frame.today, frame.mode), True
    elif month == 12 and match["y2"] is None:
        # "winter 2023" may begin or end in 2023.
        return Doubt((months_span(year - 1, 12, 3), months_span(year, 12, 3)), match[0])
    return months_span(year, month, 3, guessed)


def _school(match: re.Match[str], frame: Frame) -> DateReading:
    year = full_year(match["year"])
    return Span(date(year, 9, 1), date(year + 1, 8, 31), Precision.PERIOD)


def _quarter(match: re.Match[str], frame: Frame) -> DateReading:
    number, kind = int(match["n"] or match["n2"]), match["k"] or match["k2"]
    months = 6 if kind in ("semestre", "half", "s", "h") else 3
    if number * months > 12:
        return no_such_day(match[0])
    return months_span(full_year(match["year"]), (number - 1) * months + 1, months)


def _years(match: re.Match[str], frame: Frame) -> DateReading:
    first = full_year(match["year"])
    last = full_year(match["y2"]) if len(match["y2"]) == 4 else first // 100 * 100 + int(match["y2"])
    return year_span(first, last) if first <= last else no_such_day(match[0])


def _one_year(match: re.Match[str], frame: Frame) -> DateReading:
    return year_span(full_year(match["year"]))


SHAPES: dict[str, Callable[[re.Match[str], Frame], DateReading]] = {
    "iso_range": _iso, "iso": _iso, "days": _days, "days_en": _days, "slash_days": _days, "day": _day,
    "first": _day, "day_en": _day, "slashes": _slashes, "month_year": _month, "slash": _slashes,
    "months": _months, "month": _month, "season": _season, "school": _school, "quarter": _quarter,
    "years": _years, "lone_month": _month, "in_year": _one_year, "year": _one_year,
}  # fmt: skip


def relative_span(kind: str, match: re.Match[str], frame: Frame) -> Span | None:
    """The days meant by a shape told from today; None when the words hold no amount after all."""
    today = frame.today
    if kind in ("since_for", "ago"):
        return _ago(match, frame, ongoing=kind == "since_for")
    if kind == "relative_day":
        day = today + timedelta(days=frame.words.dates["relative_days"][match["r"]])
        return Span(day, day, Precision.DAY)
    if kind == "weekday":
        return _weekday(match, frame)
    way, unit = kind.split("_")
    shift = {"this": 0, "last": -1, "next": 1}[way]
    if unit == "week":
        return week_span(today, shift)
    if unit == "month":
        return month_span(*shifted_month(today, shift), today, frame.mode)
    return year_span(today.year + shift)


def _ago(match: re.Match[str], frame: Frame, ongoing: bool) -> Span | None:
    amount = match["n"]
    worded = None if amount.isdigit() else number_at(amount, 0, frame.words.code)
    if not amount.isdigit() and (worded is None or worded.end != len(amount)):
        return None
    count = int(amount) if amount.isdigit() else worded.value if worded else 0
    unit, today = frame.words.dates["ago_units"][match["u"]], frame.today
    if unit in ("day", "week"):
        day = today - timedelta(days=count * (7 if unit == "week" else 1))
        span = Span(day, day, Precision.DAY)
    else:
        year, month = shifted_month(today, -count * (12 if unit == "year" else 1))
        if year < 1900:
            return None
        span = year_span(year) if unit == "year" else month_span(year, month, today, frame.mode)
    if not ongoing:
        return span
    return Span(span.start, today, Precision.PERIOD, ongoing=True)


def _weekday(match: re.Match[str], frame: Frame) -> Span:
    words = frame.words.dates
    name = match["w"] or match["w2"] or match["w3"]
    ahead = bool(match["w3"]) or match["way"] in words["next"]
    gap = words["weekdays"][name] - frame.today.weekday()
    days = (gap % 7 or 7) if ahead else -((-gap) % 7 or 7)
    day = frame.today + timedelta(days=days)
    return Span(day, day, Precision.DAY)
