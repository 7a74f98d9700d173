"""Limits met while a form is filled: each ends in a sentence, not in a machine on its knees."""

from __future__ import annotations

import time

import pytest

from bot.forms import limits
from bot.forms.session import TooMuch
from tests.forms.talk import Talk

COUNTED = """
| survey |              |       |           |              |
|        | type         | name  | label     | repeat_count |
|        | integer      | n     | How many? |              |
|        | begin_repeat | kit   | Kit       | ${n} * 1000  |
|        | text         | theme | Theme?    |              |
|        | end_repeat   |       |           |              |
"""


def test_a_count_asks_for_no_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPEATS", 12)
    awa = Talk(COUNTED).answers("999999")
    assert awa.question.progress.total == 13


def test_a_person_adds_no_more_than_the_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "REPEATS", 2)
    awa = Talk(COUNTED.replace("${n} * 1000 ", "")).answers("1", "rights").adds_another().answers("work")
    with pytest.raises(TooMuch):
        awa.adds_another()
    awa.says_no_more().sends().is_finished()


def test_an_instance_cannot_grow_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "NODES", 40)
    with pytest.raises(TooMuch):
        Talk(COUNTED).answers("1")


def test_the_largest_count_is_reached_in_bounded_time() -> None:
    start = time.perf_counter()
    awa = Talk(COUNTED).answers("1")
    assert awa.question.progress.total == limits.REPEATS + 1
    assert time.perf_counter() - start < 20
