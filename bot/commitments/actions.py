"""What a local authority does with its ladder: read it, tick a step, take it back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.clock import paris_day
from bot.commitments.model import Ladder, NotATown, Step
from bot.commitments.ports import Commitments
from bot.dialogues.model import Intruder, Seat
from bot.people.actions import signed_up
from bot.people.kinds import LOCAL_AUTHORITY
from bot.people.model import Organisation


@dataclass(frozen=True)
class CommitmentActions:
    """Every call runs inside the caller's transaction."""

    commitments: Commitments

    def towns(self, seat: Seat) -> Sequence[Organisation]:
        """The local authorities they speak for. Raises NotSignedUp, NotATown."""
        towns = [one for one in signed_up(seat).organisations if one.kind == LOCAL_AUTHORITY]
        if not towns:
            raise NotATown
        return towns

    def town(self, seat: Seat, organisation_id: str) -> Organisation:
        """One of theirs. Raises Intruder for another's."""
        for one in self.towns(seat):
            if one.id == organisation_id:
                return one
        raise Intruder

    async def ladder(self, town: Organisation) -> Ladder:
        """The steps it has taken."""
        return await self.commitments.of(town.id)

    async def tick(self, seat: Seat, town: Organisation, step: Step, taken: bool) -> Ladder:
        """A step taken today, or taken back."""
        if taken:
            await self.commitments.take(town.id, step, paris_day(seat.now))
        else:
            await self.commitments.take_back(town.id, step)
        return await self.commitments.of(town.id)

    async def all(self) -> Sequence[tuple[Organisation, Ladder]]:
        """Every authority with at least one step, for coordinators."""
        return await self.commitments.all()
