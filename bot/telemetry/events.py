"""The registry of log events: what may be logged, with which fields, and what each field may hold.

An event or a field that is not here raises in tests and is dropped in production. Nothing here may say who
opened the emergency card, nor when: it leaves no trace.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

Level = Literal["debug", "info", "warning", "error"]

COUNT_MAX = 99_999_999
"""Counts stay far below it; Telegram ids of today's accounts (ten digits) are above."""

_ID = re.compile(r"[A-Za-z0-9:._-]{1,64}")
_BARE_NUMBER = re.compile(r"(?:^|[:._-])\d{6,}(?:$|[:._-])")
_CODE = re.compile(r"[A-Za-z_<][A-Za-z0-9_.:/<>-]{0,79}|[0-9]{1,4}")
_PSEUDONYM = re.compile(r"p[0-9a-z]{12}")
_LONG_NUMBER = re.compile(r"\d{6,}")
_VERSION = re.compile(r"[0-9][0-9A-Za-z.+-]{0,30}|[0-9a-f]{6,40}")


def is_id(value: Any) -> bool:
    """An identifier of ours, as bot.ids makes them, maybe with a prefix. Never a long number."""
    return isinstance(value, str) and bool(_ID.fullmatch(value)) and not _BARE_NUMBER.search(value)


def is_code(value: Any) -> bool:
    """A word of our code or of a library's: a name of class, job, method, state, HTTP status."""
    return (
        isinstance(value, str | int)
        and bool(_CODE.fullmatch(str(value)))
        and not _LONG_NUMBER.search(str(value))
    )


def is_count(value: Any) -> bool:
    """How many."""
    return isinstance(value, int) and 0 <= value <= COUNT_MAX


def is_duration(value: Any) -> bool:
    """How long, in the unit the field is named for."""
    return isinstance(value, int | float) and 0 <= value <= COUNT_MAX


def is_pseudonym(value: Any) -> bool:
    """A member as bot.telemetry.pseudonyms hides them."""
    return isinstance(value, str) and bool(_PSEUDONYM.fullmatch(value))


def is_version(value: Any) -> bool:
    """A release, a revision of the database or a form's content hash."""
    return isinstance(value, str) and bool(_VERSION.fullmatch(value))


def is_trace(value: Any) -> bool:
    """Frames of a failure: places in code, never values."""
    return isinstance(value, list) and all(isinstance(frame, str) and " " in frame for frame in value)


def is_library_words(value: Any) -> bool:
    """A library's message pattern, not filled in."""
    return isinstance(value, str) and len(value) <= 200


FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "attempt": is_count,
    "code": is_code,
    "command": is_code,
    "contribution": is_id,
    "count": is_count,
    "error": is_code,
    "failed": is_count,
    "form": is_code,
    "held": is_count,
    "job": is_code,
    "kind": is_code,
    "logger": is_code,
    "message": is_library_words,
    "method": is_code,
    "mode": is_code,
    "ms": is_duration,
    "notice": is_id,
    "outcome": is_code,
    "port": is_count,
    "queued": is_count,
    "rejected": is_count,
    "revision": is_version,
    "route": is_code,
    "seconds": is_duration,
    "sent": is_count,
    "session": is_id,
    "state": is_code,
    "status": is_code,
    "trace": is_trace,
    "unchanged": is_count,
    "version": is_version,
    "who": is_pseudonym,
}
"""Each field that an event may carry, with the check of its value."""


@dataclass(frozen=True)
class LogEvent:
    """One thing worth telling: its name, what it means to who reads the logs, the fields it may carry."""

    name: str
    meaning: str
    fields: frozenset[str] = frozenset()
    level: Level = "info"


def _event(name: str, meaning: str, *fields: str, level: Level = "info") -> LogEvent:
    return LogEvent(name, meaning, frozenset(fields), level)


FAILURE = ("error", "trace")

EVENTS: Mapping[str, LogEvent] = {
    event.name: event
    for event in (
        _event("started", "The process is ready to answer.", "command", "mode", "version", "port", "ms"),
        _event("stopped", "The process ended on request.", "command", "seconds"),
        _event("settings_refused", "The process did not start: settings are wrong.", "count", level="error"),
        _event("migrated", "The database was brought to a revision.", "revision", "ms"),
        _event("update_handled", "An update was answered.", "kind", "route", "ms", "outcome", level="debug"),
        _event("update_repeated", "An update came a second time; nothing was done."),
        _event("update_failed", "An update could not be taken.", "kind", "ms", *FAILURE, level="error"),
        _event(
            "turn_failed",
            "An update met a fault of ours; its work was undone.",
            "route",
            *FAILURE,
            level="error",
        ),
        _event(
            "replies_kept", "Replies could not leave; they are kept and sent later.", "count", level="warning"
        ),
        _event("replies_resent", "Replies kept by an earlier stop were sent.", "count"),
        _event(
            "button_refused",
            "A button was old, forged or another's.",
            "who",
            "code",
            "session",
            level="warning",
        ),
        _event(
            "access_refused",
            "Someone asked for what their role forbids.",
            "who",
            "code",
            "route",
            level="warning",
        ),
        _event("problem_shown", "A person was told of a problem.", "code", "route"),
        _event("form_finished", "A form was sent.", "form", "version", "session", "ms"),
        _event("contribution_moved", "A contribution changed state.", "contribution", "state", "outcome"),
        _event("evidence_stored", "A file was cleaned and stored.", "contribution", "kind", "count"),
        _event("evidence_refused", "A file was refused.", "code", "kind", level="warning"),
        _event(
            "call_refused",
            "The Bot API refused a call.",
            "method",
            "code",
            "status",
            "attempt",
            level="warning",
        ),
        _event("call_delayed", "The Bot API asked to wait.", "method", "seconds", "attempt", level="warning"),
        _event("call_failed", "The Bot API did not answer.", "method", "attempt", *FAILURE, level="warning"),
        _event("notice_closed", "A notice was sent, or will not be.", "notice", "kind", "outcome", "attempt"),
        _event("broadcast_passed", "A pass over a message to many ended.", "count"),
        _event("member_stopped", "A member can no longer be written to.", "who", "code"),
        _event("tick_done", "A periodic job made one pass.", "job", "count", "sent", "failed", "ms"),
        _event("tick_failed", "A periodic job met a fault.", "job", "ms", *FAILURE, level="error"),
        _event("imported", "A file was imported.", "kind", "queued", "held", "unchanged", "rejected", "ms"),
        _event("helplines_stale", "Numbers of the emergency card need a check.", "count", level="warning"),
        _event("library", "A library reported something.", "logger", "message", *FAILURE),
        _event("log_refused", "A log line not in the registry was dropped.", "code", level="warning"),
    )
}
