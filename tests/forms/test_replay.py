"""The line protocol, spoken as a scorer speaks it."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest

from bot.forms import replay

FORM = """
| survey |              |      |        |          |            |                    |
|        | type         | name | label  | required | constraint | constraint_message |
|        | begin_repeat | r    | Kit    |          |            |                    |
|        | integer      | n    | Count? | yes      | . > 0      | Above ${n}         |
|        | end_repeat   |      |        |          |            |                    |
|        | select_one l | s    | Which? |          |            |                    |
| choices |           |      |       |
|         | list_name | name | label |
|         | l         | a    | A     |
"""


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Any:
    def talk(*messages: dict[str, Any] | str) -> list[dict[str, Any]]:
        lines = "\n".join(m if isinstance(m, str) else json.dumps(m) for m in messages)
        monkeypatch.setattr("sys.stdin", io.StringIO(lines + "\n"))
        assert replay.main() == 0
        return [json.loads(line) for line in capsys.readouterr().out.splitlines()]

    return talk


def test_a_walk_through_a_repeat(ask: Any, tmp_path: Path) -> None:
    path = tmp_path / "kits.md"
    path.write_text(FORM)
    said = ask(
        {"op": "open", "form": str(path), "media": None, "now": "2026-03-15T10:00:00Z", "tz": "UTC"},
        {"op": "next"}, {"op": "next"},
        {"op": "answer", "answer": ""}, {"op": "answer", "answer": "-1"}, {"op": "answer", "answer": "2"},
        {"op": "next"}, {"op": "repeat", "add": True},
        {"op": "next"}, {"op": "next"}, {"op": "answer", "answer": "3"},
        {"op": "next"}, {"op": "repeat", "add": False}, {"op": "next"}, {"op": "answer", "answer": "a"},
        {"op": "next"}, {"op": "xml"},
    )  # fmt: skip
    assert said[0] == {"ok": True}
    assert [m.get("t") or m.get("result") for m in said[1:6]] == [
        "repeat",
        "q",
        "required",
        "constraint",
        "ok",
    ]
    assert (said[2]["ref"], said[2]["type"], said[2]["required"]) == ("/data/r[1]/n", "int", True)
    assert said[4]["message"] == "Above -1"
    assert said[6] == {"t": "new_repeat?", "ref": "/data/r"}
    assert said[9]["ref"] == "/data/r[2]/n"
    assert said[13]["choices"] == [["a", "A"]]
    assert said[15] == {"t": "end"}
    assert "<r><n>2</n></r><r><n>3</n></r><s>a</s>" in said[16]["xml"]


def test_expressions_are_evaluated_in_the_asked_type(ask: Any) -> None:
    base = {"op": "xpath", "doc": "<a><b>1</b><b>2</b></a>", "context": "/a", "now": None, "tz": None}
    said = ask(
        {**base, "expr": "b", "as_type": "nodeset"},
        {**base, "expr": "sum(b)", "as_type": "number"},
        {**base, "expr": "1 div 0", "as_type": "number"},
        {**base, "expr": "b = 1", "as_type": "boolean"},
        {**base, "expr": "b[", "as_type": "string"},
    )
    assert [m.get("value") for m in said[:4]] == [["1", "2"], 3.0, "inf", True]
    assert "error" in said[4]


def test_nothing_makes_it_fall(ask: Any, tmp_path: Path) -> None:
    broken = tmp_path / "broken.xlsx"
    broken.write_bytes(b"PK not a workbook")
    said = ask(
        "not json", "[]", {"op": "dance"}, {"op": "next"}, {"op": "open", "form": str(broken), "media": None},
        {"op": "open", "form": "nowhere.xlsx"}, {"op": "answer"}, {"op": "xml"},
    )  # fmt: skip
    assert len(said) == 8
    assert all("error" in message for message in said)
