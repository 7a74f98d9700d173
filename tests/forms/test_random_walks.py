"""Random forms answered at random: no crash, bounded time, a session that survives JSON."""

from __future__ import annotations

import json
import time

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.forms.session import (
    AnotherRepeat,
    Engine,
    Finished,
    FormRefused,
    FormSession,
    Kind,
    Proposal,
    Question,
    Review,
    Step,
)
from bot.forms.xlsform import load_markdown
from tests.forms.talk import context

KINDS = [
    "text",
    "integer",
    "decimal",
    "date",
    "select_one l",
    "select_multiple l",
    "geopoint",
    "note",
    "range",
    "time",
]
CHOICES = "| choices |\n| | list_name | name | label |\n| | l | a | A |\n| | l | b | B |\n"
EXPRESSIONS = [
    "{r} = 'a'",
    "{r} != ''",
    "string-length({r}) < 5",
    "count({r}) = 1",
    "{r} > 3",
    "not(selected({r}, 'b'))",
]
ANSWERS = [
    "",
    "a",
    "b",
    "a b",
    "5",
    "-2",
    "3.5",
    "2026-03-01",
    "10:30",
    "48.9 2.3",
    "x" * 50,
    "<&'\"]]>",
    "é\u202e🙂",
    "zz zz",
]


@st.composite
def forms(draw: st.DrawFn) -> str:
    """A form of a few questions, groups and repeats that refer to one another."""
    lines = ["| survey |", "| | type | name | label | relevant | constraint | calculation |"]
    names: list[str] = []
    inside: list[str] = []
    for at in range(draw(st.integers(2, 14))):
        refer = f"${{{draw(st.sampled_from(names))}}}" if names else "''"
        rule = draw(st.sampled_from(["", "", draw(st.sampled_from(EXPRESSIONS))])).format(r=refer)
        move = draw(st.sampled_from(["ask", "ask", "ask", "compute", "open", "close"]))
        if move == "open" and len(inside) < 3:
            kind = draw(st.sampled_from(["group", "repeat"]))
            inside.append(kind)
            lines.append(f"| | begin_{kind} | g{at} | Part {at} | {rule} | | |")
        elif move == "close" and inside and names and names[-1].startswith("in"):
            lines.append(f"| | end_{inside.pop()} | | | | | |")
        elif move == "compute" and names:
            names.append(f"c{at}")
            lines.append(f"| | calculate | c{at} | | | | concat({refer}, {at}) |")
        else:
            names.append(f"in{at}")
            limit = draw(st.sampled_from(["", ". != 'b'", "string-length(.) < 40"]))
            lines.append(
                f"| | {draw(st.sampled_from(KINDS))} | in{at} | Say {at} after {refer} | {rule} | {limit} | |"
            )
    if not names or not names[-1].startswith("in"):
        lines.append("| | text | last | Last | | | |")
    lines += [f"| | end_{kind} | | | | | |" for kind in reversed(inside)]
    return "\n".join(lines) + "\n" + CHOICES


def one_move(engine: Engine, step: Step, data: st.DataObject) -> Step:
    """What some person might do now."""
    session = FormSession.from_json(json.loads(json.dumps(step.session.to_json())))
    here, prompt = context(), step.prompt
    if isinstance(prompt, AnotherRepeat):
        return engine.another(session, data.draw(st.booleans()) and prompt.count < 3, here)
    if isinstance(prompt, Proposal):
        return engine.confirm(session, here)
    if isinstance(prompt, Question):
        move = data.draw(st.sampled_from(["answer"] * 6 + ["skip", "back", "review"]))
        if move == "answer":
            offered = [choice.value for choice in prompt.choices]
            return engine.answer(session, data.draw(st.sampled_from(offered * 3 + ANSWERS)), here)
        return {"skip": engine.skip, "back": engine.back, "review": engine.review}[move](session, here)
    assert isinstance(prompt, Review)
    entries = [entry.ref for entry in prompt.entries if entry.kind is not Kind.NOTE]
    if entries and data.draw(st.booleans()):
        return engine.jump(session, data.draw(st.sampled_from(entries)), here)
    return engine.submit(session, here)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
@given(forms(), st.data())
def test_any_form_can_be_walked_at_random(text: str, data: st.DataObject) -> None:
    try:
        engine = Engine(load_markdown(text, "random"))
    except FormRefused:
        return
    start = time.perf_counter()
    step = engine.start(context())
    for _ in range(30):
        if isinstance(step.prompt, Finished):
            break
        again = engine.resume(step.session, context())
        assert (again.session, again.events) == (step.session, ())
        step = one_move(engine, step, data)
    engine.instance_xml(step.session, context())
    assert time.perf_counter() - start < 10
