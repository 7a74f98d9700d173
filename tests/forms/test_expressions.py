"""The expression language alone, on a small document."""

from __future__ import annotations

import math
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from bot.forms import limits
from bot.forms.problems import ExpressionFault
from bot.forms.standalone import evaluate
from bot.forms.xpath.functions import LIBRARY
from bot.forms.xpath.lexer import tokens
from bot.forms.xpath.parser import parse
from bot.forms.xpath.tree import Binary, Number, Series
from tests.forms.talk import english

DOCUMENT = """
<report>
  <title>Workshop</title>
  <pupils>75</pupils>
  <class rank="1"><name>6A</name><size>24</size></class>
  <class rank="2"><name>6B</name><size></size></class>
  <class rank="3"><name>6C</name><size>27</size></class>
  <days>mo tu</days>
  <place>48.9 2.3 0 0</place>
  <square>0 0 0 0;0 1 0 0;1 1 0 0;1 0 0 0;0 0 0 0</square>
</report>
"""
NOW = datetime(2026, 3, 15, 23, 30, tzinfo=UTC)


def say(
    expression: str, wanted: str = "string", zone: str = "Europe/Paris", place: str = "/report"
) -> object:
    return evaluate(expression, DOCUMENT, place, NOW, ZoneInfo(zone), wanted)


@pytest.mark.parametrize(
    ("expression", "said"),
    [
        ("title", "Workshop"),
        ("/report/class[2]/name", "6B"),
        ("class[@rank = '3']/name", "6C"),
        ("class[size > 24]/name", "6C"),
        ("class[last()]/name", "6C"),
        ("string(class/name)", "6A"),
        ("//size[. = 27]/../name", "6C"),
        ("count(class[position() mod 2 = 1])", "2"),
        ("count(class/name | class/size)", "6"),
        ("name(.)", None),
        ("concat(title, ' ', pupils)", "Workshop 75"),
        ("join('-', class/name)", "6A-6B-6C"),
        ("substr(title, 0, 4)", "Work"),
        ("substr(title, -4)", "shop"),
        ("substring-before(title, 'shop')", "Work"),
        ("substring-after(title, 'Work')", "shop"),
        ("translate('12,5', ',', '.')", "12.5"),
        ("normalize-space('  a   b ')", "a b"),
        (
            "digest('abc', 'SHA-256', 'hex')",
            "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
        ),
        ("base64-decode('TGEgZm9ybWU=')", "La forme"),
        ("selected-at(days, 1)", "tu"),
        ("selected-at(days, 2)", ""),
        ("if(selected(days, 'mo'), 'Monday', 'never')", "Monday"),
        ("coalesce(class[2]/size, 'none')", "none"),
        ("12.0", "12"),
        ("1 div 3 > 0.3333", "true"),
        ("3000000000 * 2", "6000000000"),
        ("0.1 + 0.2", "0.30000000000000004"),
        ("round(-1.5)", "-1"),
        ("round(1.005, 2)", "1.01"),
        ("round(12345, -2)", "12300"),
        ("int(-3.7)", "-3"),
        ("7 mod -3", "1"),
        ("date('2026-06-12') - date('2026-06-01')", "11"),
        ("format-date('2026-06-02', '%a %e %b %y, %W')", "Tue 2 Jun 26, 23"),
        ("format-date-time('2026-06-02T08:05:09Z', '%H:%M:%S.%3')", "10:05:09.000"),
        ("today()", "2026-03-16"),
        ("string(date('2026-06-02T23:30:00Z'))", "2026-06-03"),
        ("decimal-time('2026-06-02T18:00:00')", "0.75"),
        ("boolean-from-string('TRUE')", "true"),
        ("not(class[2]/size)", "true"),
        ("- - 5", "5"),
        ("2 + 3 * 4 - 6 div 2", "11"),
        ("pupils = '75' and pupils != 76", "true"),
        ("weighted-checklist(2, 3, true(), 1.5, false(), 5, true(), 1)", "true"),
    ],
)
def test_an_expression_says(expression: str, said: str | None) -> None:
    if said is None:
        with pytest.raises(ExpressionFault):
            say(expression)
    else:
        assert say(expression) == said


