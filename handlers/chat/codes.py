"""QR codes of places and meetings: what a scan opens, and those of one's own organisation."""

from __future__ import annotations

from bot.codes.actions import makers
from bot.codes.model import Found
from bot.dialogues.model import Gone
from bot.i18n import LANGUAGES, T
from bot.kits.catalogue import kit_of
from bot.people.actions import signed_up
from bot.people.naming import shown_name
from bot.people.signup import MET
from bot.print import signs
from bot.print.signs import Ending, Sign
from bot.print.texts import texts
from bot.safeguards.card import UNASKED
from handlers.chat import emergency, forms, home, kits
from handlers.chat.turn import Turn
from handlers.chat.views import codes as view
from handlers.chat.views.basics import paged
from handlers.chat.views.inline import KIT_LINK


async def opening(turn: Turn) -> None:
    """A link was opened: who to call, then what anyone can do. Whatever the payload, without sign-up.

    ``kit_K03`` is no code, but the link of a material sent in another chat: its page.
    """
    kit = kit_of(turn.argument.removeprefix(KIT_LINK)) if turn.argument.startswith(KIT_LINK) else None
    if kit is not None and kit.handed_out:
        await kits.show(turn, kit)
        return
    found = await turn.services.codes.opened(turn.argument)
    emergency.show(turn, without=UNASKED)
    language = emergency.language_for(turn)
    turn.say(view.information_screen(turn.tr, texts(language), language, found, turn.actor))


async def count(turn: Turn) -> None:
    """One more opening of it; nobody is behind."""
    await turn.services.codes.count(turn.argument, turn.incoming.update_id)


async def sign_up(turn: Turn) -> None:
    """Sign up from the code of a meeting or of a relay, which travelled in the button: ``evt_…``."""
    found = await turn.services.codes.opened(turn.argument)
    met = found.code.id if found.code and found.found is Found.OPEN else ""
    await home.start(turn, {MET: met} if met else {})


async def present(turn: Turn) -> None:
    """A member is at a meeting: ``evt_….organisation`` counts the organisation they speak for."""
    payload, _, chosen = turn.argument.partition(".")
    found = await turn.services.codes.opened(payload)
    organisations = signed_up(turn.seat).organisations
    organisation = next((one for one in organisations if one.id == chosen), None)
    if found.code is None or organisation is None:
        raise Gone
    await turn.services.codes.attend(found.code.id, organisation.id)
    turn.show(view.present_screen(turn.tr, found.code, organisation))


async def codes(turn: Turn) -> None:
    """/codes: those of one's organisations."""
    _, page = paged(turn.argument)
    turn.show(view.codes_screen(turn.tr, await turn.services.codes.theirs(turn.seat), page))


async def one(turn: Turn) -> None:
    """A code: how often it was opened, by which organisations, and the files to print."""
    actions = turn.services.codes
    code = await actions.own(turn.seat, turn.argument)
    link = code.link(turn.services.bot_name())
    turn.show(view.code_screen(turn.tr, code, link, await actions.attending(code)))


async def new(turn: Turn) -> None:
    """Make one, in the name of which organisation when there are several."""
    mine = makers(turn.seat)
    chosen = next((one for one in mine if one.id == turn.argument), None)
    if chosen is None and len(mine) > 1:
        turn.show(view.for_whom_screen(turn.tr, mine))
        return
    scene = await turn.services.host.open("code", turn.seat, about={"maker": (chosen or mine[0]).id})
    forms.show(turn, scene)


async def printed(turn: Turn) -> None:
    """The sign to print: ``id`` asks in which language, ``id.fr`` gives it, ``id.png`` the code alone."""
    code_id, _, chosen = turn.argument.partition(".")
    code = await turn.services.codes.own(turn.seat, code_id)
    if chosen != Ending.PICTURE and chosen not in LANGUAGES:
        turn.show(view.languages_screen(turn.tr, code))
        return
    owner = next(one for one in makers(turn.seat) if one.id == code.organisation_id)
    ending = Ending.PICTURE if chosen == Ending.PICTURE else Ending.PAGE
    language = chosen if ending is Ending.PAGE else turn.tr.language.code
    link = code.link(turn.services.bot_name())
    sign = Sign(ending, language, link, code.label, shown_name(owner))
    turn.toast(T("The file is on its way."))
    turn.give(signs.address(sign), signs.file_name(sign))
    turn.show(view.given_screen(turn.tr, code, sign))


async def close(turn: Turn) -> None:
    """Close one: ``id`` asks, ``id!`` does."""
    code = await turn.services.codes.own(turn.seat, turn.argument.removesuffix("!"))
    if turn.argument.endswith("!"):
        await turn.services.codes.close(turn.seat, code.id)
        turn.toast(T("Closed."))
        await codes(turn)
    else:
        turn.show(view.close_screen(turn.tr, code))
