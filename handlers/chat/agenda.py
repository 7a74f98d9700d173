"""/agenda: the days and dates ahead, open to all; and as calendar files."""

from __future__ import annotations

from datetime import date

from bot.agenda.calendar import PUBLIC, occurrence_of, upcoming
from bot.agenda.files import COORDINATORS, EVERYONES, address
from bot.agenda.model import Occurrence
from bot.agenda.wishes import THEMES, Wish, kept, wish_of
from bot.clock import paris_day
from bot.gatherings.model import OWN
from bot.places.finding import place_of
from handlers.chat import gatherings
from handlers.chat.turn import Turn
from handlers.chat.views import agenda as view
from handlers.chat.views import wishes as wishes_view
from handlers.chat.views.basics import paged


async def agenda(turn: Turn) -> None:
    """A year ahead, a page at a time; or of a month, a theme, a department; with an event's identifier or an
    occurrence's key, that one; after ``?``, what can be asked for."""
    argument, page = paged(turn.argument.strip())
    if argument.startswith(OWN):
        await gatherings.show(turn, argument.removeprefix(OWN))
        return
    today = paris_day(turn.now)
    if one := await _one(turn, argument, today):
        turn.show(view.event_screen(turn.tr, one, _coordinates(turn), over=one.end < today))
    elif argument.startswith(view.CHOOSE):
        wish = wish_of(argument.removeprefix(view.CHOOSE), turn.tr, today) or Wish()
        turn.show(wishes_view.choices_screen(turn.tr, wish, await _offer(turn, today)))
    elif not argument:
        turn.show(view.agenda_screen(turn.tr, await _coming(turn), page))
    else:
        await _wished(turn, argument, page, today)


async def _wished(turn: Turn, typed: str, page: int, today: date) -> None:
    """What was asked for, or what can be."""
    wish = wish_of(typed, turn.tr, today)
    if wish is None or not wish.shown(today):
        offer = await _offer(turn, today)
        turn.show(wishes_view.unknown_screen(turn.tr, typed, offer, far=wish is not None))
    else:
        turn.show(wishes_view.wished_screen(turn.tr, await _coming(turn, wish), wish, today, page))


async def _one(turn: Turn, argument: str, today: date) -> Occurrence | None:
    """The event, or the occurrence, that was asked for by name, if the person may read of it."""
    among, coming = await turn.services.timetable.events(), await _coming(turn)
    if "@" not in argument:
        return next((one for one in coming if one.event.id == argument), None)
    one = occurrence_of(argument, among)
    if one is None:
        return None
    audiences = None if _coordinates(turn) else PUBLIC
    readable = upcoming(today, since=one.start, until=one.end, audiences=audiences, among=among)
    return one if one in readable else None


async def _coming(turn: Turn, wish: Wish | None = None) -> tuple[Occurrence, ...]:
    """What the person may read of the year ahead or of a month, dates of their own and of others among it."""
    wish, today = wish or Wish(), paris_day(turn.now)
    among, audiences = await turn.services.timetable.events(), None if _coordinates(turn) else PUBLIC
    shared = upcoming(today, since=wish.month, until=wish.last_day, audiences=audiences, among=among)
    own = await turn.services.gatherings.dates(turn.actor, wish.month or today, wish.department)
    found = sorted(
        kept((*shared, *own), wish), key=lambda one: (one.start, one.precision != "day", one.event.id)
    )
    return tuple(found[: view.MOST])


async def _offer(turn: Turn, today: date) -> wishes_view.Offer:
    """What the person can tap; the department is that of their organisation, if it has one."""
    coming, actor = await _coming(turn), turn.actor
    themes = [key for key in THEMES if kept(coming, Wish(theme=key))]
    places = [place_of(one.place) for one in actor.organisations if one.place] if actor else []
    home = next((one.department for one in places if one and one.department), None)
    return wishes_view.Offer(today, themes, home)


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
    turn.say(view.calendar_screen(turn.tr, turn.services.agenda_at(language)))
