"""/agenda: the days and dates ahead, open to all; and as calendar files."""

from __future__ import annotations

from bot.agenda.calendar import PUBLIC, event_of, upcoming
from bot.agenda.files import COORDINATORS, EVERYONES, address
from bot.agenda.model import Occurrence
from bot.clock import paris_day
from bot.gatherings.model import OWN
from handlers.chat import gatherings
from handlers.chat.turn import Turn
from handlers.chat.views import agenda as view
from handlers.chat.views.basics import paged


async def agenda(turn: Turn) -> None:
    """A year ahead, a page at a time; with an event's identifier, that event."""
    argument, page = paged(turn.argument.strip())
    if argument.startswith(OWN):
        await gatherings.show(turn, argument.removeprefix(OWN))
        return
    among = await turn.services.timetable.events()
    event, coming = event_of(argument, among), await _coming(turn)
    if event is not None and any(occurrence.event.id == event.id for occurrence in coming):
        one = next(one for one in coming if one.event.id == event.id)
        turn.show(view.event_screen(turn.tr, one, _coordinates(turn)))
    else:
        known = turn.actor is not None and bool(turn.actor.organisations)
        turn.show(view.agenda_screen(turn.tr, coming, page, known))


async def _coming(turn: Turn) -> tuple[Occurrence, ...]:
    """What the person may read of the year ahead, dates of their own and of others among it."""
    today = paris_day(turn.now)
    among = await turn.services.timetable.events()
    shared = upcoming(today, audiences=None if _coordinates(turn) else PUBLIC, among=among)
    own = await turn.services.gatherings.dates(turn.actor, today)
    found = sorted((*shared, *own), key=lambda one: (one.start, one.precision != "day", one.event.id))
    return tuple(found[: view.MOST])


def _coordinates(turn: Turn) -> bool:
    return turn.actor is not None and turn.actor.coordinates


async def calendar(turn: Turn) -> None:
    """A file for the calendar of a phone or an office: of one occurrence by its key, or of all ahead."""
    asked = turn.argument.strip()
    one = next((one for one in await _coming(turn) if one.key == asked), None)
    what = one.key if one is not None else COORDINATORS if _coordinates(turn) else EVERYONES
    language, today = turn.tr.language.code, paris_day(turn.now)
    name = f"{one.event.id}.ics" if one is not None else "agenda-8.7.ics"
    reader = turn.actor.member.id if turn.actor is not None else ""
    turn.give(address(what, language, today, reader), name)
    turn.say(view.calendar_screen(turn.tr))
