"""Sets the logs up: one line an event, JSON for machines or plain for people, ours and the libraries' alike.

What may be told, and with which fields, is in bot.telemetry.events.
"""

from __future__ import annotations

import logging
import re
import sys
import traceback
from collections.abc import Mapping, MutableMapping
from pathlib import PurePath
from types import TracebackType
from typing import Any, ClassVar, TextIO

import structlog

from bot.telemetry.events import EVENTS, FIELDS
from bot.telemetry.metrics import Metrics

FRAMES = 12  # the innermost frames of a failure, those that tell
WITHHELD = "(withheld)"
_ADDED = frozenset({"event", "level", "timestamp"})
_TOKEN = re.compile(r"\d{5,}:[A-Za-z0-9_-]{20,}|(?<=/bot)[^/\s]+(?=/)")

# Libraries whose messages are constants, or patterns with arguments apart: what fills a pattern may be
# anyone's and is left out. A message built before logging looks like a constant: only a few are believed.
PATTERNS = ("telegram", "aiohttp", "uvicorn", "alembic", "apscheduler", "asyncio", "sqlalchemy")
CONSTANTS = ("uvicorn", "alembic", "apscheduler")
QUIET = ("aiohttp.access", "uvicorn.access", "httpx", "httpcore", "alembic", "apscheduler")
"""Libraries that tell each of their steps (a request, whose address holds a token; a migration; a pass)."""

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None]


class NotInRegistry(Exception):
    """A log line that bot.telemetry.events does not know: raised in tests, where it is a fault."""


class Log:
    """What the product logs with: ``log.event("update_handled", kind="callback", ms=3)``."""

    metrics: ClassVar[Metrics] = Metrics()
    """The process's figures: each event counts in them."""

    def event(self, name: str, **fields: Any) -> None:
        """Tell an event, at the level that the registry gives it."""
        level = EVENTS[name].level if name in EVENTS else "info"
        self.metrics.count("events_total", event=name)
        structlog.get_logger().log(getattr(logging, level.upper()), name, **fields)

    def failure(self, name: str, problem: BaseException | None = None, **fields: Any) -> None:
        """Tell an event caused by an exception (by default the one being handled): its kind, where it was."""
        self.metrics.count("events_total", event=name)
        structlog.get_logger().error(name, exc_info=problem or True, **fields)


def mask_tokens(text: str) -> str:
    """A bot token, alone or in an address of the Bot API, gives way to stars."""
    return _TOKEN.sub("***", text)


def frames(problem: BaseException) -> list[str]:
    """Where a failure came from, innermost last: ``module.py:12 function``. No message, no value."""
    summary = traceback.extract_tb(problem.__traceback__)[-FRAMES:]
    return [f"{PurePath(frame.filename).name}:{frame.lineno} {frame.name}" for frame in summary]


def tell_failure(_logger: Any, _method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """``exc_info`` becomes the kind of failure and its frames: messages of exceptions may quote people."""
    given = event.pop("exc_info", None)
    problem = given[1] if isinstance(given, tuple) else given
    if problem is True:
        problem = sys.exc_info()[1]
    if isinstance(problem, BaseException):
        event["error"] = type(problem).__name__
        event["trace"] = frames(problem)
    return event


class Registry:
    """Lets through what the registry knows. ``strict`` raises instead of dropping."""

    def __init__(self, strict: bool) -> None:
        self._strict = strict

    def __call__(self, _logger: Any, _method: str, event: MutableMapping[str, Any]) -> Mapping[str, Any]:
        """The event, checked: a processor of structlog."""
        known = EVENTS.get(str(event.get("event")))
        if known is None:
            self._refuse(f"event {event.get('event')!r}")
            return {name: event[name] for name in ("level", "timestamp") if name in event} | {
                "event": "log_refused",
                "code": "event",
            }
        kept = {name: event[name] for name in _ADDED & event.keys()}
        for name in sorted(event.keys() - _ADDED):
            if name not in known.fields:
                self._refuse(f"field {name!r} of event {known.name!r}")
            elif event[name] is not None:
                kept[name] = self._checked(known.name, name, event[name])
        return kept

    def _checked(self, event: str, name: str, value: Any) -> Any:
        if FIELDS[name](value):
            return [mask_tokens(v) for v in value] if isinstance(value, list) else _masked(value)
        self._refuse(f"value of field {name!r} of event {event!r}")
        return WITHHELD

    def _refuse(self, what: str) -> None:
        if self._strict:
            raise NotInRegistry(f"{what} is not in bot/telemetry/events.py")


def _masked(value: Any) -> Any:
    return mask_tokens(value) if isinstance(value, str) else value


class LibraryHandler(logging.Handler):
    """Sends the standard library's log records through our processors."""

    def emit(self, record: logging.LogRecord) -> None:
        """Only the pattern of the message goes on: what fills it may be anyone's."""
        library = record.name.split(".")[0]
        believed = library in (PATTERNS if record.args else CONSTANTS) and isinstance(record.msg, str)
        pattern = record.msg if believed else WITHHELD
        fields: dict[str, Any] = {"logger": record.name, "message": mask_tokens(pattern)[:200]}
        if record.exc_info:
            fields["exc_info"] = record.exc_info
        try:
            structlog.get_logger().log(record.levelno, "library", **fields)
        except NotInRegistry:
            raise
        except Exception:
            self.handleError(record)


def configure(
    level: str = "info", shape: str = "json", *, strict: bool = False, stream: TextIO | None = None
) -> None:
    """Set the logs up, once, before anything else. ``strict`` in tests: an unregistered line is an error."""
    out = stream or sys.stderr
    threshold = getattr(logging, level.upper())
    shown: Any = structlog.processors.JSONRenderer(ensure_ascii=False)
    if shape == "console":
        shown = structlog.dev.ConsoleRenderer(colors=out.isatty(), pad_event_to=18)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            tell_failure,
            Registry(strict),
            shown,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(threshold),
        logger_factory=structlog.PrintLoggerFactory(out),
        cache_logger_on_first_use=False,
    )
    root = logging.getLogger()
    root.handlers = [*(h for h in root.handlers if not isinstance(h, LibraryHandler)), LibraryHandler()]
    root.setLevel(max(threshold, logging.INFO))
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    logging.captureWarnings(True)
