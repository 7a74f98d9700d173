"""/kits: the catalogue, to read: by public, by words, one at a time."""

from __future__ import annotations

from bot.kits.catalogue import for_public, kit_of, search
from bot.kits.model import PUBLICS
from handlers.chat.turn import Turn
from handlers.chat.views import kits as view
from handlers.chat.views.basics import paged


async def kits(turn: Turn) -> None:
    """The publics to choose from; a public's materials; one material; or those that match words."""
    argument, page = paged(turn.argument.strip())
    if not argument:
        turn.show(view.publics_screen(turn.tr))
    elif argument in PUBLICS:
        turn.show(view.list_screen(turn.tr, PUBLICS[argument], for_public(argument), argument, page))
    elif (kit := kit_of(argument)) is not None and kit.handed_out:
        turn.show(view.kit_screen(turn.tr, kit))
    elif kit is not None:
        turn.show(view.restricted_screen(turn.tr))
    else:
        turn.show(view.found_screen(turn.tr, argument, search(argument)))
