"""Reading typed words as the answer to a question of a form, by its kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date

from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings
from bot.folding import fold
from bot.forms.session import Choice, Kind, Question
from bot.i18n import T
from bot.reading import model as reading
from bot.reading.dates import read_date
from bot.reading.numbers import read_number

LONGEST_ANSWER = 4000
"""Characters of a free answer: a message of Telegram holds 4,096."""
OFFERED = 6


def read_typed(question: Question, words: str, around: Surroundings) -> Reading:
    """What the words mean for a question of this kind."""
    reader = _READERS.get(question.kind)
    if reader is None:
        return Refused(T("This question is not answered by typing. Please use its buttons, or skip it."))
    return reader(question, words.strip(), around)


def _text(question: Question, words: str, around: Surroundings) -> Reading:
    if len(words) > LONGEST_ANSWER:
        return Refused(
            T(
                "This is {length} characters long; {most} at most, please.",
                length=len(words),
                most=LONGEST_ANSWER,
            )
        )
    return Read(words)


def _integer(question: Question, words: str, around: Surroundings) -> Reading:
    return _number(words, around, whole=True)


def _decimal(question: Question, words: str, around: Surroundings) -> Reading:
    return _number(words, around, whole=False)


def _number(words: str, around: Surroundings, whole: bool) -> Reading:
    read = read_number(words, around.language)
    if isinstance(read, reading.Nonsense):
        return Refused(read.reason)
    readings = read.readings if isinstance(read, reading.Doubt) else (read,)
    wires = [wire for one in readings if (wire := _wire(one, whole)) is not None]
    if not wires:
        return Refused(T("A whole number, please: for example 75.") if whole else T("A number, please."))
    if len(wires) == 1:
        return Read(wires[0])
    return Doubt(T("Which number is it?"), tuple(Option(wire, wire) for wire in wires))


def _wire(number: reading.Number, whole: bool) -> str | None:
    if number.value is None or (whole and number.value != number.value.to_integral_value()):
        return None
    return format(number.value.normalize(), "f")


def _date(question: Question, words: str, around: Surroundings) -> Reading:
    read = read_date(words, around.language, around.today)
    if isinstance(read, reading.Nonsense):
        return Refused(read.reason)
    spans = read.readings if isinstance(read, reading.Doubt) else (read,)
    days = [span.start.isoformat() for span in spans if span.start == span.end]
    if not days:
        return Refused(T("One day, please: for example 12 June 2026."))
    if len(days) == 1:
        return Read(days[0])
    return Doubt(
        T("Which date is it?"), tuple(Option(d, T("{date}", date=date.fromisoformat(d))) for d in days)
    )


def _one(question: Question, words: str, around: Surroundings) -> Reading:
    found = _matching(question.choices, words)
    if len(found) == 1:
        return Read(found[0].value)
    if found:
        options = tuple(Option(choice.value, choice.label) for choice in found[:OFFERED])
        return Doubt(T("Which one is it?"), options)
    return Refused(T("This is not among the choices: tap one, or write its number or its name."))


def _several(question: Question, words: str, around: Surroundings) -> Reading:
    values = []
    for part in words.replace(";", ",").split(","):
        found = _matching(question.choices, part)
        if len(found) != 1:
            return Refused(
                T("“{part}” is not one of the choices: tap them, or write their numbers.", part=part.strip())
            )
        values.append(found[0].value)
    order = [choice.value for choice in question.choices]
    return Read(" ".join(sorted(dict.fromkeys(values), key=order.index)))


def _matching(choices: Sequence[Choice], words: str) -> list[Choice]:
    """The choices that words mean: by number, by label, by the beginning of a label."""
    key = fold(words)
    if key.isdigit():
        index = int(key) - 1
        return [choices[index]] if 0 <= index < len(choices) else []
    exact = [choice for choice in choices if fold(choice.label) == key]
    return exact or [choice for choice in choices if key and fold(choice.label).startswith(key)]


_READERS: Mapping[Kind, Callable[[Question, str, Surroundings], Reading]] = {
    Kind.TEXT: _text,
    Kind.INTEGER: _integer,
    Kind.DECIMAL: _decimal,
    Kind.RANGE: _decimal,
    Kind.DATE: _date,
    Kind.SELECT_ONE: _one,
    Kind.SELECT_MULTIPLE: _several,
}
