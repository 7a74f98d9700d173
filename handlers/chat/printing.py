"""/notrekit: our own awareness kit, as a file at once: for whom, in which shape, in which language."""

from __future__ import annotations

from bot.i18n import LANGUAGES, T
from bot.people.naming import shown_name
from bot.print.model import Order, Public, Shape
from bot.print.orders import address, file_name, printable
from handlers.chat.turn import Turn
from handlers.chat.views import printing as view


async def our_kit(turn: Turn) -> None:
    """Three choices, then the file. A member's kit bears their organisation's name, unless ``plain``."""
    public, shape, language, plain = (*turn.argument.split("."), "", "", "", "")[:4]
    if public not in list(Public):
        turn.show(view.publics_screen(turn.tr))
    elif shape not in list(Shape):
        turn.show(view.shapes_screen(turn.tr, Public(public)))
    elif language not in LANGUAGES:
        turn.show(view.languages_screen(turn.tr, Public(public), Shape(shape)))
    else:
        _give(turn, Order(Public(public), Shape(shape), language, "" if plain else _place(turn)))


def _give(turn: Turn, order: Order) -> None:
    order, problem = printable(order)
    turn.toast(T("The file is on its way."))
    turn.give(address(order), file_name(order))
    turn.show(view.given_screen(turn.tr, order, problem))


def _place(turn: Turn) -> str:
    """The name a kit bears: never one that no coordinator has checked."""
    organisations = turn.actor.organisations if turn.actor else ()
    checked = (one for one in organisations if one.checked)
    return next((shown_name(one) for one in checked), "")
