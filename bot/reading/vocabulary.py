"""The words a language uses for numbers, dates and times (``data/<language>.toml``), ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

_DATA = Path(__file__).with_name("data")
LANGUAGES = ("fr", "en")
FALLBACK = "fr"  # members who write another language read French figures all day: the product is French


@dataclass(frozen=True)
class Vocabulary:
    """One language's words: ``numbers``, ``bounds``, ``dates`` and ``times`` as its data file names them."""

    code: str
    numbers: Mapping[str, Any]
    bounds: Mapping[str, Any]
    dates: Mapping[str, Any]
    times: Mapping[str, Any]


@lru_cache(maxsize=len(LANGUAGES))
def _load(code: str) -> Vocabulary:
    data = tomllib.loads((_DATA / f"{code}.toml").read_text("utf-8"))
    return Vocabulary(code, data["numbers"], data["bounds"], data["dates"], data["times"])


def vocabulary(language: str) -> Vocabulary:
    """The words of a language; those of French for a language that has none yet."""
    return _load(language if language in LANGUAGES else FALLBACK)


def any_of(words: Iterable[str]) -> str:
    """A pattern that matches any of these words, the longest first, spaces and hyphens alike between them."""
    return "|".join(_pattern(word) for word in sorted(set(words), key=len, reverse=True)) or "(?!)"


def _pattern(word: str) -> str:
    parts = [re.escape(part) for part in word.split(" ")]
    left = r"(?<!\w)" if word[0].isalnum() else ""
    right = r"(?!\w)" if word[-1].isalnum() else ""
    return left + "[ -]".join(parts) + right
