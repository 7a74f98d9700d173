"""The directory of organisations, and the search that forgives typing errors.

``search`` works over any entries: those carried here as data, and those people propose, which come from
storage as the same value. A proposal is never taken for granted: only an exact name or acronym is ``sure``.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any

from rapidfuzz.distance import OSA, JaroWinkler

from bot.folding import fold, squeeze

FLOOR = 52.0
"""Under this score an entry is not worth showing: tuned on the names and acronyms of the directory."""

ACRONYM_MAX = 9
"""A word longer than this is not compared with acronyms."""

_ASIDE = re.compile(r"\([^)]*\)")


@dataclass(frozen=True)
class DirectoryEntry:
    """An organisation or public body. ``groups`` are the Forum's working groups, by key of the roadmap;
    ``group_source`` says whether a document states them (``source``), they are a guess that a coordinator
    validates (``inferred``), or there are none (``none``)."""

    id: str
    name: str
    type: str
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    group_source: str = "none"
    url: str | None = None
    role: str | None = None
    sources: tuple[str, ...] = ()

    def __hash__(self) -> int:
        """By what tells it from others: hashing every field at each search would be slow."""
        return hash(self.id)


@dataclass(frozen=True)
class Match:
    """An entry and how near it is, 0 to 100. ``sure``: its exact name or acronym, and nobody else's."""

    entry: DirectoryEntry
    score: float
    sure: bool


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("bot.people") / "data" / "directory.toml").read_text("utf-8"))


@cache
def directory() -> tuple[DirectoryEntry, ...]:
    """The organisations named in the project's source documents, in their order."""
    return tuple(_entry(row) for row in _raw()["organisation"])


def _entry(row: dict[str, Any]) -> DirectoryEntry:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return DirectoryEntry(**values)


@cache
def _by_id() -> dict[str, DirectoryEntry]:
    return {entry.id: entry for entry in directory()}


def entry_of(entry_id: str) -> DirectoryEntry | None:
    """The directory's entry under that id, or None."""
    return _by_id().get(entry_id)


def search(text: str, entries: Iterable[DirectoryEntry] | None = None, limit: int = 5) -> tuple[Match, ...]:
    """The entries nearest to what was typed, best first; accents, case, typing errors and order forgiven.

    ``entries`` is the whole directory by default. Nothing near enough: an empty tuple.
    """
    query = fold(text)
    if not query:
        return ()
    short = squeeze(text)
    typed = _typed(query, short)
    found = []
    exact = 0
    for entry in directory() if entries is None else entries:
        keys = _keys(entry)
        is_exact = query in keys.exact or short in keys.together
        exact += is_exact
        score = 100.0 if is_exact else _score(typed, keys)
        if score >= FLOOR:
            found.append((score, is_exact, entry))
    found.sort(key=lambda row: (-row[0], len(row[2].name)))
    return tuple(Match(entry, round(score, 1), hit and exact == 1) for score, hit, entry in found[:limit])


@dataclass(frozen=True)
class _Keys:
    """What an entry is compared by: folded once, kept."""

    exact: frozenset[str]
    together: frozenset[str]
    nicknames: tuple[str, ...]
    names: tuple[tuple[str, tuple[str, ...], int], ...]
    """Each name, its words, how many letters these have."""


@lru_cache(maxsize=8192)
def _keys(entry: DirectoryEntry) -> _Keys:
    official = {entry.name, _ASIDE.sub("", entry.name), re.sub(r"^(La|Le|Les)\s", "", entry.name)}
    acronyms = {squeeze(entry.acronym)} if entry.acronym else set()
    exact = frozenset(map(fold, official))
    every = [fold(name) for name in (*sorted(official), *entry.aliases)]
    nicknames = {name.replace(" ", "") for name in every if len(name) <= ACRONYM_MAX + 2} | acronyms
    names = tuple(
        (name, words, sum(map(len, words))) for name in dict.fromkeys(every) for words in [_words(name)]
    )
    together = {name.replace(" ", "") for name in exact}  # "ghettup" for "Ghett'up"
    return _Keys(exact, frozenset(acronyms | together), tuple(sorted(nicknames)), names)


@cache
def _listed(key: str) -> frozenset[str]:
    return frozenset(_raw()["words"][key])


def _words(folded: str) -> tuple[str, ...]:
    small = _listed("small")
    words = tuple(word for word in folded.split() if word not in small)
    return words or tuple(folded.split())


def _score(typed: _Typed, keys: _Keys) -> float:
    best = max([_name_score(typed, *name) for name in keys.names], default=0.0)
    if len(typed.short) <= ACRONYM_MAX + 2:
        best = max(best, max([_nickname_score(typed.short, nick) for nick in keys.nicknames], default=0.0))
    return best


def _nickname_score(typed: str, nickname: str) -> float:
    """Acronyms and one-word names: one slip costs by length; a good start counts more than a good end."""
    if typed == nickname:
        return 99.0
    distance = OSA.distance(typed, nickname, score_cutoff=3)
    if distance > 3 or distance >= max(len(typed), len(nickname)):
        return 0.0
    closeness = 1 - distance / max(len(typed), len(nickname))
    if distance == 1 and len(nickname) <= 3:
        closeness = max(closeness, 0.62)  # one slip is half of "FO" or "G7"
    return 100 * (0.9 * closeness + 0.1 * JaroWinkler.similarity(typed, nickname)) - 2


def _name_score(typed: _Typed, name: str, words: tuple[str, ...], letters: int) -> float:
    gained = 0.0
    for weight, near in typed.words:
        gained += weight * max([near[other] for other in words], default=0.0)
    by_words = gained / typed.weight
    # Every word found in a long name is worth a little less than the whole name.
    coverage = min(1.0, typed.letters / max(1, letters))
    best = 100 * by_words * (0.88 + 0.1 * coverage)
    # Nothing further than what we have, or than what is shown, is worth measuring to the end.
    enough = min(1.0, max(best, FLOOR - 1) / 100)
    return max(best, 100 * OSA.normalized_similarity(typed.query, name, score_cutoff=enough))


class _Near(dict[str, float]):
    """How near each word is to one that was typed, worked out when first asked."""

    def __init__(self, typed: str) -> None:
        super().__init__()
        self._typed = typed

    def __missing__(self, word: str) -> float:
        found = self[word] = _word_score(self._typed, word)
        return found


_near = lru_cache(maxsize=512)(_Near)


@dataclass(frozen=True)
class _Typed:
    """What was typed, looked at once for all entries: each word with what it weighs."""

    query: str
    short: str
    words: Sequence[tuple[float, _Near]]
    weight: float
    letters: int


def _typed(query: str, short: str) -> _Typed:
    words, common = _words(query), _listed("common")
    weighed = [(len(word) * (0.4 if word in common else 1.0), _near(word)) for word in words]
    return _Typed(query, short, weighed, sum(weight for weight, _ in weighed), sum(map(len, words)))


def _word_score(typed: str, word: str) -> float:
    if typed == word:
        return 1.0
    if len(typed) >= 3 and word.startswith(typed):
        return 0.96
    if len(typed) <= 2:
        return 0.0
    distance = OSA.distance(typed, word, score_cutoff=2)
    if distance <= (1 if len(typed) < 7 else 2):
        return 1 - 0.9 * distance / max(len(typed), len(word))
    if len(typed) >= 5 and OSA.distance(typed, word[: len(typed)], score_cutoff=1) <= 1:
        return 0.8
    return 0.0
