"""Public procurement: three cards with their source and date, and words that ask for a clause."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from bot.folding import fold

LONGEST_REQUEST = 10
"""Words. Beyond it, a sentence tells what someone did; it does not ask."""


@dataclass(frozen=True)
class BuyerCard:
    """What a buyer may read: texts by language, the document it comes from, its year, when it was read."""

    id: str
    title: Mapping[str, str] = field(hash=False)
    lines: tuple[Mapping[str, str], ...] = field(hash=False)
    source: Mapping[str, str] = field(hash=False)
    published: int
    checked_on: date


@dataclass(frozen=True)
class PublicSource:
    """Where others explain it: an address, or a material of the catalogue."""

    label: Mapping[str, str] = field(hash=False)
    address: str = ""
    kit: str = ""


@cache
def cards() -> tuple[BuyerCard, ...]:
    """The cards, in their order."""
    return tuple(BuyerCard(**{**row, "lines": tuple(row["lines"])}) for row in _raw()["card"])


@cache
def public_sources() -> tuple[PublicSource, ...]:
    """What to read before writing anything."""
    return tuple(PublicSource(**row) for row in _raw()["public"])


def asks_for_a_clause(text: str) -> bool:
    """Whether words such as ``rédige ma clause`` ask us to write one."""
    said = fold(text)
    if len(said.split()) > LONGEST_REQUEST:
        return False
    asked = _raw()["draft"]
    begins = any(said == word or said.startswith(f"{word} ") for word in asked["begin"])
    return begins and any(word in said for word in asked["words"])


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("bot.reference") / "data" / "procurement.toml").read_text("utf-8"))
