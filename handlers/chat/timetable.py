"""/reglages: coordinators set the shared agenda: dates, lead times, what is shown."""

from __future__ import annotations

from dataclasses import replace

from bot.clock import paris_day
from bot.i18n import T
from handlers.chat import forms
from handlers.chat.turn import Turn
from handlers.chat.views import timetable as view
from handlers.chat.views.basics import paged


async def settings(turn: Turn) -> None:
    """Every event; or one by its id; ``<id>+`` shows it, ``<id>-`` hides it, ``<id>=`` takes changes back."""
    argument, page = paged(turn.argument.strip())
    actions, today = turn.services.timetable, paris_day(turn.now)
    event_id, sign = argument.rstrip("+-="), argument[-1:]
    if not argument:
        turn.show(view.list_screen(turn.tr, await actions.entries(today), page))
    elif sign in ("+", "-"):
        entry = await actions.show(turn.seat, event_id, sign == "+")
        turn.toast(T("It is shown.") if sign == "+" else T("It is hidden, with its reminders."))
        turn.show(view.entry_screen(turn.tr, entry))
    elif sign == "=":
        turn.show(view.entry_screen(turn.tr, await actions.undo(turn.seat, event_id)))
    else:
        turn.show(view.entry_screen(turn.tr, await actions.entry(argument, today)))


async def date(turn: Turn) -> None:
    """Another date for the next time: a few questions."""
    await _ask(turn, "calendar_date")


async def leads(turn: Turn) -> None:
    """Other lead times: one question."""
    await _ask(turn, "calendar_leads")


async def _ask(turn: Turn, dialogue: str) -> None:
    entry = await turn.services.timetable.entry(turn.argument, paris_day(turn.now))
    about = {"event": entry.event.id}
    scene = await turn.services.host.open(dialogue, turn.seat, about=about)
    forms.show(turn, replace(scene, note=view.named(turn.tr, entry)))
