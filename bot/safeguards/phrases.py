"""The small language in which lists of phrases and rules are written, and its reading into patterns.

A data file ``data/distress/<language>.toml`` has lists under ``[words]`` and rules over them::

    [[rule]]
    match = "person .. takes .. my_papers"    # one phrase of each list, in this order
    unless_next = "mild"                       # nothing of this list right after
    unless = "field"                           # nothing of this list (or lists) anywhere in the text
    ends = true                                # and the sentence ends there

Between lists, ``..`` lets two other words pass and ``...`` five, never a negation (the list ``not``) nor a
full stop. ``name?`` is optional, ``name*`` comes up to three times, ``~name`` is optional and takes up to
five words with it. In a phrase, ``*`` at the end of a word stands for any ending.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from bot.safeguards.wording import ARABIC, CYRILLIC, LATIN, plain

SCRIPT = {"ar": ARABIC, "uk": CYRILLIC, "ru": CYRILLIC}
LANGUAGES = ("fr", "en", "ar", "uk", "ru", "tl", "id", "other")
"""Languages of the interface, and a file of calls for help in others and in Latin letters."""

_STEM = 3
"""Letters by which words with any ending are looked up."""


_LONG = 6
_ORDINARY = {
    "field",
    "ask",
    "mild",
    "soft",
    "thing",
    "joins",
    "adv",
    "for_that",
    "not",
    "rescue_of",
    "out_of",
}
"""Lists whose words calm: they are not looked for under typing errors."""


@dataclass(frozen=True)
class Rule:
    """A pattern, and the lists that must all be met by a word of the text before it is worth trying."""

    pattern: re.Pattern[str]
    needs: frozenset[str]
    unless: re.Pattern[str] | None
    said: str


@dataclass(frozen=True)
class Phrasebook:
    """What one language's file says, ready to use."""

    language: str
    script: str
    alone: frozenset[str]
    filler: frozenset[str]
    subject: re.Pattern[str]
    sms: Mapping[str, str]
    repair: tuple[str, ...]
    known: frozenset[str]
    first_words: Mapping[str, frozenset[str]]
    first_stems: Mapping[str, tuple[tuple[str, str], ...]]
    rules: tuple[Rule, ...]


@cache
def phrasebooks() -> tuple[Phrasebook, ...]:
    """Every language's phrasebook, read at the first call."""
    return tuple(_read(language) for language in LANGUAGES)


def _read(language: str) -> Phrasebook:
    file = files("bot.safeguards") / "data" / "distress" / f"{language}.toml"
    raw: dict[str, Any] = tomllib.loads(file.read_text("utf-8"))
    words = {name: tuple(map(_spelled, phrases)) for name, phrases in raw.get("words", {}).items()}
    exact, stems = _first_words(words)
    sms = {plain(short).strip(): plain(long).strip() for short, long in raw.get("sms", {}).items()}
    repair = {plain(word).strip() for word in raw.get("repair", ())} | set(_long_words(words))
    return Phrasebook(
        language,
        SCRIPT.get(language, LATIN),
        frozenset(map(_spelled, raw["alone"])),
        frozenset(_spelled(phrase) for phrase in raw.get("filler", ())),
        re.compile(f" (?:{_alternatives(map(_spelled, raw.get('subject', ['-'])))})(?= )"),
        sms,
        tuple(sorted(repair)),
        frozenset(word for phrases in words.values() for phrase in phrases for word in phrase.split()),
        exact,
        stems,
        tuple(_rule(words, rule) for rule in raw.get("rule", ())),
    )


def _long_words(words: Mapping[str, tuple[str, ...]]) -> Iterable[str]:
    """Words long enough to be known with a typing error, of the lists that call for help."""
    for name in words.keys() - _ORDINARY:
        for phrase in words[name]:
            yield from (word for word in phrase.split() if len(word) >= _LONG and not word.endswith("*"))


def _spelled(phrase: str) -> str:
    """A phrase of a list as texts are spelled, its stars kept."""
    return " ".join(plain(word.rstrip("*")).strip() + "*" * word.endswith("*") for word in phrase.split())


def _first_words(
    words: Mapping[str, tuple[str, ...]],
) -> tuple[dict[str, frozenset[str]], dict[str, tuple[tuple[str, str], ...]]]:
    exact: dict[str, set[str]] = {}
    stems: dict[str, list[tuple[str, str]]] = {}
    for name, phrases in words.items():
        for phrase in phrases:
            first = phrase.split()[0]
            if first.endswith("*"):
                stems.setdefault(first[:_STEM].rstrip("*"), []).append((first[:-1], name))
            else:
                exact.setdefault(first, set()).add(name)
    return {word: frozenset(names) for word, names in exact.items()}, {k: tuple(v) for k, v in stems.items()}


def met_lists(book: Phrasebook, words: Iterable[str]) -> set[str]:
    """The lists of which a phrase may start at one of the words: cheap, before any pattern is tried."""
    met: set[str] = set()
    for word in words:
        met |= book.first_words.get(word, frozenset())
        for length in range(1, _STEM + 1):
            for stem, name in book.first_stems.get(word[:length], ()):
                if word.startswith(stem):
                    met.add(name)
    return met


def _alternatives(phrases: Iterable[str]) -> str:
    longest_first = sorted(set(phrases), key=lambda phrase: (-len(phrase), phrase))
    return "|".join(re.escape(phrase).replace(r"\*", "[^ ]*").replace(r"\ ", " ") for phrase in longest_first)


def _rule(words: Mapping[str, tuple[str, ...]], rule: Mapping[str, Any]) -> Rule:
    def group(name: str) -> str:
        return f"(?:{_alternatives(words[name])})(?= )"

    negation = f"(?!(?:{_alternatives(words['not'])}) )" if words.get("not") else ""
    gap = f"(?: {negation}[^ .]+)"
    parts, needs = [], set()
    for item in rule["match"].split():
        if item in ("..", "..."):
            parts.append(gap + ("{0,2}?" if item == ".." else "{0,5}?"))
        elif item.startswith("~"):
            parts.append(f"(?: {group(item[1:])}{gap}{{0,5}}?)?")
        elif item.endswith("?"):
            parts.append(f"(?: {group(item[:-1])})?")
        elif item.endswith("*"):
            parts.append(f"(?: {group(item[:-1])}){{0,3}}")
        else:
            needs.add(item)
            parts.append(f" {group(item)}")
    if rule.get("ends"):
        parts.append(r"(?= (?:\.|$))")
    if "unless_next" in rule:
        parts.append(f"(?! {group(rule['unless_next'])})")
    calm = [f" {group(name)}" for name in rule.get("unless", "").split()]
    unless = re.compile("|".join(calm)) if calm else None
    return Rule(re.compile("".join(parts)), frozenset(needs), unless, rule["match"])
