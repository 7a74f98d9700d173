"""The coordinators' queue: one contribution on one screen, three decisions."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from bot.contributions.model import CannotMove, Change, Contribution
from bot.conversation.buttons import Move
from bot.dialogues.model import Gone
from bot.i18n import T
from handlers.chat import forms
from handlers.chat.turn import Turn
from handlers.chat.views import queue as view
from handlers.chat.views.basics import PAGE, paged


async def queue(turn: Turn) -> None:
    """/file: what waits, the oldest first; ``/file held`` what is held apart for a human decision."""
    which, page = paged(turn.argument)
    held = which == view.HELD_APART
    waiting, total = await turn.services.review.queue(page * PAGE, PAGE, held)
    _, apart = await turn.services.review.queue(0, 0, held=True)
    names = await turn.services.review.names(waiting)
    turn.show(view.queue_screen(turn.tr, waiting, names, page, total, held, apart))


async def dossier(turn: Turn) -> None:
    """One contribution with all that a decision needs."""
    await show(turn, turn.argument)


async def show(turn: Turn, contribution_id: str) -> None:
    """A contribution as it stands now, with the decisions it still allows."""
    found = await turn.services.review.dossier(contribution_id)
    if found is None:
        raise Gone
    language = turn.tr.language.code
    lines = await turn.services.wording.lines(found.contribution, language)
    changes = [
        (
            change,
            await turn.services.wording.value(change.field or "", change.before, language)
            if change.before
            else "",
            await turn.services.wording.value(change.field or "", change.after, language)
            if change.after
            else "",
        )
        for change in with_questions(found.history)
    ]
    turn.show(view.dossier_screen(turn.tr, found, lines, changes))


def with_questions(history: Sequence[Change]) -> list[Change]:
    """The answers of a history, each with the question that it answers as its note."""
    answers, asked = [], None
    for change in history:
        if change.what == "returned":
            asked = change.note
        elif change.what == "answered":
            answers.append(replace(change, note=asked))
    return answers


async def validate(turn: Turn, move: Move) -> None:
    """It enters the table and the report."""
    contribution = await turn.services.review.validate(turn.seat, move.target, move.revision)
    turn.toast(T("{number} is validated.", number=contribution.label))
    await queue(turn)


async def ask(turn: Turn, move: Move) -> None:
    """Return it with a question on one line: two steps of a form."""
    contribution = await _current(turn, move)
    scene = await turn.services.host.open(
        "return", turn.seat, about={"contribution": contribution.id, "revision": contribution.revision}
    )
    forms.show(turn, scene)


async def merge(turn: Turn, move: Move) -> None:
    """It says the same as another."""
    contribution = await turn.services.review.merge(turn.seat, move.target, move.revision, move.argument)
    turn.toast(T("{number} is merged.", number=contribution.label))
    await queue(turn)


async def _current(turn: Turn, move: Move) -> Contribution:
    found = await turn.services.review.dossier(move.target)
    if found is None:
        raise Gone
    if found.contribution.revision != move.revision:
        raise CannotMove(found.contribution)
    return found.contribution


MOVES: Mapping[str, Callable[[Turn, Move], Awaitable[None]]] = {
    "validate": validate,
    "ask": ask,
    "merge": merge,
}
