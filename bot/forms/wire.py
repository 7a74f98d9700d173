"""Answers as instances write them (the wire form), read to typed values and written back.

Types follow JavaRosa: calculated truths are stored as 1 or 0, whole numbers print without a point.
"""

from __future__ import annotations

import math
import re
from datetime import datetime, tzinfo

from bot.forms import dates
from bot.forms import model as m
from bot.forms.xpath.values import Value, atom, number_to_text, to_text, to_truth

Stored = str | float | bool | datetime | None
_INTEGER = re.compile(r"[+-]?\d{1,10}\Z", re.ASCII)
_DECIMAL = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?\Z", re.ASCII)
_INT_MOST = 2**31 - 1


class Unreadable(ValueError):
    """A text that is not of the type it should be."""


def read(text: str, kind: str, tz: tzinfo, today: datetime) -> Stored:
    """The value of a text for a type; None for none. Raises Unreadable."""
    reader = _READERS.get(kind)
    if reader is not None:
        trimmed = text.strip()
        return reader(trimmed, tz, today) if trimmed else None
    return text if text else None


def _integer(text: str, tz: tzinfo, today: datetime) -> Stored:
    if not _INTEGER.match(text) or abs(int(text)) > _INT_MOST + 1:
        raise Unreadable(text)
    return float(int(text))


def _decimal(text: str, tz: tzinfo, today: datetime) -> Stored:
    if not _DECIMAL.match(text) or not math.isfinite(number := float(text)):
        raise Unreadable(text)
    return number


def _date(text: str, tz: tzinfo, today: datetime) -> Stored:
    day = dates.read_date(text) or dates.read_instant(text, tz)
    if day is None:
        raise Unreadable(text)
    return day.replace(hour=0, minute=0, second=0, microsecond=0)


def _instant(text: str, tz: tzinfo, today: datetime) -> Stored:
    moment = dates.read_instant(text, tz)
    if moment is None:
        raise Unreadable(text)
    return moment


def _time(text: str, tz: tzinfo, today: datetime) -> Stored:
    moment = dates.read_time(text, tz, today)
    if moment is None:
        raise Unreadable(text)
    return moment


def _boolean(text: str, tz: tzinfo, today: datetime) -> Stored:
    return text in ("1", "t", "true")


def _select(text: str, tz: tzinfo, today: datetime) -> Stored:
    return " ".join(text.split()) or None


def _point(text: str) -> str:
    numbers = text.split()
    if not 2 <= len(numbers) <= 4:
        raise Unreadable(text)
    found = []
    for number in numbers:
        if not _DECIMAL.match(number):
            raise Unreadable(text)
        found.append(_java_double(float(number)))
    return " ".join(found + ["0.0"] * (4 - len(found)))


def _java_double(number: float) -> str:
    text = number_to_text(number)
    return text if "." in text else text + ".0"


def _geopoint(text: str, tz: tzinfo, today: datetime) -> Stored:
    return _point(text)


def _geoline(text: str, tz: tzinfo, today: datetime) -> Stored:
    return "; ".join(_point(piece) for piece in text.split(";") if piece.strip()) or None


_READERS = {
    m.INTEGER: _integer, m.DECIMAL: _decimal, m.DATE: _date, m.INSTANT: _instant, m.TIME: _time,
    m.BOOLEAN: _boolean,
    m.SELECT_MANY: _select, m.GEOPOINT: _geopoint, m.GEOTRACE: _geoline, m.GEOSHAPE: _geoline,
}  # fmt: skip


def settle(value: Value, kind: str, tz: tzinfo, today: datetime) -> Stored:
    """A computed value as a node of a type stores it (JavaRosa's wrapData): empty and NaN are None."""
    value = atom(value)
    if value == "" or value != value:
        return None
    if kind == m.BOOLEAN or isinstance(value, bool):
        return to_truth(value)
    if isinstance(value, float):
        if kind == m.INTEGER and math.isfinite(value):
            return float(math.trunc(value))
        return value
    if isinstance(value, str):
        if kind in (m.INTEGER, m.DECIMAL):
            return value
        try:
            return read(value, kind, tz, today)
        except Unreadable:
            return value
    return value


def write(value: Stored, kind: str, tz: tzinfo) -> str:
    """The wire form of a stored value."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "1" if value else "0"
    if isinstance(value, datetime):
        if kind == m.DATE:
            return dates.write_date(value)
        return dates.write_time(value, tz, value) if kind == m.TIME else dates.write_instant(value, tz)
    return to_text(value)
