"""Whole numbers, decimals and ranges: typed in digits of any script, or tapped on a range's steps."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings
from bot.forms.session import Bounds, Question
from bot.i18n import T
from bot.reading import model as reading
from bot.reading.fold import fold, nfc
from bot.reading.numbers import read_number

MOST_STEPS = 25
"""Buttons for a range: past that it is typed."""
_MINUS = re.compile(r"^(?:-|moins |minus )\s*(?=\d)")


def integer(question: Question, words: str, around: Surroundings) -> Reading:
    """A whole number; doubt is asked."""
    return _number(words, around, whole=True)


def decimal(question: Question, words: str, around: Surroundings) -> Reading:
    """Any number, comma or point."""
    return _number(words, around, whole=False)


def ranged(question: Question, words: str, around: Surroundings) -> Reading:
    """A number of the range; of two readings the one that lies in it."""
    read = _number(words, around, whole=False)
    known = {str(step.normalize()): wire for step, wire in _by_value(question.bounds)}
    if isinstance(read, Doubt):
        inside = [o for o in read.options if str(Decimal(o.wire).normalize()) in known]
        return Read(inside[0].wire) if len(inside) == 1 else read
    if isinstance(read, Read) and known:
        return Read(known.get(str(Decimal(read.wire).normalize()), read.wire))
    return read


def step_tapped(question: Question, argument: str, around: Surroundings) -> Reading | None:
    """The step of a range by its place, from 0; None for no such step."""
    found = steps(question.bounds)
    at = int(argument) if argument.isdigit() and len(argument) < 4 else len(found)
    return Read(found[at]) if at < len(found) else None


def steps(bounds: Bounds | None) -> list[str]:
    """The values of a range, as wires; empty when there are too many to tap, or they cannot be counted."""
    return [wire for _, wire in _by_value(bounds)]


def _by_value(bounds: Bounds | None) -> list[tuple[Decimal, str]]:
    if bounds is None:
        return []
    try:
        start, end, step = (Decimal(text) for text in (bounds.start, bounds.end, bounds.step))
        if not step or not all(number.is_finite() for number in (start, end, step)):
            return []
        count = int(abs(end - start) / abs(step)) + 1
    except InvalidOperation:
        return []
    if count > MOST_STEPS:
        return []
    way = abs(step) if end >= start else -abs(step)
    values = [start + way * at for at in range(count)]
    return [(value, format(value, "f")) for value in values]


def _number(words: str, around: Surroundings, whole: bool) -> Reading:
    folded = fold(nfc(words)).strip()
    minus = _MINUS.match(folded)
    read = read_number(words[minus.end() :] if minus else words, around.language)
    if isinstance(read, reading.Nonsense):
        return Refused(read.reason)
    readings = read.readings if isinstance(read, reading.Doubt) else (read,)
    wires = [wire for one in readings if (wire := _wire(one, whole, negative=minus is not None)) is not None]
    if not wires:
        return Refused(T("A whole number, please: for example 75.") if whole else T("A number, please."))
    if len(wires) == 1:
        return Read(wires[0])
    return Doubt(T("Which number is it?"), tuple(Option(wire, wire) for wire in wires))


def _wire(number: reading.Number, whole: bool, negative: bool) -> str | None:
    if number.value is None or (whole and number.value != number.value.to_integral_value()):
        return None
    return format((-number.value if negative else number.value).normalize(), "f")
