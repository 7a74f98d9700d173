"""Figures as people write them, in French and English."""

from __future__ import annotations

from decimal import Decimal

import pytest

from bot.reading.model import Bound, Doubt, Nonsense, Number, Unit
from bot.reading.numbers import find_numbers, read_number

EXACT, LEAST, MOST, ABOUT = Bound.EXACT, Bound.AT_LEAST, Bound.AT_MOST, Bound.ABOUT


@pytest.mark.parametrize(
    ("typed", "value", "bound", "unit"),
    [
        ("1628", "1628", EXACT, Unit.NONE),
        ("4 713", "4713", EXACT, Unit.NONE),
        ("4\u00a0713", "4713", EXACT, Unit.NONE),
        ("4\u202f713", "4713", EXACT, Unit.NONE),
        ("4'713", "4713", EXACT, Unit.NONE),
        ("62,7%", "62.7", EXACT, Unit.PERCENT),
        ("62.7 %", "62.7", EXACT, Unit.PERCENT),
        ("1,2M€", "1200000", EXACT, Unit.EURO),
        ("44,5 millions d'euros", "44500000", EXACT, Unit.EURO),
        ("44,5 millions d’euros", "44500000", EXACT, Unit.EURO),
        ("20k€", "20000", EXACT, Unit.EURO),
        ("une trentaine", "30", ABOUT, Unit.NONE),
        ("deux centaines", "200", ABOUT, Unit.NONE),
        ("plus d'une dizaine", "10", LEAST, Unit.NONE),
        ("moins d'une vingtaine", "20", MOST, Unit.NONE),
        ("près de 50 %", "50", ABOUT, Unit.PERCENT),
        ("2h", "2", EXACT, Unit.HOUR),
        ("1h30", "1.5", EXACT, Unit.HOUR),
        ("deux heures et demie", "2.5", EXACT, Unit.HOUR),
        ("soixante-quinze", "75", EXACT, Unit.NONE),
        ("quatre-vingt-douze", "92", EXACT, Unit.NONE),
        ("quatre vingt seize", "96", EXACT, Unit.NONE),
        ("septante-cinq", "75", EXACT, Unit.NONE),
        ("nonante et un", "91", EXACT, Unit.NONE),
        ("mille neuf cent quatre-vingts", "1980", EXACT, Unit.NONE),
        ("deux millions", "2000000", EXACT, Unit.NONE),
        ("٧٥", "75", EXACT, Unit.NONE),
        ("१२", "12", EXACT, Unit.NONE),
        ("au moins 40", "40", LEAST, Unit.NONE),
        ("jusqu'à 12", "12", MOST, Unit.NONE),
        ("environ 75", "75", ABOUT, Unit.NONE),
        ("75 environ", "75", ABOUT, Unit.NONE),
        ("75 élèves environ", "75", ABOUT, Unit.NONE),
        ("~75", "75", ABOUT, Unit.NONE),
        ("75+", "75", LEAST, Unit.NONE),
        ("+1200", "1200", LEAST, Unit.NONE),
        ("environ 75 élèves", "75", ABOUT, Unit.NONE),
        ("1.234,5", "1234.5", EXACT, Unit.NONE),
        ("1.234.567", "1234567", EXACT, Unit.NONE),
        ("0", "0", EXACT, Unit.NONE),
    ],
)
def test_awa_writes_a_figure_in_french(typed: str, value: str, bound: Bound, unit: Unit) -> None:
    number = read_number(typed, "fr")
    assert isinstance(number, Number)
    assert (number.value, number.bound, number.unit) == (Decimal(value), bound, unit)
    assert number.words
    assert number.words in typed


