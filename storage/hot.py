"""Statements of the hot path, run by the driver itself: no ORM, no compilation, one hop per statement."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from typing import Any

from storage.urls import SQLITE

_HOLE = re.compile(r":(\w+)")
_INSTANT = "%Y-%m-%d %H:%M:%S.%f"


class Hot:
    """One statement with ``:named`` holes, in SQL that SQLite and PostgreSQL both speak.

    JSON columns are read as text (``CAST(body AS TEXT)``) and written as text, so that both give the same.
    """

    def __init__(self, sql: str, lock: str = "") -> None:
        """``lock``: what PostgreSQL is told in place of ``{lock}``; SQLite has one writer and needs none."""
        self.sqlite = sql.replace("{lock}", "")
        self.postgres = _HOLE.sub(r"%(\1)s", sql.replace("{lock}", lock))

    def text(self, dialect: str) -> str:
        """The statement in a driver's own style of holes."""
        return self.sqlite if dialect == SQLITE else self.postgres


def pack(value: Any) -> str:
    """JSON as it is stored: ASCII, so that any text passes, and never NaN."""
    return json.dumps(value, allow_nan=False, separators=(",", ":"))


def unpack(text: str) -> Any:
    """What ``pack`` packed."""
    return json.loads(text)


def bound_instant(at: datetime | None, dialect: str) -> datetime | str | None:
    """An instant as the driver takes it; the same text that the tables' own type writes on SQLite."""
    if at is None:
        return None
    if at.utcoffset() is None:
        raise ValueError("an instant without its time zone")
    aware = at.astimezone(UTC)
    return aware.strftime(_INSTANT) if dialect == SQLITE else aware


def read_instant(value: datetime | str | None) -> datetime | None:
    """An instant as the driver gave it, aware, in UTC."""
    if value is None:
        return None
    if isinstance(value, str):
        return datetime.strptime(value, _INSTANT).replace(tzinfo=UTC)
    return value.astimezone(UTC)
