"""/agenda: the days and dates ahead, open to all; and as calendar files."""

from __future__ import annotations

from bot.agenda.calendar import event_of, occurrence_of, upcoming
from bot.agenda.files import COORDINATORS, EVERYONES, address
from bot.agenda.model import Occurrence
from bot.clock import paris_day
from handlers.chat.turn import Turn
from handlers.chat.views import agenda as view
from handlers.chat.views.basics import paged


async def agenda(turn: Turn) -> None:
    """A year ahead, a page at a time; with an event's identifier, that event."""
    argument, page = paged(turn.argument.strip())
    event, coming = event_of(argument), _coming(turn)
    if event is not None and any(occurrence.event.id == event.id for occurrence in coming):
        turn.show(view.event_screen(turn.tr, next(o for o in coming if o.event.id == event.id)))
    else:
        turn.show(view.agenda_screen(turn.tr, coming, page))


def _coming(turn: Turn) -> tuple[Occurrence, ...]:
    """What the person may read of the year ahead."""
    today = paris_day(turn.now)
    return (
        upcoming(today, limit=view.MOST, audiences=None)
        if _coordinates(turn)
        else upcoming(today, limit=view.MOST)
    )


def _coordinates(turn: Turn) -> bool:
    return turn.actor is not None and turn.actor.coordinates


async def calendar(turn: Turn) -> None:
    """A file for the calendar of a phone or an office: of one occurrence by its key, or of all ahead."""
    one = occurrence_of(turn.argument.strip())
    mine = one is not None and any(o.key == one.key for o in _coming(turn))
    what = one.key if one is not None and mine else COORDINATORS if _coordinates(turn) else EVERYONES
    language, today = turn.tr.language.code, paris_day(turn.now)
    name = f"{one.event.id}.ics" if one is not None and mine else "agenda-8.7.ics"
    turn.give(address(what, language, today), name)
    turn.say(view.calendar_screen(turn.tr))
