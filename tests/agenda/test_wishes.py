"""What is typed after /agenda: a month, a theme, a department, or several at once."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.agenda.calendar import upcoming
from bot.agenda.wishes import THEMES, Wish, kept, wish_of
from bot.catalogues import translator

TODAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("juin", "2027-06"),
        ("Juin 2025", "2025-06"),
        ("novembre", "2026-11"),
        ("12 juin", "2027-06"),
        ("1er juin 2027", "2027-06"),
        ("June", "2027-06"),
        ("يونيو", "2027-06"),
        ("06/2027", "2027-06"),
        ("2027-06", "2027-06"),
        ("traite", "traite"),
        ("travail des enfants", "travail_enfants"),
        ("travail_enfants", "travail_enfants"),
        ("réunions", "meetings"),
        ("974", "974"),
        ("La Réunion", "974"),
        ("2a", "2A"),
        ("97400", "974"),
        ("Seine-Saint-Denis", "93"),
        ("Marseille", "13"),
        ("974 juin traite", "2027-06 traite 974"),
        ("mars 2027 La Creuse", "2027-03 23"),
    ],
)
def test_what_is_typed_is_understood(typed: str, meant: str):
    assert str(wish_of(typed, translator("fr"), TODAY)) == meant


@pytest.mark.parametrize(
    "typed",
    ["", "xyzzy", "974 xyzzy", "juin juin", "99", "1", "2026-13", "0000-01", "Saint-Denis", "Maroc", "été",
     "mot " * 50],
)  # fmt: skip
def test_what_means_nothing_or_two_things_is_not_guessed(typed: str):
    assert wish_of(typed, translator("fr"), TODAY) is None


@given(
    st.one_of(st.none(), st.dates(date(2000, 1, 1), date(2090, 1, 1)).map(lambda day: day.replace(day=1))),
    st.sampled_from([None, *THEMES]),
    st.sampled_from([None, "01", "2B", "93", "974"]),
)
def test_what_a_button_carries_is_read_again(month: date | None, theme: str | None, department: str | None):
    wish = Wish(month, theme, department)
    assert (wish_of(str(wish), translator("en"), TODAY) or Wish()) == wish


@given(st.text(max_size=80))
def test_whatever_is_typed_nothing_breaks(typed: str):
    wish_of(typed, translator("fr"), TODAY)


def test_a_month_holds_what_touches_it_and_nothing_else():
    wish = Wish(date(2026, 12, 1))
    found = kept(upcoming(TODAY, since=wish.month, until=wish.last_day, audiences=None), wish)
    assert "clp@2026-12-01" in {one.key for one in found}
    assert all(one.start <= date(2026, 12, 31) and one.end >= date(2026, 12, 1) for one in found)


def test_of_the_past_no_landmark_is_told_as_having_taken_place():
    past = upcoming(TODAY, since=date(2026, 5, 1), until=date(2026, 6, 30), audiences=None)
    assert "journee-12-juin@2026-06-12" in {one.key for one in past}
    assert not any(one.tentative for one in past), "the Forum of May was a landmark"


def test_months_turn_with_the_year_and_end_somewhere():
    assert Wish(date(2026, 12, 1)).moved(1) == Wish(date(2027, 1, 1))
    assert Wish(date(2027, 1, 1)).moved(-1) == Wish(date(2026, 12, 1))
    assert not Wish(date(2090, 1, 1)).shown(TODAY)
    assert not Wish(date(1999, 1, 1)).shown(TODAY)


def test_each_theme_of_the_agenda_can_be_asked_for():
    themes = {
        theme for one in upcoming(TODAY, until=date(2031, 1, 1), audiences=None) for theme in one.event.themes
    }
    assert themes <= set(THEMES)
