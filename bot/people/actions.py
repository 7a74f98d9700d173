"""What people do about themselves and their organisations: sign up, change language, hand over, leave."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from bot.delivery.model import Notice
from bot.delivery.ports import Ledger
from bot.dialogues.model import Seat
from bot.dialogues.ports import Chats
from bot.errors import Problem
from bot.i18n import T
from bot.ids import Ids
from bot.people.model import Actor, Consent, Member, MemberState, Organisation, Role, Standing
from bot.people.naming import candidates
from bot.people.ports import Members, Organisations

NOTED_AGAIN = timedelta(days=1)


class NotSignedUp(Problem):
    """What was asked needs an organisation."""

    code = "not_signed_up"

    def __init__(self) -> None:
        super().__init__(T("For this I need to know your organisation. /start takes less than a minute."))


@dataclass(frozen=True)
class PeopleActions:
    """Every call runs inside the caller's transaction."""

    members: Members
    organisations: Organisations
    chats: Chats
    ledger: Ledger
    ids: Ids

    async def actor(self, telegram_id: int) -> Actor | None:
        """Who an account is, with roles and organisations; None for someone who did not sign up."""
        return await self._actor(await self.members.by_telegram(telegram_id))

    async def actor_of(self, member_id: str) -> Actor | None:
        """The same by the member's id."""
        return await self._actor(await self.members.get(member_id))

    async def _actor(self, member: Member | None) -> Actor | None:
        if member is None:
            return None
        organisations = await self.organisations.of_member(member.id)
        spoken_for = tuple(o for o in organisations if o.standing is not Standing.REFUSED)
        return Actor(member, spoken_for, await self.members.roles(member.id))

    async def knows(self, telegram_id: int) -> bool:
        """Whether an account signed up."""
        return await self.members.by_telegram(telegram_id) is not None

    async def join(self, seat: Seat, organisation: Organisation, text_version: str) -> Actor:
        """Sign up, or add an organisation to a member who already signed up.

        A new organisation waits for a coordinator, who is told; its people can report meanwhile. Colleagues
        of an organisation that has members are told that somebody joined.
        """
        member = seat.actor.member if seat.actor else await self._new_member(seat, text_version)
        colleagues = await self.organisations.members_of(organisation.id)
        if await self.organisations.get(organisation.id) is None:
            await self.organisations.add(organisation, proposed_by=member.id)
            await self._tell(
                await self.members.coordinators(), "organisation_proposed", organisation, member.id, seat
            )
        await self.organisations.join(member.id, organisation.id, seat.now)
        await self._tell(colleagues, "colleague_joined", organisation, member.id, seat)
        actor = await self.actor(member.telegram_id)
        assert actor is not None
        return actor

    async def _new_member(self, seat: Seat, text_version: str) -> Member:
        member = Member(self.ids.new(), seat.chat_id, seat.language, joined_at=seat.now, seen_at=seat.now)
        await self.members.add(member, Consent(member.id, text_version, seat.language, seat.now))
        return member

    async def _tell(
        self, whom: Sequence[Member], kind: str, about: Organisation, by: str, seat: Seat
    ) -> None:
        for member in whom:
            if member.id != by:
                key = f"{kind}:{about.id}:{by}:{member.id}"
                payload = {"organisation": about.id}
                await self.ledger.queue(
                    Notice(self.ids.new(), key, member.id, kind, payload, due_at=seat.now)
                )

    async def speak(self, seat: Seat, language: str) -> None:
        """Change the language: the member's, or the chat's before signing up."""
        if seat.actor is not None:
            await self.members.save(replace(seat.actor.member, language=language))
        else:
            chat = await self.chats.get(seat.chat_id)
            await self.chats.save(replace(chat, language=language))

    async def leave(self, seat: Seat, organisation_id: str) -> Organisation:
        """Stop speaking for an organisation: its drafts and contributions stay with it, access ends now."""
        actor = signed_up(seat)
        organisation = next((o for o in actor.organisations if o.id == organisation_id), None)
        if organisation is None:
            raise NotSignedUp
        await self.organisations.leave(actor.member.id, organisation_id, seat.now)
        chat = await self.chats.get(seat.chat_id)
        await self.chats.save(replace(chat, session_id=None))
        return organisation

    async def seen(self, actor: Actor | None, now: datetime) -> Actor | None:
        """Note, at most once a day, that a member still uses the bot: accounts without use are forgotten.

        Who writes has not blocked the bot any more, even when the word of it was lost.
        """
        if actor is None:
            return None
        last, blocked = actor.member.seen_at, actor.member.state is MemberState.BLOCKED
        if last is not None and abs(now - last) < NOTED_AGAIN and not blocked:
            return actor
        member = replace(actor.member, seen_at=now, state=MemberState.ACTIVE)
        await self.members.save(member)
        return replace(actor, member=member)

    async def set_pushes(self, actor: Actor, wanted: bool) -> None:
        """Whether the product may write first. Off after an emergency card, by the same switch as /stop."""
        if actor.member.pushes is not wanted:
            await self.members.save(replace(actor.member, pushes=wanted))

    async def blocked(self, telegram_id: int, blocked: bool = True) -> None:
        """The person blocked the bot, or took it back."""
        member = await self.members.by_telegram(telegram_id)
        state = MemberState.BLOCKED if blocked else MemberState.ACTIVE
        if member is not None and member.state is not state:
            await self.members.save(replace(member, state=state))

    async def erase(self, seat: Seat) -> None:
        """Forget the person; what their organisations reported stays with them."""
        await self.members.erase(signed_up(seat).member.id, seat.now)
        await self.chats.forget(seat.chat_id)

    async def data(self, actor: Actor) -> Mapping[str, Any]:
        """Everything held about the person, for them."""
        member = actor.member
        return {
            "telegram_id": member.telegram_id,
            "language": member.language,
            "joined_at": _iso(member.joined_at),
            "seen_at": _iso(member.seen_at),
            "writes_first": member.pushes,
            "organisations": [organisation.name for organisation in actor.organisations],
            "roles": sorted(actor.roles),
            "consents": [
                {"text": c.text_version, "language": c.language, "given_at": _iso(c.given_at)}
                for c in await self.members.consents(member.id)
            ],
            "messages_to_you": dict(await self.ledger.told(member.id)),
        }

    async def proposed(self) -> Sequence[Organisation]:
        """Organisations that wait for a coordinator."""
        return await self.organisations.standing(Standing.PROPOSED)

    async def waiting(self, organisation_id: str) -> Organisation | None:
        """One of them."""
        organisation = await self.organisations.get(organisation_id)
        waits = organisation is not None and organisation.standing is Standing.PROPOSED
        return organisation if waits else None

    async def alike(self, organisation: Organisation, limit: int = 3) -> Sequence[Organisation]:
        """Known organisations whose name is near, the nearest first."""
        found = await candidates(organisation.name, self.organisations, limit + 1)
        return [other for other, _ in found if other.id != organisation.id][:limit]

    async def judge(self, seat: Seat, organisation_id: str, standing: Standing) -> Organisation | None:
        """Approve or refuse a proposed organisation; its people are told. None when it no longer waits."""
        organisation = await self.waiting(organisation_id)
        if organisation is None:
            return None
        judged = replace(organisation, standing=standing)
        await self.organisations.save(judged)
        people = await self.organisations.members_of(judged.id)
        await self._tell(people, f"organisation_{standing}", judged, _acting(seat), seat)
        return judged

    async def merge(self, seat: Seat, organisation_id: str, into_id: str) -> Organisation | None:
        """A proposed organisation is one already known: its people, who are told, and drafts move there."""
        into = await self.organisations.get(into_id)
        proposed = await self.waiting(organisation_id)
        if into is None or proposed is None or into.id == proposed.id:
            return None
        people = await self.organisations.members_of(proposed.id)
        await self.organisations.replace(organisation_id, into_id)
        await self._tell(people, "organisation_recognised", into, _acting(seat), seat)
        return into

    async def counts(self) -> Mapping[str, int]:
        """Organisations with members, by kind and by working group (an organisation may sit in several)."""
        counts: dict[str, int] = {}
        for organisation, _ in await self.organisations.count_members():
            for key in {organisation.kind, *organisation.groups}:
                counts[key] = counts.get(key, 0) + 1
        return counts


def signed_up(seat: Seat) -> Actor:
    """The actor, or the problem that says how to become one."""
    if seat.actor is None or not seat.actor.organisations:
        raise NotSignedUp
    return seat.actor


def _acting(seat: Seat) -> str:
    return seat.actor.member.id if seat.actor else ""


def may_coordinate(actor: Actor | None) -> bool:
    """Whether someone holds the coordinators' role."""
    return actor is not None and Role.COORDINATOR in actor.roles


def _iso(instant: datetime | None) -> str | None:
    return instant.isoformat() if instant else None
