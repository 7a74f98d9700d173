"""A dialogue in the chat: typed words, files and buttons become moves of the form session."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.conversation import buttons
from bot.conversation.incoming import Attachment, Location, Tap, Unreadable, Words
from bot.conversation.replies import Strip
from bot.dialogues.host import Host
from bot.dialogues.kinds.places import Point
from bot.dialogues.model import Gone, Intruder, Moved, Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import Proof, Sent
from bot.errors import Problem
from bot.folding import fold
from bot.forms.problems import NotNow
from bot.forms.session import AnotherRepeat, Kind, Proposal, Question, Review
from bot.i18n import NT, T, Text
from handlers.chat import home
from handlers.chat.turn import Turn
from handlers.chat.views import forms as view
from handlers.chat.views.basics import problem_screen
from handlers.chat.views.endings import ending_screen

LARGEST_FILE = 20_000_000
"""Bytes a bot may download (Bot API, getFile)."""

Verb = Callable[[Host, StoredSession, Seat], Awaitable[Scene]]
Indexed = Callable[[Host, StoredSession, Seat, int], Awaitable[Scene]]

VERBS: Mapping[str, Verb] = {
    "d": Host.settles,
    "u": Host.undoes,
    "k": Host.skips,
    "e": Host.clears,
    "b": Host.goes_back,
    "v": Host.reviews,
    "ok": Host.confirms,
    "f": Host.submits,
    "r": Host.returns,
    "m": Host.explains,
    "w": Host.asks_language,
    "all": Host.lists_all,
    "gap": Host.fills_gap,
    "ay": Host.adds,
    "an": Host.closes,
}
INDEXED: Mapping[str, Indexed] = {
    "c": Host.chooses,
    "o": Host.offered,
    "p": Host.picks,
    "j": Host.jumps,
    "g": Host.turns,
    "w": Host.speaks_in,
    "in": Host.opens,
    "rm": Host.asks_removal,
    "rm!": Host.removes,
    "add": Host.adds_to,
}
OF_THE_KIND = ("a", "t")
"""Moves whose argument the live question's kind reads; ``t`` says what it wants, and may come late."""


def show(turn: Turn, scene: Scene) -> None:
    """Show where the dialogue stands, or how it ended."""
    if scene.erase:
        turn.erase()
    if scene.keys is not None:
        turn.say(view.position_asked(turn.tr) if scene.keys else view.position_put_away(turn.tr))
    for address, name in scene.ended.gives if scene.ended is not None else ():
        turn.give(address, name)
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
    late = move.move == "r" or (move.move == "t" and host.still(stored, move.revision))
    if stored.revision != move.revision and not late:
        raise Moved
    await _act(turn, stored, move)


async def _act(turn: Turn, stored: StoredSession, move: buttons.Move) -> None:
    """Do what a button says, pressed or named in words."""
    host, name, argument = turn.services.host, move.move, move.argument
    if name == view.INERT:
        return
    if name == "l":
        await leave(turn, stored)
    elif name == "x":
        turn.show(view.drop_screen(turn.tr, stored), live=True)
    elif name == "x!":
        await drop(turn, stored)
    elif name in OF_THE_KIND:
        show(turn, await host.taps(stored, turn.seat, argument))
    elif name in INDEXED and argument.isdigit() and len(argument) < 7:
        show(turn, await INDEXED[name](host, stored, turn.seat, int(argument)))
    elif name in VERBS:
        show(turn, await VERBS[name](host, stored, turn.seat))
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
    named = _named(turn, scene, text)
    if named is not None:
        await _act(turn, scene.stored, named)
    elif (picked := _picked(turn, scene, text)) is not None:
        show(turn, await turn.services.host.picks(scene.stored, turn.seat, picked))
    else:
        show(turn, await turn.services.host.says(scene.stored, turn.seat, text))


