"""Languages of kits: a list of its own, longer than that of the interface; how people name them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache

from babel import Locale, UnknownLocaleError

from bot.folding import fold
from bot.kits.catalogue import spoken_as

NAMED_IN = ("fr", "en")
"""Languages in which every language of the world can be named here."""


def language_named(words: str) -> str | None:
    """The code of a language as people write it: in French, in English, in itself, or the code."""
    return _names().get(fold(words))


def language_name(code: str, reading_in: str) -> str:
    """A language's name in a reader's language; its code when nobody knows."""
    spoken = {"prs": "fa_AF"}.get(code, code)
    for locale in (reading_in, *NAMED_IN):
        named = _locale(locale).languages.get(spoken)
        if named:
            return str(named)
    return code


@cache
def _locale(code: str) -> Locale:
    return Locale.parse(code)


@cache
def _names() -> Mapping[str, str]:
    names: dict[str, str] = {}
    for name, code in _every_name():
        names.setdefault(fold(name), code)
    others = spoken_as()
    return names | {code: code for code in others.values()} | {fold(n): code for n, code in others.items()}


def _every_name() -> Iterator[tuple[str, str]]:
    """Names and codes of living languages; those with a country or a script are left to their language."""
    for reading in NAMED_IN:
        for code, name in _locale(reading).languages.items():
            if code.isalpha() and len(code) in (2, 3):
                yield name, code
                yield code, code
    for code in list(_locale(NAMED_IN[0]).languages):
        if code.isalpha() and len(code) == 2:
            try:
                own = Locale.parse(code).languages.get(code)
            except UnknownLocaleError:
                continue
            if own:
                yield own, code
