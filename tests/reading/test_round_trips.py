"""Whatever is written by one hand is read back the same: numbers in words and digits, days of any year."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.reading.dates import find_dates, read_date
from bot.reading.model import Doubt, Mode, Nonsense, Number, Precision, Span
from bot.reading.numbers import find_numbers, read_number
from tests.reading.writers import english, english_day, french, french_day

TODAY = date(2026, 7, 20)
COUNTS = st.integers(0, 10**9 - 1) | st.integers(0, 2000)


@given(COUNTS)
def test_a_number_in_french_words(number: int) -> None:
    reading = read_number(french(number), "fr")
    assert isinstance(reading, Number), french(number)
    assert reading.value == number, french(number)


@given(COUNTS)
def test_a_number_in_english_words(number: int) -> None:
    reading = read_number(english(number), "en")
    assert isinstance(reading, Number), english(number)
    assert reading.value == number, english(number)


@given(COUNTS, st.sampled_from([" ", "\u00a0", "\u202f", "\u2009"]), st.sampled_from(["fr", "en"]))
def test_a_number_in_groups_of_three(number: int, space: str, language: str) -> None:
    reading = read_number(f"{number:,}".replace(",", space), language)
    assert isinstance(reading, Number)
    assert reading.value == number


@given(st.decimals(0, 9999, places=1))
def test_a_share_with_a_decimal_comma(number: Decimal) -> None:
    reading = read_number(f"{number}".replace(".", ",") + " %", "fr")
    assert isinstance(reading, Number)
    assert reading.value == number


@given(st.dates(date(1990, 1, 1), date(2035, 12, 31)))
def test_a_day_in_full(day: date) -> None:
    for written, language in [
        (french_day(day), "fr"),
        (english_day(day), "en"),
        (day.isoformat(), "fr"),
        (day.strftime("%d/%m/%Y"), "fr"),
    ]:
        span = read_date(written, language, TODAY)
        assert isinstance(span, Span), written
        assert (span.start, span.end, span.year_guessed) == (day, day, False), written


@given(st.dates(date(2024, 1, 1), date(2027, 12, 31)), st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_a_day_whose_year_is_unsaid_lies_on_the_side_asked(day: date, today: date) -> None:
    written = french_day(day).rsplit(" ", 1)[0]
    past = read_date(written, "fr", today, Mode.PAST)
    ahead = read_date(written, "fr", today, Mode.FUTURE)
    assert isinstance(past, Span)
    assert isinstance(ahead, Span)
    assert past.year_guessed
    assert past.start <= today <= ahead.start
    for span in (past, ahead):
        assert (span.start.month, span.start.day, span.precision) == (day.month, day.day, Precision.DAY)


@pytest.mark.parametrize("language", ["fr", "en", "ar"])
@given(text=st.text(max_size=120))
def test_any_text_gives_a_value_and_never_an_error(language: str, text: str) -> None:
    read_number(text, language)
    find_numbers(text, language, articles=True)
    find_dates(text, language, TODAY)
    read_date(text, language, TODAY)


PIECES = [
    "12",
    "3",
    "2022",
    "31",
    "juin",
    "mars",
    "le",
    "du",
    "au",
    "et",
    "à",
    "h",
    "%",
    "€",
    "M",
    "de",
    "d'",
    "une",
    "trentaine",
    "environ",
    "/",
    "-",
    ".",
    ",",
    "+",
    "depuis",
    "il_y_a",
    "ans",
    "été",
    "lundi",
    "dernier",
    "millions",
    "cent",
    "quatre-vingt",
    "0",
    "000",
    "1,200",
    "8.7",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from(["", " "]))
def test_any_mixture_of_numbers_and_dates_gives_values(pieces: list[str], joint: str) -> None:
    text = joint.join(pieces).replace("_", " ")
    assert isinstance(read_number(text, "fr"), Number | Doubt | Nonsense)
    for found in find_dates(text, "fr", TODAY):
        assert 0 <= found.start < found.end <= len(text)
        if isinstance(found.reading, Span):
            assert found.reading.start <= found.reading.end
    for number in find_numbers(text, "fr", articles=True):
        assert 0 <= number.start < number.end <= len(text)
