"""Finding materials by several things at once: public, theme, day, language, words; tapped or typed.

``theme:traite langue:arabe``, or as people say it: ``affiche en arabe``, ``12 juin``. Pure.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache

from babel.dates import get_month_names

from bot.agenda.calendar import event_of, events
from bot.agenda.model import Event, Yearly, told
from bot.folding import fold
from bot.i18n import LANGUAGES, T, Text
from bot.kits.catalogue import catalogue, kits, search
from bot.kits.languages import NAMED_IN, language_named
from bot.kits.model import PUBLICS, Kit

THEMES: Mapping[str, Text] = {
    "travail_enfants": T("Child labour"),
    "travail_force": T("Forced labour"),
    "traite": T("Trafficking in human beings"),
    "esclavage": T("Slavery and servitude"),
}
"""What a material is about, in the order offered."""

KEYS: Mapping[str, str] = {
    "public": "public",
    "pour": "public",
    "theme": "theme",
    "jour": "day",
    "day": "day",
    "journee": "day",
    "langue": "language",
    "language": "language",
}
"""Words that name a filter when a colon follows, in French and English."""

LINKING = frozenset(("en", "in", "le", "la", "du", "the", "on"))
"""Words between what is looked for and its language or day."""

_KEY = re.compile(r"(?:^|(?<=\s))(\w+)\s?[:=]\s*", re.UNICODE)


@dataclass(frozen=True)
class Wanted:
    """What is looked for; empty where anything does. ``unknown``: filters whose value means nothing here."""

    public: str = ""
    theme: str = ""
    day: str = ""
    language: str = ""
    words: str = ""
    unknown: tuple[str, ...] = field(default=())


def wanted(text: str, tr: Callable[[Text], str]) -> Wanted:
    """What a line asks for: filters by name first, then a day and a language among the words.

    ``tr``: publics and themes are known by their names in the reader's language too.
    """
    meant: dict[str, str] = {}
    unknown: list[str] = []
    for key, value in _parts(text):
        meant[key] = _meant(key, value, tr) if key else value
        if not meant[key] and key:
            unknown.append(value)
    named = {key: meant.get(key, "") for key in ("public", "theme", "day", "language")}
    asked = Wanted(**named, words=meant[""], unknown=tuple(unknown))
    return _with_language(_with_day(asked))


def found(asked: Wanted) -> tuple[Kit, ...]:
    """The materials that answer all of it; best first for words, else those that can be had now."""
    among = search(asked.words, limit=len(kits())) if asked.words else catalogue()
    kept = [kit for kit in among if _fits(kit, asked)]
    return tuple(kept if asked.words else sorted(kept, key=lambda kit: (not kit.orderable, kit.id)))


def days() -> tuple[Event, ...]:
    """The days of the agenda that materials go with, those of every year first."""
    used = {day for kit in catalogue() for day in kit.days}
    there = [event for event in events() if event.id in used]
    return tuple(sorted(there, key=lambda event: not isinstance(event.rule, Yearly)))


def languages() -> tuple[str, ...]:
    """The languages that materials are said to exist in, the commonest first."""
    counts: dict[str, int] = {}
    for kit in catalogue():
        for code in kit.languages:
            counts[code] = counts.get(code, 0) + 1
    return tuple(sorted(counts, key=lambda code: (-counts[code], code)))


def _fits(kit: Kit, asked: Wanted) -> bool:
    return (
        (not asked.public or asked.public in kit.reaches)
        and (not asked.theme or asked.theme in kit.themes)
        and (not asked.day or asked.day in kit.days)
        and (not asked.language or kit.exists_in(asked.language) is True)
    )


def _parts(text: str) -> Iterator[tuple[str, str]]:
    """Filter and value; no filter for the words before the first one."""
    cut = [(met.start(), met.end(), KEYS.get(fold(met[1]), "")) for met in _KEY.finditer(text)]
    cut = [one for one in cut if one[2]]
    yield "", text[: cut[0][0] if cut else len(text)].strip()
    for number, (_, begins, key) in enumerate(cut):
        yield key, text[begins : cut[number + 1][0] if number + 1 < len(cut) else len(text)].strip()


def _with_day(asked: Wanted) -> Wanted:
    """A day said among the words: ``affiche 12 juin``."""
    words = fold(asked.words)
    for name, event_id in _days_said().items():
        if not asked.day and re.search(rf"\b{re.escape(name)}\b", words):
            return replace(asked, day=event_id, words=_without(words, name))
    return asked


def _with_language(asked: Wanted) -> Wanted:
    """A language named among the words, if one of ours or of a material: other names are words."""
    if asked.language:
        return asked
    known = {*LANGUAGES, *languages()}
    for word in asked.words.split():
        code = language_named(word) if len(word) > 3 else None
        if code in known:
            return replace(asked, language=str(code), words=_without(asked.words, word))
    return asked


def _without(words: str, said: str) -> str:
    """The words but what was said, and what linked it to them."""
    before, _, after = words.partition(said)
    kept = before.split()
    while kept and fold(kept[-1]) in LINKING:
        kept.pop()
    return " ".join([*kept, *after.split()])


def _meant(key: str, value: str, tr: Callable[[Text], str]) -> str:
    """What the value of a filter means; empty when nothing here is called so."""
    if key == "language":
        return language_named(value) or ""
    if key == "day":
        event = event_of(value)
        return event.id if event else _days_said().get(fold(value), "")
    return _nearest(value, PUBLICS if key == "public" else THEMES, tr)


def _nearest(value: str, labels: Mapping[str, Text], tr: Callable[[Text], str]) -> str:
    """The key, or the one whose name, in English or in the reader's language, has words that begin so."""
    typed = fold(value)
    if value in labels or not typed:
        return value
    for key, label in labels.items():
        names = (fold(label.msgid), fold(tr(label)))
        if any(name.startswith(typed) or f" {typed}" in name for name in names):
            return key
    return ""


@cache
def _days_said() -> Mapping[str, str]:
    """Days as people write them (``12 juin``, ``June 12``), and under their names."""
    said: dict[str, str] = {}
    for event in days():
        if isinstance(event.rule, Yearly):
            said.update((name, event.id) for name in _written(event.rule))
        for language in NAMED_IN:
            said.setdefault(fold(told(event.label, language)), event.id)
    return said


def _written(rule: Yearly) -> Iterator[str]:
    """A day of every year, folded, as people write it: day and month, month and day, in figures."""
    yield fold(f"{rule.day:02}/{rule.month:02}")
    for language in NAMED_IN:
        month = get_month_names("wide", locale=language)[rule.month]
        yield fold(" ".join((str(rule.day), month)))
        yield fold(" ".join((month, str(rule.day))))
