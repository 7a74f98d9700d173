"""XPath values and their conversions, as JavaRosa (the engine of ODK Collect) makes them.

A value is a string, a float, a bool, a datetime without zone (in the form's local time), or a list of nodes.
"""

from __future__ import annotations

import math
import re
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import TypeAlias

from bot.forms.nodes import Node

Atom: TypeAlias = str | float | bool | datetime
Value: TypeAlias = Atom | list[Node]

NAN = math.nan
EPSILON = 1e-12  # two numbers nearer than this are equal, as in JavaRosa
EPOCH_DAY = date(1970, 1, 1).toordinal()
_NUMERAL = re.compile(r"-?(?:\d+(?:\.\d*)?|\.\d+)\Z", re.ASCII)
_ISO_DATE = re.compile(r"(-?\d{4})-(\d\d)-(\d\d)(?:T.*)?\Z", re.ASCII)


def atom(value: Value) -> Atom:
    """The first value of a set of nodes, the empty string of an empty set, other values as they are."""
    if type(value) is list:
        return value[0].read() if value else ""
    return value  # type: ignore[return-value]


def days_since_epoch(value: datetime) -> float:
    """Whole days since 1970-01-01: what a date counts for as a number."""
    return float(value.toordinal() - EPOCH_DAY)


def text_to_number(text: str) -> float:
    """The number a text writes (no exponent; a comma is a point), else NaN."""
    text = text.strip()
    if "," in text:
        text = text.replace(",", ".")
    return float(text) if _NUMERAL.match(text) else NAN


def to_number(value: Value) -> float:
    """XPath's number(): dates count days, text that is not a number is NaN."""
    kind = type(value)
    if kind is float:
        return value  # type: ignore[return-value]
    if kind is str:
        return text_to_number(value)  # type: ignore[arg-type]
    if kind is bool:
        return 1.0 if value else 0.0
    if kind is list:
        return to_number(atom(value))
    return days_since_epoch(value)  # type: ignore[arg-type]


def to_number_or_day(value: Value) -> float:
    """As to_number(), but a text that is an ISO date counts days: expressions outside any form."""
    value = atom(value)
    number = to_number(value)
    if number != number and isinstance(value, str) and (found := _ISO_DATE.match(value.strip())):
        year, month, day = map(int, found.groups())
        try:
            return float(date(year, month, day).toordinal() - EPOCH_DAY)
        except ValueError:
            return NAN
    return number


def to_text(value: Value) -> str:
    """XPath's string()."""
    kind = type(value)
    if kind is str:
        return value  # type: ignore[return-value]
    if kind is float:
        return number_to_text(value)  # type: ignore[arg-type]
    if kind is bool:
        return "true" if value else "false"
    if kind is list:
        return to_text(atom(value))
    return value.strftime("%Y-%m-%d") if value.year >= 1000 else value.date().isoformat()  # type: ignore[union-attr]


def to_truth(value: Value) -> bool:
    """XPath's boolean(). A set of nodes counts by its first value, as in JavaRosa, not by its size."""
    kind = type(value)
    if kind is bool:
        return value  # type: ignore[return-value]
    if kind is str:
        return value != ""
    if kind is float:
        return abs(value) > EPSILON  # type: ignore[arg-type] # false for NaN
    if kind is list:
        return to_truth(atom(value))
    return True


def number_to_text(number: float) -> str:
    """A number as text: integers without a point, no exponent ever."""
    if number != number:
        return "NaN"
    if math.isinf(number):
        return "Infinity" if number > 0 else "-Infinity"
    if abs(number) < EPSILON:
        return "0"
    if number == int(number):
        return str(int(number))
    text = repr(number)
    return format(Decimal(text), "f") if "e" in text else text


def to_int(number: float) -> float:
    """A number cut towards zero; NaN and infinities stay."""
    return float(math.trunc(number)) if math.isfinite(number) else number


def same(left: Atom, right: Atom) -> bool:
    """XPath's ``=`` between two atoms: truth values first, then numbers, then texts."""
    if type(left) is bool or type(right) is bool:
        return to_truth(left) == to_truth(right)
    if type(left) is float or type(right) is float:
        one, other = to_number(left), to_number(right)
        return one == other or abs(one - other) < EPSILON
    return to_text(left) == to_text(right)


def day_to_date(days: float) -> datetime:
    """Midnight of the day so many days after 1970-01-01."""
    return datetime(1970, 1, 1) + timedelta(days=days)  # noqa: DTZ001 - local time of the form
