"""A dialogue in the chat: typed words, files and buttons become moves of the form session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.conversation import buttons
from bot.conversation.incoming import Attachment, Tap, Unreadable, Words
from bot.conversation.replies import Strip
from bot.dialogues.answers import no_files
from bot.dialogues.host import Host
from bot.dialogues.model import Gone, Intruder, Moved, Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import Proof
from bot.errors import Problem
from bot.folding import fold
from bot.forms.problems import NotNow
from bot.forms.session import Proposal, Question, Review
from bot.i18n import NT, T, Text
from handlers.chat import home
from handlers.chat.turn import Turn
from handlers.chat.views import forms as view
from handlers.chat.views.endings import ending_screen

LARGEST_FILE = 20_000_000
"""Bytes a bot may download (Bot API, getFile)."""

Verb = Callable[[Host, StoredSession, Seat], Awaitable[Scene]]
Indexed = Callable[[Host, StoredSession, Seat, int], Awaitable[Scene]]

VERBS: Mapping[str, Verb] = {
    "d": Host.settles,
    "k": Host.skips,
    "e": Host.clears,
    "b": Host.goes_back,
    "v": Host.reviews,
    "ok": Host.confirms,
    "f": Host.submits,
    "r": Host.resume,
}
INDEXED: Mapping[str, Indexed] = {
    "c": Host.chooses,
    "o": Host.offered,
    "p": Host.picks,
    "j": Host.jumps,
}


def show(turn: Turn, scene: Scene) -> None:
    """Show where the dialogue stands, or how it ended."""
    if scene.erase:
        turn.erase()
    if scene.ended is not None and scene.ended.forget:
        if isinstance(turn.incoming.content, Words) and turn.chat.live_message_id is not None:
            turn.replies.append(Strip(turn.chat.live_message_id))
        turn.show(ending_screen(turn.tr, scene.ended))
    elif scene.ended is not None:
        turn.show(ending_screen(turn.tr, scene.ended), live=True)
    else:
        turn.show(view.scene_screen(turn.tr, scene), live=True)


async def current(turn: Turn) -> StoredSession | None:
    """The session that the chat's words go to, if it can still be entered."""
    if turn.chat.session_id is None:
        return None
    try:
        return await turn.services.host.load(turn.chat.session_id, turn.seat)
    except (Gone, Intruder):
        await turn.services.host.leave(turn.seat)
        return None


async def pressed(turn: Turn) -> None:
    """A button of a form: it acts only on the step it shows, for who may."""
    assert isinstance(turn.incoming.content, Tap)
    move = buttons.read(turn.incoming.content.data)
    assert isinstance(move, buttons.Move)
    host = turn.services.host
    stored = await host.load(move.target, turn.seat)
    if stored.revision != move.revision:
        raise Moved
    if move.move == "l":
        await leave(turn, stored)
    elif move.move == "x":
        turn.show(view.drop_screen(turn.tr, stored), live=True)
    elif move.move == "x!":
        await drop(turn, stored)
    elif move.move in VERBS:
        show(turn, await VERBS[move.move](host, stored, turn.seat))
    elif move.move in INDEXED and move.argument.isdigit():
        show(turn, await INDEXED[move.move](host, stored, turn.seat, int(move.argument)))
    else:
        raise Gone


async def stale(turn: Turn, problem: Problem) -> None:
    """A button that no longer acts: say so, take it away, and show where the person is."""
    if isinstance(problem, Intruder):
        await home.forged(turn)
        return
    turn.toast(problem.text)
    if not isinstance(problem, Moved | Gone):
        await home.say_problem(turn, problem)
        return
    content = turn.incoming.content
    assert isinstance(content, Tap)
    stored = await current(turn)
    live = content.message_id is not None and content.message_id == turn.chat.live_message_id
    if not live and content.message_id is not None and content.buttons:
        turn.replies.append(Strip(content.message_id))
    if stored is not None:
        scene = await turn.services.host.resume(stored, turn.seat)
        if not (live and content.buttons == view.scene_screen(turn.tr, scene).data):
            show(turn, scene)


async def words(turn: Turn) -> None:
    """Typed words: a move said in words, the answer to the live question, or something new."""
    assert isinstance(turn.incoming.content, Words)
    text = turn.incoming.content.text.strip()
    stored = await current(turn)
    if stored is None:
        await home.idle(turn, text)
        return
    scene = await turn.services.host.resume(stored, turn.seat)
    verb = _said(turn, scene, text)
    if verb == "l":
        await leave(turn, stored)
    elif verb is not None:
        show(turn, await VERBS[verb](turn.services.host, stored, turn.seat))
    elif (picked := _picked(turn, scene, text)) is not None:
        show(turn, await turn.services.host.picks(stored, turn.seat, picked))
    else:
        show(turn, await turn.services.host.says(stored, turn.seat, text))


