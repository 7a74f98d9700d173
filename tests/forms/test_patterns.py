"""regex(): Java's patterns, whole matches, bounded time."""

from __future__ import annotations

import contextlib
import time

import pytest

from bot.forms import limits
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.regex import full_match


@pytest.mark.parametrize(
    ("pattern", "yes", "no"),
    [
        ("[0-9]{10}", ["0612345678"], ["06123456789", "061234567", ""]),
        (r"^\d{2,3}$", ["12", "123"], ["1", "1234"]),
        (r"(\+33|0)[1-9](\s?\d{2}){4}", ["+33612345678", "06 12 34 56 78"], ["0012345678"]),
        (r"[A-Za-z\p{L}' -]+", ["L'Île-Saint-Denis", "Żółć"], ["Ghett'up 93"]),
        (r"[^\s@]+@[^\s@]+\.[a-z]{2,}", ["awa@example.org"], ["awa@example", "a b@c.org"]),
        ("a|bc|", ["a", "bc", ""], ["ab", "c"]),
        ("(?!0+$)[0-9]+", ["10", "7"], ["0", "000"]),
        ("(?=.*[a-z])(?=.*[0-9]).{4,}", ["abc1"], ["abcd", "a1"]),
        (r"\bkit\b.*", ["kit A5"], ["kits"]),
        ("(?i)yes", ["YES", "Yes"], ["no"]),
        (r"\Qa.b\E+", ["a.b", "a.bb"], ["axb"]),
        (r"[\w&&[^_]]+", ["ab1"], ["a_b"]),
        (r"[a-c[x-z]]*", ["abxz", ""], ["m"]),
        (r"\p{Lu}\p{Ll}*\P{Nd}", ["Awa!"], ["awa!", "Awa1"]),
        (r"\p{IsArabic}+", ["سلام"], ["salam"]),
        ("[]a]+|[a-]+", ["]a", "a-"], ["b"]),
        (r"é", ["é"], ["e"]),
        (r"(?<year>\d{4})-(?:0[1-9]|1[0-2])", ["2026-03"], ["2026-13"]),
        (".{0,3}?x*?", ["abcxx"], ["abcd"]),
    ],
)
def test_a_pattern_matches_whole_texts(pattern: str, yes: list[str], no: list[str]) -> None:
    assert [text for text in yes if not full_match(pattern, text)] == []
    assert [text for text in no if full_match(pattern, text)] == []


@pytest.mark.parametrize(
    "pattern", ["[a", "(a", "a)", "*a", "a{3,1}", "a{x}", r"(a)\1", "(?<=a)b", "a++", r"\p{Nope}", "a" * 2001]
)
def test_what_is_wrong_or_not_supported_is_said(pattern: str) -> None:
    with pytest.raises(ExpressionFault):
        full_match(pattern, "a")


@pytest.mark.parametrize(
    "pattern", ["(a+)+$", "(a|a)*b", "(a*)*b", "(.*a){12}", "((a{0,30}){0,30}){0,30}", "(a|aa)+$", "(x+x+)+y"]
)
def test_hostile_patterns_end_soon(pattern: str) -> None:
    start = time.perf_counter()
    with contextlib.suppress(ExpressionFault):
        full_match(pattern, "a" * 3999 + "!")
    assert time.perf_counter() - start < 5


def test_texts_longer_than_any_answer_do_not_match() -> None:
    assert not full_match("a*", "a" * (limits.REGEX_SUBJECT + 1))
