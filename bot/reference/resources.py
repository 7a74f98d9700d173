"""Resources by country, sector, theme and language: found by words, or the nearest words that find some."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

from babel import Locale
from rapidfuzz.distance import OSA

from bot.agenda.model import told
from bot.folding import fold
from bot.kits.catalogue import SMALL_WORDS, catalogue, likeness
from bot.kits.languages import language_name
from bot.kits.model import Kit
from bot.roadmap.model import plan

READ_IN = ("fr", "en")
NEAR_ENOUGH, ALIKE = 0.8, 0.5
"""Likeness of a word that finds, and of one worth offering instead."""
MOST_OFFERED = 4
OTHER = ""
"""Under it are counted the words that nothing here knows: what was typed is not kept."""


@dataclass(frozen=True)
class Resource:
    """One resource, or a material of the catalogue (``kit``). Texts by language, the rest as keys."""

    id: str
    title: Mapping[str, str] = field(hash=False)
    source: str
    checked_on: date | None = None
    countries: tuple[str, ...] = ()
    sectors: tuple[str, ...] = ()
    themes: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    by: tuple[str, ...] = ()
    link: str = ""
    kit: str = ""


@dataclass(frozen=True)
class Found:
    """Resources for some words; when there are none, the words that would find some, the nearest first."""

    resources: tuple[Resource, ...] = ()
    near: tuple[str, ...] = ()
    missed: tuple[str, ...] = ()
    """What to count of a search that found nothing: words known to all (a country, a sector), else OTHER."""


def search(text: str, reader: str = "fr") -> Found:
    """The resources that match every word; best first."""
    typed = [word for word in fold(text).split() if len(word) > 2 and word not in SMALL_WORDS]
    scored = [(_score(typed, _words(one)), one) for one in _every()] if typed else []
    kept = sorted(
        (row for row in scored if row[0] >= NEAR_ENOUGH), key=lambda row: (-row[0], bool(row[1].kit))
    )
    if kept:
        return Found(tuple(one for _, one in kept))
    return Found(near=_nearest(typed, reader), missed=_known(typed))


def _score(typed: Sequence[str], words: frozenset[str]) -> float:
    """The likeness of the word that fits least: all have to fit."""
    return min(max((likeness(one, word) for word in words), default=0.0) for one in typed)


def offered(reader: str) -> tuple[str, ...]:
    """Sectors and themes that find something, in a reader's language, as they are put on buttons."""
    used = Counter(key for one in _packaged() for key in (*one.sectors, *one.themes))
    names = {**_raw()["sectors"], **_raw()["themes"]}
    return tuple(told(names[key], reader) for key in names if used[key])


def _nearest(typed: Sequence[str], reader: str) -> tuple[str, ...]:
    """Sectors, themes, countries and keywords near what was typed; else those that find the most."""
    there = _findable(reader)
    scored = []
    for word in there:
        parts = [*fold(word).split(), fold(word)]
        best = max((OSA.normalized_similarity(one, part) for one in typed for part in parts), default=0.0)
        scored.append((best, word))
    near = [word for best, word in sorted(scored, key=lambda row: -row[0]) if best >= ALIKE][:MOST_OFFERED]
    return tuple(near or offered(reader)[:MOST_OFFERED])


def _findable(reader: str) -> list[str]:
    words = [*offered(reader)]
    for one in _packaged():
        words += [country_name(code, reader) for code in one.countries]
        words += one.keywords
    return list({fold(word): word for word in reversed(words)}.values())[::-1]


def _known(typed: Iterable[str]) -> tuple[str, ...]:
    """Of what was typed, the words that stand in public lists; never anything else that someone wrote."""
    known = [word for word in typed if word in _public_words()]
    return tuple(dict.fromkeys(known)) or (OTHER,)


@cache
def _public_words() -> frozenset[str]:
    """Names of countries and languages, keywords of the roadmap, of the catalogue and of the resources."""
    texts: list[str] = []
    for reading in READ_IN:
        locale = Locale.parse(reading)
        texts += [name for code, name in locale.territories.items() if code.isalpha()]
        texts += [name for code, name in locale.languages.items() if len(code) == 2]
    texts += [word for action in plan().actions.values() for word in action.keywords]
    texts += [word for one in _every() for word in one.keywords]
    return frozenset(word for text in texts for word in fold(text).split() if len(word) > 2)


def country_name(code: str, reader: str) -> str:
    """A country's name in a reader's language, in French or English when that knows none."""
    for language in (reader, *READ_IN):
        name = Locale.parse(language).territories.get(code)
        if name:
            return str(name)
    return code


@cache
def _words(one: Resource) -> frozenset[str]:
    names = {**_raw()["sectors"], **_raw()["themes"]}
    texts = [*one.title.values(), *one.keywords, *one.by]
    texts += [name for key in (*one.sectors, *one.themes) for name in names.get(key, {}).values()]
    for reading in READ_IN:
        texts += [country_name(code, reading) for code in one.countries]
        texts += [language_name(code, reading) for code in one.languages]
    return frozenset(word for text in texts for word in fold(text).split() if len(word) > 2)


def _every() -> tuple[Resource, ...]:
    return (*_packaged(), *map(_of_kit, catalogue()))


def _of_kit(kit: Kit) -> Resource:
    words = (*kit.keywords, *kit.for_whom.values(), *kit.format.values(), *kit.themes)
    found = Resource(f"kit-{kit.id}", kit.labels, ", ".join(kit.sources), keywords=words, kit=kit.id)
    return replace(found, languages=kit.languages, by=kit.makers)


@cache
def _packaged() -> tuple[Resource, ...]:
    return tuple(map(_resource, _raw()["resource"]))


def _resource(row: dict[str, Any]) -> Resource:
    values: dict[str, Any] = {key: tuple(v) if isinstance(v, list) else v for key, v in row.items()}
    return Resource(**values)


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("bot.reference") / "data" / "resources.toml").read_text("utf-8"))
