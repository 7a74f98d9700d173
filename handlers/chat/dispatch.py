"""From an update to its replies: danger first, then one unit of work, then what goes out."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace

from bot.clock import Clock
from bot.conversation.incoming import Attachment, Incoming, Standing, Tap
from bot.conversation.ports import Messenger, Sent, Transactions
from bot.conversation.replies import Reply, Toast, from_json, to_json
from bot.delivery.ports import Inbox
from bot.dialogues.ports import Chat, Chats
from bot.errors import Problem
from bot.i18n import T, language_of
from bot.people.model import Actor
from bot.telemetry.logs import Log
from handlers.chat import emergency, notices
from handlers.chat.register import Route, route_of
from handlers.chat.services import Services
from handlers.chat.turn import Turn
from handlers.chat.views.basics import problem_screen

LARGEST_FILE = 20_000_000
"""Bytes a bot may download (Bot API, getFile)."""


@dataclass(frozen=True)
class Dispatcher:
    """Takes each update. Safe to call twice with the same one."""

    work: Transactions
    inbox: Inbox
    chats: Chats
    messenger: Messenger
    services: Services
    courier: notices.Courier
    clock: Clock
    log: Log

    async def __call__(self, incoming: Incoming) -> None:
        """Handle one update to the end."""
        if emergency.calls_for_help(incoming):
            await self._emergency(incoming)
            return
        if not incoming.private:
            return
        route = route_of(incoming)
        if route.public and not await self._known(incoming):
            await self._public(incoming, route)
            return
        await self._work(await self._fetched(incoming), route)
        await self.courier.drain()

    async def _emergency(self, incoming: Incoming) -> None:
        """The card at once; nothing of what was typed goes anywhere, no update is noted."""
        async with self.work.reading():
            turn = await self._turn(incoming)
        emergency.show(turn)
        await self.messenger.send(incoming.chat_id, turn.replies)
        async with self.work.transaction():
            await emergency.pause(turn)

    async def _known(self, incoming: Incoming) -> bool:
        async with self.work.reading():
            chat = await self.chats.get(incoming.chat_id)
            actor = await self.services.people.actor(incoming.sender_id)
        return actor is not None or chat.session_id is not None

    async def _public(self, incoming: Incoming, route: Route) -> None:
        """Someone who did not sign up reads something: no row is written."""
        async with self.work.reading():
            turn = await self._turn(incoming)
            await self._handle(turn, route)
        await self.messenger.send(incoming.chat_id, turn.replies)

    async def _work(self, incoming: Incoming, route: Route) -> None:
        async with self.work.transaction():
            fresh = await self.inbox.take(incoming.update_id, incoming.chat_id, self.clock.now())
            if fresh:
                replies = await self._answer(incoming, route)
                await self.inbox.keep_replies(incoming.update_id, [to_json(reply) for reply in replies])
            else:
                self.log.event("update_repeated")
                kept = await self.inbox.unsent(incoming.update_id)
                replies = [from_json(reply) for _, _, row in kept for reply in row]
        await self.send(incoming.update_id, incoming.chat_id, replies)

    async def _answer(self, incoming: Incoming, route: Route) -> list[Reply]:
        """The handler's replies; a failure of ours undoes its work and says so."""
        turn = await self._turn(incoming)
        try:
            async with self.work.transaction():
                await self._handle(turn, route)
        except Exception:
            self.log.failure("turn_failed", route=route.name)
            turn.replies.clear()
            turn.say(problem_screen(turn.tr, OUR_FAULT))
        return turn.replies

    async def _handle(self, turn: Turn, route: Route) -> None:
        try:
            async with self.work.transaction():
                await route.handler(turn)
        except Problem as problem:
            turn.replies.clear()
            await route.on_problem(turn, problem)
        content = turn.incoming.content
        if isinstance(content, Tap) and not any(isinstance(reply, Toast) for reply in turn.replies):
            turn.replies.insert(0, Toast(content.query_id))

    async def send(self, update_id: int, chat_id: int, replies: list[Reply]) -> None:
        """Send kept replies, then note that they left. Also used at start for what a stop cut short."""
        sent = await self.messenger.send(chat_id, replies) if replies else Sent()
        if not sent.complete:
            self.log.event("replies_kept", count=len(replies))
            return
        async with self.work.transaction():
            await self.inbox.sent(update_id)
            if sent.live_message_id is not None:
                chat = await self.chats.get(chat_id)
                await self.chats.save(replace(chat, live_message_id=sent.live_message_id))
            if sent.blocked:
                await self.services.people.blocked(chat_id)

    async def resend_unsent(self) -> int:
        """Send what was decided and never left (a stop, a cut). Returns for how many updates."""
        async with self.work.reading():
            kept = await self.inbox.unsent()
        for update_id, chat_id, row in kept:
            await self.send(update_id, chat_id, [from_json(reply) for reply in row])
        return len(kept)

    async def _turn(self, incoming: Incoming) -> Turn:
        chat = await self.chats.get(incoming.chat_id)
        actor = await self.services.people.actor(incoming.sender_id)
        language = self._language(chat, actor, incoming)
        return Turn(
            incoming, chat, actor, self.services.translator(language), self.clock.now(), self.services
        )

    @staticmethod
    def _language(chat: Chat, actor: Actor | None, incoming: Incoming) -> str:
        if actor is not None:
            return actor.member.language
        return chat.language or language_of(incoming.sender_language)

    async def _fetched(self, incoming: Incoming) -> Incoming:
        """A file's content, fetched before the unit of work: no network call inside a transaction."""
        content = incoming.content
        if not isinstance(content, Attachment) or content.size > LARGEST_FILE:
            return incoming
        async with self.work.reading():
            turn = await self._turn(incoming)
            wanted = await self.services.host.wants_file(turn.seat)
        if not wanted:
            return incoming
        fetched = await self.messenger.fetch(content.file_id)
        return replace(incoming, content=replace(content, content=fetched))


OUR_FAULT = T(
    "Something failed on our side. Nothing of yours was lost: please send it again in a moment, "
    "or press /menu to see where you are."
)
Handler = Callable[[Turn], Awaitable[None]]
