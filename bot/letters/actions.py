"""What people do with letters: subscribe, stop, ask to publish, allow, publish."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.agenda.calendar import event_of
from bot.agenda.hours import next_moment
from bot.agenda.model import Event
from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.dialogues.model import Gone, Intruder, Seat
from bot.ids import Ids
from bot.letters.model import Issue, Published, Publisher, Shelf, letters, not_allowed, same_link, sent_before
from bot.letters.ports import Letters
from bot.people.actions import may_coordinate, signed_up
from bot.people.model import Actor
from bot.people.ports import Members, Organisations
from bot.reminders.model import zone_of
from bot.reminders.ports import Timetable

ISSUE, ASKED, ALLOWED = "letter_issue", "letter_asked", "letter_allowed"


@dataclass(frozen=True)
class LetterActions:
    """Every call runs inside the caller's transaction."""

    letters: Letters
    timetable: Timetable
    members: Members
    organisations: Organisations
    ledger: Ledger
    audit: Audit
    ids: Ids

    async def shelves(self, seat: Seat) -> list[Shelf]:
        """Every letter, as the person sees it."""
        actor = signed_up(seat)
        theirs = await self.letters.of_member(actor.member.id)
        return [await self._shelf(actor, one, theirs) for one in letters(await self.timetable.events())]

    async def _shelf(self, actor: Actor, letter: Event, theirs: Sequence[str]) -> Shelf:
        publishes = await self._publishes(actor, letter.id)
        if not actor.coordinates:
            return Shelf(letter, letter.id in theirs, publishes)
        publishers = [
            (one, await self.organisations.get(one.organisation_id))
            for one in await self.letters.publishers(letter.id)
            if one.allowed
        ]
        readers = len(await self.letters.readers(letter.id))
        return Shelf(letter, letter.id in theirs, publishes, readers, tuple(publishers))

    async def letter(self, letter_id: str) -> Event:
        """A letter of the agenda. Raises Gone."""
        found = next((one for one in letters(await self.timetable.events()) if one.id == letter_id), None)
        if found is None:
            raise Gone
        return found

    async def known(self, letter_id: str) -> Event | None:
        """A letter, even one that coordinators hid since."""
        return event_of(letter_id, await self.timetable.events())

    async def subscribe(self, seat: Seat, letter_id: str, wanted: bool) -> None:
        """Read a letter, or no more."""
        member_id = signed_up(seat).member.id
        if wanted:
            await self.letters.subscribe((await self.letter(letter_id)).id, member_id, seat.now)
        else:
            await self.letters.unsubscribe(letter_id, member_id)

    async def stop(self, seat: Seat) -> list[str]:
        """Read none any more; everything else goes on. Returns the letters that were read."""
        member_id = signed_up(seat).member.id
        theirs = list(await self.letters.of_member(member_id))
        for one in theirs:
            await self.letters.unsubscribe(one, member_id)
        return theirs

    async def may_publish(self, seat: Seat, letter_id: str) -> bool:
        """Whether the person may publish it."""
        return await self._publishes(signed_up(seat), letter_id)

    async def _publishes(self, actor: Actor, letter_id: str) -> bool:
        if actor.coordinates:
            return True
        found = await self.letters.publishers(letter_id)
        return any(
            one.allowed and one.member_id == actor.member.id and actor.belongs_to(one.organisation_id)
            for one in found
        )

    async def ask(self, seat: Seat, letter_id: str) -> None:
        """Ask the coordinators for the right to publish, once."""
        actor, letter = signed_up(seat), await self.letter(letter_id)
        request = Publisher(self.ids.new(), letter.id, actor.member.id, actor.organisations[0].id)
        if await self.letters.ask(request):
            for coordinator in await self.members.coordinators():
                await self._queue(ASKED, request.id, coordinator.id, seat)

    async def judge(self, seat: Seat, request_id: str, allowed: bool) -> Publisher:
        """A coordinator allows it or not, or takes the right back. Raises Gone."""
        if not may_coordinate(seat.actor) or seat.actor is None:
            raise Intruder
        request = await self.letters.publisher(request_id)
        if request is None:
            raise Gone
        await self.letters.allow(request.id, allowed)
        what = "letter_publisher_allowed" if allowed else "letter_publisher_refused"
        await self.audit.note(seat.now, what, seat.actor.member.id, request.id)
        if allowed and not request.allowed:
            await self._queue(ALLOWED, request.id, request.member_id, seat)
        return request

    async def _queue(self, kind: str, request_id: str, member_id: str, seat: Seat) -> None:
        key = f"{kind}:{request_id}:{member_id}"
        notice = Notice(self.ids.new(), key, member_id, kind, {"request": request_id}, due_at=seat.now)
        await self.ledger.queue(notice)

    async def publish(self, seat: Seat, letter_id: str, link: str, words: str) -> Published:
        """Send an issue to the readers of that letter, each once, within hours of where they are.

        Raises LetterRefused: the same link twice, or a person who may not.
        """
        actor, letter = signed_up(seat), await self.letter(letter_id)
        if not await self._publishes(actor, letter.id):
            raise not_allowed()
        issue = Issue(self.ids.new(), letter.id, link, words, seat.now, actor.member.id)
        if not await self.letters.add(issue, same_link(link)):
            raise sent_before()
        readers = await self.letters.readers(letter.id)
        for reader in readers:
            zone = zone_of(await self.organisations.of_member(reader.id))
            key = f"letter:{issue.id}:{reader.id}"
            payload = {"issue": issue.id, "zone": zone.key}
            due_at = next_moment(seat.now, zone)
            await self.ledger.queue(Notice(self.ids.new(), key, reader.id, ISSUE, payload, due_at=due_at))
        await self.audit.note(seat.now, "letter_published", actor.member.id, issue.id)
        return Published(issue, letter, len(readers))

    async def reads(self, member_id: str, letter_id: str) -> bool:
        """Whether a member reads a letter now: who stopped it since gets nothing of what waited."""
        return letter_id in await self.letters.of_member(member_id)

    async def data(self, actor: Actor) -> dict[str, list[str]]:
        """What is held of it, for the person."""
        published = [
            one.letter
            for letter in letters(await self.timetable.events())
            for one in await self.letters.publishers(letter.id)
            if one.member_id == actor.member.id
        ]
        return {"read": list(await self.letters.of_member(actor.member.id)), "published": published}
