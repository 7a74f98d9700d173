"""From one sentence to a draft. Awa writes on Monday 20 July 2026."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contributions.extract import MAX_TITLE, Draft, extract
from bot.reading.model import Span
from tests.support.report import records

TODAY = date(2026, 7, 20)
EXAMPLE = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"


def read(text: str, language: str = "fr") -> Draft:
    return extract(text, language, TODAY)


def figures(draft: Draft) -> list[tuple[str, int]]:
    return [(one.key, int(one.value or 0)) for one in draft.figures]


def test_awa_s_sentence_says_it_all() -> None:
    draft = read(EXAMPLE)
    assert draft.title == EXAMPLE
    assert [one.code for one in draft.suggestions[:2]] == ["1.4.C", "2.2.E"]
    assert figures(draft) == [("classes", 3), ("pupils", 75)]
    assert draft.span is not None
    assert (draft.span.start, draft.span.words, draft.span.year_guessed) == (
        date(2026, 6, 12),
        "le 12 juin",
        True,
    )
    assert [one.words for one in draft.kits] == ["kit"]
    assert draft.places == ()
    assert not draft.planned
    assert draft.period is None


def test_the_same_in_english() -> None:
    draft = read("workshop in Lyon with kit K03, 3 classes, about 75 pupils, on 12 June", "en")
    assert [one.code for one in draft.suggestions[:2]] == ["1.4.C", "2.2.E"]
    assert figures(draft) == [("classes", 3), ("pupils", 75)]
    assert [one.words for one in draft.places] == ["Lyon"]
    assert [one.code for one in draft.kits] == ["K03"]


@pytest.mark.parametrize(
    "text",
    [
        "atelier le 12 juin",
        "atelier avec le kit K03",
        "action 1.4.C",
        "cible 8.7",
        "réunion à Saint-Denis (93)",
        "réunion, 93200 Saint-Denis",
        "en 2022",
    ],
)
def test_words_that_serve_elsewhere_are_no_figures(text: str) -> None:
    draft = read(text)
    assert draft.figures == ()
    assert draft.unnamed == ()


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("stand à Saint-Denis", ["Saint-Denis"]),
        ("stand à La Courneuve (93)", ["La Courneuve (93)"]),
        ("rencontre à L'Île-Saint-Denis", ["L'Île-Saint-Denis"]),
        ("réunion au Havre avec la CCEM", ["Havre"]),
        ("atelier au collège Pierre-de-Geyter", []),
        ("atelier au collège Pierre-de-Geyter à Saint-Denis", ["Saint-Denis"]),
        ("réunion, 93200 Saint-Denis", ["93200 Saint-Denis"]),
        ("dans le 93, trois ateliers", ["93"]),
        ("associations de Marseille", ["Marseille"]),
        ("atelier à saint-denis avec des jeunes", ["saint-denis"]),
        ("réunion en visio", ["en visio"]),
        ("intervention du CCEM avec la MIPROF et le Secours Catholique", []),
        ("en Juin avec l'Alliance", []),
        ("formation à destination des agents", []),
    ],
)
def test_words_that_may_name_a_place(text: str, places: list[str]) -> None:
    assert [one.words for one in read(text).places] == places


def test_what_is_planned_lies_ahead() -> None:
    draft = read("on prévoit 2 formations en juin")
    assert draft.planned
    assert draft.span is not None
    assert draft.span.start == date(2027, 6, 1)


def test_two_dates_are_a_doubt_with_their_whole_extent_first() -> None:
    draft = read("ateliers au collège : 3 en 2022 et 4 en 2023")
    assert draft.span is None
    assert draft.span_doubt is not None
    extents = [(one.start.year, one.end.year) for one in draft.span_doubt.readings]
    assert extents == [(2022, 2023), (2022, 2022), (2023, 2023)]


def test_a_calendar_year_brings_its_question() -> None:
    draft = read("bilan 2022 : 281 personnes aidées")
    assert draft.period is not None
    assert figures(draft) == [("victims_supported", 281)]


def test_a_day_that_does_not_exist_is_told() -> None:
    draft = read("atelier le 31 juin")
    assert draft.wrong_date is not None
    assert draft.span is None


def test_an_unknown_code_is_told() -> None:
    (unknown,) = read("réunion pour la 1.1.G").unknown_codes
    assert unknown.letters == "ABCDE"


def test_a_long_message_gets_a_title_that_fits() -> None:
    draft = read("atelier " * 500)
    assert len(draft.title) <= MAX_TITLE
    assert draft.title.endswith("atelier…")


def test_the_report_s_titles_are_read_without_an_error() -> None:
    for row in records():
        draft = read(row["title"])
        assert draft.title
        assert isinstance(draft.span, Span | None)


@given(st.text(max_size=300), st.sampled_from(["fr", "en", "ar"]))
def test_any_text_gives_a_draft(text: str, language: str) -> None:
    extract(text, language, TODAY)


@pytest.mark.parametrize(
    "piece", ["Saint-", "A", "1 ", "1/2/", "12 et 13 ", "quatre-vingt-", "du 1 au ", "à De La "]
)
def test_no_message_keeps_the_reader_busy(piece: str) -> None:
    text = (piece * 4096)[:4096]
    start = time.perf_counter()
    extract(text, "fr", TODAY)
    assert time.perf_counter() - start < 2
