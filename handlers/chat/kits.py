"""/kits: the catalogue: by public, by words, one at a time; waiting for one, missing a language."""

from __future__ import annotations

from bot.agenda.calendar import event_of
from bot.agenda.model import told
from bot.dialogues.model import Gone
from bot.i18n import T
from bot.kits import finding
from bot.kits.catalogue import for_day, for_public, kit_of, nearest_languages, search
from bot.kits.languages import language_named
from bot.kits.model import PUBLICS, Kit, State
from bot.kits.remarks import may_read
from handlers.chat.turn import Turn
from handlers.chat.views import finding as finding_view
from handlers.chat.views import kits as view
from handlers.chat.views.basics import paged


async def kits(turn: Turn) -> None:
    """The publics to choose from; a public's materials; one material; those of a day of the
    agenda, by its id; the themes, days or languages to choose from; or those that match words and filters.

    An id and a language (``K03 espagnol``) ask whether the material exists in it.
    """
    await turn.services.editor.refresh()
    argument, page = paged(turn.argument.strip())
    head, _, language = argument.partition(" ")
    if not argument:
        turn.show(view.publics_screen(turn.tr))
    elif argument in PUBLICS:
        turn.show(view.list_screen(turn.tr, PUBLICS[argument], for_public(argument), argument, page))
    elif (event := event_of(argument)) is not None and (found := for_day(event.id)):
        name = T("{name}", name=told(event.label, turn.tr.language.code))
        turn.show(view.list_screen(turn.tr, name, found, argument, page))
    elif (kit := kit_of(argument) or kit_of(head)) is not None:
        await show(turn, kit, "" if kit_of(argument) else language.strip())
    elif argument in finding_view.WAYS:
        turn.show(finding_view.WAYS[argument](turn.tr))
    else:
        _search(turn, argument, page)


def _search(turn: Turn, argument: str, page: int) -> None:
    """By words, a day, a language, or filters with a colon; when one material is near the words, its like."""
    asked = finding.wanted(argument, turn.tr)
    if asked == finding.Wanted(words=asked.words):
        turn.show(view.found_screen(turn.tr, argument, search(argument)))
    else:
        turn.show(finding_view.found_screen(turn.tr, asked, finding.found(asked), argument, page))


async def show(turn: Turn, kit: Kit, language: str = "") -> None:
    """One material, or whether it exists in a language."""
    if not kit.handed_out:
        turn.show(view.restricted_screen(turn.tr))
        return
    code = language_named(language) if language else None
    if language and code is None:
        turn.show(view.no_such_language_screen(turn.tr, kit, language))
    elif code is not None:
        turn.show(view.language_screen(turn.tr, kit, code, nearest_languages(kit, code)))
    else:
        kits = turn.services.kits
        follows, wishes = await kits.follows(turn.seat, kit), await kits.wishes(turn.seat, kit)
        reads = kit.state is State.TEST and may_read(turn.actor, kit)
        turn.show(view.kit_screen(turn.tr, kit, follows, wishes, reads))


async def follow(turn: Turn) -> None:
    """Be told when a material is ready (``K01+``), or not any more (``K01-``)."""
    kit = _meant(turn.argument[:-1])
    if turn.argument.endswith("-"):
        await turn.services.kits.unfollow(turn.seat, kit)
        turn.toast(T("You will not be told."))
    else:
        await turn.services.kits.follow(turn.seat, kit)
        turn.toast(T("You will be told once, when it is ready."))
    await show(turn, kit)


async def offer(turn: Turn) -> None:
    """Offer to help to make a material."""
    kit = _meant(turn.argument)
    await turn.services.kits.offer_help(turn.seat, kit)
    turn.show(view.offered_screen(turn.tr, kit))


async def wish(turn: Turn) -> None:
    """Count a language that is missing (``K03.es``)."""
    head, _, code = turn.argument.partition(".")
    kit, language = _meant(head), language_named(code)
    if language is None or not await turn.services.kits.wish(kit, language):
        raise Gone
    turn.show(view.wished_screen(turn.tr, kit, language))


def _meant(kit_id: str) -> Kit:
    kit = kit_of(kit_id)
    if kit is None or not kit.handed_out:
        raise Gone
    return kit
