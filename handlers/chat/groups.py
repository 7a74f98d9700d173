"""In a group: follow the agenda, stop, and what is announced there. Nothing else written there is looked at.

Who administers no group is not answered: anyone could make the bot speak there otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import Clock
from bot.conversation.incoming import Command, Incoming, Moved, Standing
from bot.conversation.ports import Messenger, Outcome, Transactions
from bot.conversation.replies import Screen, Show
from bot.delivery.pacing import Pacer
from bot.groups.model import Announcement, may_follow_for
from bot.i18n import T, Text, Translator, language_of
from bot.telemetry import Log
from handlers.chat.services import Services
from handlers.chat.views import groups as view

FOLLOW = frozenset({"suivre", "follow"})
STOP = frozenset({"arreter", "unfollow"})
COMMANDS: Mapping[str, Text] = {
    "suivre": T("Announce the official days in this group"),
    "arreter": T("Announce nothing more in this group"),
}
"""What the menu of a group offers, beside the emergency card."""


@dataclass(frozen=True)
class GroupDesk:
    """Takes what groups send. Safe to call twice with the same update."""

    work: Transactions
    messenger: Messenger
    services: Services
    clock: Clock

    async def __call__(self, incoming: Incoming) -> None:
        """Follow or stop, for an administrator; stop when put out; keep following under a new number."""
        try:
            await self._take(incoming)
        except Exception:
            Log().failure("update_failed", kind="group")
            if isinstance(incoming.content, Command):
                tr = self.services.translator(language_of(incoming.sender_language))
                await self._say(incoming.chat_id, view.failed_screen(tr, self.services.bot_name()))

    async def _take(self, incoming: Incoming) -> None:
        actions, chat_id = self.services.groups, incoming.chat_id
        match incoming.content:
            case Command(name=name) if name in FOLLOW | STOP:
                if await self.messenger.administers(chat_id, incoming.sender_id):
                    await (self._follow if name in FOLLOW else self._stop)(incoming)
            case Standing(blocked=True):
                async with self.work.transaction():
                    await actions.stop(chat_id)
            case Moved(chat_id=to):
                async with self.work.transaction():
                    await actions.move(chat_id, to)

    async def _follow(self, incoming: Incoming) -> None:
        name = self.services.bot_name()
        async with self.work.transaction():
            actor = await self.services.people.actor(incoming.sender_id)
            organisation = may_follow_for(actor)
            tr = await self._translator(incoming)
            if actor is not None and organisation is not None:
                language = actor.member.language
                await self.services.groups.follow(incoming.chat_id, organisation, language, self.clock.now())
        if organisation is not None:
            screen = view.follows_screen(tr, organisation, name)
        else:
            screen = view.refused_screen(tr, actor is not None and bool(actor.organisations), name)
        await self._say(incoming.chat_id, screen)

    async def _stop(self, incoming: Incoming) -> None:
        async with self.work.transaction():
            await self.services.groups.stop(incoming.chat_id)
            tr = await self._translator(incoming)
        await self._say(incoming.chat_id, view.stopped_screen(tr, self.services.bot_name()))

    async def _translator(self, incoming: Incoming) -> Translator:
        actor = await self.services.people.actor(incoming.sender_id)
        spoken = actor.member.language if actor else language_of(incoming.sender_language)
        return self.services.translator(spoken)

    async def _say(self, chat_id: int, screen: Screen) -> None:
        sent = await self.messenger.send(chat_id, [Show(screen)])
        if sent.blocked:  # a group where the bot may not write follows nothing
            async with self.work.transaction():
                await self.services.groups.stop(chat_id)


@dataclass(frozen=True)
class Announcer:
    """Tells the groups what is due. What is told is noted before the call: in doubt, never twice."""

    work: Transactions
    messenger: Messenger
    services: Services
    clock: Clock
    pacer: Pacer

    async def __call__(self) -> Mapping[str, int]:
        """One pass. Returns how many announcements were due, and how many left."""
        async with self.work.reading():
            due = await self.services.groups.due(self.clock.now())
        sent = 0
        for announcement in due:
            try:
                sent += await self._announce(announcement)
            except Exception:  # one group never keeps the others waiting
                Log().failure("tick_failed", job="groups", ms=0)
        return {"due": len(due), "sent": sent}

    async def _announce(self, announcement: Announcement) -> bool:
        following = announcement.following
        await self.pacer.turn()
        await self.pacer.chat(following.chat_id)
        async with self.work.transaction():
            fresh = await self.services.groups.tell(announcement, self.clock.now())
        if fresh is None:
            return False
        tr = self.services.translator(following.language)
        screen = view.announcement_screen(tr, fresh.push, self.services.bot_name())
        pushed = await self.messenger.push(following.chat_id, screen, bulk=True)
        async with self.work.transaction():
            if pushed.outcome is Outcome.STOPPED:
                await self.services.groups.stop(following.chat_id)
            elif pushed.outcome is Outcome.LATER:
                await self.services.groups.withdraw(fresh)
        return pushed.outcome is Outcome.SENT
