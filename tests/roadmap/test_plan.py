"""The roadmap as data."""

from __future__ import annotations

from bot.contributions.figures import INDICATORS
from bot.roadmap.model import label, plan


def test_the_plan_has_three_axes_eleven_priorities_fifty_one_actions() -> None:
    book = plan()
    assert (len(book.axes), len(book.priorities), len(book.actions)) == (3, 11, 51)
    assert all(action.priority in book.priorities for action in book.actions.values())
    assert all(priority.axis in book.axes for priority in book.priorities.values())


def test_letters_follow_each_other_without_a_gap() -> None:
    for code in plan().priorities:
        letters = plan().letters(code)
        assert letters == "ABCDEF"[: len(letters)], code


def test_every_entry_says_its_name_in_both_languages() -> None:
    book = plan()
    for entry in (*book.axes.values(), *book.priorities.values(), *book.actions.values()):
        assert label(entry, "fr")
        assert label(entry, "en")
        assert label(entry, "fr") != label(entry, "en")


def test_useful_indicators_of_actions_are_registered() -> None:
    missing = {key for action in plan().actions.values() for key in action.indicators} - set(INDICATORS)
    assert missing == set()


def test_a_contribution_carries_a_priority_or_an_action_never_an_axis() -> None:
    book = plan()
    assert book.is_code("2.1")
    assert book.is_code("2.1.C")
    assert not book.is_code("2")
    assert not book.is_code("1.1.G")
    assert book.entry("2") is book.axes["2"]
