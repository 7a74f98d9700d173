"""The periodic jobs, by name. Each makes one pass, returns counts, and may be run by hand at any instant."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import timedelta

from bot.clock import Clock, paris_day
from bot.conversation.ports import Transactions
from bot.copies.actions import CopyActions
from bot.followup.actions import FollowupActions
from bot.gatherings.actions import GatheringActions
from bot.kits.actions import KitActions
from bot.reminders.actions import ReminderActions
from bot.safeguards.retention import ACCOUNTS, BROADCAST_LOG, DRAFTS, GATHERINGS, REMINDERS, REQUESTS
from bot.surveys.passing import PassOn
from handlers.chat.bulk import Bulk
from handlers.chat.dispatch import Dispatcher
from handlers.chat.groups import Announcer
from handlers.chat.notices import Courier
from handlers.ticks.ports import Purge

Counts = Mapping[str, int]
NOTICES_A_PASS = 200
ANSWERS_A_PASS = 50
DROPPED = timedelta(days=1)
"""Files sent towards a form: long enough to send its lists after it."""
UPDATES = timedelta(days=2)
"""Numbers of updates already taken: the Bot API delivers none again after 24 hours."""


@dataclass(frozen=True)
class Tick:
    """A job: its name, how often it passes, what it does."""

    name: str
    every: timedelta
    meaning: str
    job: Callable[[Jobs], Awaitable[Counts]]
    at_start: bool = False
    """Whether it passes at once when the bot starts: what a stop cut short goes on."""


@dataclass(frozen=True)
class Jobs:
    """What the jobs need."""

    work: Transactions
    dispatcher: Dispatcher
    courier: Courier
    bulk: Bulk
    purge: Purge
    clock: Clock
    kit_actions: KitActions
    reminder_actions: ReminderActions
    copy_actions: CopyActions
    gathering_actions: GatheringActions
    followup_actions: FollowupActions
    announcer: Announcer
    pass_on: PassOn | None = None
    """None: answers of forms go to no other server."""

    async def notices(self) -> Counts:
        """Send notices that are due: what a turn left, what was deferred."""
        return {"sent": await self.courier.drain(NOTICES_A_PASS)}

    async def replies(self) -> Counts:
        """Send replies that were decided and never left."""
        return {"resent": await self.dispatcher.resend_unsent()}

    async def kits(self) -> Counts:
        """Tell those who wait for a kit that became ready; the notices leave with the next pass of theirs."""
        async with self.work.transaction():
            return {"told": await self.kit_actions.announce(self.clock.now())}

    async def remind(self) -> Counts:
        """Make ready the reminders of the agenda that are due, then send them: they keep to their hours."""
        async with self.work.transaction():
            made = await self.reminder_actions.remind(self.clock.now())
        return {**made, "sent": await self.courier.drain(NOTICES_A_PASS)}

    async def broadcast(self) -> Counts:
        """Send what coordinators approved, as fast as the pace allows, until nothing may leave now."""
        return await self.bulk()

    async def copies(self) -> Counts:
        """Ask once, after their day, how many printed copies were handed out; at working hours."""
        async with self.work.transaction():
            asked = await self.copy_actions.follow_up(self.clock.now())
        return {"asked": asked, "sent": await self.courier.drain(NOTICES_A_PASS) if asked else 0}

    async def gather(self) -> Counts:
        """Invite who joined an invited organisation since a meeting was called."""
        async with self.work.transaction():
            return {"invited": await self.gathering_actions.invite_newcomers(self.clock.now())}

    async def plans(self) -> Counts:
        """Ask whether what was planned took place, once its last day is over."""
        async with self.work.transaction():
            return {"asked": await self.followup_actions.ask(self.clock.now())}

    async def groups(self) -> Counts:
        """Announce the official days that are due in the groups that follow; they keep to their hours."""
        return await self.announcer()

    async def forward(self) -> Counts:
        """Give answers of forms to the other server, those whose turn has come."""
        return await self.pass_on(ANSWERS_A_PASS) if self.pass_on is not None else {}

    async def tidy(self) -> Counts:
        """Forget what has been kept long enough (bot.safeguards.retention)."""
        now = self.clock.now()
        async with self.work.transaction():
            return {
                "updates": await self.purge.updates_before(now - UPDATES),
                "drafts": await self.purge.drafts_before(now - DRAFTS.kept),
                "dropped": await self.purge.dropped_before(now - DROPPED),
                "reminders": await self.purge.reminders_before(now - REMINDERS.kept),
                "requests": await self.purge.requests_before(now - REQUESTS.kept),
                "gatherings": await self.purge.gatherings_before(paris_day(now - GATHERINGS.kept)),
                "log": await self.purge.log_before(now - BROADCAST_LOG.kept),
                "members": await self.purge.members_unseen_since(now - ACCOUNTS.kept),
            }


TICKS: Mapping[str, Tick] = {
    tick.name: tick
    for tick in (
        Tick("notices", timedelta(seconds=5), "sends notices that are due", Jobs.notices),
        Tick("replies", timedelta(seconds=30), "sends replies that a cut kept back", Jobs.replies),
        Tick("kits", timedelta(hours=1), "tells those who wait for a kit that it is ready", Jobs.kits),
        Tick("remind", timedelta(minutes=15), "sends the reminders of the agenda that are due", Jobs.remind),
        Tick("broadcast", timedelta(seconds=5), "sends messages to many", Jobs.broadcast, at_start=True),
        Tick("copies", timedelta(hours=1), "asks how many printed copies were handed out", Jobs.copies),
        Tick("gather", timedelta(hours=1), "invites newcomers to meetings to come", Jobs.gather),
        Tick("plans", timedelta(hours=1), "asks whether plans took place", Jobs.plans),
        Tick("groups", timedelta(minutes=15), "announces official days in groups", Jobs.groups),
        Tick("forward", timedelta(seconds=30), "passes answers of forms on to a server", Jobs.forward),
        Tick("tidy", timedelta(hours=6), "forgets what was kept long enough", Jobs.tidy),
    )
}
