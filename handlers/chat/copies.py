"""/demandes: printed copies of kits: ask for them, treat what is asked, say how many were handed out."""

from __future__ import annotations

from bot.copies.model import TO_TREAT, WORDED, Request, RequestMoved, State
from bot.dialogues.model import Gone, Intruder
from bot.i18n import T, Text
from bot.kits.catalogue import kit_of
from bot.kits.model import Kit
from bot.people.actions import signed_up
from bot.people.model import Organisation
from handlers.chat import forms, home
from handlers.chat.turn import Turn
from handlers.chat.views import copies as view
from handlers.chat.views.basics import paged, problem_screen


async def begin(turn: Turn) -> None:
    """Ask for copies of a kit (``K03``), for an organisation (``K03.ghettup``), whatever is under way
    (``K03.ghettup.new``)."""
    actor = signed_up(turn.seat)
    kit_id, chosen, new = (*turn.argument.split("."), "", "")[:3]
    kit = kit_of(kit_id)
    if kit is None or not kit.handed_out:
        raise Gone
    organisation = next((o for o in actor.organisations if o.id == chosen), None)
    if organisation is None and len(actor.organisations) > 1:
        turn.show(view.which_organisation_screen(turn.tr, kit, actor.organisations))
        return
    await _open(turn, kit, organisation or actor.organisations[0], new == "new")


async def _open(turn: Turn, kit: Kit, organisation: Organisation, new: bool) -> None:
    begun = [
        draft
        for draft in await turn.services.copy_desk.drafts(turn.seat)
        if (draft.about["kit"], draft.organisation_id) == (kit.id, organisation.id)
    ]
    if begun and not new:
        turn.show(view.begun_screen(turn.tr, kit, organisation, begun[0]))
    else:
        forms.show(turn, await turn.services.copy_desk.begin(turn.seat, kit, organisation))


async def listing(turn: Turn) -> None:
    """One's own requests; ``t``: those to treat, which come first for who has none."""
    actor, actions = signed_up(turn.seat), turn.services.copies
    which, page = paged(turn.argument)
    if which not in ("", view.TREAT):
        await one(turn)
        return
    asked, waiting = await actions.asked(actor), await actions.to_treat(actor)
    drafts = await turn.services.copy_desk.drafts(turn.seat)
    treating = which == view.TREAT or (bool(waiting) and not asked and not drafts)
    requests = waiting if treating else asked
    names = await actions.names(requests)
    to_do = sum(one.state in TO_TREAT for one in waiting) if waiting else None
    turn.show(view.list_screen(turn.tr, requests, drafts, names, treating, to_do, page))


async def one(turn: Turn) -> None:
    """A request by its number (``K-2026-0001``), for those who have a part in it."""
    try:
        request = await turn.services.copies.seen(turn.actor, turn.argument)
    except Intruder:
        await _none(turn)
    else:
        await _show(turn, request)


async def _none(turn: Turn) -> None:
    """The same answer whether it does not exist or is others'; it is noted."""
    await home.note_intrusion(turn, "demande")
    turn.say(problem_screen(turn.tr, T("None of your requests has this number. /demandes lists them.")))


async def _show(turn: Turn, request: Request, problem: Text | None = None) -> None:
    names = await turn.services.copies.names([request])
    sides = request.sides(turn.actor)
    turn.show(view.request_screen(turn.tr, request, sides, names, problem))


async def advance(turn: Turn) -> None:
    """Bring a request to another state (``<id>.<revision>.<state>``); a question first for what needs words,
    and to be sure of what cannot be undone (``!`` when it was asked)."""
    key, revision, state, sure = _read(turn.argument)
    try:
        await _advance(turn, key, revision, state, sure)
    except Intruder:
        await _none(turn)
    except RequestMoved as problem:
        request = await turn.services.copies.seen(turn.actor, key)
        await _show(turn, request, problem.text)


async def _advance(turn: Turn, key: str, revision: int, to: State, sure: bool) -> None:
    if to in WORDED:
        forms.show(turn, await turn.services.copy_desk.words(turn.seat, key, revision, to))
    elif to is State.CLOSED and not sure:
        turn.show(view.sure_screen(turn.tr, await turn.services.copies.at(turn.seat, key, revision, to)))
    else:
        moved = await turn.services.copies.move(turn.seat, key, revision, to)
        turn.toast(T("Done: the others are told."))
        await _show(turn, moved)


def _read(argument: str) -> tuple[str, int, State, bool]:
    """Raises Gone for what no button of ours carries."""
    key, revision, state = (*argument.split("."), "", "", "")[:3]
    name = state.removesuffix("!")
    if not revision.isdecimal() or len(revision) > 9 or name not in list(State):
        raise Gone
    return key, int(revision), State(name), state.endswith("!")
