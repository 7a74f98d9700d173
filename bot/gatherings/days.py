"""Own dates as reminders need them: which ones concern whom, and what was told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.agenda.due import Told
from bot.agenda.model import Occurrence
from bot.clock import paris_day
from bot.gatherings.model import OWN, Gathering, Sort, State, occurrence_of, reminded
from bot.gatherings.ports import Gatherings

LATELY = timedelta(days=45)
"""A follow-up comes 14 days after an event, and may wait for its moment."""


@dataclass(frozen=True)
class OwnDays:
    """Implements bot.reminders.ports.OwnDays."""

    gatherings: Gatherings

    async def concerned(self, now: datetime) -> Mapping[str, Sequence[Occurrence]]:
        """By member, the own dates that they are reminded of."""
        planned = [
            one for one in await self.gatherings.since(paris_day(now) - LATELY) if one.state is State.PLANNED
        ]
        if not planned:
            return {}
        belongs: dict[str, set[str]] = defaultdict(set)
        for member, organisation in await self.gatherings.people():
            belongs[member.id].add(organisation.id)
        found: dict[str, list[Occurrence]] = defaultdict(list)
        for one in planned:
            await self._add(one, belongs, found)
        return found

    async def _add(
        self, one: Gathering, belongs: Mapping[str, set[str]], found: dict[str, list[Occurrence]]
    ) -> None:
        replies = await self.gatherings.replies(one.id)
        occurrence = occurrence_of(one)
        for member_id, theirs in belongs.items():
            mine = one.sort is Sort.EVENT and one.organisation_id in theirs
            if reminded(one, replies.get(member_id), mine):
                found[member_id].append(occurrence)

    async def by_key(self, keys: Collection[str]) -> Mapping[str, Occurrence]:
        """Own dates as they stand now, by the keys under which they were told; cancelled ones left out."""
        found = {}
        for key in keys:
            if key.startswith(OWN):
                one = await self.gatherings.get(gathering_of(key))
                if one is not None and one.state is State.PLANNED:
                    found[key] = occurrence_of(one)
        return found

    async def told(self) -> Mapping[str, Sequence[Told]]:
        """What was told of them, by member."""
        return await self.gatherings.told()

    async def tell(self, member_id: str, told: Told, push_id: str, at: datetime) -> bool:
        """Note a reminder as part of a message. Returns False when that very one was told before."""
        return await self.gatherings.tell(gathering_of(told.occurrence), member_id, told, push_id, at)

    async def told_in(self, member_id: str, push_id: str) -> Sequence[Told]:
        """The reminders of a message to a member."""
        return await self.gatherings.told_in(member_id, push_id)

    async def withdraw(self, push_id: str) -> None:
        """The message did not leave: its reminders are to be told yet."""
        await self.gatherings.withdraw(push_id)


def gathering_of(key: str) -> str:
    """The id of a gathering, from its key or id in the agenda; of a meeting the key has its day too."""
    return key.removeprefix(OWN).partition("@")[0]
