"""Codes as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.roadmap.codes import Unknown, find_codes, read_codes
from bot.roadmap.model import plan


@pytest.mark.parametrize(
    ("typed", "codes"),
    [
        ("1.1 a", ("1.1.A",)),
        ("11a", ("1.1.A",)),
        ("1-1-A", ("1.1.A",)),
        ("1,1,a", ("1.1.A",)),
        ("3.1", ("3.1",)),
        ("objectif 1.1.A", ("1.1.A",)),
        ("action 2.2 e", ("2.2.E",)),
        ("1.4.C, 2.2.E", ("1.4.C", "2.2.E")),
        ("1.4c et 2.2e", ("1.4.C", "2.2.E")),
        ("1.4.C / 2.2.E + 3.1", ("1.4.C", "2.2.E", "3.1")),
        ("1.4.C 1.4.C", ("1.4.C",)),
    ],
)
def test_an_answer_that_is_only_codes(typed: str, codes: tuple[str, ...]) -> None:
    read = read_codes(typed)
    assert read is not None
    assert read.codes == codes
    assert read.unknown == ()


def test_a_fourth_code_is_left_out_and_said() -> None:
    read = read_codes("1.1.a 1.1.b 1.1.c 1.1.d")
    assert read is not None
    assert (read.codes, read.left_out) == (("1.1.A", "1.1.B", "1.1.C"), ("1.1.D",))


def test_a_letter_that_does_not_exist_is_answered_with_those_that_do() -> None:
    read = read_codes("1.1.G")
    assert read is not None
    assert read.codes == ()
    assert read.unknown[0].letters == "ABCDE"
    assert {"first", "last"} <= set(read.unknown[0].reason.values)
    assert (read.unknown[0].reason.values["first"], read.unknown[0].reason.values["last"]) == ("A", "E")


@pytest.mark.parametrize("typed", ["4.1", "1.5", "1.9.A", "7.2"])
def test_a_priority_that_does_not_exist_is_said(typed: str) -> None:
    read = read_codes(typed)
    assert read is not None
    assert read.codes == ()
    assert len(read.unknown) == 1


@pytest.mark.parametrize(
    "typed", ["", "bonjour", "12 juin", "2024", "3.1 A noter", "atelier 1.4.C", "1", "A"]
)
def test_anything_else_is_left_to_the_sentence_reader(typed: str) -> None:
    assert read_codes(typed) is None


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("co-production du rapport, objectif 1.1 A", ["1.1.A"]),
        ("colloque, 6 pays pionniers, objectif 3.1.A", ["3.1.A"]),
        ("points 1.1.D et 3.1", ["1.1.D", "3.1"]),
        ("(objectif 3.1) avec la CNCDH", ["3.1"]),
        ("Action 1.1.", ["1.1"]),
        ("3.1 A noter que la salle était pleine", ["3.1"]),
        ("3.1 à compléter", ["3.1"]),
        ("l'action 3.1 a eu lieu", ["3.1"]),
        ("co-leader de l'action 3.3 d'EMPACT", []),
        ("cible 8.7, version 1.2.3", []),
        ("budget de 1.2 million, 1.2M€, hausse de 2.3 %", []),
        ("le 1.2.2023", []),
    ],
)
def test_codes_within_a_sentence_and_their_traps(text: str, codes: list[str]) -> None:
    assert [one.code for one in find_codes(text)] == codes


def test_an_unknown_letter_within_a_sentence_is_told() -> None:
    (found,) = find_codes("pour la 1.1.G svp")
    assert isinstance(found.code, Unknown)
    assert found.code.letters == "ABCDE"


CODES = sorted(plan().codes())


@given(
    st.lists(st.sampled_from(CODES), min_size=1, max_size=3, unique=True),
    st.sampled_from([", ", " et ", " / "]),
)
def test_codes_written_properly_are_read_back(codes: list[str], joint: str) -> None:
    read = read_codes(joint.join(codes))
    assert read is not None
    assert list(read.codes) == codes


@given(st.sampled_from(CODES), st.sampled_from([".", "-", " ", ""]), st.booleans())
def test_codes_written_carelessly_are_read_back(code: str, separator: str, small: bool) -> None:
    typed = code.replace(".", separator)
    read = read_codes(typed.lower() if small else typed)
    assert read is not None
    assert read.codes == (code,)


@given(st.text(max_size=200))
def test_any_text_is_read_without_an_error(text: str) -> None:
    read_codes(text)
    for found in find_codes(text):
        assert 0 <= found.start < found.end
