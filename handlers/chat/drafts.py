"""/suivi: the drafts one can go on with, and where one's contributions stand."""

from __future__ import annotations

from bot.dialogues.drafts import Draft
from bot.people.actions import signed_up
from handlers.chat import forms
from handlers.chat.turn import Turn
from handlers.chat.views import drafts as view
from handlers.chat.views.basics import paged


async def mine(turn: Turn) -> None:
    """Drafts first, then contributions, the newest first."""
    actor = signed_up(turn.seat)
    _, page = paged(turn.argument)
    contributions = await turn.services.contributions.of(actor)
    turn.show(view.mine_screen(turn.tr, await reports(turn), contributions, page))


async def reports(turn: Turn) -> list[Draft]:
    """Reports begun and not sent, by the person or colleagues; those without a word yet are left out."""
    found = await turn.services.drafts.of(turn.seat, "report")
    return [draft for draft in found if isinstance(draft.title, str)]


async def resume(turn: Turn) -> None:
    """Go on with a draft where it was left."""
    stored = await turn.services.host.load(turn.argument, turn.seat)
    forms.show(turn, await turn.services.host.returns(stored, turn.seat))
