"""Numbers written in words, in any language whose vocabulary says how: a strict grammar, up to milliards."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.vocabulary import Vocabulary, vocabulary

_TOKEN = re.compile(r"[a-z]+")


@dataclass(frozen=True)
class WordGrammar:
    """How a language says numbers: every form under a hundred, its hundreds, its scales."""

    small: dict[tuple[str, ...], int]
    longest: int
    hundreds: frozenset[str]
    scales: dict[str, int]
    bare: frozenset[str]
    joiner: str
    articles: frozenset[str]
    first_words: frozenset[str]


@lru_cache(maxsize=8)
def grammar(language: str) -> WordGrammar:
    """The grammar of a language, built once from its vocabulary."""
    words = vocabulary(language)
    small = _under_hundred(words)
    numbers = words.numbers
    bare = frozenset(numbers["bare"])
    articles = frozenset(numbers["articles"])
    return WordGrammar(
        small=small,
        longest=max(map(len, small)),
        hundreds=frozenset(numbers["hundreds"]),
        scales=dict(numbers["scales"]),
        bare=bare,
        joiner=numbers["joiner"],
        articles=articles,
        first_words=frozenset(form[0] for form in small) | bare | articles,
    )


def _under_hundred(words: Vocabulary) -> dict[tuple[str, ...], int]:
    numbers = words.numbers
    units: dict[str, int] = numbers["units"]
    forms = {tuple(word.split()): value for word, value in {**units, **numbers["tens"]}.items()}
    for ten, base in numbers["tens"].items():
        top = 19 if ten in numbers["long_tens"] else 9
        for unit, value in units.items():
            if not 1 <= value <= top:
                continue
            forms[(*ten.split(), *unit.split())] = base + value
            if value in (1, 11) and numbers["one_joined"]:
                forms[(*ten.split(), numbers["one_joined"], *unit.split())] = base + value
    forms.update({tuple(word.split()): value for word, value in numbers["specials"].items()})
    return forms


@dataclass(frozen=True)
class WordNumber:
    """A number in words at ``text[start:end]``; ``article``: perhaps a mere article (un, a)."""

    start: int
    end: int
    value: int
    article: bool


def number_at(folded: str, position: int, language: str) -> WordNumber | None:
    """The longest number in words that starts at this position of a folded text, or None."""
    rules = grammar(language)
    tokens = _tokens(folded, position)
    if not tokens or tokens[0][0] not in rules.first_words:
        return None
    words = [word for word, _, _ in tokens]
    value, used = _read(words, rules)
    if used == 0:
        return None
    return WordNumber(position, tokens[used - 1][2], value, used == 1 and words[0] in rules.articles)


def _tokens(folded: str, position: int) -> list[tuple[str, int, int]]:
    """Words from a position on, as long as only one space or hyphen parts them."""
    tokens: list[tuple[str, int, int]] = []
    while match := _TOKEN.match(folded, position):
        tokens.append((match[0], match.start(), match.end()))
        position = match.end()
        if position >= len(folded) or folded[position] not in " -":
            break
        position += 1
    return tokens


def _read(words: list[str], rules: WordGrammar) -> tuple[int, int]:
    """Value and count of words used: groups under a thousand, each with a smaller scale than the last."""
    total, used, ceiling = 0, 0, 10**15
    while used < len(words):
        start = used
        if total and rules.joiner and words[used] == rules.joiner:
            start += 1
        group, after = _under_thousand(words, start, rules)
        if (
            after == start
            and start < len(words)
            and words[start] in rules.scales
            and words[start] in rules.bare
        ):
            group = 1
        scale = rules.scales.get(words[after]) if after < len(words) else None
        if scale and group and scale < ceiling:
            total, used, ceiling = total + group * scale, after + 1, scale
            continue
        if after > start and group < ceiling and (group or not total):
            total, used = total + group, after
        break
    return total, used


def _under_thousand(words: list[str], start: int, rules: WordGrammar) -> tuple[int, int]:
    value, after = _small(words, start, rules)
    has_hundred = after < len(words) and words[after] in rules.hundreds
    if after == start and has_hundred and words[after] in rules.bare:
        value = 1
    if not has_hundred or not 1 <= value <= 99:
        return value, after
    hundreds, after = value * 100, after + 1
    rest = after + 1 if rules.joiner and words[after : after + 1] == [rules.joiner] else after
    value, end = _small(words, rest, rules)
    if end > rest and 1 <= value <= 99:
        return hundreds + value, end
    return hundreds, after


def _small(words: list[str], start: int, rules: WordGrammar) -> tuple[int, int]:
    for length in range(min(rules.longest, len(words) - start), 0, -1):
        form = tuple(words[start : start + length])
        if form in rules.small:
            return rules.small[form], start + length
    if words[start : start + 1] and words[start] in rules.articles:
        # "a hundred", "a thousand": an article counts for one before a scale.
        follows = words[start + 1 : start + 2]
        if follows and (follows[0] in rules.hundreds or follows[0] in rules.scales):
            return 1, start + 1
    return 0, start
