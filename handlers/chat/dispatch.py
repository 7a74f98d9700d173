"""From an update to its replies: danger first, then one unit of work, then what goes out."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from bot.clock import Clock
from bot.conversation.incoming import Attachment, Incoming, Search, Tap
from bot.conversation.ports import Messenger, NotFetched, Sent, Transactions
from bot.conversation.replies import Reply, Show, Toast, from_json, to_json
from bot.delivery.ports import Inbox
from bot.dialogues.ports import Chat, Chats
from bot.errors import Problem
from bot.i18n import T, language_of
from bot.people.model import Actor
from bot.surveys import intake
from bot.telemetry import Log
from handlers.chat import catalogue, emergency, forms, inline
from handlers.chat.groups import GroupDesk
from handlers.chat.notices import Courier
from handlers.chat.register import Route, route_of
from handlers.chat.services import Services
from handlers.chat.turn import Turn
from handlers.chat.views.basics import problem_screen

OUR_FAULT = T(
    "Something failed on our side. Nothing of yours was lost: please send it again in a moment, "
    "or press /menu to see where you are."
)
Durable = Callable[[int], None]
Kept = tuple[int, int, list[dict[str, Any]]]
"""Replies kept until they leave: update, chat, the replies as JSON."""


@dataclass(frozen=True)
class Dispatcher:
    """Takes each update. Safe to call twice with the same one."""

    work: Transactions
    inbox: Inbox
    chats: Chats
    messenger: Messenger
    services: Services
    courier: Courier
    clock: Clock
    durable: Durable = lambda update_id: None
    """Told when an update can no longer be lost: the messenger need not deliver it again."""
    _sending: set[int] = field(default_factory=set)

    async def __call__(self, incoming: Incoming) -> None:
        """Handle one update to the end."""
        if emergency.calls_for_help(incoming):
            await self._emergency(incoming)
            return
        if isinstance(incoming.content, Search):
            await self._search(incoming, incoming.content)
            return
        if not incoming.private:
            await GroupDesk(self.work, self.messenger, self.services, self.clock)(incoming)
            return
        route = route_of(incoming)
        try:
            if route.public and (route.traceless or not await self._known(incoming)):
                await self._public(incoming, route)
                return
            replies = await self._work(await self._fetched(incoming), route)
        except Exception as failure:
            Log().failure("update_failed", kind=route.name)
            await self._apologise(incoming, failure)
            return
        self.durable(incoming.update_id)
        await self._send_all(replies, incoming)
        await self.courier.drain()

    async def _apologise(self, incoming: Incoming, failure: Exception) -> None:
        """Nothing could be kept, not even that the update came: the person is told to send it again."""
        turn = await self._turn_at_least(incoming)
        turn.say(problem_screen(turn.tr, failure.text if isinstance(failure, Problem) else OUR_FAULT))
        _stop_spinner(turn)
        await self.messenger.send(incoming.chat_id, turn.replies)

    async def _emergency(self, incoming: Incoming) -> None:
        """The card at once; nothing of what was typed goes anywhere, and no update is noted."""
        turn = await self._turn_at_least(incoming)
        emergency.show(turn)
        await self.messenger.send(incoming.chat_id, turn.replies)
        async with self.work.transaction():
            await emergency.pause(turn)

    async def _search(self, incoming: Incoming, search: Search) -> None:
        """Results for who types our name in any chat: nothing of them or of what they look for is noted."""
        try:
            turn = await self._turn_at_least(incoming)
            findings = inline.findings(turn, search.words)
        except Exception:
            Log().failure("update_failed", kind="search")
            return
        await self.messenger.offer(search.query_id, findings)

    async def _turn_at_least(self, incoming: Incoming) -> Turn:
        """A turn even when the database does not answer: neither the card nor an apology waits for it."""
        try:
            async with self.work.reading():
                return await self._turn(incoming)
        except Exception:
            Log().failure("update_failed", kind="reading")
            return self._turn_of(incoming, Chat(incoming.chat_id), None)

    async def _known(self, incoming: Incoming) -> bool:
        async with self.work.reading():
            chat = await self.chats.get(incoming.chat_id)
            return chat.session_id is not None or await self.services.people.knows(incoming.sender_id)

    async def _public(self, incoming: Incoming, route: Route) -> None:
        """Someone who did not sign up reads something: no row is written about them.

        What a traceless screen counts is counted after it was shown, apart: nobody waits for it, and a
        failure of it is not theirs.
        """
        async with self.work.reading():
            turn = await self._turn(incoming)
            try:
                await route.handler(turn)
            except Problem as problem:
                turn.replies.clear()
                await route.on_problem(turn, problem)
        _stop_spinner(turn)
        await self.messenger.send(incoming.chat_id, turn.replies)
        if route.traceless is not None:
            try:
                async with self.work.transaction():
                    await route.traceless(turn)
            except Exception:
                Log().failure("update_failed", kind=route.name)

    async def _work(self, incoming: Incoming, route: Route) -> list[Kept]:
        """Do what the update asks, once. Returns what now has to leave: its replies, after older ones."""
        kept: list[Kept] = []
        try:
            async with self.work.transaction():
                if await self.inbox.take(incoming.update_id, incoming.chat_id, self.clock.now()):
                    replies = await self._answer(incoming, route)
                    await self.inbox.keep_replies(incoming.update_id, [to_json(reply) for reply in replies])
                else:
                    Log().event("update_repeated")
                kept = self._mine([row for row in await self.inbox.unsent() if row[1] == incoming.chat_id])
        except BaseException:
            self._sending.difference_update(update_id for update_id, _, _ in kept)
            raise
        return kept

    def _mine(self, kept: Sequence[Kept]) -> list[Kept]:
        """Those that nobody is sending; from now on the caller does, and must end in ``_send_all``.

        In a transaction it is called before the commit makes them visible to the periodic job.
        """
        mine = [row for row in kept if row[0] not in self._sending]
        self._sending.update(update_id for update_id, _, _ in mine)
        return mine

    async def _answer(self, incoming: Incoming, route: Route) -> list[Reply]:
        """The handler's replies. A failure of ours undoes its work and says so."""
        turn = await self._turn(incoming)
        turn.actor = await self.services.people.seen(turn.actor, turn.now)
        try:
            async with self.work.transaction():
                await self._handle(turn, route)
        except Exception:
            Log().failure("turn_failed", route=route.name)
            turn.replies.clear()
            turn.say(problem_screen(turn.tr, OUR_FAULT))
        _stop_spinner(turn)
        return turn.replies

    async def _handle(self, turn: Turn, route: Route) -> None:
        try:
            async with self.work.transaction():
                await route.handler(turn)
        except Problem as problem:
            Log().event("problem_shown", code=problem.code, route=route.name)
            turn.replies.clear()
            await route.on_problem(turn, problem)
        if turn.actor is not None and not turn.actor.member.pushes:
            for screen in await self.courier.screens_held(turn.actor.member, turn.tr):
                turn.say(screen)

    async def _send_all(self, kept: Sequence[Kept], incoming: Incoming | None = None) -> int:
        """Send kept replies in order, and note which left; once some have to wait, the later ones do too.

        What a newer tap on the same message will show again is not shown: rapid taps make one edit.

        Returns for how many updates all of them left.
        """
        done = 0
        try:
            for update_id, chat_id, rows in kept:
                replies = [from_json(row) for row in rows]
                if incoming is not None and incoming.update_id == update_id and incoming.overtaken():
                    replies = [reply for reply in replies if not _in_place(reply)]
                sent = await self.messenger.send(chat_id, replies)
                await self._note_sent(update_id, chat_id, sent)
                if not sent.complete:
                    break
                done += 1
        finally:
            self._sending.difference_update(update_id for update_id, _, _ in kept)
        return done

    async def _note_sent(self, update_id: int, chat_id: int, sent: Sent) -> None:
        async with self.work.transaction():
            await self.inbox.keep_replies(update_id, [to_json(reply) for reply in sent.left])
            if sent.live_message_id is not None:
                chat = await self.chats.get(chat_id)
                await self.chats.save(replace(chat, live_message_id=sent.live_message_id))
            if sent.blocked:
                await self.services.people.blocked(chat_id)

    async def resend_unsent(self) -> int:
        """Send what was decided and never left (a stop, a cut). Returns for how many updates."""
        async with self.work.reading():
            kept = self._mine(await self.inbox.unsent())
        chats = dict.fromkeys(chat_id for _, chat_id, _ in kept)
        done = [await self._send_all([row for row in kept if row[1] == chat_id]) for chat_id in chats]
        if kept:
            Log().event("replies_resent", count=sum(done))
        return sum(done)

    async def _turn(self, incoming: Incoming) -> Turn:
        chat = await self.chats.get(incoming.chat_id)
        return self._turn_of(incoming, chat, await self.services.people.actor(incoming.sender_id))

    def _turn_of(self, incoming: Incoming, chat: Chat, actor: Actor | None) -> Turn:
        language = actor.member.language if actor else chat.language or language_of(incoming.sender_language)
        return Turn(
            incoming, chat, actor, self.services.translator(language), self.clock.now(), self.services
        )

    async def _fetched(self, incoming: Incoming) -> Incoming:
        """A file's content, fetched before the unit of work: no network call inside a transaction."""
        content = incoming.content
        if not isinstance(content, Attachment) or content.size > forms.LARGEST_FILE:
            return incoming
        async with self.work.reading():
            seat = (await self._turn(incoming)).seat
            wanted = await self.services.host.wants_file(seat, forms.sent(content))
        towards_form = not wanted and seat.actor is not None and intake.wanted(seat.actor, content)
        towards_kits = not wanted and catalogue.wanted(seat.actor, content)
        if not (wanted or towards_form or towards_kits):
            return incoming
        try:
            fetched = await self.messenger.fetch(content.file_id)
        except NotFetched:
            return replace(incoming, content=replace(content, unreachable=True))
        content = replace(content, content=fetched)
        if towards_kits and seat.actor is not None:
            content = replace(content, made=await catalogue.read(seat.actor, content.name, fetched))
        if towards_form and seat.actor is not None and content.made is None:
            made = await self.services.intake(seat.actor, content.name, fetched)
            content = replace(content, made=made)
        return replace(incoming, content=content)


def _in_place(reply: Reply) -> bool:
    """Whether a reply only shows, in the message that was tapped, a step that a newer tap will show again.

    The end of a dialogue is shown by no later tap: it always is.
    """
    if not isinstance(reply, Show) or not reply.live or reply.replaces is None:
        return False
    return any(data.startswith("s:") for data in reply.screen.data)


def _stop_spinner(turn: Turn) -> None:
    """Every pressed button is answered, or the person's phone shows it working for a minute."""
    content = turn.incoming.content
    if isinstance(content, Tap) and not any(isinstance(reply, Toast) for reply in turn.replies):
        turn.replies.insert(0, Toast(content.query_id))
