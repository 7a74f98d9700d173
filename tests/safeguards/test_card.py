"""The emergency card: complete, short, in every language, and its numbers never forgotten."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.clock import SetClock
from bot.i18n import LANGUAGES, LRI, PDI, RLM, Text
from bot.safeguards import card as cards
from bot.safeguards.card import (
    LONGEST,
    ORDER,
    Audience,
    IncompleteCard,
    card,
    card_lacks,
    card_language,
    check_card,
)
from bot.safeguards.distress import calls_for_help
from bot.safeguards.helplines import STALE_AFTER, helplines, stale_numbers

EVERY = [(code, audience) for code in LANGUAGES for audience in Audience]


@pytest.mark.parametrize(("code", "audience"), EVERY)
def test_each_card_holds_the_vital_numbers_and_the_warnings_and_is_short(code, audience):
    shown = card(code, audience).plain()
    for number in ("17", "112", "114", "119", "3919", "116 006"):
        assert number in shown
    assert len(shown) <= LONGEST
    assert shown.count("{") == 0
    assert card_lacks(card(code, audience)) == ()


def test_the_french_card_says_not_to_act_alone_and_to_report_oneself():
    shown = card("fr").plain().casefold()
    for words in (
        "n'agissez pas seul",
        "signalez vous-même",
        "effacez cette conversation",
        "ne vous écrira pas",
    ):
        assert words in shown


def test_numbers_come_in_the_order_of_danger():
    shown = card("fr").plain()
    at = [
        shown.index(number)
        for number in ("17 ", "112", "114", "119", "3919", "esclavagemoderne", "116", "TEH")
    ]
    assert at == sorted(at)


def test_hours_that_nobody_verified_are_said_so():
    assert "non vérifiées" in card("fr").plain()
    assert "not verified" in card("en").plain()
    assert not next(line for line in helplines() if line.number == "116 006").hours_verified


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_is_for_professionals_is_for_them_alone(code):
    assert "Ac.Sé" in card(code, Audience.PROFESSIONALS).plain()
    assert "Ac.Sé" not in card(code, Audience.PUBLIC).plain()
    assert "acse" not in card(code, Audience.PUBLIC).plain()


def test_unchecked_telephone_numbers_are_left_out():
    every = " ".join(card(code, audience).plain() for code, audience in EVERY)
    for number in ("01 44 52 88 90", "115", "06"):
        assert not re.search(rf"(?<!\d){number}(?!\d)", every)


def test_the_arabic_card_reads_right_to_left_and_its_numbers_left_to_right():
    lines = card("ar").plain().split("\n\n")
    assert all(line.startswith(RLM) for line in lines)
    assert f"{LRI}114{PDI}" in card("ar").plain()
    assert LRI not in card("fr").plain()


def test_html_only_has_a_bold_title_and_escapes_nothing_else_wrongly():
    for code in LANGUAGES:
        shown = card(code).html()
        assert set(re.findall(r"<[^>]*>", shown)) == {"<b>", "</b>"}
        assert "&" not in shown


@pytest.mark.parametrize(
    ("tag", "code"),
    [
        ("fr-FR", "fr"),
        ("ar", "ar"),
        ("uk-UA", "uk"),
        ("fil", "tl"),
        ("in_ID", "id"),
        ("de", "fr"),
        (None, "fr"),
    ],
)
def test_the_card_speaks_the_phone_s_language_even_where_the_rest_does_not_yet(tag, code):
    assert card_language(tag) == code
    assert card(card_language(tag)).language == code


def test_who_reviewed_what_is_known():
    assert [code for code in LANGUAGES if card(code).reviewed] == ["fr", "en"]


def test_a_card_without_114_is_refused(monkeypatch):
    kept = tuple(replace(line, number="---") if line.number == "114" else line for line in helplines())
    monkeypatch.setattr(cards, "helplines", lambda: kept)
    assert card_lacks() == ("114",)
    with pytest.raises(IncompleteCard, match="incomplete_card") as raised:
        check_card()
    assert raised.value.text.values["lines"] == "114"


@pytest.mark.parametrize("line", ORDER)
def test_a_card_without_one_of_its_lines_is_refused(monkeypatch, line):
    whole = dict(cards._sentences("fr"))
    monkeypatch.setattr(cards, "_sentences", lambda code: {k: v for k, v in whole.items() if k != line})
    with pytest.raises(IncompleteCard):
        check_card()


def test_a_card_too_long_for_a_hurry_is_refused(monkeypatch):
    whole = dict(cards._sentences("fr"), quiet="x" * LONGEST)
    monkeypatch.setattr(cards, "_sentences", lambda code: whole)
    with pytest.raises(IncompleteCard):
        check_card()


def test_the_cards_carried_pass_the_check():
    check_card()


def test_numbers_unchecked_for_more_than_180_days_are_told():
    checked = max(line.checked_on for line in helplines())
    clock = SetClock(datetime(checked.year, checked.month, checked.day, 12, tzinfo=UTC))
    assert stale_numbers(clock.now()) == ()
    clock.advance(days=STALE_AFTER.days)
    assert stale_numbers(clock.now()) == ()
    clock.advance(days=20)
    assert "17" in stale_numbers(clock.now())
    assert "17" in card("fr").plain(), "the card is still shown"


def test_one_old_number_is_told_alone():
    lines = helplines()
    old = replace(lines[0], checked_on=lines[0].checked_on - timedelta(days=200))
    now = datetime(2026, 11, 21, tzinfo=UTC)
    assert stale_numbers(now, (old, *lines[1:])) == ("17",)


def test_each_helpline_says_where_it_comes_from():
    for line in helplines():
        assert line.owner
        assert line.source.startswith("https://")
        assert line.how_checked
    assert [line.number for line in helplines() if line.essential] == ["17", "112", "114", "119"]
    assert not next(line for line in helplines() if line.number == "114").speak


def test_the_card_does_not_call_for_itself():
    """Forwarding the card, or quoting a line of it in a report, is not distress."""
    assert not any(calls_for_help(line) for line in card("fr").plain().split("\n\n")[1:8])


def test_a_card_is_made_of_sentences_with_codes():
    assert all(isinstance(line, Text) for line in card("uk").lines)
