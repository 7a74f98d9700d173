"""/relances: who fell silent; and the answers to "did it take place?"."""

from __future__ import annotations

from bot.contributions.model import NotYours
from bot.dialogues.model import Gone, Intruder
from bot.followup.model import NudgedLately
from bot.i18n import NT
from handlers.chat.turn import Turn
from handlers.chat.views import followup as view
from handlers.chat.views.basics import paged


async def silent(turn: Turn) -> None:
    """Organisations that reported last year and not this one, beside both years' counts."""
    _, page = paged(turn.argument)
    turn.show(
        view.silent_screen(turn.tr, await turn.services.followup.year_on_year(turn.now), turn.now, page)
    )


async def nudge(turn: Turn) -> None:
    """Remind one of them."""
    try:
        told = await turn.services.followup.nudge(turn.seat, turn.argument)
    except NudgedLately as problem:
        turn.toast(problem.text)
        head = problem.text
    else:
        head = NT("Reminded: {count} person.", "Reminded: {count} people.", told)
        turn.toast(head)
    found = await turn.services.followup.year_on_year(turn.now)
    turn.show(view.silent_screen(turn.tr, found, turn.now, 0, head))


async def happened(turn: Turn) -> None:
    """Did a plan take place (``<contribution>.yes``, ``.later``, ``.no``)?"""
    contribution_id, _, said = turn.argument.partition(".")
    followup = turn.services.followup
    verbs = {"yes": followup.took_place, "later": followup.not_yet, "no": followup.gave_up}
    if said not in verbs:
        raise Gone
    try:
        contribution = await verbs[said](turn.seat, contribution_id)
    except NotYours:
        raise Intruder from None
    turn.show(view.said_screen(turn.tr, contribution, said))
