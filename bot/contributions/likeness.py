"""How alike two titles are: the share of their words in common, rare words counting most."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from math import log

from bot.roadmap.lexicon import tokens

STEM = 6  # letters kept of a word: "ateliers" and "atelier", "formation" and "formations" are one
SHORT = 3  # words of fewer letters say little, save acronyms and numbers


def words_of(text: str) -> frozenset[str]:
    """The stems of a text's telling words; numbers are kept whole."""
    return frozenset(
        token.word if token.word[0].isdigit() else token.word[:STEM]
        for token in tokens(text)
        if len(token.word) >= SHORT or token.word[0].isdigit()
    )


class Rarity:
    """How much a word tells among the titles in hand: the fewer titles have it, the more."""

    def __init__(self, titles: Iterable[str]) -> None:
        counts: Counter[str] = Counter()
        self._titles = 0
        for title in titles:
            counts.update(words_of(title))
            self._titles += 1
        self._counts = counts

    def __call__(self, word: str) -> float:
        """From about 1 for a word of every title to log(titles) for a word of one."""
        return 1 + log((1 + self._titles) / (1 + self._counts[word]))


def alike(one: frozenset[str], other: frozenset[str], rarity: Rarity) -> float:
    """0 (nothing in common) to 1: the weight of the words in common over the weight of the shorter title.

    A title of one or two words says too little to be sure: its likeness is halved.
    """
    if not one or not other:
        return 0.0
    common = sum(map(rarity, one & other))
    least = min(sum(map(rarity, one)), sum(map(rarity, other)))
    score = common / least
    return score / 2 if min(len(one), len(other)) < SHORT else score
