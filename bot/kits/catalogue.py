"""The catalogue of materials, and the ways into it: public, requester, theme, language, words."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from rapidfuzz.distance import OSA

from bot.folding import fold
from bot.kits.model import Kit
from bot.kits.rows import kit_from

SMALL_WORDS = frozenset(
    ("les", "des", "aux", "sur", "pour", "par", "une", "avec", "dans", "the", "and", "for", "with")
)
"""Words that say nothing of a material."""

EVERYWHERE = ("en", "fr")
"""Offered last when a language and its neighbours are missing."""


_over: dict[str, Kit] = {}
"""The one thing here that moves: what coordinators and makers edited, laid over the packaged file."""


def lay_over(edited: Iterable[Kit]) -> None:
    """From now on these stand in place of the packaged materials of the same id, and new ones after them.

    Called with what storage holds whenever the catalogue is opened (bot.kits.editor): storage is the truth,
    this a reading of it. With nothing: the packaged file alone.
    """
    kept = {kit.id: kit for kit in edited}
    if kept != _over:
        _over.clear()
        _over.update(kept)


@cache
def packaged() -> tuple[Kit, ...]:
    """The materials of the packaged file."""
    return tuple(kit_from(row) for row in _raw()["kit"])


def kits() -> tuple[Kit, ...]:
    """Every material, restricted ones included, in the order of their ids."""
    return tuple(({kit.id: kit for kit in packaged()} | dict(sorted(_over.items()))).values())


def catalogue() -> tuple[Kit, ...]:
    """The materials anyone may read about: restricted ones left out."""
    return tuple(kit for kit in kits() if kit.handed_out)


def kit_of(kit_id: str) -> Kit | None:
    """The material under an id as people type it (``K03``, ``k3``), or None."""
    letters = fold(kit_id).replace(" ", "")
    number = letters.removeprefix("k")
    if not letters.startswith("k") or not number.isdecimal():
        return None
    return next((kit for kit in kits() if int(kit.id[1:]) == int(number)), None)


def for_public(public: str) -> tuple[Kit, ...]:
    """The materials that speak to a public; those that can be had now first."""
    return _ready_first(kit for kit in catalogue() if public in kit.reaches)


def for_requester(requester: str) -> tuple[Kit, ...]:
    """The materials that suit who asks; those that can be had now first."""
    return _ready_first(kit for kit in catalogue() if requester in kit.suits)


def on_theme(theme: str) -> tuple[Kit, ...]:
    """The materials on a theme of the roadmap; those that can be had now first."""
    return _ready_first(kit for kit in catalogue() if theme in kit.themes)


def for_day(event_id: str) -> tuple[Kit, ...]:
    """The materials that go with an event of the agenda; those that can be had now first."""
    return _ready_first(kit for kit in catalogue() if event_id in kit.days)


def in_language(language: str) -> tuple[Kit, ...]:
    """The materials that the documents say exist in a language; those that can be had now first."""
    return _ready_first(kit for kit in catalogue() if kit.exists_in(language))


def nearest_languages(kit: Kit, wanted: str) -> tuple[str, ...]:
    """The languages of a material in the order to offer them to someone who wanted another.

    The one wanted alone if it exists; else its neighbours, English, French, then the rest.
    """
    if wanted in kit.languages:
        return (wanted,)
    order = [*_raw()["near"].get(wanted, ()), *EVERYWHERE, *kit.languages]
    return tuple(dict.fromkeys(language for language in order if language in kit.languages))


def spoken_as() -> Mapping[str, str]:
    """Names of languages in use that the registry of languages gives otherwise, and the code kits use."""
    names: Mapping[str, str] = _raw()["spoken_as"]
    return names


def search(text: str, limit: int = 6) -> tuple[Kit, ...]:
    """The materials nearest to words in French or English, or to an id; best first, slips forgiven."""
    by_id = kit_of(text)
    if by_id is not None:
        return (by_id,) if by_id.handed_out else ()
    typed = [word for word in fold(text).split() if len(word) > 2 and word not in SMALL_WORDS]
    scored = [(_score(typed, _words(kit)), kit) for kit in catalogue()] if typed else []
    kept = [(score, kit) for score, kit in scored if score >= 0.5]
    kept.sort(key=lambda row: (-row[0], not row[1].orderable, row[1].id))
    return tuple(kit for _, kit in kept[:limit])


def _score(typed: list[str], words: frozenset[str]) -> float:
    return sum(max((likeness(one, word) for word in words), default=0.0) for one in typed) / len(typed)


def likeness(typed: str, word: str) -> float:
    """How near a typed word is to one of a text, 0 to 1: the same, its beginning, one slip."""
    if word == typed:
        return 1.0
    if word.startswith(typed) or (len(word) > 4 and typed.startswith(word)):
        return 0.9
    return 0.8 if len(typed) >= 5 and OSA.distance(typed, word, score_cutoff=1) <= 1 else 0.0


@cache
def _words(kit: Kit) -> frozenset[str]:
    texts = [*kit.labels.values(), *kit.for_whom.values(), *kit.format.values(), *kit.keywords, *kit.makers]
    return frozenset(word for text in texts for word in fold(text).split() if len(word) > 2)


def _ready_first(found: Iterable[Kit]) -> tuple[Kit, ...]:
    return tuple(sorted(found, key=lambda kit: (not kit.orderable, kit.id)))


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("bot.kits") / "data" / "catalogue.toml").read_text("utf-8"))
