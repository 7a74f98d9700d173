"""What may be announced: of checks and raids, nothing before they are over."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from bot.agenda.calendar import events
from bot.agenda.model import Event, Occurrence
from bot.agenda.recurrence import occurrences, speakable

SPOKEN_AFTER = timedelta(days=120)
"""How long after its end a check can still be what a message is about, when its date is not named."""
SILENT_BEFORE = timedelta(days=30)
"""How near the next one must not be: nobody could tell which of both is meant."""


def may_announce(about: Event | Occurrence | str, day: date, among: Iterable[Event] | None = None) -> bool:
    """Whether a message that leaves on a day may be about an event of the agenda.

    ``about``: an occurrence, an event, or the id or key of one (``jad-workers``, ``jad-workers@2022-09-14``);
    ``among``: the events as coordinators changed them, the data's own if none are given. Anything but joint
    action days may always be announced. Of those, an occurrence once its last day is past; an event as such
    only when its last occurrence was over not long ago, and none is under way or near. What the agenda does
    not know may.
    """
    if isinstance(about, str):
        event_id, _, start = about.partition("@")
        event = next((one for one in (events() if among is None else among) if one.id == event_id), None)
        if event is None or not event.never_before:
            return True
        found = _starting(event, start)
        return may_announce(found, day) if found is not None else not start and may_announce(event, day)
    if isinstance(about, Occurrence):
        return speakable(about, day)
    if not about.never_before:
        return True
    near = occurrences(about, day - SPOKEN_AFTER, day + SILENT_BEFORE)
    return bool(near) and all(speakable(one, day) for one in near)


def _starting(event: Event, written: str) -> Occurrence | None:
    try:
        start = date.fromisoformat(written)
    except ValueError:
        return None
    return next((one for one in occurrences(event, start, start) if one.start == start), None)