def _said(turn: Turn, scene: Scene, text: str) -> str | None:
    """The move that the words name, as its button does: everything can be done without tapping."""
    named: dict[str, str] = {fold(turn.tr(view.BACK)): "b", fold(turn.tr(view.LATER)): "l"}
    match scene.prompt:
        case Question(required=False):
            named |= {fold(turn.tr(view.SKIP)): "k", fold(turn.tr(view.DONE)): "d"}
            if scene.prompt.value:
                named |= {fold(turn.tr(view.KEEP)): "d", fold(turn.tr(view.CLEAR)): "e"}
        case Proposal():
            for word in (view.RIGHT, T("Yes"), T("OK")):
                named[fold(turn.tr(word))] = "ok"
        case Review():
            for word in (view.SEND, T("Yes"), T("OK")):
                named[fold(turn.tr(word))] = "f"
    return named.get(fold(text))


def _picked(turn: Turn, scene: Scene, text: str) -> int | None:
    """The option of a doubt that the words name: its number, its label, or yes when it stands alone."""
    labels = [fold(label) for label in scene.doubt[1]] if scene.doubt else []
    if text.isdigit() and 0 < int(text) <= len(labels):
        return int(text) - 1
    if len(labels) == 1 and fold(text) in (fold(turn.tr(T("Yes"))), fold(turn.tr(T("OK")))):
        return 0
    return labels.index(fold(text)) if labels.count(fold(text)) == 1 else None


async def attachment(turn: Turn) -> None:
    """A file: kept only when the live question takes files, cleaned of what it says about its maker."""
    content = turn.incoming.content
    assert isinstance(content, Attachment)
    stored = await current(turn)
    if stored is None:
        await home.unexpected_file(turn)
        return
    host = turn.services.host
    if content.size > LARGEST_FILE:
        show(turn, await host.puzzled(stored, turn.seat, too_large()))
        return
    if content.unreachable:
        show(turn, await host.puzzled(stored, turn.seat, unreachable()))
        return
    if content.content is None:
        show(turn, await host.puzzled(stored, turn.seat, no_files()))
        return
    digest = await turn.services.files.keep(content.content, content.name, content.media_type, turn.now)
    show(turn, await host.sends(stored, turn.seat, Proof(digest, content.name)))


def too_large() -> Text:
    """A file over what a bot may fetch."""
    return T("This file is larger than 20 MB, more than I can receive. Send a lighter one, or a link to it.")


def unreachable() -> Text:
    """Telegram did not give the file."""
    return T("Telegram did not hand me this file. Nothing else was lost: please send it again.")


async def unreadable(turn: Turn) -> None:
    """A sticker, a poll, a position... where an answer was expected."""
    stored = await current(turn)
    kind = getattr(turn.incoming.content, "kind", "")
    problem = T("I cannot read a sticker. Please write your answer, or use the buttons.")
    if not isinstance(turn.incoming.content, Unreadable) or kind != "sticker":
        problem = T("I cannot read this kind of message. Please write your answer, or use the buttons.")
    if stored is None:
        await home.puzzled(turn, problem)
    else:
        show(turn, await turn.services.host.puzzled(stored, turn.seat, problem))


async def edited(turn: Turn) -> None:
    """An edited message: what was recorded stays, and the way to change it is shown."""
    stored = await current(turn)
    if stored is None:
        return
    note = T("You edited a message: the answer I noted has not changed. To change it, use Back or the recap.")
    scene = await turn.services.host.resume(stored, turn.seat)
    show(turn, replace(scene, note=note))


async def leave(turn: Turn, stored: StoredSession) -> None:
    """Save and leave: nothing is lost, the way back is shown."""
    await turn.services.host.leave(turn.seat)
    turn.show(view.left_screen(turn.tr, stored), live=True)


async def drop(turn: Turn, stored: StoredSession) -> None:
    """Delete a draft, on the person's word."""
    await turn.services.host.abandon(stored, turn.seat)
    turn.show(view.dropped_screen(turn.tr), live=True)


async def _by_command(turn: Turn, verb: str) -> None:
    stored = await current(turn)
    if stored is None:
        await home.nothing_open(turn)
        return
    try:
        show(turn, await VERBS[verb](turn.services.host, stored, turn.seat))
    except NotNow as problem:  # to skip a proposal, for one: say so where the person is
        show(turn, await turn.services.host.puzzled(stored, turn.seat, problem.text))


async def back(turn: Turn) -> None:
    """/retour"""
    await _by_command(turn, "b")


async def skip(turn: Turn) -> None:
    """/passer"""
    await _by_command(turn, "k")


async def recap(turn: Turn) -> None:
    """/recap"""
    await _by_command(turn, "v")


async def later(turn: Turn) -> None:
    """/plustard"""
    stored = await current(turn)
    if stored is None:
        await home.nothing_open(turn)
    else:
        await leave(turn, stored)


def files_received(count: int) -> Text:
    """How many proofs there are so far."""
    return NT("{count} proof so far.", "{count} proofs so far.", count)
