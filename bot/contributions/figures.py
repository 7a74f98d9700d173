"""Figures of a contribution: read in a sentence, shown to people, kept as JSON, added up.

A figure keeps what was said: the value, its bound ("about"), its unit and the very words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal, InvalidOperation
from itertools import pairwise
from typing import Any

from bot.contributions.indicators import INDICATORS, Indicator, indicator
from bot.contributions.nouns import noun_of
from bot.i18n import T, Text
from bot.reading.fold import fold, nfc
from bot.reading.model import Bound, Doubt, FoundNumber, Number, Unit
from bot.reading.numbers import find_numbers

__all__ = [
    "INDICATORS",
    "Figure",
    "FigureDoubt",
    "Figures",
    "Indicator",
    "Total",
    "add_up",
    "as_json",
    "figure_text",
    "from_json",
    "indicator",
    "read_figures",
]  # fmt: skip


SHARE_WORDS = 60  # characters kept after a percentage


@dataclass(frozen=True)
class Figure:
    """One number with what it counts. ``value`` is None when the words hold no number."""

    key: str
    value: Decimal | None
    bound: Bound = Bound.EXACT
    words: str = ""
    unit: Unit = Unit.NONE


@dataclass(frozen=True)
class FigureDoubt:
    """A question about figures, and the answers offered: each the figures it would add, maybe none."""

    question: Text
    options: tuple[tuple[Figure, ...], ...]
    words: str


@dataclass(frozen=True)
class Figures:
    """What one sentence says in numbers. ``unnamed``: numbers that no noun explains."""

    figures: tuple[Figure, ...] = ()
    doubts: tuple[FigureDoubt, ...] = ()
    unnamed: tuple[Number, ...] = ()


@dataclass(frozen=True)
class Total:
    """A figure added up. ``organisation`` is set where sums across organisations are not allowed."""

    figure: Figure
    contributions: int
    organisation: str | None = None


def read_figures(text: str, language: str) -> Figures:
    """The figures of a sentence, in its order, with what must be asked.

    Dates, codes and kit numbers must have been blanked out before (``bot.contributions.extract`` does).
    """
    text = nfc(text)
    numbers = find_numbers(text, language)
    figures: list[Figure] = []
    doubts: list[FigureDoubt] = []
    unnamed: list[Number] = []
    for place, found in enumerate(numbers):
        floor = numbers[place - 1].end if place else 0
        ceiling = numbers[place + 1].start if place + 1 < len(numbers) else len(text)
        key, words = _key_and_words(text, found, floor, ceiling)
        if key is None:
            continue
        if key == "":
            unnamed.extend(_readings(found))
        elif isinstance(found.reading, Doubt):
            doubts.append(_value_doubt(key, found.reading, words))
        else:
            figures.append(_figure(key, found.reading, words))
    doubts.extend(_repeated_hours(figures))
    return Figures(tuple(figures), tuple(doubts), tuple(unnamed))


def _key_and_words(text: str, found: FoundNumber, floor: int, ceiling: int) -> tuple[str | None, str]:
    """What a number counts ("": nothing says it; None: no figure), and the words that say so."""
    unit = _readings(found)[0].unit
    said = text[found.start : found.end].strip()
    if unit is Unit.EURO:
        return "budget_eur", said
    if unit is Unit.HOUR:
        return "hours", said
    if unit is Unit.PERCENT:
        return "share", _share_words(text, found, ceiling)
    noun = noun_of(fold(text), found.start, found.end, floor, ceiling)
    if noun is None:
        return "", said
    words = text[min(noun.start, found.start) : max(noun.end, found.end)].strip()
    return noun.key, words


def _share_words(text: str, found: FoundNumber, ceiling: int) -> str:
    """A share means nothing without what it is a share of: the words up to the next stop are kept."""
    rest = text[found.end : min(ceiling, found.end + SHARE_WORDS)]
    return text[found.start : found.end].strip() + re.split(r"[,;:.()\n]", rest)[0].rstrip()


def _readings(found: FoundNumber) -> tuple[Number, ...]:
    return found.reading.readings if isinstance(found.reading, Doubt) else (found.reading,)


def _figure(key: str, number: Number, words: str) -> Figure:
    return Figure(key, number.value, number.bound, words, number.unit)


def _value_doubt(key: str, doubt: Doubt[Number], words: str) -> FigureDoubt:
    options = tuple((_figure(key, number, words),) for number in doubt.readings)
    return FigureDoubt(T("How should I read {words}?", words=words), options, words)


def _repeated_hours(figures: list[Figure]) -> list[FigureDoubt]:
    """ "12 séances de 2h": 24 hours in all, to be confirmed; the length of one is no figure."""
    doubts = []
    for first, second in pairwise(figures):
        if first.key not in ("sessions", "workshops", "courses", "modules", "webinars", "meetings"):
            continue
        if second.key != "hours" or first.value is None or second.value is None or first.value < 2:
            continue
        words = f"{first.words} … {second.words}"
        bound = first.bound if second.bound is Bound.EXACT else second.bound
        total = Figure("hours", first.value * second.value, bound, words, Unit.HOUR)
        question = T("{first}, {second} each: {total} in all?", first=figure_text(first),
                     second=figure_text(second), total=figure_text(total))  # fmt: skip
        doubts.append(FigureDoubt(question, ((total,), (second,), ()), words))
        figures.remove(second)
    return doubts


def _shown(value: Decimal) -> int | float:
    return int(value) if value == value.to_integral_value() else float(value)


def figure_text(figure: Figure) -> Text:
    """A figure as a person reads it: "about 75 pupils", "at least 100 participants", "62.7 %"."""
    known = indicator(figure.key)
    if figure.value is None:
        return T("{name}: {words}", name=known.label, words=figure.words)
    value = _shown(figure.value)
    if figure.unit is Unit.PERCENT or known.unit is Unit.PERCENT:
        return _named(known.label, _bounded(T("{value} %", value=value), figure.bound))
    if known.counted is not None and isinstance(value, int):
        return _bounded(known.counted(value), figure.bound)
    return _named(known.label, _bounded(T("{value}", value=value), figure.bound))


def _named(name: Text, figure: Text) -> Text:
    """The bound stays beside the number: "Share: about 50 %"."""
    return T("{name}: {figure}", name=name, figure=figure)


def _bounded(body: Text, bound: Bound) -> Text:
    if bound is Bound.ABOUT:
        return T("about {figure}", figure=body)
    if bound is Bound.AT_LEAST:
        return T("at least {figure}", figure=body)
    if bound is Bound.AT_MOST:
        return T("at most {figure}", figure=body)
    return body


def as_json(figure: Figure) -> dict[str, Any]:
    """The wire form: values as decimal strings, so that nothing is rounded on the way."""
    return {
        "key": figure.key,
        "value": None if figure.value is None else format(figure.value, "f"),
        "bound": figure.bound.value,
        "words": figure.words,
        "unit": figure.unit.value,
    }


def from_json(data: Mapping[str, Any]) -> Figure:
    """A figure from its wire form. Raises ValueError on a value that is no number or an unknown bound."""
    raw = data.get("value")
    try:
        value = None if raw is None else Decimal(str(raw))
    except InvalidOperation as error:
        raise ValueError(f"not a number: {raw!r}") from error
    if value is not None and not value.is_finite():
        raise ValueError(f"not a number: {raw!r}")
    bound, unit = Bound(data.get("bound", "exact")), Unit(data.get("unit", "none"))
    return Figure(str(data["key"]), value, bound, str(data.get("words", "")), unit)


def add_up(figures: Iterable[tuple[str, Figure]]) -> tuple[Total, ...]:
    """Totals by key of (organisation id, figure) pairs, in order of first appearance.

    A sum with an approximate part is approximate. People helped are added within an organisation only;
    what does not add up (countries, shares) and what has no value is left out.
    """
    sums: dict[tuple[str, str | None], Total] = {}
    for organisation, figure in figures:
        known = indicator(figure.key)
        if figure.value is None or not known.adds_up:
            continue
        slot = (figure.key, organisation if known.victims else None)
        before = sums.get(slot)
        clean = replace(figure, words="")
        summed = _sum(before.figure, clean) if before else clean
        sums[slot] = Total(summed, before.contributions + 1 if before else 1, slot[1])
    return tuple(sums.values())


def _sum(one: Figure, other: Figure) -> Figure:
    value = (one.value or Decimal(0)) + (other.value or Decimal(0))
    bounds = {one.bound, other.bound} - {Bound.EXACT}
    bound = Bound.EXACT if not bounds else bounds.pop() if len(bounds) == 1 else Bound.ABOUT
    return replace(one, value=value, bound=bound)
