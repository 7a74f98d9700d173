"""What people do with the catalogue besides reading it: wait for a kit, offer help, miss a language."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.delivery.model import Notice
from bot.delivery.ports import Ledger
from bot.dialogues.model import Seat
from bot.ids import Ids
from bot.kits.catalogue import kit_of, lay_over
from bot.kits.model import Kit
from bot.kits.ports import Entries, Interest
from bot.kits.rows import kit_from
from bot.people.actions import signed_up
from bot.people.model import Actor
from bot.people.ports import Members


@dataclass(frozen=True)
class KitActions:
    """Interest in kits, and who is told of it."""

    interest: Interest
    entries: Entries
    members: Members
    ledger: Ledger
    ids: Ids

    async def follow(self, seat: Seat, kit: Kit) -> None:
        """Be told once, when it is ready. Raises NotSignedUp: someone must be there to be told."""
        await self.interest.follow(signed_up(seat).member.id, kit.id, seat.now)

    async def unfollow(self, seat: Seat, kit: Kit) -> None:
        """Not to be told after all."""
        await self.interest.unfollow(signed_up(seat).member.id, kit.id)

    async def follows(self, seat: Seat, kit: Kit) -> bool:
        """Whether they wait for it."""
        return seat.actor is not None and kit.id in await self.waited_for(seat.actor)

    async def waited_for(self, actor: Actor) -> Sequence[str]:
        """The kits they wait for: all that is held of it."""
        return await self.interest.of_member(actor.member.id)

    async def offer_help(self, seat: Seat, kit: Kit) -> None:
        """Coordinators are told that an organisation would help to make it: once for each organisation."""
        actor = signed_up(seat)
        for organisation in actor.organisations:
            for coordinator in await self.members.coordinators():
                key = f"kit_help:{kit.id}:{organisation.id}:{coordinator.id}"
                payload = {"kit": kit.id, "organisation": organisation.id}
                await self.ledger.queue(
                    Notice(self.ids.new(), key, coordinator.id, "kit_help", payload, due_at=seat.now)
                )

    async def wish(self, kit: Kit, language: str) -> bool:
        """Count a missing language. Returns False when the kit exists in it: there is nothing to wish."""
        if kit.exists_in(language):
            return False
        await self.interest.wish(kit.id, language)
        return True

    async def wishes(self, seat: Seat, kit: Kit) -> Mapping[str, int]:
        """What was missed, for its makers and the coordinators; nothing for anyone else."""
        actor = seat.actor
        makes_it = actor is not None and any(actor.belongs_to(maker) for maker in kit.makers)
        if actor is None or not (makes_it or actor.coordinates):
            return {}
        return await self.interest.wishes(kit.id)

    async def announce(self, now: datetime) -> int:
        """Tell those who wait for a kit that became ready, once each. Returns how many notices were new."""
        lay_over([kit_from(row) for row in await self.entries.all()])
        told = 0
        for kit_id in await self.interest.followed():
            kit = kit_of(kit_id)
            if kit is None or not kit.orderable:
                continue
            for member_id in await self.interest.followers(kit.id):
                key = f"kit_ready:{kit.id}:{member_id}"
                notice = Notice(self.ids.new(), key, member_id, "kit_ready", {"kit": kit.id}, due_at=now)
                told += await self.ledger.queue(notice)
                await self.interest.unfollow(member_id, kit.id)
        return told
