"""One contribution as its organisation sees it, and the buttons that act on contributions."""

from __future__ import annotations

from bot.contributions.model import CannotMove, Contribution, NotYours, State
from bot.conversation import buttons
from bot.conversation.incoming import Tap
from bot.dialogues.model import Gone, Intruder
from bot.errors import Problem
from bot.people.actions import NotSignedUp, signed_up
from handlers.chat import forms, queue
from handlers.chat.turn import Turn
from handlers.chat.views import contributions as view


async def one(turn: Turn) -> None:
    """A contribution of one's own organisation: what it says, where it stands, what can be done."""
    contribution = await _own(turn, turn.argument)
    await _show(turn, contribution)


async def _own(turn: Turn, contribution_id: str) -> Contribution:
    try:
        return await turn.services.contributions.own(signed_up(turn.seat), contribution_id)
    except (NotYours, NotSignedUp):
        raise Intruder from None


async def _show(turn: Turn, contribution: Contribution) -> None:
    lines = await turn.services.wording.lines(contribution, turn.tr.language.code)
    question = None
    if contribution.state is State.RETURNED:
        question = await turn.services.contributions.question(contribution)
    turn.show(view.contribution_screen(turn.tr, contribution, lines, question))


async def pressed(turn: Turn) -> None:
    """A button on a contribution: the author's moves here, a coordinator's in the queue's module."""
    assert isinstance(turn.incoming.content, Tap)
    move = buttons.read(turn.incoming.content.data)
    assert isinstance(move, buttons.Move)
    if move.move in queue.MOVES:
        if turn.actor is None or not turn.actor.coordinates:
            raise Intruder
        await queue.MOVES[move.move](turn, move)
        return
    contribution = await _own(turn, move.target)
    if contribution.revision != move.revision:
        raise CannotMove(contribution)
    match move.move:
        case "answer":
            await answer(turn, contribution)
        case "withdraw":
            turn.show(view.sure_screen(turn.tr, contribution))
        case "withdraw!":
            await _show(turn, await turn.services.contributions.withdraw(turn.seat, contribution.id))
        case _:
            raise Gone


async def stale(turn: Turn, problem: Problem) -> None:
    """Somebody was faster: say so, and show the contribution as it stands now."""
    content = turn.incoming.content
    move = buttons.read(content.data) if isinstance(content, Tap) else None
    if not isinstance(problem, CannotMove) or not isinstance(move, buttons.Move):
        await forms.stale(turn, problem)
        return
    turn.toast(problem.text)
    if move.move in queue.MOVES:
        await queue.show(turn, move.target)
    else:
        await _show(turn, await _own(turn, move.target))


async def answer(turn: Turn, contribution: Contribution) -> None:
    """Open the one field that the coordinator asked about."""
    question = await turn.services.contributions.question(contribution)
    if contribution.state is not State.RETURNED or question is None or question.field is None:
        raise CannotMove(contribution)
    scene = await turn.services.answering.open(turn.seat, contribution, question.field, question.note or "")
    forms.show(turn, scene)
