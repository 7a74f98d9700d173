"""Dates as people write them. The day is Monday 20 July 2026."""

from __future__ import annotations

from datetime import date

import pytest

from bot.reading.dates import find_dates, read_date
from bot.reading.model import Doubt, Mode, Nonsense, Span

TODAY = date(2026, 7, 20)


@pytest.mark.parametrize(
    ("typed", "start", "end", "precision", "guessed"),
    [
        ("12 juin", "2026-06-12", "2026-06-12", "day", True),
        ("le 12/06", "2026-06-12", "2026-06-12", "day", True),
        ("12/6", "2026-06-12", "2026-06-12", "day", True),
        ("12 juin 2026", "2026-06-12", "2026-06-12", "day", False),
        ("vendredi 12 juin", "2026-06-12", "2026-06-12", "day", True),
        ("1er déc. 2022", "2022-12-01", "2022-12-01", "day", False),
        ("2023-05-30", "2023-05-30", "2023-05-30", "day", False),
        ("12/06/23", "2023-06-12", "2023-06-12", "day", False),
        ("du 3 au 5 mai", "2026-05-03", "2026-05-05", "day", True),
        ("les 2-3 Mai 2022", "2022-05-02", "2022-05-03", "day", False),
        ("1 et 2 déc. 2022", "2022-12-01", "2022-12-02", "day", False),
        ("du 28 décembre au 3 janvier", "2025-12-28", "2026-01-03", "day", True),
        ("du 03/05 au 05/05", "2026-05-03", "2026-05-05", "day", True),
        ("hier", "2026-07-19", "2026-07-19", "day", False),
        ("il y a 3 jours", "2026-07-17", "2026-07-17", "day", False),
        ("lundi dernier", "2026-07-13", "2026-07-13", "day", False),
        ("la semaine dernière", "2026-07-13", "2026-07-19", "period", False),
        ("en juin", "2026-06-01", "2026-06-30", "month", True),
        ("août", "2025-08-01", "2025-08-31", "month", True),
        ("fin novembre 2022", "2022-11-01", "2022-11-30", "month", False),
        ("d'octobre 2022 à mars 2023", "2022-10-01", "2023-03-31", "month", False),
        ("en 2022", "2022-01-01", "2022-12-31", "year", False),
        ("entre 2021 et 2022", "2021-01-01", "2022-12-31", "year", False),
        ("l'an dernier", "2025-01-01", "2025-12-31", "year", False),
        ("printemps 2023", "2023-03-01", "2023-05-31", "period", False),
        ("année scolaire 2022-2023", "2022-09-01", "2023-08-31", "period", False),
        ("T1 2023", "2023-01-01", "2023-03-31", "period", False),
        ("depuis mars", "2026-03-01", "2026-07-20", "period", True),
        ("depuis trois ans", "2023-01-01", "2026-07-20", "period", False),
        ("29 février", "2024-02-29", "2024-02-29", "day", True),
    ],
)
def test_awa_says_when_it_took_place(typed: str, start: str, end: str, precision: str, guessed: bool) -> None:
    span = read_date(typed, "fr", TODAY)
    assert isinstance(span, Span)
    found = (span.start.isoformat(), span.end.isoformat(), span.precision.value, span.year_guessed)
    assert found == (start, end, precision, guessed)


@pytest.mark.parametrize(
    ("typed", "start", "end"),
    [
        ("12 June", "2026-06-12", "2026-06-12"),
        ("June 12th", "2026-06-12", "2026-06-12"),
        ("12th of June 2025", "2025-06-12", "2025-06-12"),
        ("April 3-5, 2023", "2023-04-03", "2023-04-05"),
        ("13/04", "2026-04-13", "2026-04-13"),
        ("04/13/2026", "2026-04-13", "2026-04-13"),
        ("between May and July 2025", "2025-05-01", "2025-07-31"),
        ("last Monday", "2026-07-13", "2026-07-13"),
        ("two years ago", "2024-01-01", "2024-12-31"),
        ("since March", "2026-03-01", "2026-07-20"),
    ],
)
def test_dates_in_english(typed: str, start: str, end: str) -> None:
    span = read_date(typed, "en", TODAY)
    assert isinstance(span, Span)
    assert (span.start.isoformat(), span.end.isoformat()) == (start, end)


def test_the_order_of_day_and_month_is_asked_in_english_only() -> None:
    doubt = read_date("03/04", "en", TODAY)
    assert isinstance(doubt, Doubt)
    assert [span.start for span in doubt.readings] == [date(2026, 4, 3), date(2026, 3, 4)]
    french = read_date("03/04", "fr", TODAY)
    assert isinstance(french, Span)
    assert french.start == date(2026, 4, 3)


def test_a_winter_may_begin_or_end_in_its_year() -> None:
    doubt = read_date("hiver 2022", "fr", TODAY)
    assert isinstance(doubt, Doubt)
    assert [span.start.year for span in doubt.readings] == [2021, 2022]


@pytest.mark.parametrize(
    ("typed", "start"),
    [
        ("12 juin", date(2027, 6, 12)),
        ("30 juillet", date(2026, 7, 30)),
        ("le 20/07", date(2026, 7, 20)),
        ("juin", date(2027, 6, 1)),
        ("juillet", date(2026, 7, 1)),
    ],
)
def test_an_event_lies_ahead(typed: str, start: date) -> None:
    span = read_date(typed, "fr", TODAY, Mode.FUTURE)
    assert isinstance(span, Span)
    assert span.start == start


@pytest.mark.parametrize(
    "typed", ["31 juin", "30 février 2023", "le 32/01/2023", "2023-13-01", "29 février 2023"]
)
def test_a_day_that_does_not_exist_is_said(typed: str) -> None:
    reading = read_date(typed, "fr", TODAY)
    assert isinstance(reading, Nonsense)
    assert typed.removeprefix("le ") in reading.words or reading.words in typed


@pytest.mark.parametrize(
    "typed", ["", "bientôt", "trois quarts", "3/4 des élèves", "des agents ont été formés"]
)
def test_no_date_is_nonsense_not_a_guess(typed: str) -> None:
    assert isinstance(read_date(typed, "fr", TODAY), Nonsense)


def test_dates_of_a_sentence_come_with_their_place_and_words() -> None:
    text = "ateliers au collège : 3 en 2022 et 4 en 2023"
    found = find_dates(text, "fr", TODAY)
    assert [text[one.start : one.end] for one in found] == ["en 2022", "en 2023"]


def test_four_digits_before_a_noun_are_people_not_a_year() -> None:
    assert find_dates("un film vu par 2000 personnes", "fr", TODAY) == ()
    assert find_dates("affiches pour 2000 personnes", "fr", TODAY) == ()


def test_may_and_march_are_also_verbs() -> None:
    assert find_dates("we may march again", "en", TODAY) == ()


def test_since_runs_until_today() -> None:
    span = read_date("depuis le 12 mars 2024", "fr", TODAY)
    assert isinstance(span, Span)
    assert (span.start, span.end, span.ongoing) == (date(2024, 3, 12), TODAY, True)
