"""What people do about printed copies: ask, treat, answer, tell how many were handed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any

from bot.agenda.calendar import sending_rules
from bot.agenda.due import may_leave
from bot.clock import PARIS, paris_day
from bot.copies.model import (
    TO_TREAT,
    WORDED,
    Line,
    NoCopies,
    Request,
    RequestMoved,
    Side,
    State,
    ceiling,
    number_of,
)
from bot.copies.ports import Requests
from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.dialogues.model import Intruder, Seat
from bot.ids import Ids
from bot.kits.catalogue import kit_of
from bot.kits.model import Kit
from bot.people.actions import signed_up
from bot.people.model import Actor, Member, Organisation
from bot.people.ports import Members, Organisations

SETTLED = timedelta(days=7)
"""After copies left: time to arrive and be handed out."""
COMMON = frozenset(
    ("kit", "available", "languages", "quantities", "by_when", "address", "use", "access", "contact",
     "requester", "instanceID", "code", "language", "quantity", "line_count")
)  # fmt: skip
"""Answers that a request keeps in fields of its own; the others are those of the kind of requester."""


@dataclass(frozen=True)
class CopyActions:
    """Every call runs inside the caller's transaction."""

    requests: Requests
    organisations: Organisations
    members: Members
    ledger: Ledger
    audit: Audit
    ids: Ids

    # Asking

    async def ask(self, seat: Seat, organisation_id: str, kit_id: str, values: Mapping[str, str]) -> Request:
        """A finished form becomes a request. Raises NoCopies, and Intruder for another's organisation."""
        actor, kit = signed_up(seat), kit_of(kit_id)
        organisation = next((o for o in actor.organisations if o.id == organisation_id), None)
        if organisation is None:
            raise Intruder
        if kit is None or not kit.copied:
            raise NoCopies
        year = paris_day(seat.now).year
        blank = replace(
            _filled(self.ids.new(), kit, organisation, values, year),
            number=await self.requests.next_number(year),
            holder_id=await self._holder(kit),
            asked_by=actor.member.id,
            asked_at=seat.now,
            changed_at=seat.now,
        )
        before = await self.requests.copies_of_year(organisation.id, year)
        request = replace(blank, over=before + blank.total > ceiling(organisation))
        await self.requests.add(request)
        await self.audit.note(seat.now, "copies_asked", actor.member.id, request.id)
        await self._tell(await self._treating(request), "copies_asked", request, seat)
        return request

    async def _holder(self, kit: Kit) -> str | None:
        """The first of its makers that is an organisation known here."""
        for maker in kit.makers:
            if await self.organisations.get(maker) is not None:
                return maker
        return None

    # Looking

    async def seen(self, actor: Actor | None, key: str) -> Request:
        """A request by its identifier or its number. Raises Intruder for who has no part in it."""
        named = number_of(key)
        found = await (self.requests.by_number(*named) if named else self.requests.get(key))
        if found is None or not found.sides(actor):
            raise Intruder
        return found

    async def get(self, request_id: str) -> Request | None:
        """A request, whoever asks: for notices, whose recipient was chosen before."""
        return await self.requests.get(request_id)

    async def asked(self, actor: Actor) -> Sequence[Request]:
        """What their organisations asked for, the newest first."""
        return await self.requests.of_organisations([o.id for o in actor.organisations])

    async def to_treat(self, actor: Actor) -> Sequence[Request]:
        """Those under way: all for coordinators, what their organisations hold for others. What waits for
        them comes first."""
        theirs = None if actor.coordinates else [o.id for o in actor.organisations]
        found = await self.requests.to_treat(theirs)
        return sorted(found, key=lambda one: (one.state not in TO_TREAT, one.by_when, one.label))

    async def names(self, requests: Sequence[Request]) -> Mapping[str, Organisation]:
        """The organisations that asked and those that hold the stock, by identifier."""
        ids = {r.organisation_id for r in requests} | {r.holder_id for r in requests}
        return {o.id: o for o in await self.organisations.all() if o.id in ids}

    async def data(self, actor: Actor) -> list[str]:
        """All that is held of it about a person: the numbers of the requests they sent."""
        return [request.label for request in await self.requests.of_member(actor.member.id)]

    # Moving

    async def move(self, seat: Seat, key: str, revision: int, to: State, words: str = "") -> Request:
        """Bring a request to a state; the other side is told. Raises Intruder or RequestMoved."""
        request = await self.at(seat, key, revision, to)
        kept: dict[str, Any] = {WORDED[to]: words} if to in WORDED else {}
        if to is State.SHIPPED:
            kept["shipped_at"] = seat.now
        moved = replace(request, state=to, changed_at=seat.now, **kept)
        if not await self.requests.save(moved):
            raise RequestMoved(request)
        moved = replace(moved, revision=request.revision + 1)
        await self.audit.note(seat.now, f"copies_{to}", signed_up(seat).member.id, request.id)
        asking = request.may_go(to, request.sides(seat.actor) - {Side.REQUESTER})
        told = await (self._asking(moved) if asking else self._treating(moved))
        await self._tell(told, "copies_moved", moved, seat)
        return moved

    async def at(self, seat: Seat, key: str, revision: int, to: State) -> Request:
        """A request that may go to a state from the revision shown. Raises Intruder or RequestMoved."""
        request = await self.seen(seat.actor, key)
        if request.revision != revision or not request.may_go(to, request.sides(seat.actor)):
            raise RequestMoved(request)
        return request

    # After its day

    async def follow_up(self, now: datetime) -> int:
        """Ask once, at working hours after the day, how many were handed out. Returns how many were asked."""
        today = paris_day(now)
        if not may_leave(now, today, False, sending_rules(), PARIS):
            return 0
        due = await self.requests.to_follow_up(today, now - SETTLED)
        asked = [replace(one, followed_up_at=now) for one in due]
        saved = [one for one in asked if await self.requests.save(one)]
        for request in saved:
            await self._queue(await self._asking(request), "copies_to_tell", request, now)
        return len(saved)

    # Within

    async def _asking(self, request: Request) -> Sequence[Member]:
        """Who sent it; once they are gone, those who speak for the organisation."""
        people = await self.organisations.members_of(request.organisation_id)
        sent = [member for member in people if member.id == request.asked_by]
        return sent or people

    async def _treating(self, request: Request) -> Sequence[Member]:
        holder = request.holder_id
        people = list(await self.organisations.members_of(holder)) if holder else []
        people += await self.members.coordinators()
        return list({member.id: member for member in people}.values())

    async def _tell(self, people: Sequence[Member], kind: str, request: Request, seat: Seat) -> None:
        acting = seat.actor.member.id if seat.actor else None
        await self._queue([one for one in people if one.id != acting], kind, request, seat.now)

    async def _queue(self, people: Sequence[Member], kind: str, request: Request, at: datetime) -> None:
        for member in people:
            key = f"{kind}:{request.id}:{request.revision}:{member.id}"
            payload = {"request": request.id, "state": str(request.state)}
            await self.ledger.queue(Notice(self.ids.new(), key, member.id, kind, payload, due_at=at))


def _filled(
    request_id: str, kit: Kit, organisation: Organisation, values: Mapping[str, str], year: int
) -> Request:
    """A request with the form's answers."""
    pairs = zip(values["languages"].split(), values["quantities"].split(), strict=True)
    return Request(
        id=request_id,
        year=year,
        number=0,
        kit_id=kit.id,
        organisation_id=organisation.id,
        lines=tuple(Line(language, int(quantity)) for language, quantity in pairs),
        by_when=date.fromisoformat(values["by_when"]),
        use=values["use"],
        address=values["address"],
        contact=values["contact"],
        requester=values["requester"],
        access=tuple(values.get("access", "").split()),
        extra={name: value for name, value in values.items() if name not in COMMON},
    )
