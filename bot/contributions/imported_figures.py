"""Figures of an import file: keys with their suffixes to canonical keys, bounds and units."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

from bot.contributions.figures import Figure
from bot.contributions.indicators import INDICATORS
from bot.i18n import Code, T, Text
from bot.reading.model import Bound, Unit

_BOUNDS = {"_min": Bound.AT_LEAST, "_max": Bound.AT_MOST, "_approx": Bound.ABOUT}
_YEAR = re.compile(r"_(?:19|20)\d\d$")
_KEY = re.compile(r"[a-z][a-z0-9_]{0,79}")
# Names that the records give to what has a canonical key.
_ALIASES = {
    "trainings_done": "sessions",
    "round_tables": "panels",
    "projects_count": "projects",
    "budget": "budget_eur",
    "victims": "victims_supported",
    "people_informed": "people_reached",
}


def figures_of(indicators: object) -> tuple[tuple[Figure, ...], list[Text]]:
    """The figures of an ``indicators`` object, and the reasons for which the line must be refused."""
    if indicators is None:
        return (), []
    if not isinstance(indicators, dict):
        return (), [T("{field} must be an object.", field=Code("indicators"))]
    figures: list[Figure] = []
    problems: list[Text] = []
    for key, value in _flat(indicators):
        if not _KEY.fullmatch(key):
            problems.append(T("Not the name of an indicator: {name}.", name=key[:80]))
        elif isinstance(value, bool) or not isinstance(value, int | Decimal):
            problems.append(T("{field} must be a number.", field=Code(f"indicators.{key}")))
        elif value < 0:
            problems.append(T("{field} cannot be below zero.", field=Code(f"indicators.{key}")))
        else:
            figures.append(_figure(key, Decimal(value)))
    return tuple(figures), problems


def _flat(indicators: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """A breakdown is a nested object: its parts are named after it."""
    for key, value in indicators.items():
        if isinstance(value, dict) and not prefix:
            yield from _flat(value, f"{key}_")
        else:
            yield prefix + key, value


def _figure(key: str, value: Decimal) -> Figure:
    words = f"{key}: {value}"
    name, bound = key, Bound.EXACT
    for suffix, meaning in _BOUNDS.items():
        if name.endswith(suffix):
            name, bound = name.removesuffix(suffix), meaning
    name = _YEAR.sub("", name) if _YEAR.sub("", name) in INDICATORS else name
    unit = Unit.NONE
    if name.endswith("_eur_million"):
        name, value = name.removesuffix("_million"), value * 1_000_000
    if name.endswith("_eur"):
        unit = Unit.EURO
    if "_share" in name and value <= 1:
        value, unit = value * 100, Unit.PERCENT
    name = _ALIASES.get(name, name)
    return Figure(name, _plain(value), bound, words, unit)


def _plain(value: Decimal) -> Decimal:
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()
