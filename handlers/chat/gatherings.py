"""/evenement and /reunion: dates of one's own; answering, following, moving, cancelling, the notes."""

from __future__ import annotations

from dataclasses import replace

from bot.clock import paris_day
from bot.dialogues.model import Gone
from bot.gatherings.dialogues import CORRECTED, known_of
from bot.gatherings.model import Answer, Card, GatheringGone, GatheringMoved, GatheringOver, Sort
from bot.i18n import T, Text
from bot.people.actions import signed_up
from bot.people.naming import shown_name
from handlers.chat import forms
from handlers.chat.turn import Turn
from handlers.chat.views import gatherings as view
from handlers.chat.views.basics import paged

NEW = ("new", "nouveau", "nouvelle")


async def event(turn: Turn) -> None:
    """The events of one's organisations; ``nouveau`` plans one (``new@<organisation>`` for that one); an id
    shows that event or meeting, to whoever it concerns."""
    argument, page = paged(turn.argument.strip())
    head, _, organisation_id = argument.partition("@")
    if head in NEW:
        await _plan(turn, organisation_id)
    elif argument:
        await show(turn, argument)
    else:
        held = await turn.services.gatherings.held(turn.seat, Sort.EVENT)
        turn.show(view.list_screen(turn.tr, Sort.EVENT, held, page))


async def _plan(turn: Turn, organisation_id: str) -> None:
    mine = signed_up(turn.seat).organisations
    chosen = next((one for one in mine if one.id == organisation_id), None)
    if chosen is None and len(mine) > 1:
        turn.show(view.which_screen(turn.tr, [(one.id, shown_name(one)) for one in mine]))
        return
    scene = await turn.services.host.open("event", turn.seat, organisation_id=(chosen or mine[0]).id)
    forms.show(turn, scene)


async def meeting(turn: Turn) -> None:
    """The meetings that coordinators call; ``new`` prepares one."""
    argument, page = paged(turn.argument.strip())
    if argument in NEW:
        forms.show(turn, await turn.services.host.open("meeting", turn.seat))
    elif argument:
        await show(turn, argument)
    else:
        held = await turn.services.gatherings.held(turn.seat, Sort.MEETING)
        turn.show(view.list_screen(turn.tr, Sort.MEETING, held, page))


async def show(turn: Turn, gathering_id: str, head: Text | None = None) -> None:
    """One event or meeting as it stands, and why what was asked was not done."""
    _show(turn, await turn.services.gatherings.card(turn.seat, gathering_id), head)


def _show(turn: Turn, card: Card, head: Text | None = None) -> None:
    turn.show(view.card_screen(turn.tr, card, paris_day(turn.now), head))


def _at(argument: str) -> tuple[str, int]:
    """``<id>.<revision>``; -1 without one."""
    head, _, number = argument.partition(".")
    return head, int(number) if number.isdecimal() and len(number) < 9 else -1


async def call(turn: Turn) -> None:
    """Send the invitations of a meeting that was prepared."""
    gathering_id, revision = _at(turn.argument)
    await _change(turn, "call", gathering_id, revision, T("The invitations are on their way."))


async def cancel(turn: Turn) -> None:
    """Asked once, then done (``<id>.<revision>``)."""
    gathering_id, revision = _at(turn.argument)
    card = await turn.services.gatherings.card(turn.seat, gathering_id)
    if not card.mine:
        raise GatheringGone
    if revision < 0:
        turn.show(view.sure_screen(turn.tr, card.gathering))
    else:
        done = T("It is cancelled. Those it concerns are told.")
        await _change(turn, "cancel", gathering_id, revision, done)


async def _change(turn: Turn, verb: str, gathering_id: str, revision: int, done: Text) -> None:
    try:
        await getattr(turn.services.gatherings, verb)(turn.seat, gathering_id, revision)
    except (GatheringMoved, GatheringOver) as problem:
        await show(turn, gathering_id, problem.text)
    else:
        turn.toast(done)
        await show(turn, gathering_id, done)


async def move(turn: Turn) -> None:
    """Another date: a few questions."""
    await _ask(turn, "gathering_move")


async def correct(turn: Turn) -> None:
    """Another name, place, address or link: which (``<id>``), then that question alone (``<id>.link``)."""
    gathering_id, _, field = turn.argument.partition(".")
    card = await turn.services.gatherings.card(turn.seat, gathering_id)
    if not card.mine:
        raise GatheringGone
    one = card.gathering
    if field not in CORRECTED or (field == "address" and not one.place):
        turn.show(view.correct_screen(turn.tr, one))
        return
    values = known_of(one)
    values.pop(field, None)
    about = {"gathering": one.id, "field": field}
    host, name = turn.services.host, f"{one.sort}_correct"
    forms.show(turn, await host.open(name, turn.seat, about=about, values=values, only=field))


async def notes(turn: Turn) -> None:
    """Write what was said in a meeting."""
    await _ask(turn, "meeting_notes")


async def _ask(turn: Turn, dialogue: str) -> None:
    card = await turn.services.gatherings.card(turn.seat, turn.argument)
    if not card.mine:
        raise GatheringGone
    about = {"gathering": card.gathering.id}
    scene = await turn.services.host.open(dialogue, turn.seat, about=about)
    note = T("{name}: {date}", name=card.gathering.title, date=view.when(card.gathering))
    forms.show(turn, replace(scene, note=note))


async def answer(turn: Turn) -> None:
    """Say whether one comes (``<id>.yes``)."""
    gathering_id, _, said = turn.argument.partition(".")
    if said not in set(Answer):
        raise Gone
    card = await turn.services.gatherings.answer(turn.seat, gathering_id, Answer(said))
    turn.toast(T("Thank you: it is noted."))
    _show(turn, card)


async def follow(turn: Turn) -> None:
    """Be reminded of an event (``<id>+``), or not (``<id>-``)."""
    wanted = turn.argument.endswith("+")
    card = await turn.services.gatherings.follow(turn.seat, turn.argument[:-1], wanted)
    turn.toast(T("You will be told.") if wanted else T("You will not be told any more."))
    _show(turn, card)


async def want_notes(turn: Turn) -> None:
    """Have the notes of a meeting (``<id>+``), or not (``<id>-``)."""
    wanted = turn.argument.endswith("+")
    card = await turn.services.gatherings.want_notes(turn.seat, turn.argument[:-1], wanted)
    turn.toast(T("The notes will be sent to you.") if wanted else T("The notes will not be sent to you."))
    _show(turn, card)
