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
_LITTLE = frozenset(
    ["a", "au", "aux", "avec", "ce", "ces", "cet", "cette", "chaque", "dans", "de", "des", "du", "elle", "elles", "en", "est", "et", "eu", "il", "ils", "la", "le", "les", "leur", "leurs", "lors", "ne", "nos", "notre", "nous", "on", "ont", "ou", "par", "pas", "pendant", "plus", "pour", "qu", "que", "qui", "sa", "se", "ses", "son", "sont", "sous", "sur", "tous", "tout", "toute", "toutes", "un", "une", "vers", "via", "vos", "votre", "y", "entre", "chez", "dont", "sans", "ainsi", "afin", "an", "and", "are", "as", "at", "be", "been", "by", "for", "from", "has", "have", "in", "into", "is", "it", "its", "of", "on", "or", "our", "that", "their", "this", "to", "us", "was", "we", "were", "will", "with"]
)


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


@dataclass(frozen=True)
class Cue:
    """Phrases that must all be there; each phrase is words in a row, a final * standing for any ending."""

    code: str
    weight: float
    phrases: tuple[tuple[tuple[str, bool], ...], ...]

    @property
    def size(self) -> int:
        """How many words it needs: the more, the more telling."""
        return sum(map(len, self.phrases))


def _phrase(text: str) -> tuple[tuple[str, bool], ...]:
    words = []
    for raw in re.split(r"[ '-]+", text.replace("main-oeuvre", "main ouvre")):
        stem = raw.rstrip("*")
        if stem not in _LITTLE or raw.endswith("*"):
            words.append((stem, raw.endswith("*")))
    return tuple(words)


@dataclass(frozen=True)
class Lexicon:
    """Every cue, found by the first letters of its first phrase."""

    index: Mapping[str, tuple[Cue, ...]]
    count: int

    def candidates(self, words: Sequence[Token]) -> Iterator[Cue]:
        """Cues whose first phrase may begin with one of these words."""
        for key in {token.word[:2] for token in words}:
            yield from self.index.get(key, ())


def _expanded(cue: str, groups: Mapping[str, list[str]]) -> Iterator[list[str]]:
    """A cue with its groups replaced by each of their members."""
    parts: list[list[str]] = [[]]
    for part in cue.split(" + "):
        choices = groups[part[1:]] if part.startswith("@") else [part]
        parts = [[*before, choice] for before in parts for choice in choices]
    yield from parts


def _weights(rows: Mapping[str, list[str]]) -> Iterator[tuple[float, str]]:
    for name, cues in rows.items():
        weight = float(MINUS) if name == "minus" else float(name)
        for cue in cues:
            yield weight, cue


def build(data: Mapping[str, Any]) -> Lexicon:
    """A lexicon from its data: ``groups`` and ``cues`` as the data file has them."""
    index: dict[str, list[Cue]] = {}
    count = 0
    for code, rows in data["cues"].items():
        for weight, written in _weights(rows):
            for parts in _expanded(written, data["groups"]):
                cue = Cue(code, weight, tuple(map(_phrase, parts)))
                index.setdefault(cue.phrases[0][0][0][:2], []).append(cue)
                count += 1
    return Lexicon({key: tuple(cues) for key, cues in index.items()}, count)


@lru_cache(maxsize=1)
def lexicon() -> Lexicon:
    """The product's lexicon."""
    return build(tomllib.loads((DATA / "lexicon.toml").read_text("utf-8")))
