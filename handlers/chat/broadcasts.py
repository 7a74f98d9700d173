"""Broadcasts in the chat: write, try, aim, ask a second coordinator, follow."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace

from bot.agenda.calendar import events
from bot.broadcasts.actions import BroadcastActions
from bot.broadcasts.content import Media, Unfit, Version, links, written
from bot.broadcasts.holes import EXAMPLE
from bot.broadcasts.model import Broadcast, BroadcastMoved, BroadcastUnready
from bot.broadcasts.ports import Pen
from bot.codes.model import address
from bot.conversation.incoming import Attachment, Words
from bot.dialogues.model import Gone, Seat
from bot.i18n import LANGUAGES, T, Text
from bot.surveys.intake import Drop
from handlers.chat import forms, surveys
from handlers.chat.turn import Turn
from handlers.chat.views import broadcasts as view
from handlers.chat.views import message
from handlers.chat.views.basics import paged

Verb = Callable[[BroadcastActions, Seat, str, int], Awaitable[Broadcast]]
VERBS: Mapping[str, tuple[Verb, Text]] = {
    "ask": (BroadcastActions.submit, T("The other coordinators are told.")),
    "edit": (BroadcastActions.reopen, T("It is a draft again.")),
    "ok": (BroadcastActions.approve, T("Approved.")),
    "pause": (BroadcastActions.pause, T("Paused: nothing more leaves.")),
    "go": (BroadcastActions.resume, T("It goes on.")),
    "off": (BroadcastActions.cancel, T("Cancelled.")),
}


async def listing(turn: Turn) -> None:
    """/diffuser: those there are; ``new`` begins one."""
    if turn.argument == "new":
        begun = await turn.services.broadcasts.begin(turn.seat)
        await _show(turn, begun.id)
        return
    _, page = paged(turn.argument)
    turn.show(view.list_screen(turn.tr, await turn.services.broadcasts.latest(), page))


async def one(turn: Turn) -> None:
    """Where one stands."""
    await turn.services.broadcasts.put_pen_down(turn.seat)
    await _show(turn, turn.argument)


async def _show(turn: Turn, broadcast_id: str, problem: Text | None = None) -> None:
    found = await turn.services.broadcasts.overview(turn.seat, broadcast_id)
    turn.show(view.screen(turn.tr, found, problem))


async def write(turn: Turn) -> None:
    """Choose a language, then the next message is what it says; or its buttons; or it is taken away."""
    actions = turn.services.broadcasts
    broadcast_id, _, rest = turn.argument.partition(".")
    language, _, part = rest.partition(".")
    broadcast = await actions.get(broadcast_id)
    if language not in LANGUAGES or not broadcast.editable:
        turn.show(view.languages_screen(turn.tr, broadcast))
        return
    if part == "off":
        broadcast = await actions.write(turn.seat, broadcast_id, language, None)
        turn.show(view.languages_screen(turn.tr, broadcast))
        return
    wants_links = part == "links" and language in broadcast.versions
    await turn.services.host.leave(turn.seat)
    await actions.take_pen(turn.seat, broadcast_id, f"{'links' if wants_links else 'text'}:{language}")
    turn.show(view.pen_screen(turn.tr, broadcast, language, wants_links))


async def words(turn: Turn) -> None:
    """Typed words: what a coordinator said they would write, or anything else."""
    content = turn.incoming.content
    assert isinstance(content, Words)
    pen = await _pen(turn)
    if pen is None:
        await forms.words(turn)
    elif pen.part.startswith("links:"):
        await _keep(turn, pen, lambda before: replace(before, links=links(content.text)))
    else:
        made = written(content.text, content.html)
        await _keep(turn, pen, lambda before: replace(made, links=before.links))


async def attachment(turn: Turn) -> None:
    """A picture or a document where a coordinator said they would write; else what files are for."""
    content = turn.incoming.content
    assert isinstance(content, Attachment)
    pen = None if isinstance(content.made, Drop) else await _pen(turn)
    if pen is None:
        await surveys.attachment(turn)
        return
    if content.kind not in ("photo", "document") or content.album or not pen.part.startswith("text:"):
        raise Unfit(T("Send a text, one picture, or one document."))
    made = written(content.caption, content.caption_html, Media(content.kind, content.file_id))
    await _keep(turn, pen, lambda before: replace(made, links=before.links))


async def _pen(turn: Turn) -> Pen | None:
    """What the next message is for, unless a form waits for it."""
    return await turn.services.broadcasts.pen(turn.seat) if turn.chat.session_id is None else None


async def _keep(turn: Turn, pen: Pen, make: Callable[[Version], Version]) -> None:
    actions, language = turn.services.broadcasts, pen.part.partition(":")[2]
    before = (await actions.get(pen.broadcast_id)).versions.get(language) or Version("")
    await actions.write(turn.seat, pen.broadcast_id, language, make(before))
    await _show(turn, pen.broadcast_id)


async def preview(turn: Turn) -> None:
    """What each language will see, sent to oneself."""
    broadcast = await turn.services.broadcasts.get(turn.argument)
    for code, version in broadcast.versions.items():
        turn.say(view.preview_screen(turn.tr, broadcast, code, only=False))
        shown = message.written(turn.services.translator(code), version)
        example = address(turn.services.bot_name(), EXAMPLE)
        turn.say(message.filled(shown, example) if version.personal else shown)
    await _show_again(turn, broadcast)


async def _show_again(turn: Turn, broadcast: Broadcast) -> None:
    found = await turn.services.broadcasts.overview(turn.seat, broadcast.id)
    turn.say(view.screen(turn.tr, found))


async def target(turn: Turn) -> None:
    """Say whom it is for: a few questions."""
    await _ask(turn, "broadcast_target")


async def when(turn: Turn) -> None:
    """Say when it leaves."""
    await _ask(turn, "broadcast_when")


async def _ask(turn: Turn, dialogue: str) -> None:
    broadcast = await turn.services.broadcasts.get(turn.argument)
    if not broadcast.editable:
        raise BroadcastMoved
    await turn.services.broadcasts.put_pen_down(turn.seat)
    scene = await turn.services.host.open(dialogue, turn.seat, about={"broadcast": broadcast.id})
    forms.show(turn, scene)


async def about(turn: Turn) -> None:
    """Which event of the agenda it speaks of."""
    head, page = paged(turn.argument)
    broadcast_id, _, event_id = head.partition(".")
    broadcast = await turn.services.broadcasts.get(broadcast_id)
    if not event_id:
        turn.show(view.events_screen(turn.tr, broadcast, events(), page))
        return
    try:
        await turn.services.broadcasts.tie(turn.seat, broadcast_id, None if event_id == "-" else event_id)
    except (BroadcastUnready, BroadcastMoved) as problem:
        await _show(turn, broadcast_id, problem.text)
    else:
        await _show(turn, broadcast_id)


async def decide(turn: Turn) -> None:
    """``<id>.<revision>.<verb>``: ask, approve, pause, go on, cancel."""
    broadcast_id, _, rest = turn.argument.partition(".")
    revision, _, verb = rest.partition(".")
    if verb not in VERBS or not revision.isdecimal() or len(revision) > 8:
        raise Gone
    act, done = VERBS[verb]
    try:
        await act(turn.services.broadcasts, turn.seat, broadcast_id, int(revision))
    except (BroadcastUnready, BroadcastMoved) as problem:
        await _show(turn, broadcast_id, problem.text)
    else:
        turn.toast(done)
        await _show(turn, broadcast_id)
