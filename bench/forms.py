"""What the forms engine costs: medians, printed as a table.

    python -m bench.forms            # 100 and 1,000 questions
    python -m bench.forms FILE.xlsx  # compiling a real form too

The form made here is of the kind that coordinators write: a third of the questions have a relevance, a
fifth a
constraint, a fifth a calculation beside them, some choices depend on another answer.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bot.forms.answering import try_answer
from bot.forms.restore import node_at, opened
from bot.forms.session import Context, Engine, Form, FormSession, Question
from bot.forms.xlsform import load_bytes, load_markdown
from bot.ids import CountingIds

CONTEXT = Context(datetime(2026, 3, 15, 10, tzinfo=UTC), UTC, CountingIds())


def markdown(questions: int) -> str:
    """A form of so many questions, as Markdown tables."""
    lines = [
        "| survey | | | | | | | |",
        "| | type | name | label | relevant | constraint | calculation | choice_filter |",
    ]
    for i in range(questions):
        relevant = f"${{q{i - 1}}} != '' and ${{q{i - 3}}} != 'x'" if i % 3 == 2 and i > 3 else ""
        kind, constraint, choice_filter = "text", "", ""
        if i % 5 == 1:
            kind, constraint = "integer", ". >= 0 and . < 100000"
        elif i % 5 == 2:
            kind = "select_one places"
        elif i % 5 == 3:
            kind, choice_filter = "select_multiple towns", f"place = ${{q{i - 1}}}"
        lines.append(f"| | {kind} | q{i} | Question {i} | {relevant} | {constraint} | | {choice_filter} |")
        if i % 5 == 4:
            total = f"if(${{q{i - 3}}} = '', 0, ${{q{i - 3}}}) * 2 + string-length(${{q{i}}})"
            lines.append(f"| | calculate | c{i} | | | | {total} | |")
    lines += ["| choices | | | | |", "| | list_name | name | label | place |"]
    lines += [f"| | places | p{i} | Place {i} | |" for i in range(20)]
    lines += [f"| | towns | t{i} | Town {i} | p{i % 20} |" for i in range(100)]
    return "\n".join(lines)


def wire_for(prompt: Question, rank: int) -> str:
    """Some answer that a question accepts."""
    if prompt.choices:
        return prompt.choices[rank % len(prompt.choices)].value
    return str(rank % 90) if prompt.kind == "integer" else f"answer {rank}"


def filled(engine: Engine) -> FormSession:
    """A session with every question answered, reached by answering them."""
    step, rank = engine.start(CONTEXT), 0
    while isinstance(step.prompt, Question):
        rank += 1
        step = engine.answer(step.session, wire_for(step.prompt, rank), CONTEXT)
    return step.session


def timed(what: Callable[[int], object], times: int) -> float:
    """The median of so many runs, in milliseconds."""
    spent = []
    for i in range(times):
        start = time.perf_counter()
        what(i)
        spent.append((time.perf_counter() - start) * 1000)
    return median(spent)


def measure(questions: int) -> dict[str, float]:
    """Milliseconds of each thing for a form of so many questions."""
    text = markdown(questions)
    start = time.perf_counter()
    form: Form = load_markdown(text, "bench")
    compiled = (time.perf_counter() - start) * 1000
    engine = Engine(form)
    session = filled(engine)
    work = opened(form, session, CONTEXT)
    asked = [node_at(work.instance, f"/data/q{i}") for i in range(0, questions, 5)]
    nodes = [node for node in asked if node is not None and node.relevant]

    def answer(i: int) -> None:
        node = nodes[i % len(nodes)]
        assert try_answer(work.instance, node.definition.control, node, f"other {i}") is None

    def cycle(i: int) -> None:
        loaded = FormSession.from_json(json.loads(json.dumps(session.to_json())))
        at_last = engine.jump(loaded, f"/data/q{5 * (i % (questions // 5))}", CONTEXT).session
        json.dumps(at_last.to_json())

    live = engine.jump(session, "/data/q0", CONTEXT).session

    def whole(i: int) -> None:
        loaded = FormSession.from_json(json.loads(json.dumps(live.to_json())))
        json.dumps(engine.answer(loaded, f"other {i}", CONTEXT).session.to_json())

    return {
        "compile, pyxform included": compiled,
        "answer, recalculated in full": timed(answer, 400),
        "load, answer, next prompt, save": timed(whole, 100),
        "load, jump, save": timed(cycle, 100),
    }


def main() -> None:
    """Print the table; with a file, what compiling it costs."""
    for path in map(Path, sys.argv[1:]):
        spent = timed(lambda _, path=path: load_bytes(path.read_bytes(), path.suffix), 3)  # type: ignore[misc]
        print(f"{path.name}: compiled in {spent:.0f} ms")
    if len(sys.argv) > 1:
        return
    for questions in (100, 1000):
        print(f"{questions} questions")
        for what, spent in measure(questions).items():
            print(f"  {what:36} {spent:9.3f} ms")


if __name__ == "__main__":
    main()
