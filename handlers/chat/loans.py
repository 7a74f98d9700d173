"""/emprunter: a kit that is lent by the week."""

from __future__ import annotations

from datetime import date

from bot.clock import paris_day
from bot.copies.loans import Loan, WeekNotOffered, WeekTaken, monday
from bot.dialogues.model import Gone
from bot.i18n import T, Text
from bot.kits.catalogue import catalogue, kit_of
from bot.kits.model import Kit
from bot.people.actions import signed_up
from bot.reading.dates import read_date
from bot.reading.model import Mode, Nonsense, Span
from handlers.chat.turn import Turn
from handlers.chat.views import loans as view
from handlers.chat.views.basics import paged


async def borrow(turn: Turn) -> None:
    """The weeks of a kit (``K07``, ``K07~1``); reserve one (``K07.2026-06-15``, ``K07.2026-06-15.ghettup``,
    ``K07 15 June``)."""
    actor = signed_up(turn.seat)
    argument, page = paged(turn.argument.strip())
    head, _, words = argument.partition(" ")
    kit_id, day, chosen = (*head.split("."), "", "")[:3]
    kit = _lent(kit_id or next(one.id for one in catalogue() if one.lent))
    if not day and not words:
        await show(turn, kit, page)
        return
    week = _day(turn, day, words)
    if isinstance(week, Text):
        await show(turn, kit, problem=week)
        return
    week = monday(week)
    organisation = next((o for o in actor.organisations if o.id == chosen), None)
    if organisation is None and len(actor.organisations) > 1:
        turn.show(view.which_organisation_screen(turn.tr, kit, week, actor.organisations))
        return
    organisation = organisation or actor.organisations[0]
    try:
        loan = await turn.services.loans.reserve(turn.seat, kit, week, organisation.id)
    except (WeekTaken, WeekNotOffered) as problem:
        await show(turn, kit, problem=problem.text, since=week)
    else:
        turn.show(view.reserved_screen(turn.tr, kit, loan, organisation))


async def show(
    turn: Turn, kit: Kit, page: int = 0, problem: Text | None = None, since: date | None = None
) -> None:
    """The free weeks, from one on; those reserved that the person may free."""
    actions, today = turn.services.loans, paris_day(turn.now)
    free = await actions.next_free(kit, today, since)
    held = await actions.seen(turn.actor, kit, today)
    turn.show(view.calendar_screen(turn.tr, kit, free, held, await actions.names(held), page, problem))


async def free(turn: Turn) -> None:
    """Undo a reservation (``K07.2026-06-15.ghettup``): asked once, then done (``!``)."""
    kit_id, day, organisation_id = (*turn.argument.removesuffix("!").split("."), "", "")[:3]
    kit, week = _lent(kit_id), _iso(day)
    if week is None:
        raise Gone
    loan = Loan(kit.id, week, organisation_id)
    held = await turn.services.loans.seen(signed_up(turn.seat), kit, paris_day(turn.now))
    if loan not in held:
        await show(turn, kit, problem=T("That week is not reserved any more."))
        return
    if not turn.argument.endswith("!"):
        turn.show(view.sure_screen(turn.tr, loan))
        return
    await turn.services.loans.free(turn.seat, kit, loan)
    turn.toast(T("It is free again."))
    await show(turn, kit)


def _lent(kit_id: str) -> Kit:
    kit = kit_of(kit_id)
    if kit is None or not kit.lent:
        raise Gone
    return kit


def _iso(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None


def _day(turn: Turn, day: str, words: str) -> date | Text:
    """The day meant, or what to say when it is none."""
    if day:
        found = _iso(day)
        if found is None:
            raise Gone
        return found
    read = read_date(words, turn.tr.language.code, paris_day(turn.now), Mode.FUTURE)
    if isinstance(read, Span) and read.start is not None:
        return read.start
    if isinstance(read, Nonsense):
        return read.reason
    return T("Write a whole date, please: 15 June 2026.")
