"""What groups do: follow, stop, get another number; and the announcements that are due."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.agenda.calendar import around, sending_rules
from bot.agenda.due import Push, Told, due
from bot.agenda.model import ReminderDay
from bot.clock import paris_day
from bot.groups.model import Announcement, Follower, Following, announced, listener_of, since_then
from bot.groups.ports import Groups
from bot.people.model import Organisation
from bot.reminders.ports import Timetable


@dataclass(frozen=True)
class GroupActions:
    """Every call runs inside the caller's transaction."""

    groups: Groups
    timetable: Timetable

    async def follow(self, chat_id: int, organisation: Organisation, language: str, now: datetime) -> None:
        """From now on the group is told; one that is told already keeps since when, and what."""
        before = await self.groups.get(chat_id)
        since = before.since if before is not None else now
        await self.groups.follow(Following(chat_id, organisation.id, language, since))

    async def stop(self, chat_id: int) -> None:
        """It is told nothing any more; a group that did not follow is fine."""
        await self.groups.stop(chat_id)

    async def move(self, chat_id: int, to: int) -> None:
        """A group became a supergroup: it keeps following under its new number."""
        await self.groups.move(chat_id, to)

    async def due(self, now: datetime) -> Sequence[Announcement]:
        """What to say now, one message a group at most; nothing for an organisation that was refused."""
        shared = around(paris_day(now), announced(await self.timetable.events()))
        weighed: dict[Hashable, Push | None] = {}
        found = []
        for follower in await self.groups.followers():
            if not follower.organisation.checked:
                continue
            listener = listener_of(follower.organisation)
            alike = (listener.likeness, frozenset(follower.told))
            if alike not in weighed:
                weighed[alike] = due(now, shared, sending_rules(), listener, follower.told)
            found += _announcement(follower, weighed[alike])
        return found

    async def tell(self, announcement: Announcement, now: datetime) -> Announcement | None:
        """Note what a message tells before it leaves. Returns it without what was told already; None when
        nothing is left, or when the group stopped meanwhile."""
        chat_id, push = announcement.following.chat_id, announcement.push
        if await self.groups.get(chat_id) is None:
            return None
        told = {one: _told(one, push) for one in push.reminders}
        fresh = tuple([one for one in push.reminders if await self.groups.tell(chat_id, told[one], now)])
        return replace(announcement, push=replace(push, reminders=fresh)) if fresh else None

    async def withdraw(self, announcement: Announcement) -> None:
        """It surely did not leave: weighed again at the next pass."""
        for one in announcement.push.reminders:
            await self.groups.withdraw(announcement.following.chat_id, _told(one, announcement.push))


def _announcement(follower: Follower, push: Push | None) -> list[Announcement]:
    fresh = since_then(push, follower) if push is not None else None
    return [Announcement(follower.following, fresh)] if fresh is not None else []


def _told(one: ReminderDay, push: Push) -> Told:
    return Told(one.occurrence.turn, one.offset, push.day)
