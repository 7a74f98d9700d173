"""Figures of a sentence, how they are shown, kept and added up."""

from __future__ import annotations

import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.catalogues import translator
from bot.contributions.figures import (
    INDICATORS,
    Figure,
    add_up,
    as_json,
    figure_text,
    from_json,
    read_figures,
)
from bot.contributions.indicators import indicator
from bot.reading.model import Bound, Unit
from tests.support.report import records


def counted(text: str, language: str = "fr") -> list[tuple[str, str]]:
    return [(one.key, str(one.value)) for one in read_figures(text, language).figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3 classes, environ 75 élèves", [("classes", "3"), ("pupils", "75")]),
        ("formation de vingt agents du CCAS", [("people_trained", "20")]),
        (
            "deux formations de trois jours pour 40 policiers",
            [("sessions", "2"), ("days", "3"), ("people_trained", "40")],
        ),
        (
            "683 inscrits, 365 présents, 190 certificats",
            [("registered", "683"), ("participants", "365"), ("certificates", "190")],
        ),
        ("84 participants dont plus de 42 entreprises", [("participants", "84"), ("companies", "42")]),
        (
            "281 personnes aidées dont 56 nouvelles, 338 signalements reçus",
            [("victims_supported", "281"), ("new_victims_supported", "56"), ("alerts_received", "338")],
        ),
        ("460 dessins de 65 pays", [("drawings", "460"), ("countries", "65")]),
        ("une trentaine d'étudiants", [("students", "30")]),
        ("budget de 40 M€", [("budget_eur", "40000000")]),
        (
            "200 dépliants et 12 affiches en 7 langues",
            [("leaflets", "200"), ("posters", "12"), ("languages", "7")],
        ),
        ("3 nouvelles classes", [("classes", "3")]),
        ("participants : 40", [("participants", "40")]),
        ("62,7 % de sites conformes", [("share", "62.7")]),
        ("des jeunes de 15 ans", []),
        ("un atelier au collège", []),
    ],
)
def test_nouns_say_what_numbers_count(text: str, figures: list[tuple[str, str]]) -> None:
    assert counted(text) == figures


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("3 classes, about 75 pupils", [("classes", "3"), ("pupils", "75")]),
        ("training for 20 social workers", [("people_trained", "20")]),
        ("200 leaflets and twelve posters", [("leaflets", "200"), ("posters", "12")]),
        ("a dozen volunteers", [("volunteers", "12")]),
        ("5 victims helped", [("victims_supported", "5")]),
    ],
)
def test_nouns_in_english(text: str, figures: list[tuple[str, str]]) -> None:
    assert counted(text, "en") == figures


def test_bound_and_words_are_kept() -> None:
    (figure,) = read_figures("environ 75 élèves", "fr").figures
    assert (figure.bound, figure.words) == (Bound.ABOUT, "environ 75 élèves")


def test_twelve_sessions_of_two_hours_ask_whether_it_makes_twenty_four() -> None:
    read = read_figures("12 séances de 2h", "fr")
    assert [(one.key, one.value) for one in read.figures] == [("sessions", Decimal(12))]
    (doubt,) = read.doubts
    first = doubt.options[0][0]
    assert (first.key, first.value, first.unit) == ("hours", Decimal(24), Unit.HOUR)
    assert doubt.options[-1] == ()


def test_a_doubtful_number_is_asked_with_both_readings() -> None:
    read = read_figures("1.200 tracts", "fr")
    assert read.figures == ()
    assert [option[0].value for option in read.doubts[0].options] == [Decimal(1200), Decimal("1.2")]
    assert {option[0].key for option in read.doubts[0].options} == {"leaflets"}


def test_a_number_that_no_noun_explains_is_kept_apart() -> None:
    read = read_figures("nous étions 40", "fr")
    assert read.figures == ()
    assert [one.value for one in read.unnamed] == [Decimal(40)]


@pytest.mark.parametrize(
    ("figure", "shown"),
    [
        (Figure("pupils", Decimal(75), Bound.ABOUT), "about 75 pupils"),
        (Figure("classes", Decimal(1)), "1 class"),
        (Figure("participants", Decimal(100), Bound.AT_LEAST), "at least 100 participants"),
        (Figure("hours", Decimal("2.5"), unit=Unit.HOUR), "Hours: 2.5"),
        (Figure("share", Decimal("62.7"), unit=Unit.PERCENT), "Share: 62.7 %"),
        (Figure("pupils", None, Bound.ABOUT, "la quasi-totalité"), "Pupils: la quasi-totalité"),
        (Figure("supply_chain_tier", Decimal(4)), "Other figure (supply chain tier): 4"),
    ],
)
def test_a_figure_is_shown_in_words(figure: Figure, shown: str) -> None:
    assert translator("en")(figure_text(figure)) == shown


FIGURES = st.builds(
    Figure,
    st.sampled_from(sorted(INDICATORS)),
    st.none() | st.decimals(0, 10**9, places=2),
    st.sampled_from(Bound),
    st.text(max_size=20),
    st.sampled_from(Unit),
)


@given(FIGURES)
def test_the_wire_form_brings_back_the_same_figure(figure: Figure) -> None:
    assert from_json(json.loads(json.dumps(as_json(figure)))) == figure


@pytest.mark.parametrize("value", ["NaN", "Infinity", "douze", [], {}])
def test_a_wire_that_holds_no_number_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="not a number"):
        from_json({"key": "pupils", "value": value})


def test_totals_keep_the_bound() -> None:
    (total,) = add_up(
        [("ghettup", Figure("pupils", Decimal(75), Bound.ABOUT)), ("rhsf", Figure("pupils", Decimal(25)))]
    )
    assert (total.figure.value, total.figure.bound, total.contributions) == (Decimal(100), Bound.ABOUT, 2)


def test_two_different_bounds_make_an_approximate_total() -> None:
    (total,) = add_up(
        [
            ("a", Figure("events", Decimal(5), Bound.AT_LEAST)),
            ("a", Figure("events", Decimal(3), Bound.AT_MOST)),
        ]
    )
    assert total.figure.bound is Bound.ABOUT


def test_people_helped_are_never_added_across_organisations() -> None:
    helped = [
        ("ccem", Figure("victims_supported", Decimal(281))),
        ("afj", Figure("victims_supported", Decimal(60))),
        ("afj", Figure("victims_supported", Decimal(2))),
    ]
    totals = add_up(helped)
    assert [(total.organisation, total.figure.value) for total in totals] == [("ccem", 281), ("afj", 62)]


def test_countries_and_shares_do_not_add_up() -> None:
    assert add_up([("a", Figure("countries", Decimal(3))), ("b", Figure("share", Decimal(50)))]) == ()


def test_an_unregistered_victims_key_is_treated_as_victims() -> None:
    assert indicator("victims_identified_abroad").victims
    assert not indicator("supply_chain_tier").adds_up


def test_every_indicator_has_a_name_and_a_count_in_words() -> None:
    for key, known in INDICATORS.items():
        assert known.key == key
        assert known.label.msgid
        if known.counted is not None:
            assert known.counted(2).plural


def test_dates_of_the_report_s_titles_aside_no_title_is_misread_as_an_error() -> None:
    for row in records():
        read_figures(row["title"], "fr")
        read_figures(row["title"], "en")
