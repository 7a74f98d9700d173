"""Reporting years (1 May to 30 April) and where a span of days falls in them."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum

from bot.i18n import T, Text
from bot.reading.model import Precision, Span

FIRST_MONTH = 5  # the annual form asks what was done "since May" and "between May and April"


@dataclass(frozen=True, order=True)
class ReportingYear:
    """The year that begins on 1 May of ``start`` and ends on 30 April of the next."""

    start: int

    @property
    def first_day(self) -> date:
        """1 May."""
        return date(self.start, FIRST_MONTH, 1)

    @property
    def last_day(self) -> date:
        """30 April of the next year."""
        return date(self.start + 1, FIRST_MONTH, 1) - timedelta(days=1)

    @property
    def label(self) -> Text:
        """ "2022-2023"."""
        return T("{first}-{second}", first=str(self.start), second=str(self.start + 1))


def reporting_year(day: date) -> ReportingYear:
    """The reporting year of a day."""
    return ReportingYear(day.year if day.month >= FIRST_MONTH else day.year - 1)


def straddles(start: date | None, end: date | None) -> bool:
    """Whether the days from start to end (or the one day known) touch more than one reporting year."""
    if start is None or end is None:
        return False
    return reporting_year(start) != reporting_year(end)


class Where(StrEnum):
    """How a span of days sits in the reporting years."""

    INSIDE = "inside"
    STRADDLES = "straddles"
    UNKNOWN = "unknown"
    FUTURE = "future"


@dataclass(frozen=True)
class PlaceInYears:
    """Where a span falls: the reporting years it touches, the earliest first (none when unknown)."""

    where: Where
    years: tuple[ReportingYear, ...] = ()


def place_in_years(span: Span | None, today: date) -> PlaceInYears:
    """Inside one reporting year, across several, unknown, or planned (it begins after today)."""
    if span is None:
        return PlaceInYears(Where.UNKNOWN)
    first, last = reporting_year(span.start), reporting_year(span.end)
    years = tuple(ReportingYear(start) for start in range(first.start, last.start + 1))
    if span.start > today:
        return PlaceInYears(Where.FUTURE, years)
    return PlaceInYears(Where.INSIDE if len(years) == 1 else Where.STRADDLES, years)


@dataclass(frozen=True)
class PeriodOption:
    """One answer to "which months?": ``span`` is None for "other", which asks for dates."""

    key: str
    label: Text
    span: Span | None


@dataclass(frozen=True)
class PeriodQuestion:
    """What to ask when a span straddles two reporting years."""

    text: Text
    options: tuple[PeriodOption, ...]


def period_question(span: Span, today: date) -> PeriodQuestion | None:
    """The question for a span that straddles, with its options; None when there is nothing to ask.

    "en 2022": January to December, or only the part in one reporting year, or other dates. Choosing the whole
    keeps the contribution marked as straddling.
    """
    place = place_in_years(span, today)
    if place.where is not Where.STRADDLES:
        return None
    whole = PeriodOption("whole", _whole_label(span), span)
    parts = tuple(
        PeriodOption(f"year_{year.start}", T("Only the reporting year {year}", year=year.label), part)
        for year in _offered(place.years, today)
        if (part := _part(span, year)) is not None
    )
    other = PeriodOption("other", T("Other dates"), None)
    text = T(
        "{words}: which months? The reporting year runs from May to April.", words=span.words or _days(span)
    )
    return PeriodQuestion(text, (whole, *parts, other))


MAX_YEARS_OFFERED = 3  # buttons: a project of ten years is not cut into ten


def _offered(years: tuple[ReportingYear, ...], today: date) -> tuple[ReportingYear, ...]:
    begun = [year for year in years if year.first_day <= today]
    return tuple(begun[-MAX_YEARS_OFFERED:])


def _part(span: Span, year: ReportingYear) -> Span | None:
    start, end = max(span.start, year.first_day), min(span.end, year.last_day)
    if start > end:
        return None
    return replace(span, start=start, end=end, precision=Precision.PERIOD, ongoing=False)


def _days(span: Span) -> Text:
    return T("from {start} to {end}", start=span.start, end=span.end)


def _whole_label(span: Span) -> Text:
    if span.precision is Precision.YEAR and span.start.year == span.end.year:
        return T("January to December {year}", year=str(span.start.year))
    return T("All of it, {days}", days=_days(span))
