"""The noun that tells what a number counts, from ``data/nouns.toml``."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

_FILE = Path(__file__).with_name("data") / "nouns.toml"
REACH = 40  # characters: a noun further from its number belongs to another part of the sentence
ADJECTIVES = 2  # words that may stand between a number and its noun ("3 nouvelles classes")


@dataclass(frozen=True)
class Noun:
    """A noun at ``folded[start:end]``; ``key`` is None for one that says the number is no figure."""

    start: int
    end: int
    key: str | None


@dataclass(frozen=True)
class _Entry:
    key: str | None
    after: re.Pattern[str]
    before: re.Pattern[str]
    needs: re.Pattern[str] | None


def _words(words: list[str]) -> str:
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\*", r"[\w']*").replace(r"\ ", " ") for word in ordered)


@lru_cache(maxsize=1)
def _entries() -> tuple[_Entry, ...]:
    data = tomllib.loads(_FILE.read_text("utf-8"))
    rows = [{"fr": data["ignore"], "en": []}, *data["noun"]]
    return tuple(_entry(row) for row in rows)


def _entry(row: dict[str, list[str]]) -> _Entry:
    key = row.get("key")
    words = _words([*row["fr"], *row["en"]])
    needs = row.get("with")
    return _Entry(
        str(key) if key else None,
        re.compile(rf"(?:{words})(?!\w)"),
        re.compile(rf"(?<!\w)(?:{words})(?<=[sx]) ?[:=] ?$"),
        re.compile(rf"(?<!\w)(?:{_words(needs)})(?!\w)") if needs else None,
    )


@lru_cache(maxsize=128)
def _holds(needs: re.Pattern[str] | None, folded: str) -> bool:
    """Whether a sentence holds what a noun needs around it; asked once a sentence, not once a number."""
    return needs is None or needs.search(folded) is not None


def noun_of(folded: str, start: int, end: int, floor: int, ceiling: int) -> Noun | None:
    """The noun of the number at ``folded[start:end]``, looked for between the numbers around it."""
    after = _after(folded, end, min(ceiling, end + REACH))
    if after is not None:
        return after
    for entry in _entries():
        match = entry.before.search(folded, max(floor, start - REACH), start)
        if match and (_holds(entry.needs, folded)):
            return Noun(match.start(), start, entry.key)
    return None


_LINK = re.compile(r" ?(?:d'|de |des |of |the )?")
_WORD = re.compile(r"[\w'-]+ (?:d'|de |of )?")


def _after(folded: str, end: int, stop: int) -> Noun | None:
    """The nearest noun after a number: right behind it, or past one or two adjectives."""
    link = _LINK.match(folded, end)
    position = link.end() if link else end
    if position == end and end < len(folded) and folded[end].isalnum():
        return None
    for _ in range(ADJECTIVES + 1):
        for entry in _entries():
            match = entry.after.match(folded, position)
            if match and match.end() <= max(stop, position) and (
                _holds(entry.needs, folded)
            ):  # fmt: skip
                return Noun(position, match.end(), entry.key)
        word = _WORD.match(folded, position)
        if word is None or word.end() >= stop:
            return None
        position = word.end()
    return None
