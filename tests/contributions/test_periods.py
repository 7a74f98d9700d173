"""Reporting years, and what is asked when a date crosses two."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from bot.contributions.periods import (
    ReportingYear,
    Where,
    period_question,
    place_in_years,
    reporting_year,
    straddles,
)
from bot.reading.dates import read_date
from bot.reading.model import Precision, Span

TODAY = date(2023, 6, 10)


def span(words: str) -> Span:
    read = read_date(words, "fr", TODAY)
    assert isinstance(read, Span)
    return read


def test_the_year_turns_on_the_first_of_may() -> None:
    assert reporting_year(date(2023, 4, 30)) == ReportingYear(2022)
    assert reporting_year(date(2023, 5, 1)) == ReportingYear(2023)


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)))
def test_every_day_is_in_its_reporting_year(day: date) -> None:
    year = reporting_year(day)
    assert year.first_day <= day <= year.last_day
    assert year.last_day + timedelta(days=1) == ReportingYear(year.start + 1).first_day


def test_where_spans_fall() -> None:
    assert place_in_years(span("12 juin 2022"), TODAY).where is Where.INSIDE
    assert place_in_years(span("en 2022"), TODAY).where is Where.STRADDLES
    assert place_in_years(None, TODAY).where is Where.UNKNOWN
    assert place_in_years(span("12 octobre 2023"), TODAY).where is Where.FUTURE
    assert [year.start for year in place_in_years(span("en 2022"), TODAY).years] == [2021, 2022]


def test_a_calendar_year_is_asked_with_the_months_of_each_reporting_year() -> None:
    question = period_question(span("en 2022"), TODAY)
    assert question is not None
    assert [option.key for option in question.options] == ["whole", "year_2021", "year_2022", "other"]
    spans = [option.span for option in question.options]
    assert [(one.start, one.end) for one in spans if one] == [
        (date(2022, 1, 1), date(2022, 12, 31)),
        (date(2022, 1, 1), date(2022, 4, 30)),
        (date(2022, 5, 1), date(2022, 12, 31)),
    ]
    assert question.text.values["words"] == "en 2022"


def test_nothing_is_asked_inside_one_year() -> None:
    assert period_question(span("12 juin 2022"), TODAY) is None
    assert period_question(span("d'octobre 2022 à mars 2023"), TODAY) is None


def test_a_long_project_offers_the_latest_years_only() -> None:
    question = period_question(span("depuis 2010"), TODAY)
    assert question is not None
    assert [option.key for option in question.options] == [
        "whole",
        "year_2021",
        "year_2022",
        "year_2023",
        "other",
    ]


@given(st.dates(date(2000, 1, 1), date(2040, 1, 1)), st.integers(0, 2000))
def test_the_parts_offered_lie_within_what_was_said(start: date, days: int) -> None:
    said = Span(start, start + timedelta(days=days), Precision.DAY, "…")
    question = period_question(said, date(2041, 1, 1))
    assert (question is not None) == straddles(said.start, said.end)
    for option in question.options if question else ():
        if option.span:
            assert said.start <= option.span.start <= option.span.end <= said.end


def test_unknown_days_do_not_straddle() -> None:
    assert not straddles(None, None)
    assert not straddles(date(2022, 1, 1), None)
