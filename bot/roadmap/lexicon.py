"""The words that point to each code, from ``data/lexicon.toml``, made ready for matching."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from bot.reading.fold import fold, nfc
from bot.roadmap.model import DATA

MINUS = -2  # what a cue against an action counts
_TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:\.[^\W\d_]+)*")
_ELISION = re.compile(r"(?<!\w)(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu)'")
_KEPT_HYPHENS = re.compile(r"(?<=\w)-(?=\w)")
# Little words, left out of texts and of cues, so that "aide aux victimes" and "aide victimes" are one.
_LITTLE_WORDS = """
a au aux avec ce ces cet cette chaque dans de des du elle elles en est et eu il ils la le les leur leurs lors
ne nos notre nous on ont ou par pas pendant plus pour qu que qui sa se ses son sont sous sur tous tout toute
toutes un une vers via vos votre y entre chez dont sans ainsi afin
an and are as at be been by for from has have in into is it its of or our that the their this to us was we
were will with
"""
_LITTLE = frozenset(_LITTLE_WORDS.split())


@dataclass(frozen=True)
class Token:
    """A word of the text: folded, and where it stands (offsets in the NFC form)."""

    word: str
    start: int
    end: int


def tokens(text: str) -> tuple[Token, ...]:
    """The words that count, in order: folded, elisions and little words out, compound words split."""
    folded = _ELISION.sub(lambda match: " " * len(match[0]), fold(nfc(text)))
    folded = folded.replace("œ", "o")
    found = (Token(match[0], match.start(), match.end()) for match in _TOKEN.finditer(folded))
    return tuple(token for token in found if token.word not in _LITTLE)


Phrase = tuple[tuple[str, bool], ...]
"""Words in a row; True after a word stands for any ending of it."""


def _phrase(text: str) -> Phrase:
    words = []
    for raw in re.split(r"[ '-]+", text):
        stem = raw.rstrip("*")
        if stem not in _LITTLE or raw.endswith("*"):
            words.append((stem, raw.endswith("*")))
    return tuple(words)


@dataclass(frozen=True)
class Cue:
    """What must be in a text for a code to gain a weight: parts that are all there, at different words."""

    code: str
    weight: float
    parts: tuple[str, ...]
    """Phrases as written in the data, or names of groups with their @."""


@dataclass(frozen=True)
class Lexicon:
    """Every cue, found by its first part; every phrase, found by its first letters."""

    phrases: Mapping[str, tuple[tuple[str, Phrase], ...]]
    groups_of: Mapping[str, tuple[str, ...]]
    cues: Mapping[str, tuple[Cue, ...]]

    @property
    def count(self) -> int:
        """How many cues there are."""
        return sum(map(len, self.cues.values()))

    def present(self, words: Sequence[Token]) -> dict[str, list[range]]:
        """Every phrase and group that these words hold, with the places where it stands."""
        found: dict[str, list[range]] = {}
        for start, token in enumerate(words):
            for name, phrase in self.phrases.get(token.word[:LETTERS], ()):
                if _stands(phrase, words, start):
                    place = range(start, start + len(phrase))
                    found.setdefault(name, []).append(place)
                    for group in self.groups_of.get(name, ()):
                        found.setdefault(group, []).append(place)
        return found


LETTERS = 2  # first letters by which phrases are found; no stem of the lexicon is shorter


def _stands(phrase: Phrase, words: Sequence[Token], start: int) -> bool:
    if start + len(phrase) > len(words):
        return False
    for offset, (stem, open_end) in enumerate(phrase):
        word = words[start + offset].word
        if word != stem and not (open_end and word.startswith(stem)):
            return False
    return True


def _rows(data: Mapping[str, Any]) -> Iterator[Cue]:
    for code, rows in data["cues"].items():
        for name, written in rows.items():
            weight = float(MINUS) if name == "minus" else float(name)
            for cue in written:
                yield Cue(code, weight, tuple(cue.split(" + ")))


def build(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from its data: ``groups`` and ``cues`` as the data file has them."""
    cues: dict[str, list[Cue]] = {}
    groups_of: dict[str, list[str]] = {}
    names: dict[str, None] = {}
    for group, members in data["groups"].items():
        for member in members:
            names[member] = None
            groups_of.setdefault(member, []).append(f"@{group}")
    for cue in _rows(data):
        cues.setdefault(cue.parts[0], []).append(cue)
        names.update((part, None) for part in cue.parts if not part.startswith("@"))
    phrases: dict[str, list[tuple[str, Phrase]]] = {}
    for name in names:
        phrase = _phrase(name)
        phrases.setdefault(phrase[0][0][:LETTERS], []).append((name, phrase))
    return Lexicon(_frozen(phrases), _frozen(groups_of), _frozen(cues))


def _frozen(lists: Mapping[str, list[Any]]) -> dict[str, tuple[Any, ...]]:
    return {key: tuple(values) for key, values in lists.items()}


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The product's lexicon."""
    return build(tomllib.loads((DATA / "lexicon.toml").read_text("utf-8")))
