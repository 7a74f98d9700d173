"""Lines of an import file."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.contributions.incoming import Incoming, Rejected, read_line, read_lines
from bot.contributions.model import Held
from bot.reading.model import Bound, Unit
from tests.support.report import PATH, records

LINE: dict[str, Any] = {"id": "X-1", "org_id": "ghettup", "title": "Atelier au collège", "codes": ["1.4.C"]}


def read(**changes: Any) -> Incoming | Rejected:
    return read_line(json.dumps({**LINE, **changes}), 1)


def taken(**changes: Any) -> Incoming:
    line = read(**changes)
    assert isinstance(line, Incoming), line
    return line


def test_the_whole_report_is_taken() -> None:
    lines = list(read_lines(PATH.read_text("utf-8").splitlines(keepends=True)))
    assert [line.id for line in lines] == [row["id"] for row in records()]
    assert not any(isinstance(line, Rejected) for line in lines)
    assert not any(line.held for line in lines if isinstance(line, Incoming))


def test_byte_order_mark_blank_lines_and_windows_ends_are_accepted() -> None:
    other = json.dumps({**LINE, "id": "X-2"})
    lines = list(read_lines(["\ufeff" + json.dumps(LINE) + "\r\n", "\r\n", "   \n", other]))
    assert [(line.line, line.id) for line in lines] == [(1, "X-1"), (4, "X-2")]


@pytest.mark.parametrize(
    "changes",
    [
        {"codes": ["1.1.G"]},
        {"codes": ["9.9"]},
        {"codes": []},
        {"codes": None},
        {"codes": "1.4.C"},
        {"codes": ["2"]},
        {"codes": ["1.4.c"]},
        {"codes": ["1.1.A", "1.1.B", "1.1.C", "1.1.D"]},
        {"codes": [14]},
        {"title": ""},
        {"title": None},
        {"title": 3},
        {"title": "a" * 501},
        {"id": None},
        {"id": "  "},
        {"org_id": None},
        {"dates": {"start": "31/12/2022"}},
        {"dates": {"start": "2023-02-30"}},
        {"dates": {"start": "2023-02-02", "end": "2023-02-01"}},
        {"dates": {"end": "2023-02-01"}},
        {"dates": {"start": "2023-02-02", "precision": "hour"}},
        {"dates": "2023"},
        {"dates": {"start": 2023}},
        {"indicators": []},
        {"indicators": {"pupils": "75"}},
        {"indicators": {"pupils": -1}},
        {"indicators": {"pupils": True}},
        {"indicators": {"Élèves !": 3}},
        {"partners": "rhsf"},
        {"evidence": [1]},
    ],
)
def test_a_wrong_line_is_rejected_with_its_reason(changes: dict[str, Any]) -> None:
    line = read(**changes)
    assert isinstance(line, Rejected)
    assert line.reasons
    assert all(reason.msgid for reason in line.reasons)


@pytest.mark.parametrize(
    "text", ["{", "[]", '"x"', "null", "{'id': 1}", '{"id": NaN}', "[" * 100_000, "x" * 100_001]
)
def test_what_is_no_record_is_rejected(text: str) -> None:
    assert isinstance(read_line(text, 7), Rejected)
    assert read_line(text, 7).line == 7


def test_every_reason_of_a_line_is_given_at_once() -> None:
    line = read(title="", codes=["1.1.G"], dates={"start": "hier"})
    assert isinstance(line, Rejected)
    assert len(line.reasons) == 3


def test_an_id_met_twice_is_rejected_the_second_time() -> None:
    first, second = read_lines([json.dumps(LINE), json.dumps({**LINE, "title": "Autre"})])
    assert isinstance(first, Incoming)
    assert isinstance(second, Rejected)
    assert second.reasons[0].values["line"] == 1


@pytest.mark.parametrize(
    ("changes", "held"),
    [
        ({"sensitivity": "individual_case"}, Held.INDIVIDUAL_CASE),
        ({"sensitivity": "pending_litigation"}, Held.PENDING_LITIGATION),
        ({"kind": "contentieux"}, Held.PENDING_LITIGATION),
        ({"sensitivity": "aggregated_victims"}, None),
        ({}, None),
    ],
)
def test_cases_and_trials_are_held_for_a_human(changes: dict[str, Any], held: Held | None) -> None:
    assert taken(**changes).held is held


def test_suffixes_say_the_bound_and_the_unit() -> None:
    line = taken(
        indicators={
            "participants_min": 100,
            "days_max": 5,
            "students_approx": 30,
            "budget_eur_million": 1.2,
            "compliant_share": 0.627,
            "workshops_2022": 3,
            "high_share": {"work": 0.5},
            "panels": 2,
        }
    )
    found = [(one.key, one.value, one.bound, one.unit) for one in line.figures]
    assert found == [
        ("participants", Decimal(100), Bound.AT_LEAST, Unit.NONE),
        ("days", Decimal(5), Bound.AT_MOST, Unit.NONE),
        ("students", Decimal(30), Bound.ABOUT, Unit.NONE),
        ("budget_eur", Decimal(1_200_000), Bound.EXACT, Unit.EURO),
        ("compliant_share", Decimal("62.7"), Bound.EXACT, Unit.PERCENT),
        ("workshops", Decimal(3), Bound.EXACT, Unit.NONE),
        ("high_share_work", Decimal(50), Bound.EXACT, Unit.PERCENT),
        ("panels", Decimal(2), Bound.EXACT, Unit.NONE),
    ]


def test_dates_come_with_their_precision() -> None:
    line = taken(dates={"start": "2022-06-01", "end": "2022-06-30", "precision": "month", "in_period": "yes"})
    assert (line.start, line.end, line.precision) == (date(2022, 6, 1), date(2022, 6, 30), "month")
    assert (taken().start, taken().precision) == (None, "unknown")


def test_the_digest_changes_with_what_matters_only() -> None:
    same = taken().digest
    assert taken(hint="x", colour="blue").digest == same
    assert taken(place=None).digest == same
    assert taken(title="Autre").digest != same
    assert taken(indicators={"pupils": 75}).digest != same
    reordered = read_line(json.dumps(dict(reversed(LINE.items()))), 9)
    assert isinstance(reordered, Incoming)
    assert reordered.digest == same


def test_an_unknown_field_is_left_out_with_a_note() -> None:
    line = taken(colour="blue", hint="x")
    assert [note.values["field"].text for note in line.notes] == ["colour"]


@given(st.text(max_size=100))
def test_any_line_is_taken_or_rejected(text: str) -> None:
    assert isinstance(read_line(text, 1), Incoming | Rejected)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=5), inner, max_size=3),
    max_leaves=6,
)


@given(
    st.sampled_from([*LINE, "dates", "indicators", "partners", "place", "sensitivity", "kind", "status"]),
    JSON,
)
def test_any_value_in_a_field_is_taken_or_rejected(name: str, value: Any) -> None:
    assert isinstance(read(**{name: value}), Incoming | Rejected)
