"""/agenda: the days and dates ahead, open to all."""

from __future__ import annotations

from bot.agenda.calendar import event_of, upcoming
from bot.clock import paris_day
from handlers.chat.turn import Turn
from handlers.chat.views import agenda as view
from handlers.chat.views.basics import paged


async def agenda(turn: Turn) -> None:
    """A year ahead, a page at a time; with an event's identifier, that event."""
    today = paris_day(turn.now)
    argument, page = paged(turn.argument.strip())
    event = event_of(argument)
    if turn.actor is not None and turn.actor.coordinates:
        coming = upcoming(today, limit=view.MOST, audiences=None)
    else:
        coming = upcoming(today, limit=view.MOST)
    if event is not None and any(occurrence.event.id == event.id for occurrence in coming):
        turn.show(view.event_screen(turn.tr, next(o for o in coming if o.event.id == event.id)))
    else:
        turn.show(view.agenda_screen(turn.tr, coming, page))
