"""Logs tell what happened, never who said what."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import structlog

from bot.ids import CountingIds, RandomIds
from bot.telemetry import Log, Pseudonyms, configure
from bot.telemetry.events import EVENTS, FIELDS
from bot.telemetry.logs import LibraryHandler, NotInRegistry, mask_tokens

AWA = 7_011_223_344  # a Telegram id
TOKEN = "123456789:" + "AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"


class Lines:
    """What was logged, line by line."""

    def __init__(self, strict: bool, shape: str = "json") -> None:
        self._out = io.StringIO()
        configure("debug", shape, strict=strict, stream=self._out)

    @property
    def text(self) -> str:
        return self._out.getvalue()

    def last(self) -> dict[str, Any]:
        line: dict[str, Any] = json.loads(self.text.splitlines()[-1])
        return line


@pytest.fixture(autouse=True)
def logs_as_they_were() -> Iterator[None]:
    root, server = logging.getLogger(), logging.getLogger("uvicorn.error")
    handlers, level = list(root.handlers), root.level
    server.setLevel(logging.NOTSET)  # a server that another test started may have silenced it
    server.disabled = False
    yield
    root.handlers, root.level = handlers, level
    logging.captureWarnings(False)
    structlog.reset_defaults()


def test_an_event_is_one_line_of_json() -> None:
    lines = Lines(strict=True)
    Log().event("update_handled", kind="callback", ms=3.2, outcome="answered")
    line = lines.last()
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "update_handled",
        "level": "debug",
        "kind": "callback",
        "ms": 3.2,
        "outcome": "answered",
    }


@pytest.mark.parametrize(
    ("event", "fields"),
    [
        ("awa_said", {}),
        ("update_handled", {"text": "une femme est enfermée"}),
        ("update_handled", {"kind": "une femme est enfermée"}),
        ("button_refused", {"who": AWA}),
        ("button_refused", {"who": str(AWA)}),
        ("tick_done", {"count": AWA}),
        ("form_finished", {"session": f"member:{AWA}"}),
        ("form_finished", {"session": str(AWA)}),
        ("problem_shown", {"code": AWA}),
    ],
)
def test_what_the_registry_does_not_know_raises_in_tests_and_is_dropped_in_production(
    event: str, fields: dict[str, Any]
) -> None:
    Lines(strict=True)
    with pytest.raises(NotInRegistry):
        Log().event(event, **fields)
    lines = Lines(strict=False)
    Log().event(event, **fields)
    assert str(AWA) not in lines.text
    assert "enferm" not in lines.text
    assert lines.last()["event"] in (event, "log_refused")


def test_a_failure_tells_where_and_not_what_was_said() -> None:
    lines = Lines(strict=True)
    try:
        raise ValueError(f"Awa ({AWA}) wrote: aidez-moi")
    except ValueError:
        Log().failure("update_failed", kind="message")
    line = lines.last()
    assert line["error"] == "ValueError"
    assert line["trace"][-1].startswith("test_logs.py:")
    assert "aidez" not in lines.text
    assert str(AWA) not in lines.text


def test_libraries_speak_through_the_same_processors_without_what_fills_their_messages() -> None:
    lines = Lines(strict=True)
    logging.getLogger("telegram.ext.Updater").warning("Could not answer %s in chat %s", "Awa Diop", AWA)
    assert lines.last()["message"] == "Could not answer %s in chat %s"
    logging.getLogger("telegram.ext.Application").error(f"Update from Awa Diop {AWA}")
    assert lines.last()["message"] == "(withheld)"
    logging.getLogger("somewhere.else").error("Awa Diop %s", AWA)
    assert lines.last()["message"] == "(withheld)"
    logging.getLogger("uvicorn.error").info("Application startup complete.")
    assert lines.last()["message"] == "Application startup complete."
    assert "Awa" not in lines.text
    assert str(AWA) not in lines.text


def test_tokens_are_masked_wherever_they_stand() -> None:
    for text in (TOKEN, f"https://api.example/bot{TOKEN}/getMe", "http://127.0.0.1:9000/bot42:ab/getMe"):
        assert "AAbb" not in mask_tokens(text)
        assert "42:ab" not in mask_tokens(text)
    lines = Lines(strict=True)
    logging.getLogger("uvicorn.error").info(f"asked for /bot{TOKEN}/getMe")
    assert lines.last()["message"] == "asked for /bot***/getMe"


def test_the_console_shape_is_for_people() -> None:
    lines = Lines(strict=True, shape="console")
    Log().event("helplines_stale", count=2)
    assert "helplines_stale" in lines.text
    assert "count=2" in lines.text
    assert not lines.text.startswith("{")


def test_configuring_twice_does_not_say_things_twice() -> None:
    Lines(strict=True)
    lines = Lines(strict=True)
    assert sum(isinstance(handler, LibraryHandler) for handler in logging.getLogger().handlers) == 1
    logging.getLogger("uvicorn.error").info("Once")
    assert lines.text.count("Once") == 1


@pytest.mark.parametrize("event", EVENTS.values(), ids=lambda event: event.name)
def test_each_event_says_what_it_means_and_carries_known_fields(event: Any) -> None:
    assert event.meaning.endswith(".")
    assert event.fields <= FIELDS.keys()
    assert "card" not in event.name, "who opened the emergency card leaves no trace"


def test_every_field_is_carried_by_an_event() -> None:
    assert set().union(*(event.fields for event in EVENTS.values())) == FIELDS.keys()


def test_a_pseudonym_is_stable_here_and_different_elsewhere(tmp_path: Path) -> None:
    here = Pseudonyms.of_installation(tmp_path / "here", RandomIds())
    again = Pseudonyms.of_installation(tmp_path / "here", RandomIds())
    elsewhere = Pseudonyms.of_installation(tmp_path / "elsewhere", RandomIds())
    assert here.who(AWA) == again.who(AWA)
    assert here.who(AWA) != elsewhere.who(AWA)
    assert here.who(AWA) != here.who(AWA + 1)
    assert FIELDS["who"](here.who(AWA))
    assert (tmp_path / "here" / "telemetry.key").stat().st_mode & 0o077 == 0
    assert here.key.decode() not in repr(here)


def test_ids_of_ours_pass() -> None:
    ids = [CountingIds().new(), *(RandomIds().new() for _ in range(200)), "C-0042"]
    assert [
        identifier for identifier in ids if not FIELDS["session"](identifier) and not identifier.isdigit()
    ] == []