def _named(turn: Turn, scene: Scene, text: str) -> buttons.Move | None:
    """The move whose button the words name: everything can be done without tapping.

    Toggles are left out: a word there is the whole answer.
    """
    key = fold(text)
    if not key:
        return None
    several = isinstance(scene.prompt, Question) and scene.prompt.kind is Kind.SELECT_MULTIPLE
    for row in view.scene_screen(turn.tr, scene).rows:
        for button in row:
            meant = buttons.read(button.data or "") if fold(button.label) == key else None
            if isinstance(meant, buttons.Move) and not (several and meant.move == "t"):
                return meant
    word = _other_words(turn, scene).get(key)
    return buttons.Move("s", scene.stored.id, scene.stored.revision, word) if word else None


def _other_words(turn: Turn, scene: Scene) -> dict[str, str]:
    """Words that name a move whose button says it otherwise, or is not on screen."""
    said: list[tuple[Text, str]] = [(view.BACK, "b"), (view.LATER, "l")]
    agrees = (T("Yes"), T("OK"))
    match scene.prompt:
        case Question(required=False):
            said += [(view.SKIP, "k"), (view.DONE, "d")]
            if scene.prompt.value:
                said += [(view.KEEP, "d"), (view.CLEAR, "e")]
        case Proposal():
            said += [(word, "ok") for word in agrees]
        case Review():
            said += [(word, "f") for word in agrees]
        case AnotherRepeat():
            said += [*((word, "ay") for word in agrees), (T("No"), "an")]
    if isinstance(scene.prompt, Question) and scene.prompt.kind is Kind.ACKNOWLEDGE:
        said += [(word, "a") for word in agrees]
    return {fold(turn.tr(word)): move for word, move in said}


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
        declined = await host.declines(stored, turn.seat, sent(content))
        if declined is not None:
            show(turn, declined)
        return
    if objection := await host.objects(stored, turn.seat, content.content):
        show(turn, await host.puzzled(stored, turn.seat, objection))
        return
    try:
        digest = await turn.services.files.keep(content.content, content.name, content.media_type, turn.now)
    except Problem as problem:
        if not problem.code.startswith("file_"):
            raise
        show(turn, await host.puzzled(stored, turn.seat, problem.text))
        return
    show(turn, await host.sends(stored, turn.seat, Proof(digest, content.name), sent(content)))


def sent(content: Attachment) -> Sent:
    """What a file came as."""
    return Sent(content.kind, content.media_type, content.album)


async def positioned(turn: Turn) -> None:
    """A position or a pin."""
    content = turn.incoming.content
    assert isinstance(content, Location)
    stored = await current(turn)
    if stored is None:
        await home.puzzled(turn, T("I was not waiting for a position: it was not kept."))
        return
    point = Point(content.latitude, content.longitude, content.accuracy)
    show(turn, await turn.services.host.points(stored, turn.seat, point))


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
    """An edited message edits the answer it gave, unless that was sent; the person stays where they are."""
    content, host = turn.incoming.content, turn.services.host
    assert isinstance(content, Words)
    words = content.text.strip()
    if not words:
        return  # a live position moves on
    told, stored = await host.told_by(turn.seat), await current(turn)
    if told is not None:
        scene = await host.corrects(told, turn.seat, words)
        if stored is not None and stored.id == told.id:
            show(turn, scene)
        else:
            turn.say(problem_screen(turn.tr, scene.problem or scene.note or NOT_CHANGED))
    elif stored is not None:
        show(turn, replace(await host.resume(stored, turn.seat), note=NOT_CHANGED))
    else:
        turn.say(problem_screen(turn.tr, NOTHING_CHANGED))


NOT_CHANGED = T(
    "You edited a message: the answer I noted has not changed. To change it, use Back or the recap."
)
NOTHING_CHANGED = T("You edited a message: nothing that was sent before changes with it.")


async def leave(turn: Turn, stored: StoredSession) -> None:
    """Save and leave: nothing is lost, the way back is shown."""
    await turn.services.host.leave(turn.seat)
    turn.show(view.left_screen(turn.tr, stored), live=True)
    if await turn.services.host.desk.positioned(stored):
        turn.say(view.position_put_away(turn.tr))


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