@pytest.mark.parametrize(
    ("typed", "value", "bound", "unit"),
    [
        ("twenty-five", "25", EXACT, Unit.NONE),
        ("one hundred and five", "105", EXACT, Unit.NONE),
        ("a hundred", "100", EXACT, Unit.NONE),
        ("two thousand three hundred", "2300", EXACT, Unit.NONE),
        ("1,200", "1200", EXACT, Unit.NONE),
        ("1,234.5", "1234.5", EXACT, Unit.NONE),
        ("a dozen", "12", ABOUT, Unit.NONE),
        ("two dozen", "24", ABOUT, Unit.NONE),
        ("a couple", "2", ABOUT, Unit.NONE),
        ("over 200", "200", LEAST, Unit.NONE),
        ("up to 30 people", "30", MOST, Unit.NONE),
        ("nearly 50%", "50", ABOUT, Unit.PERCENT),
        ("1.2 million euros", "1200000", EXACT, Unit.EURO),
        ("€300", "300", EXACT, Unit.EURO),
        ("2 hours", "2", EXACT, Unit.HOUR),
        ("75 or so", "75", ABOUT, Unit.NONE),
    ],
)
def test_marc_s_colleague_writes_a_figure_in_english(
    typed: str, value: str, bound: Bound, unit: Unit
) -> None:
    number = read_number(typed, "en")
    assert isinstance(number, Number)
    assert (number.value, number.bound, number.unit) == (Decimal(value), bound, unit)


@pytest.mark.parametrize(
    ("typed", "language", "values"),
    [
        ("1.200", "fr", ["1200", "1.2"]),
        ("1,200", "fr", ["1.2", "1200"]),
        ("1.200", "en", ["1.2", "1200"]),
        ("2 ou 3", "fr", ["2", "3"]),
        ("3 classes, 75 élèves", "fr", ["3", "75"]),
    ],
)
def test_a_doubt_offers_every_reading(typed: str, language: str, values: list[str]) -> None:
    doubt = read_number(typed, language)
    assert isinstance(doubt, Doubt)
    assert [reading.value for reading in doubt.readings] == [Decimal(value) for value in values]


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("entre 20 et 30", "fr"),
        ("20 à 30", "fr"),
        ("20-30", "fr"),
        ("between 20 and 30", "en"),
        ("20 to 30", "en"),
    ],
)
def test_a_range_is_a_doubt_between_its_ends(typed: str, language: str) -> None:
    doubt = read_number(typed, language)
    assert isinstance(doubt, Doubt)
    assert [(reading.value, reading.bound) for reading in doubt.readings] == [(20, LEAST), (30, MOST)]
    assert doubt.words == typed


@pytest.mark.parametrize(
    ("typed", "language"),
    [
        ("la quasi-totalité", "fr"),
        ("beaucoup", "fr"),
        ("plusieurs dizaines d'élèves", "fr"),
        ("several", "en"),
    ],
)
def test_words_without_a_number_are_kept_and_no_number_invented(typed: str, language: str) -> None:
    assert read_number(typed, language) == Number(None, ABOUT, Unit.NONE, typed)


@pytest.mark.parametrize("typed", ["", "bonjour", "-5", "3e", "K03", "😀", "à 14h", "01 44 52 88 90"])
def test_nonsense_says_why(typed: str) -> None:
    reading = read_number(typed, "fr")
    assert isinstance(reading, Nonsense)
    assert reading.reason.msgid


def test_every_number_of_a_sentence_is_found_with_its_place() -> None:
    text = "Atelier : 3 classes, environ 75 élèves, deux séances de 2h, kit K03, cible 8.7"
    found = find_numbers(text, "fr")
    assert [text[one.start : one.end].strip() for one in found] == ["3", "environ 75", "deux", "2h"]


def test_an_article_is_not_a_count_unless_asked() -> None:
    assert find_numbers("un atelier", "fr") == ()
    assert len(find_numbers("un atelier", "fr", articles=True)) == 1


def test_a_very_long_message_is_read_in_time() -> None:
    assert find_numbers("un deux " * 5000, "fr")
    assert find_numbers("1 " * 20000, "fr")
    assert isinstance(read_number("quatre-vingt-" * 2000, "fr"), Doubt | Number)
