"""What someone wants to see of the agenda: a month, a theme, a department; tapped or typed. Pure.

``/agenda juin``, ``/agenda traite``, ``/agenda 974``, or several at once: ``/agenda juin 2027 traite``.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache

from babel.dates import get_month_names

from bot.agenda.model import Event, Kind, Occurrence
from bot.agenda.themes import Theme, theme_of
from bot.folding import fold
from bot.i18n import LANGUAGES, T, Text, Translator
from bot.places.finding import find, place_of
from bot.places.gazetteer import gazetteer

THEMES: Mapping[str, Text] = {
    "travail_enfants": T("Child labour"),
    "travail_force": T("Forced labour"),
    "traite": T("Trafficking in human beings"),
    "esclavage": T("Slavery and servitude"),
    "days": T("Official days"),
    "meetings": T("Meetings and training"),
    "period": T("The year of report"),
    "letters": T("Newsletters"),
    "own": T("Events of organisations"),
}
"""What dates are about, then sorts of dates, in the order offered."""

SAID: Mapping[str, tuple[str, ...]] = {
    "travail_enfants": (
        "enfants",
        "enfant",
        "travail_des_enfants",
        "children",
        "child_labor",
        "child_labour",
    ),
    "travail_force": ("force", "travail_force", "forced_labor", "forced_labour"),
    "traite": ("traite", "teh", "traite_des_etres_humains", "trafficking", "human_trafficking"),
    "esclavage": ("esclavage", "servitude", "slavery"),
    "days": ("journees", "journee", "days", "day", "jours"),
    "meetings": ("reunions", "reunion", "formations", "formation", "training", "meeting", "conferences"),
    "period": ("periode", "rapport", "report", "reporting", "cloture"),
    "letters": ("lettres", "lettre", "letters", "letter", "newsletter"),
    "own": ("evenements", "evenement", "events", "event"),
}
"""Other words in French and English, underscores for spaces; labels in one's own language are known too."""

YEARS_BACK, YEARS_AHEAD = 5, 20
"""How far months are shown: rules of the agenda hold as long ahead, few dates are stated longer ago."""
WORDS = 8
"""Words looked at: a month, a year, a theme and a department are fewer."""
_MONTH = re.compile(r"(\d{4})-(\d{1,2})|(\d{1,2})[/.-](\d{4})")
_ARTICLE = re.compile(r"^(?:l|la|le|les) ")
_NUMBERED = re.compile(r"\d{2,3}|2[ab]|\d{5}", re.IGNORECASE)


@dataclass(frozen=True)
class Wish:
    """``month``: its first day; ``theme``: a key of THEMES; ``department``: its number. None: any."""

    month: date | None = None
    theme: str | None = None
    department: str | None = None

    def __str__(self) -> str:
        """As a button carries it, and as ``wish_of`` reads it again."""
        month = f"{self.month:%Y-%m}" if self.month else None
        return " ".join(part for part in (month, self.theme, self.department) if part)

    @property
    def last_day(self) -> date | None:
        """The last day of its month."""
        return self.month and self.month.replace(day=monthrange(self.month.year, self.month.month)[1])

    def moved(self, months: int) -> Wish:
        """The same, so many months later."""
        if self.month is None:
            return self
        turned = self.month.year * 12 + self.month.month - 1 + months
        return replace(self, month=date(turned // 12, turned % 12 + 1, 1))

    def shown(self, today: date) -> bool:
        """Whether its month is not too far away."""
        return self.month is None or today.year - YEARS_BACK <= self.month.year <= today.year + YEARS_AHEAD

    def keeps(self, event: Event) -> bool:
        """Whether an event is of its theme."""
        return self.theme is None or self.theme in (*event.themes, _sort_of(event))


def kept(occurrences: Iterable[Occurrence], wish: Wish) -> tuple[Occurrence, ...]:
    """Those of its theme that touch its month. Departments are for who knows where things take place."""
    return tuple(
        one
        for one in occurrences
        if wish.keeps(one.event)
        and (wish.month is None or (one.start <= (wish.last_day or one.start) and one.end >= wish.month))
    )


def wish_of(typed: str, tr: Translator, today: date) -> Wish | None:
    """What was typed, whole; None when part of it means nothing here. A month without a year is the next."""
    words = typed.split()
    if not words or len(words) > WORDS:
        return None
    return next(_readings(words, Wish(), tr, today), None)


def _readings(words: list[str], wish: Wish, tr: Translator, today: date) -> Iterator[Wish]:
    """Every way to read the words, the longest pieces first."""
    if not words:
        yield wish
    for length in range(len(words), 0, -1):
        for part in _parts(" ".join(words[:length]), wish, tr, today):
            yield from _readings(words[length:], part, tr, today)


def _parts(piece: str, wish: Wish, tr: Translator, today: date) -> Iterator[Wish]:
    """The wish with a piece added, each way it can be meant: nothing is said twice."""
    if wish.month is None and (month := _month(piece, today)):
        yield replace(wish, month=month)
    if wish.theme is None and (theme := _theme(piece, tr)):
        yield replace(wish, theme=theme)
    if wish.department is None and (department := _department(piece)):
        yield replace(wish, department=department)


def _month(piece: str, today: date) -> date | None:
    if written := _MONTH.fullmatch(piece):
        year, month = int(written[1] or written[4]), int(written[2] or written[3])
        return date(year, month, 1) if 1 <= month <= 12 and year else None
    named = re.sub(r"^([12]?\d|3[01]|1er) ", "", fold(piece))  # of a day, its month
    name, _, last = named.rpartition(" ")
    if re.fullmatch(r"[1-9]\d{3}", last) and name in _months():
        return date(int(last), _months()[name], 1)
    number = _months().get(named)
    return date(today.year + (number < today.month), number, 1) if number else None


@cache
def _months() -> Mapping[str, int]:
    """Names of months, folded, in every language of the interface."""
    return {
        fold(name): number
        for language in LANGUAGES
        for width in ("wide", "abbreviated")
        for form in ("format", "stand-alone")
        for number, name in get_month_names(width, form, _babel(language)).items()
    }


def _babel(language: str) -> str:
    return {"tl": "fil"}.get(language, language)


def _theme(piece: str, tr: Translator) -> str | None:
    said = fold(piece)
    return next(
        (
            key
            for key, label in THEMES.items()
            if said in map(fold, (key, *SAID[key], label.msgid, tr(label)))
        ),
        None,
    )


def _department(piece: str) -> str | None:
    """Of a number, a postcode, or the name of a department or of a place in one, exactly as written."""
    if any(mark.isdigit() for mark in piece) and not _NUMBERED.fullmatch(piece):
        return None
    bare = _ARTICLE.sub("", fold(piece))
    if department := _departments().get(bare):
        return department
    postcode = _NUMBERED.fullmatch(piece) is not None
    chosen = (one.place for one in find(piece) if one.sure or postcode)
    return next((place.department for place in chosen if place.department), None)


@cache
def _departments() -> Mapping[str, str]:
    """Numbers of departments by number and by name, folded, without their article."""
    numbers = sorted(set(gazetteer().department_numbers.values()))
    places = [(number, place) for number in numbers if (place := place_of(f"department:{number}"))]
    named = {_ARTICLE.sub("", fold(place.name)): number for number, place in places}
    return {**named, **{number.casefold(): number for number, _ in places}}


def _sort_of(event: Event) -> str:
    if event.kind is Kind.OWN:
        return "own"
    if event.kind is Kind.MEETING:
        return "meetings"
    return str(theme_of(event, 0)) if theme_of(event, 0) is not Theme.KITS else "days"
