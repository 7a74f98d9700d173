"""Each language's messages, numbers and dates: what bot.i18n.Translator is given.

Catalogues are read from their PO files when a language is first used: there is nothing to compile and nothing
to forget to compile. A sentence without a translation falls back as ``Language.fallback`` says, then to its
English source. A fuzzy entry counts as missing: a wrong sentence is worse than a French one.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, tzinfo
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import TypeAlias

from babel import Locale
from babel.dates import (
    format_date,
    format_datetime,
    format_interval,
    format_skeleton,
    format_time,
    get_day_names,
    get_month_names,
)
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from bot.clock import PARIS
from bot.i18n import LANGUAGES, Catalogue, Language, Translator

LOCALES = Path(__file__).parents[1] / "locales"
Day: TypeAlias = date  # the class below has methods named date and time
Time: TypeAlias = time
DOMAIN = "relais87"
SOURCE_LANGUAGE = "en"

_SLAVIC = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
PLURALS: Mapping[str, str] = {
    "fr": "nplurals=2; plural=(n > 1);",
    "en": "nplurals=2; plural=(n != 1);",
    # Babel's own header for Arabic swaps forms 4 (eleven and more) and 5 (a hundred): never let it write one.
    "ar": (
        "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);"
    ),
    "uk": _SLAVIC,
    "ru": _SLAVIC,
    "tl": "nplurals=2; plural=(n != 1);",
    "id": "nplurals=1; plural=0;",
}
"""The Plural-Forms header that each catalogue must carry."""


def po_path(code: str, locales: Path = LOCALES) -> Path:
    """Where a language's catalogue is."""
    return locales / code / "LC_MESSAGES" / f"{DOMAIN}.po"


def read_catalogue(path: Path, code: str) -> Catalog:
    """A PO file as babel reads it; an empty catalogue when there is none yet."""
    if not path.exists():
        return Catalog(locale=code, domain=DOMAIN)
    with path.open("rb") as file:
        return read_po(file, locale=code, domain=DOMAIN, abort_invalid=True)


def translated(message: Message) -> bool:
    """Whether a message (not the header) has all its forms, and they are sure."""
    forms = [message.string] if isinstance(message.string, str) else list(message.string or [""])
    return bool(message.id) and not message.fuzzy and all(forms)


def plural_rule(code: str) -> Callable[[int], int]:
    """Which plural form a language takes for a count."""
    expression = PLURALS[code].split("plural=", 1)[1].rstrip(";")
    rule: Callable[[int], int] = c2py(expression)
    return rule


class Messages:
    """One language's sentences. What it lacks it asks of the next language; the last gives the source."""

    def __init__(self, code: str, catalog: Catalog, then: Catalogue | None) -> None:
        self._plural_form = plural_rule(code)
        self._then = then
        self._single: dict[str, str] = {}
        self._plural: dict[tuple[str, str], tuple[str, ...]] = {}
        for message in filter(translated, catalog):
            if isinstance(message.id, str):
                self._single[message.id] = str(message.string)
            else:
                self._plural[message.id[0], message.id[1]] = tuple(message.string or ())

    def ugettext(self, message: str) -> str:
        """The sentence in this language, or as the next language has it."""
        found = self._single.get(message)
        if found is not None:
            return found
        return message if self._then is None else self._then.ugettext(message)

    def ungettext(self, singular: str, plural: str, count: int) -> str:
        """The form of the sentence that this count takes."""
        forms = self._plural.get((singular, plural))
        if forms is not None:
            return forms[self._plural_form(abs(count))]
        if self._then is None:
            return singular if count == 1 else plural
        return self._then.ungettext(singular, plural, count)


@dataclass(frozen=True)
class LocalFormats:
    """How a language writes numbers, dates and instants; instants are told in ``zone``."""

    locale: Locale
    zone: tzinfo = PARIS

    def number(self, value: float) -> str:
        """``4713`` -> ``4 713`` in French (narrow no-break space), ``4,713`` in English."""
        return format_decimal(value, locale=self.locale)

    def number_range(self, low: float, high: float) -> str:
        """``20–30``."""
        return f"{self.number(low)}–{self.number(high)}"

    def date(self, value: Day) -> str:
        """The long form: ``1er juin 2026``, ``June 1, 2026``."""
        return self._first(value, format_date(value, "long", self.locale))

    def date_medium(self, value: Day) -> str:
        """The form for lists and tables: ``5 juil. 2026``, ``Jul 5, 2026``."""
        return self._first(value, format_date(value, "medium", self.locale))

    def date_range(self, start: Day, end: Day) -> str:
        """``3–5 mai 2026``; one day alone when both are the same."""
        if start == end:
            return self.date(start)
        shown: str = format_interval(start, end, "yMMMd", locale=self.locale)
        return shown

    def time(self, value: datetime) -> str:
        """``14:30``, ``2:30 PM``."""
        return format_time(value, "short", tzinfo=self.zone, locale=self.locale)

    def instant(self, value: datetime) -> str:
        """The long date and the hour: ``1er juin 2026, 14:30``."""
        there = value.astimezone(self.zone)
        pattern = str(self.locale.datetime_formats["long"])
        return pattern.format(
            format_time(there, "short", tzinfo=self.zone, locale=self.locale), self.date(there)
        )

    def weekday(self, value: Day) -> str:
        """``vendredi``, ``Friday``."""
        return format_datetime(datetime(value.year, value.month, value.day), "EEEE", locale=self.locale)  # noqa: DTZ001

    def month(self, value: Day) -> str:
        """``juin 2026``, ``June 2026``."""
        shown: str = format_skeleton("yMMMM", datetime(value.year, value.month, 1), locale=self.locale)  # noqa: DTZ001
        return shown

    def clock(self, value: Time) -> str:
        """A time of the day that belongs to no zone: ``14:30``, ``2:30 PM``."""
        return format_time(value, "short", locale=self.locale)

    def months(self) -> Sequence[str]:
        """Short names of the twelve months, January first: ``janv.``, ``Jan``."""
        names = get_month_names("abbreviated", "stand-alone", self.locale)
        return tuple(str(names[number]) for number in range(1, 13))

    def weekdays(self) -> Sequence[str]:
        """Very short names of the seven days, Monday first: ``lu``, ``Mo``."""
        names = get_day_names("short", "stand-alone", self.locale)
        return tuple(str(names[number]) for number in range(7))

    def _first(self, value: Day, shown: str) -> str:
        """French says the first of a month as an ordinal."""
        if self.locale.language == "fr" and value.day == 1:
            return "1er" + shown.removeprefix("1")
        return shown


@lru_cache
def messages(code: str) -> Messages:
    """A language's sentences, with its chain of fallbacks behind it; the source language ends every chain."""
    then = None if code == SOURCE_LANGUAGE else messages(LANGUAGES[code].fallback)
    return Messages(code, read_catalogue(po_path(code), code), then)


@lru_cache
def translator(language: Language | str, zone: tzinfo = PARIS) -> Translator:
    """Who turns sentences into this language. Cached: a translator holds nothing of anyone."""
    chosen = LANGUAGES[language] if isinstance(language, str) else language
    return Translator(chosen, messages(chosen.code), LocalFormats(Locale.parse(chosen.code), zone))
