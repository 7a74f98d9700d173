"""/notrekit: our own awareness kit, as a file at once; /monkit: the same with a logo, an event, a code."""

from __future__ import annotations

from bot.codes.actions import makers
from bot.i18n import LANGUAGES, T
from bot.people.naming import shown_name
from bot.print.model import Order, Public, Shape
from bot.print.orders import address, file_name, printable
from handlers.chat import forms
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


async def personal(turn: Turn) -> None:
    """A kit of one's own: ``young.poster.fr``, then in the name of which organisation; and the questions."""
    public, shape, language, chosen = (*turn.argument.split("."), "", "", "", "")[:4]
    if public not in list(Public) or shape not in list(Shape) or language not in LANGUAGES:
        turn.show(view.publics_screen(turn.tr))
        return
    mine = makers(turn.seat)
    maker = next((one for one in mine if one.id == chosen), mine[0] if len(mine) == 1 else None)
    if maker is None:
        turn.show(view.for_whom_screen(turn.tr, f"{public}.{shape}.{language}", mine))
        return
    about = {"public": public, "shape": shape, "kit_language": language, "maker": maker.id}
    forms.show(turn, await turn.services.host.open("ours", turn.seat, about=about))


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
