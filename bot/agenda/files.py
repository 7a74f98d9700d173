"""Calendar files that are made when they are sent: nothing of them is kept."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, time

from bot.agenda.calendar import PUBLIC, occurrence_of, upcoming
from bot.agenda.ics import calendar_file
from bot.agenda.model import Event, Occurrence
from bot.i18n import LANGUAGES, Translator

PREFIX = "agenda:"
MEDIA_TYPE = "text/calendar"
READER = "/"
"""Comes before the reader in an address; no key holds it."""
EVERYONES, COORDINATORS = "all", "everything"
"""The whole agenda, as anyone reads it or as coordinators do."""


def address(what: str, language: str, today: date, reader: str = "") -> str:
    """What a reply carries in place of a file's hash; ``what``: an occurrence's key, or the whole agenda;
    ``reader``: the member who reads it, whose own dates are in it."""
    return f"{PREFIX}{language}:{today.isoformat()}:{what}{READER}{reader}"


def reader_of(wanted: str) -> tuple[str, date]:
    """The member for whom an address was made ("" for who has no account), and the day."""
    day = date.fromisoformat(wanted.removeprefix(PREFIX).split(":", 2)[1])
    return wanted.rpartition(READER)[2], day


def made(
    wanted: str,
    translator: Callable[[str], Translator],
    own: Sequence[Occurrence] = (),
    among: Sequence[Event] | None = None,
) -> bytes | None:
    """The file that an address names; None when the agenda holds nothing of it any more. ``own``: dates of
    organisations and meetings that its reader may read of; ``among``: the events as coordinators set them."""
    wanted = wanted.rpartition(READER)[0]
    language, day, what = (*wanted.removeprefix(PREFIX).split(":", 2), "", "")[:3]
    today = date.fromisoformat(day)
    found = _found(what, today, own, among)
    if not found or language not in LANGUAGES:
        return None
    return calendar_file(found, translator(language), datetime.combine(today, time(), UTC))


def _found(
    what: str, today: date, own: Sequence[Occurrence], among: Sequence[Event] | None
) -> tuple[Occurrence, ...]:
    if what in (EVERYONES, COORDINATORS):
        whose = PUBLIC if what == EVERYONES else None
        shared = upcoming(today, audiences=whose, among=among)
        found = [one for one in (*shared, *own) if one.precision == "day"]
        return tuple(sorted(found, key=lambda one: one.start))
    one = next((one for one in own if one.key == what), None) or occurrence_of(what, among)
    return (one,) if one is not None else ()
