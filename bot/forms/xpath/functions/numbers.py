"""Numbers: conversion, rounding, trigonometry, powers."""

from __future__ import annotations

import math
from collections.abc import Callable
from datetime import datetime
from decimal import ROUND_HALF_DOWN, ROUND_HALF_UP, Decimal

from bot.forms.xpath.functions.registry import plain
from bot.forms.xpath.values import NAN, Value, days_since_epoch, to_int, to_number

plain("number")(to_number)
plain("int")(lambda value: to_int(to_number(value)))
plain("pi", 0)(lambda: math.pi)

MOST_PLACES = 30  # beyond, round() is NaN, as in JavaRosa


def to_double(value: Value) -> float:
    """A number; a date-time counts its time of the day as a fraction."""
    if isinstance(value, datetime):
        seconds = value.hour * 3600 + value.minute * 60 + value.second + value.microsecond / 1e6
        return days_since_epoch(value) + seconds / 86400
    return to_number(value)


@plain("round", 1, 2)
def round_number(value: Value, places: Value = 0.0) -> float:
    """Half goes up for positive numbers and towards zero for negative ones; places may be negative."""
    number, digits = to_number(value), to_number(places)
    if not math.isfinite(number):
        return number
    if not abs(digits) <= MOST_PLACES:
        return NAN
    digits = int(digits)
    if digits >= 0:
        way = ROUND_HALF_DOWN if number < 0 else ROUND_HALF_UP
        return (
            float(Decimal(repr(number)).quantize(Decimal(1).scaleb(-digits), way))
            if abs(number) < 1e20
            else number
        )
    scaled = float(Decimal(repr(number)).scaleb(digits))
    return float(Decimal(math.trunc(scaled + 0.5)).scaleb(-digits))


def _real(function: Callable[[float], float]) -> Callable[[Value], float]:
    """A function of one real number that answers NaN outside its domain, infinity when it overflows."""

    def safe(value: Value) -> float:
        number = to_double(value)
        try:
            return function(number)
        except ValueError:
            return NAN
        except OverflowError:
            return math.inf

    return safe


def _log(function: Callable[[float], float]) -> Callable[[float], float]:
    return lambda number: -math.inf if number == 0 else function(number)


def power(base: float, exponent: float) -> float:
    """A power as IEEE has it: NaN rather than a complex number, infinity rather than an error."""
    try:
        return math.pow(base, exponent)
    except ValueError:
        return math.inf if base == 0 else NAN
    except OverflowError:
        return -math.inf if base < 0 and exponent % 2 == 1 else math.inf


REAL: dict[str, Callable[[float], float]] = {
    "abs": abs,
    "sin": math.sin,
    "cos": math.cos,
    "tan": math.tan,
    "asin": math.asin,
    "acos": math.acos,
    "atan": math.atan,
    "exp": math.exp,
    "sqrt": math.sqrt,
    "log": _log(math.log),
    "log10": _log(math.log10),
    "exp10": lambda number: power(10.0, number),
    "floor": lambda number: _whole(math.floor, number),
    "ceiling": lambda number: _whole(math.ceil, number),
}
for name, function in REAL.items():
    plain(name)(_real(function))

plain("pow", 2)(lambda base, exponent: power(to_double(base), to_double(exponent)))
plain("atan2", 2)(lambda y, x: math.atan2(to_double(y), to_double(x)))


def _whole(function: Callable[[float], int], number: float) -> float:
    return float(function(number)) if math.isfinite(number) else number
