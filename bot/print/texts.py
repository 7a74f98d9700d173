"""The kit's own sentences, per language: ``locales/<code>/kits/awareness.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from bot.i18n import LANGUAGES
from bot.print.model import Public

SIGNS, ACTS, AVOIDED = 5, 4, 3
"""How many lines each list has: the pages are drawn for them."""

_LOCALES = Path(__file__).parents[2] / "locales"
_FRENCH = (
    (re.compile(r" ([?!;])"), "\u202f\\1"),
    (re.compile(r" ([:»])"), "\u00a0\\1"),
    (re.compile("« "), "«\u00a0"),
)
"""French puts a space before some signs, that no line may break at."""


@dataclass(frozen=True)
class Said:
    """What is said to one public."""

    title: str
    lead: str
    signs_title: str
    signs: tuple[str, ...]
    acts_title: str
    acts: tuple[str, ...]


@dataclass(frozen=True)
class Texts:
    """A language's sentences. Each mapping is a table of the file, its holes unfilled."""

    common: Mapping[str, Any]
    helplines: Mapping[str, str]
    days: Mapping[str, str]
    makers: Mapping[str, str]
    alt: Mapping[str, str]
    said: Mapping[Public, Said]
    reviewed: bool


@cache
def texts(code: str) -> Texts:
    """The sentences in one of the seven languages."""
    path = _LOCALES / LANGUAGES[code].code / "kits" / "awareness.toml"
    raw = _spaced(tomllib.loads(path.read_text("utf-8")), code)
    tables = ("common", "helplines", "days", "makers", "alt")
    said = {public: _said(raw[public]) for public in Public}
    return Texts(**{name: raw[name] for name in tables}, said=said, reviewed=raw["reviewed"])


def _said(table: Mapping[str, Any]) -> Said:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in table.items()}
    return Said(**values)


def _spaced(value: Any, code: str) -> Any:
    """Every string of the file with curved apostrophes and its language's no-break spaces."""
    if isinstance(value, dict):
        return {key: _spaced(one, code) for key, one in value.items()}
    if isinstance(value, list):
        return [_spaced(one, code) for one in value]
    if isinstance(value, str):
        value = value.replace("'", "’")
        for pattern, instead in _FRENCH if code == "fr" else ():
            value = pattern.sub(instead, value)
    return value
