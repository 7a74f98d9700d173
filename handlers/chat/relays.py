"""/relais: a message ready to forward, with the organisation's own link, and what came of it."""

from __future__ import annotations

from bot.codes.actions import makers
from handlers.chat.turn import Turn
from handlers.chat.views import codes
from handlers.chat.views import relays as view


async def relay(turn: Turn) -> None:
    """The message, then what came of its link, in figures. Whose, when there are several."""
    mine = makers(turn.seat)
    chosen = next((one for one in mine if one.id == turn.argument), None)
    if chosen is None and len(mine) > 1:
        turn.show(codes.for_whom_screen(turn.tr, mine, "relais"))
        return
    found = await turn.services.relays.of(turn.seat, (chosen or mine[0]).id)
    turn.say(view.message(turn.tr, found, found.code.link(turn.services.bot_name())))
    turn.say(view.counts_screen(turn.tr, found))