@pytest.mark.parametrize(
    ("expression", "number"),
    [
        ("sum(class/size)", 51.0),
        ("min(class/size)", 24.0),
        ("max(-5, -3)", -3.0),
        ("max('')", math.nan),
        ("number('1e3')", math.nan),
        ("number('12,5')", 12.5),
        ("1 div 0", math.inf),
        ("0 div 0", math.nan),
        ("pow(2, 0.5)", 2**0.5),
        ("sqrt(-1)", math.nan),
        ("log10(0)", -math.inf),
        ("exp(1000)", math.inf),
        ("count-selected(days)", 2.0),
        ("string-length('é')", 1.0),
        ("area(square)", 12391399902.0),
        ("distance('48.9 2.3', '48.9 2.3')", 0.0),
    ],
)
def test_an_expression_counts(expression: str, number: float) -> None:
    assert say(expression, "number") == pytest.approx(number, rel=1e-3, nan_ok=True)


def test_places_lie_inside_shapes_or_not() -> None:
    assert say("geofence('0.5 0.5', square)", "boolean") is True
    assert say("geofence(place, square)", "boolean") is False


@pytest.mark.parametrize(
    ("expression", "reason", "place"),
    [
        ("1 +", "The expression stops too early.", 3),
        ("(1 + 2", ") is missing at the end.", 6),
        ("title = 'Work", "A quotation mark is opened and never closed.", 8),
        ("1 # 2", "The character # has no meaning here.", 2),
        ("${title}", "The character $ has no meaning here.", 0),
        ("1 + unknown(2)", "The function unknown() does not exist.", 4),
        ("round()", "round() has a wrong number of arguments.", 0),
        ("$x + 1", "Variables such as $x do not exist in forms.", 0),
        ("a b", "b is not expected here.", 2),
        ("count('x')", "Fields are expected here, not a value.", 0),
        ("regex(title, '[a')", "The pattern [a of regex() cannot be read.", 2),
        ("date('31/12/2026')", "31/12/2026 is not a date.", 0),
        ("nothing::x", "nothing is not expected here.", 0),
    ],
)
def test_what_cannot_be_read_is_named_with_its_place(expression: str, reason: str, place: int) -> None:
    with pytest.raises(ExpressionFault) as raised:
        say(expression)
    assert (english(raised.value.text), raised.value.position) == (reason, place)


def test_operators_are_names_where_a_name_is_expected() -> None:
    assert say("count(div | mod | and)") == "0"
    assert say("3 div 2 = 1.5 and 3 mod 2 = 1") == "true"
    assert [token.kind for token in tokens("div div div")] == ["name", "operator", "name", "end"]


def test_long_sums_and_deep_choices_of_real_forms_are_read() -> None:
    assert say(" + ".join(["pupils"] * 900), "number") == 75 * 900
    assert say(" or ".join(["pupils = 1"] * 900) + " or true()", "boolean") is True
    nested = "'none'"
    for district in range(120):
        nested = f"if(pupils = {district}, 'district {district}', {nested})"
    assert say(nested) == "district 75"


def test_operators_bind_as_xpath_says() -> None:
    tree = parse("1 or 2 and 3 = 4 < 5 + 6 * 7")
    order = []
    while isinstance(tree, Binary | Series):
        order.append(tree.operator if isinstance(tree, Binary) else tree.operators[0])
        tree = tree.right if isinstance(tree, Binary) else tree.operands[-1]
    assert order == ["or", "and", "=", "<", "+", "*"]
    assert tree == Number(7.0)


@pytest.mark.parametrize(
    "expression",
    [
        "(" * 500 + "1" + ")" * 500,
        "not(" * 500 + "1" + ")" * 500,
        "-" * 500 + "1",
        "1+" * 20_001 + "1",
        "'" + "a" * 100_001 + "'",
    ],
)
def test_expressions_that_nest_or_grow_without_end_are_refused(expression: str) -> None:
    with pytest.raises(ExpressionFault):
        say(expression)


def test_a_text_cannot_grow_without_end() -> None:
    rows = "".join(f"<x>{'b' * 1000}</x>" for _ in range(limits.STRING_CHARACTERS // 1000 + 1))
    with pytest.raises(ExpressionFault):
        evaluate("concat(/r/x)", f"<r>{rows}</r>", "/", NOW, UTC, "string")


def test_the_library_says_what_each_function_takes() -> None:
    assert len(LIBRARY) > 70
    for name, function in LIBRARY.items():
        assert function.name == name
        assert 0 <= function.least <= function.most
