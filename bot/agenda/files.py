"""Calendar files that are made when they are sent: nothing of them is kept."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, time

from bot.agenda.calendar import occurrence_of, upcoming
from bot.agenda.ics import calendar_file
from bot.agenda.model import Occurrence
from bot.i18n import LANGUAGES, Translator

PREFIX = "agenda:"
MEDIA_TYPE = "text/calendar"
EVERYONES, COORDINATORS = "all", "everything"
"""The whole agenda, as anyone reads it or as coordinators do."""


def address(what: str, language: str, today: date) -> str:
    """What a reply carries in place of a file's hash; ``what``: an occurrence's key, or the whole agenda."""
    return f"{PREFIX}{language}:{today.isoformat()}:{what}"


def made(wanted: str, translator: Callable[[str], Translator]) -> bytes | None:
    """The file that an address names; None when the agenda holds nothing of it any more."""
    language, day, what = (*wanted.removeprefix(PREFIX).split(":", 2), "", "")[:3]
    today = date.fromisoformat(day)
    found = _found(what, today)
    if not found or language not in LANGUAGES:
        return None
    return calendar_file(found, translator(language), datetime.combine(today, time(), UTC))


def _found(what: str, today: date) -> tuple[Occurrence, ...]:
    if what == EVERYONES:
        return tuple(one for one in upcoming(today) if one.precision == "day")
    if what == COORDINATORS:
        return tuple(one for one in upcoming(today, audiences=None) if one.precision == "day")
    one = occurrence_of(what)
    return (one,) if one is not None else ()
