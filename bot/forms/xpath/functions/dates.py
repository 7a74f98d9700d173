"""Dates: conversion, the given clock, formats."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.forms.dates import read_instant, to_utc
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.functions.registry import special
from bot.forms.xpath.tree import Call
from bot.forms.xpath.values import Atom, Value, atom, day_to_date, to_int, to_text
from bot.forms.xpath.world import Compiled, Place
from bot.i18n import T

if TYPE_CHECKING:
    from bot.forms.xpath.compile import Compiler

_DAY = 86_400.0
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_WEEKDAYS = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]


def _no_date(value: Atom) -> ExpressionFault:
    return ExpressionFault(T("{value} is not a date.", value=to_text(value)))


def as_date(value: Value, place: Place, keep_time: bool) -> datetime | str | float:
    """JavaRosa's toDate(): empty and NaN stay what they are, numbers count days, texts are ISO."""
    found = atom(value)
    if isinstance(found, datetime):
        return found if keep_time else found.replace(hour=0, minute=0, second=0, microsecond=0)
    if isinstance(found, bool):
        raise _no_date(found)
    if isinstance(found, float):
        return _days(found, place, keep_time)
    if found == "":
        return found
    read = read_instant(found.strip(), place.world.tz)
    if read is None:
        raise _no_date(found)
    return read


def _days(number: float, place: Place, keep_time: bool) -> datetime | float:
    if number != number:
        return number
    try:
        if not keep_time:
            return day_to_date(to_int(number))
        utc = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=math.trunc(number * _DAY * 1000))
        return utc.astimezone(place.world.tz).replace(tzinfo=None)
    except (OverflowError, ValueError):
        raise _no_date(number) from None


def _converter(keep_time: bool) -> object:
    def build(compiler: Compiler, call: Call) -> Compiled:
        value = compiler.value(call.arguments[0])
        return lambda place: as_date(value(place), place, keep_time)

    return build


special("date", 1, 1)(_converter(False))
special("date-time", 1, 1)(_converter(True))


@special("today", 0, 0, volatile=True)
def build_today(compiler: Compiler, call: Call) -> Compiled:
    """today(): midnight of the given day."""
    return lambda place: place.world.now().replace(hour=0, minute=0, second=0, microsecond=0)


@special("now", 0, 0, volatile=True)
def build_now(compiler: Compiler, call: Call) -> Compiled:
    """now(): the given instant."""
    return lambda place: place.world.now()


def _decimal(whole: bool) -> object:
    def build(compiler: Compiler, call: Call) -> Compiled:
        value = compiler.value(call.arguments[0])

        def decimal(place: Place) -> Value:
            found = atom(value(place))
            if isinstance(found, float):
                return found if whole or found != found else found - math.floor(found)
            moment = as_date(found, place, keep_time=True)
            if not isinstance(moment, datetime):
                return moment
            if whole:
                return to_utc(moment, place.world.tz).timestamp() / _DAY
            return (moment.hour * 3600 + moment.minute * 60 + moment.second + moment.microsecond / 1e6) / _DAY

        return decimal

    return build


special("decimal-date-time", 1, 1)(_decimal(True))
special("decimal-time", 1, 1)(_decimal(False))


@special("format-date", 2, 2)
def build_format(compiler: Compiler, call: Call) -> Compiled:
    """format-date(value, pattern): empty when there is no date."""
    value, pattern = (compiler.value(argument) for argument in call.arguments)

    def formatted(place: Place) -> str:
        moment = as_date(value(place), place, keep_time=True)
        return format_moment(moment, to_text(pattern(place))) if isinstance(moment, datetime) else ""

    return formatted


special("format-date-time", 2, 2)(build_format)


def format_moment(moment: datetime, pattern: str) -> str:
    """A moment written by a pattern of %Y %y %m %n %b %d %e %a %W %H %h %M %S %3 %%."""
    pieces = {
        "Y": f"{moment.year:04d}", "y": f"{moment.year:04d}"[2:], "m": f"{moment.month:02d}",
        "n": str(moment.month),
        "b": _MONTHS[moment.month - 1], "d": f"{moment.day:02d}", "e": str(moment.day),
        "a": _WEEKDAYS[moment.weekday()], "W": str(moment.isocalendar().week), "H": f"{moment.hour:02d}",
        "h": str(moment.hour), "M": f"{moment.minute:02d}", "S": f"{moment.second:02d}",
        "3": f"{moment.microsecond // 1000:03d}", "%": "%",
    }  # fmt: skip
    out, at = [], 0
    while at < len(pattern):
        character = pattern[at]
        if character == "%":
            at += 1
            if pattern[at : at + 1] not in pieces:
                raise ExpressionFault(
                    T("%{letter} is not known in a date pattern.", letter=pattern[at : at + 1])
                )
            character = pieces[pattern[at]]
        out.append(character)
        at += 1
    return "".join(out)
