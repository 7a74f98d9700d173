"""What people do with events and meetings: plan, call, answer, follow, move, cancel, write the notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.agenda.model import Occurrence
from bot.clock import paris_day
from bot.delivery.model import Notice
from bot.delivery.ports import Audit
from bot.dialogues.model import Seat
from bot.gatherings.model import (
    Answer,
    Card,
    Gathering,
    GatheringGone,
    GatheringMoved,
    GatheringOver,
    Reply,
    Sort,
    State,
    Tally,
    invited_members,
    occurrence_of,
    readable,
    takes_place_in,
)
from bot.gatherings.ports import Gatherings
from bot.gatherings.telling import CALLED, CANCELLED, CHANGED, DATE_MOVED, NOTES, Telling
from bot.i18n import T
from bot.ids import Ids
from bot.people.actions import may_coordinate, signed_up
from bot.people.model import Actor, Member, Organisation
from bot.people.ports import Organisations
from bot.places.finding import place_of

REMEMBERED = timedelta(days=60)
"""How long after its end a date is still listed for those who hold it: time for notes and reports."""


@dataclass(frozen=True)
class GatheringActions:
    """Every call runs inside the caller's transaction."""

    gatherings: Gatherings
    organisations: Organisations
    telling: Telling
    audit: Audit
    ids: Ids

    # Looking

    async def card(self, seat: Seat, gathering_id: str) -> Card:
        """One gathering, for who may read of it. Raises GatheringGone."""
        gathering = await self.gatherings.get(gathering_id)
        if gathering is None or seat.actor is None:
            raise GatheringGone
        return await self._card(seat.actor, gathering)

    async def _card(self, actor: Actor, gathering: Gathering) -> Card:
        owner = await self.organisations.get(gathering.organisation_id or "")
        mine = holds(actor, gathering)
        if not mine and not readable(gathering, actor.organisations, owner):
            raise GatheringGone
        reply = (await self.gatherings.replies(gathering.id)).get(actor.member.id, Reply())
        called = gathering.sort is Sort.MEETING and gathering.state is not State.DRAFT
        invited = called and any(gathering.invites(one) for one in actor.organisations)
        shows = mine and gathering.sort is Sort.MEETING
        return Card(gathering, owner, reply, mine, invited, await self.tally(gathering) if shows else None)

    async def tally(self, gathering: Gathering) -> Tally:
        """How many are invited, how many answered what."""
        people = await self.gatherings.people()
        members = invited_members(gathering, people)
        replies = await self.gatherings.replies(gathering.id)
        counts = dict.fromkeys(Answer, 0)
        for member_id, reply in replies.items():
            if reply.answer is not None and member_id in members:
                counts[reply.answer] += 1
        places = {one.id for member, one in people if member.id in members and gathering.invites(one)}
        return Tally(len(members), counts, len(places))

    async def visible(self, actor: Actor | None, today: date) -> Sequence[Gathering]:
        """What someone may read of that is on or to come, the nearest first; cancelled ones left out."""
        if actor is None:
            return []
        return [
            one
            for one in await self.gatherings.since(today)
            if one.state is not State.CANCELLED and await self._may_read(actor, one)
        ]

    async def _may_read(self, actor: Actor, gathering: Gathering) -> bool:
        if gathering.state is State.DRAFT:
            return False
        owner = await self.organisations.get(gathering.organisation_id or "")
        return holds(actor, gathering) or readable(gathering, actor.organisations, owner)

    async def dates(
        self, actor: Actor | None, today: date, department: str | None = None
    ) -> list[Occurrence]:
        """The same as the agenda shows them; those that concern a department (its number), or all."""
        return [
            occurrence_of(one, _where(one))
            for one in await self.visible(actor, today)
            if department is None or takes_place_in(one, department)
        ]

    async def held(self, seat: Seat, sort: Sort) -> Sequence[Gathering]:
        """Those a person holds, drafts and those just over included."""
        actor, since = signed_up(seat), paris_day(seat.now) - REMEMBERED
        found = await self.gatherings.since(since)
        return [one for one in found if one.sort is sort and holds(actor, one)]

    # Planning

    async def plan(self, seat: Seat, gathering: Gathering) -> Gathering:
        """Keep a new one."""
        await self.gatherings.add(gathering)
        await self._note(seat, f"{gathering.sort}_planned", gathering)
        return gathering

    async def call(self, seat: Seat, gathering_id: str, revision: int) -> Gathering:
        """Invite to a meeting that was prepared: each invited member is told once."""
        gathering = await self._held(seat, gathering_id, revision)
        if gathering.state is not State.DRAFT:
            raise GatheringMoved
        if gathering.over(paris_day(seat.now)):
            raise GatheringOver(T("The day of this meeting is over: choose another one."))
        called = await self._save(
            seat, replace(gathering, state=State.PLANNED, planned_on=paris_day(seat.now)), "meeting_called"
        )
        members = invited_members(called, await self.gatherings.people())
        await self.telling.tell(CALLED, called, members.values(), seat.now, but=_acting(seat))
        return called

    async def move(
        self, seat: Seat, gathering_id: str, day: date, last_day: date, at: time | None
    ) -> Gathering:
        """Another date: reminders are planned anew from what is ahead, none is told again; who it concerns
        is told once."""
        gathering = await self._held(seat, gathering_id)
        if gathering.state is State.CANCELLED:
            raise GatheringOver(T("It was cancelled: nothing of it can be changed."))
        moved = replace(
            gathering, day=day, last_day=last_day, at=at or gathering.at, planned_on=paris_day(seat.now)
        )
        if (moved.day, moved.last_day, moved.at) == (gathering.day, gathering.last_day, gathering.at):
            return gathering
        saved = await self._save(seat, moved, f"{moved.sort}_moved")
        if saved.state is State.PLANNED:
            await self.telling.tell(
                DATE_MOVED, saved, await self._concerned(saved), seat.now, but=_acting(seat),
                version=f"{saved.revision}",
            )  # fmt: skip
        return saved

    async def correct(self, seat: Seat, gathering_id: str, what: Mapping[str, str | None]) -> Gathering:
        """Another name, place, address or link; who it concerns is told once for each change."""
        gathering = await self._held(seat, gathering_id)
        if gathering.state is State.CANCELLED or gathering.over(paris_day(seat.now)):
            raise GatheringOver(T("It is over or cancelled: nothing of it can be changed."))
        corrected = replace(gathering, **what)  # type: ignore[arg-type]
        if corrected == gathering:
            return gathering
        saved = await self._save(seat, corrected, f"{gathering.sort}_corrected")
        if saved.state is State.PLANNED:
            await self.telling.tell(
                CHANGED, saved, await self._concerned(saved), seat.now, but=_acting(seat),
                version=f"{saved.revision}",
            )  # fmt: skip
        return saved

    async def cancel(self, seat: Seat, gathering_id: str, revision: int) -> Gathering:
        """It does not take place: who it concerns is told once, and nothing more is said of it."""
        gathering = await self._held(seat, gathering_id, revision)
        if gathering.state is State.CANCELLED:
            raise GatheringMoved
        told = gathering.state is State.PLANNED and not gathering.over(paris_day(seat.now))
        saved = await self._save(
            seat, replace(gathering, state=State.CANCELLED), f"{gathering.sort}_cancelled"
        )
        if told:
            concerned = await self._concerned(gathering)
            await self.telling.tell(CANCELLED, saved, concerned, seat.now, but=_acting(seat))
        return saved

    async def write_notes(self, seat: Seat, gathering_id: str, notes: str) -> Gathering:
        """What was said: sent to those who came or asked for it, each once. Written again, it replaces."""
        gathering = await self._held(seat, gathering_id)
        if gathering.sort is not Sort.MEETING or gathering.state is not State.PLANNED:
            raise GatheringOver(T("Notes are for a meeting that was called."))
        if gathering.day > paris_day(seat.now):
            raise GatheringOver(T("Notes are written once the meeting took place."))
        saved = await self._save(seat, replace(gathering, notes=notes), "meeting_notes")
        members = invited_members(saved, await self.gatherings.people())
        replies = await self.gatherings.replies(saved.id)
        wanting = [one for key, one in members.items() if replies.get(key, Reply()).wants_notes]
        await self.telling.tell(NOTES, saved, wanting, seat.now, but=_acting(seat))
        return saved

    # Those it concerns

    async def answer(self, seat: Seat, gathering_id: str, answer: Answer) -> Card:
        """Say whether one comes; the last word counts."""
        card = await self.card(seat, gathering_id)
        gathering = card.gathering
        if not card.invited:
            raise GatheringGone
        if gathering.state is not State.PLANNED or gathering.over(paris_day(seat.now)):
            raise GatheringOver(T("This meeting is over or cancelled: there is nothing to answer any more."))
        today = paris_day(seat.now)
        return await self._reply(seat, card, replace(card.reply, answer=answer, answered_on=today))

    async def follow(self, seat: Seat, gathering_id: str, wanted: bool) -> Card:
        """Be reminded of an event; or hear of it no more, as one of its organisation too."""
        card = await self.card(seat, gathering_id)
        follows = wanted and not card.mine
        return await self._reply(seat, card, replace(card.reply, follows=follows, muted=not wanted))

    async def want_notes(self, seat: Seat, gathering_id: str, wanted: bool) -> Card:
        """Have the notes of a meeting, or not. They come at once when they are there already."""
        card = await self.card(seat, gathering_id)
        if not card.invited:
            raise GatheringGone
        return await self._reply(seat, card, replace(card.reply, notes=wanted))

    async def _reply(self, seat: Seat, card: Card, reply: Reply) -> Card:
        member_id = signed_up(seat).member.id
        await self.gatherings.reply(card.gathering.id, member_id, reply)
        return await self.card(seat, card.gathering.id)

    async def data(self, actor: Actor) -> list[dict[str, Any]]:
        """What is held of it, for the person."""
        found = await self.gatherings.of_member(actor.member.id)
        return [
            {
                "what": key,
                "answer": reply.answer,
                "answered_on": reply.answered_on.isoformat() if reply.answered_on else None,
                "follows": reply.follows,
                "muted": reply.muted,
                "wants_notes": reply.wants_notes,
            }
            for key, reply in found.items()
        ]

    # The pass

    async def invite_newcomers(self, now: datetime) -> int:
        """Who joined an invited organisation since a meeting was called is invited too, once."""
        told = 0
        people: Sequence[tuple[Member, Organisation]] | None = None
        for one in await self.gatherings.since(paris_day(now)):
            if one.sort is Sort.MEETING and one.state is State.PLANNED and ahead(one, now):
                people = people if people is not None else await self.gatherings.people()
                members = invited_members(one, people)
                told += await self.telling.tell(CALLED, one, members.values(), now, but=one.author_id or "")
        return told

    async def stale(self, notice: Notice, now: datetime) -> bool:
        """Whether a notice speaks of what is to come and came already: nobody is invited afterwards."""
        if notice.kind not in (CALLED, DATE_MOVED, CHANGED, CANCELLED):
            return False
        one = await self.gatherings.get(notice.payload["gathering"])
        return one is not None and not ahead(one, now)

    # Within

    async def _concerned(self, gathering: Gathering) -> list[Member]:
        """Who is told that it moved or does not take place."""
        replies = await self.gatherings.replies(gathering.id)
        people = await self.gatherings.people()
        if gathering.sort is Sort.MEETING:
            members = invited_members(gathering, people)
            refused = {key for key, reply in replies.items() if reply.answer is Answer.NO}
            return [one for key, one in members.items() if key not in refused]
        found = {}
        for member, organisation in people:
            reply = replies.get(member.id, Reply())
            if not reply.muted and (organisation.id == gathering.organisation_id or reply.follows):
                found[member.id] = member
        return list(found.values())

    async def _held(self, seat: Seat, gathering_id: str, revision: int | None = None) -> Gathering:
        gathering = await self.gatherings.get(gathering_id)
        if gathering is None or not holds(signed_up(seat), gathering):
            raise GatheringGone
        if revision is not None and gathering.revision != revision:
            raise GatheringMoved
        return gathering

    async def _save(self, seat: Seat, gathering: Gathering, what: str) -> Gathering:
        if not await self.gatherings.save(gathering):
            raise GatheringMoved
        await self._note(seat, what, gathering)
        return replace(gathering, revision=gathering.revision + 1)

    async def _note(self, seat: Seat, what: str, gathering: Gathering) -> None:
        await self.audit.note(seat.now, what, _acting(seat) or None, gathering.id)


def holds(actor: Actor, gathering: Gathering) -> bool:
    """Whether someone may change it: of its organisation, or a coordinator for a meeting."""
    if gathering.sort is Sort.MEETING:
        return may_coordinate(actor)
    return actor.belongs_to(gathering.organisation_id or "")


def ahead(gathering: Gathering, now: datetime) -> bool:
    """Whether it has not begun; without an hour, whether its day is not over."""
    if gathering.starts_at is not None:
        return now < gathering.starts_at
    return now.astimezone(ZoneInfo(gathering.zone)).date() <= gathering.last_day


def _where(gathering: Gathering) -> str:
    """Its address and its place on one line, as a calendar shows them."""
    place = place_of(gathering.place) if gathering.place else None
    return ", ".join(part for part in (gathering.address, place.name if place else None) if part)


def _acting(seat: Seat) -> str:
    return seat.actor.member.id if seat.actor else ""
