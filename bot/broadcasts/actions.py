"""What coordinators do with broadcasts. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from bot.agenda.calendar import event_of
from bot.agenda.hours import next_moment
from bot.broadcasts.content import Version, digest
from bot.broadcasts.model import (
    ALIKE,
    KIND,
    Broadcast,
    BroadcastMoved,
    BroadcastUnready,
    Only,
    Overview,
    Reach,
    Recipient,
    State,
    Target,
    Why,
    parts_missing,
)
from bot.broadcasts.ports import Announcements, Broadcasts, Pen, Relays
from bot.clock import paris_day
from bot.contributions.periods import reporting_year
from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.dialogues.model import Gone, Seat
from bot.i18n import T
from bot.ids import Ids
from bot.people.model import MemberState, Organisation
from bot.people.ports import Members
from bot.reminders.model import zone_of

WRITES_FOR = timedelta(hours=1)
"""How long the next message of a coordinator is taken for what they said they would write."""
TO_APPROVE = "broadcast_waiting"
"""Kind of the notice that asks other coordinators to approve."""
LISTED = 40


@dataclass(frozen=True)
class BroadcastActions:
    """Everything up to the ledger; what sends is handlers.chat.bulk."""

    broadcasts: Broadcasts
    members: Members
    agenda: Announcements
    ledger: Ledger
    audit: Audit
    ids: Ids
    relays: Relays
    bot_name: Callable[[], str]
    """Ours, as in a link; empty while it is not known."""
    second_approval: bool = True

    # Looking

    async def latest(self) -> Sequence[Broadcast]:
        """The last made first."""
        return await self.broadcasts.latest(LISTED)

    async def get(self, broadcast_id: str) -> Broadcast:
        """That broadcast. Raises Gone."""
        broadcast = await self.broadcasts.get(broadcast_id)
        if broadcast is None:
            raise Gone
        return broadcast

    async def overview(self, seat: Seat, broadcast_id: str) -> Overview:
        """All that a coordinator decides on."""
        broadcast = await self.get(broadcast_id)
        mine = broadcast.created_by == _member(seat)
        begun = broadcast.approved_at is not None
        reach = Reach() if begun or broadcast.target is None else await self.reach(seat, broadcast.target)
        tally = await self.broadcasts.tally(broadcast.id)
        return Overview(broadcast, reach, tally, mine, self.second_approval and mine)

    async def reach(self, seat: Seat, target: Target) -> Reach:
        """Whom a target reaches today; those who asked for silence are counted apart."""
        among = await self._among(seat, target)
        reporting: frozenset[str] = frozenset()
        if target.only is Only.SILENT:
            year = reporting_year(paris_day(seat.now))
            reporting = await self.broadcasts.reported(year.first_day, year.last_day)
        meant: dict[str, tuple[Recipient, bool]] = {}
        theirs: dict[str, list[Organisation]] = {}
        named: dict[str, str] = {}
        for member, organisation in await self.broadcasts.people():
            theirs.setdefault(member.id, []).append(organisation)
            if organisation.id in reporting or (among is not None and member.id not in among):
                continue
            if target.audience.holds(member, organisation):
                writable = member.pushes and member.state is MemberState.ACTIVE
                meant.setdefault(member.id, (Recipient(member, ""), writable))
                if organisation.checked:
                    named.setdefault(member.id, organisation.id)
        found = tuple(
            replace(recipient, zone=zone_of(theirs[member_id]).key, organisation_id=named.get(member_id, ""))
            for member_id, (recipient, writable) in meant.items()
            if writable
        )
        return Reach(found, len(meant) - len(found))

    async def _among(self, seat: Seat, target: Target) -> frozenset[str] | None:
        """Ids of the members that a target narrows to; None: everyone."""
        match target.only:
            case Only.COORDINATORS:
                return frozenset(one.id for one in await self.members.coordinators())
            case Only.DAYS | Only.LETTERS:
                return await self.broadcasts.subscribed(target.only.value)
            case Only.KIT:
                return await self.broadcasts.asked_for(target.kit)
        return None

    # Writing

    async def begin(self, seat: Seat) -> Broadcast:
        """A new draft."""
        number = await self.broadcasts.next_number()
        made = Broadcast(self.ids.new(), number, created_at=seat.now, created_by=_member(seat))
        await self.broadcasts.add(made)
        await self._note(seat, "broadcast_begun", made)
        return made

    async def take_pen(self, seat: Seat, broadcast_id: str, part: str) -> Broadcast:
        """The next message of this coordinator is that part of it (``text:fr``, ``links:fr``)."""
        broadcast = await self._draft(broadcast_id)
        await self.broadcasts.take_pen(_member(seat), Pen(broadcast.id, part, seat.now))
        return broadcast

    async def pen(self, seat: Seat) -> Pen | None:
        """What this coordinator's next message is for."""
        if seat.actor is None or not seat.actor.coordinates:
            return None
        pen = await self.broadcasts.pen(seat.actor.member.id)
        return pen if pen is not None and seat.now - pen.since < WRITES_FOR else None

    async def put_pen_down(self, seat: Seat) -> None:
        """The next message is for something else."""
        await self.broadcasts.drop_pen(_member(seat))

    async def write(self, seat: Seat, broadcast_id: str, language: str, version: Version | None) -> Broadcast:
        """What it says in a language; None takes that language away."""
        broadcast = await self._draft(broadcast_id)
        if version is not None and version.personal:
            self._named()
        versions = {code: one for code, one in broadcast.versions.items() if code != language}
        if version is not None:
            versions[language] = version
        fallback = broadcast.fallback if broadcast.fallback in versions else next(iter(versions), "")
        saved = await self._save(replace(broadcast, versions=versions, fallback=fallback))
        await self.put_pen_down(seat)
        return saved

    async def aim(self, seat: Seat, broadcast_id: str, target: Target) -> Broadcast:
        """Whom it is for."""
        return await self._save(replace(await self._draft(broadcast_id), target=target))

    async def schedule(self, seat: Seat, broadcast_id: str, start: datetime | None) -> Broadcast:
        """When; None: as soon as hours allow. Raises BroadcastUnready for a moment out of hours or past."""
        broadcast = await self._draft(broadcast_id)
        if start is not None:
            if start <= seat.now:
                raise BroadcastUnready(T("This moment is over: choose a later one."))
            if next_moment(start, ZoneInfo("Europe/Paris")) != start:
                raise BroadcastUnready(
                    T(
                        "People are written to from 9:00 to 18:30 on working days, and on official days: "
                        "choose another moment."
                    )
                )
        return await self._save(replace(broadcast, start=start))

    async def tie(self, seat: Seat, broadcast_id: str, event_id: str | None) -> Broadcast:
        """Which event of the agenda it speaks of. Raises BroadcastUnready for a check that is not over."""
        broadcast = await self._draft(broadcast_id)
        event = event_of(event_id) if event_id else None
        about = event.id if event is not None else None
        if about is not None and not await self.agenda.may_announce(about, paris_day(seat.now)):
            await self._note(seat, "broadcast_refused", broadcast)
            raise BroadcastUnready(NEVER_BEFORE)
        return await self._save(replace(broadcast, about=about))

    # Deciding

    async def submit(self, seat: Seat, broadcast_id: str, revision: int) -> Broadcast:
        """Ask another coordinator to approve; they are told. Raises BroadcastUnready."""
        broadcast = await self._at(broadcast_id, revision, State.DRAFT)
        await self._ready(seat, broadcast)
        others = [one for one in await self.members.coordinators() if one.id != _member(seat)]
        if not others:
            raise BroadcastUnready(
                T(
                    "There is no second coordinator to approve it. Whoever runs the server can name one, "
                    "or allow sending without (RELAIS87_SECOND_APPROVAL)."
                )
            )
        saved = await self._save(replace(broadcast, state=State.WAITING, created_by=_member(seat)))
        for other in others:
            key = f"{TO_APPROVE}:{saved.id}:{saved.revision}:{other.id}"
            told = {"broadcast": saved.id}
            await self.ledger.queue(Notice(self.ids.new(), key, other.id, TO_APPROVE, told, due_at=seat.now))
        await self._note(seat, "broadcast_submitted", saved)
        return saved

    async def reopen(self, seat: Seat, broadcast_id: str, revision: int) -> Broadcast:
        """Back to a draft, to change it."""
        broadcast = await self._at(broadcast_id, revision, State.WAITING)
        await self._note(seat, "broadcast_reopened", broadcast)
        return await self._save(replace(broadcast, state=State.DRAFT))

    async def approve(self, seat: Seat, broadcast_id: str, revision: int) -> Broadcast:
        """It is sent: one row of the ledger for each person, in this transaction. Raises BroadcastUnready."""
        state = State.WAITING if self.second_approval else State.DRAFT
        broadcast = await self._at(broadcast_id, revision, state)
        if self.second_approval and broadcast.created_by == _member(seat):
            raise BroadcastUnready(T("Another coordinator approves it: whoever wrote it cannot."))
        await self._ready(seat, broadcast)
        assert broadcast.target is not None
        reach = await self.reach(seat, broadcast.target)
        start = max(broadcast.start or seat.now, seat.now)
        saved = await self._save(
            replace(
                broadcast, state=State.SENDING, start=start, approved_at=seat.now, approved_by=_member(seat),
                digest=digest(broadcast.versions),
            )
        )  # fmt: skip
        await self.broadcasts.beat(saved.id, start)
        links = await self._links(saved, reach.recipients, seat.now)
        rows = [self._notice(saved, one, start, links) for one in reach.recipients]
        await self.broadcasts.queue(saved.id, rows)
        await self._note(seat, "broadcast_approved", saved)
        return saved

    async def _links(
        self, broadcast: Broadcast, recipients: Sequence[Recipient], at: datetime
    ) -> Mapping[str, str]:
        """What the link of each organisation reached carries; none when the message holds no link."""
        if not broadcast.personal:
            return {}
        reached = {one.organisation_id for one in recipients} - {""}
        return await self.relays.ready(sorted(reached), at)

    def _notice(
        self, broadcast: Broadcast, to: Recipient, start: datetime, links: Mapping[str, str]
    ) -> Notice:
        key = f"{KIND}:{broadcast.id}:{to.member.id}"
        payload = {"zone": to.zone}
        if to.organisation_id in links:
            payload["relay"] = links[to.organisation_id]
        due = next_moment(start, ZoneInfo(to.zone))
        return Notice(self.ids.new(), key, to.member.id, KIND, payload, due_at=due)

    async def _ready(self, seat: Seat, broadcast: Broadcast) -> None:
        """Raises BroadcastUnready when it cannot be sent as it is."""
        missing = parts_missing(broadcast)
        if "text" in missing:
            raise BroadcastUnready(T("It says nothing yet: write it in one language at least."))
        if broadcast.personal:
            self._named()
        if broadcast.target is None:
            raise BroadcastUnready(T("First say whom it is for."))
        day = paris_day(max(broadcast.start or seat.now, seat.now))
        if broadcast.about is not None and not await self.agenda.may_announce(broadcast.about, day):
            raise BroadcastUnready(NEVER_BEFORE)
        before = await self.broadcasts.alike(digest(broadcast.versions), seat.now - ALIKE)
        if before is not None:
            raise BroadcastUnready(
                T(
                    "The same message was approved on {day} (no. {number}): it is not sent a second time.",
                    day=paris_day(before.approved_at or seat.now),
                    number=before.label,
                )
            )
        if not (await self.reach(seat, broadcast.target)).recipients:
            raise BroadcastUnready(T("Nobody would get it: choose whom it is for again."))

    def _named(self) -> None:
        """Raises BroadcastUnready while no link to the bot can be written."""
        if not self.bot_name():
            raise BroadcastUnready(
                T(
                    "The name of the bot is not known yet: {hole} cannot become a link. Try again in a "
                    "moment, or write the message without it.",
                    hole="{lien}",
                )
            )

    # While it is sent

    async def pause(self, seat: Seat, broadcast_id: str, revision: int) -> Broadcast:
        """Nothing more leaves until someone resumes."""
        broadcast = await self._at(broadcast_id, revision, State.SENDING)
        await self._note(seat, "broadcast_paused", broadcast)
        return await self._save(replace(broadcast, state=State.PAUSED, why=Why.ASKED))

    async def resume(self, seat: Seat, broadcast_id: str, revision: int) -> Broadcast:
        """Those who have not got it yet get it."""
        broadcast = await self._at(broadcast_id, revision, State.PAUSED)
        await self._note(seat, "broadcast_resumed", broadcast)
        await self.broadcasts.beat(broadcast_id, seat.now)
        return await self._save(replace(broadcast, state=State.SENDING, why=None))

    async def cancel(self, seat: Seat, broadcast_id: str, revision: int) -> Broadcast:
        """Those who have not got it never do; a draft is put away."""
        broadcast = await self._at(
            broadcast_id, revision, State.DRAFT, State.WAITING, State.SENDING, State.PAUSED
        )
        saved = await self._save(replace(broadcast, state=State.CANCELLED, why=None, ended_at=seat.now))
        await self.broadcasts.call_off(saved.id, seat.now)
        await self._note(seat, "broadcast_cancelled", saved)
        return saved

    # Within

    async def _draft(self, broadcast_id: str) -> Broadcast:
        broadcast = await self.get(broadcast_id)
        if not broadcast.editable:
            raise BroadcastMoved
        return broadcast

    async def _at(self, broadcast_id: str, revision: int, *states: State) -> Broadcast:
        broadcast = await self.get(broadcast_id)
        if broadcast.revision != revision or broadcast.state not in states:
            raise BroadcastMoved
        return broadcast

    async def _save(self, broadcast: Broadcast) -> Broadcast:
        if not await self.broadcasts.save(broadcast):
            raise BroadcastMoved
        return replace(broadcast, revision=broadcast.revision + 1)

    async def _note(self, seat: Seat, what: str, broadcast: Broadcast) -> None:
        await self.audit.note(seat.now, what, _member(seat), broadcast.id)


NEVER_BEFORE = T(
    "Joint action days are checks: nothing is said of them before they are over and their results are out."
)


def _member(seat: Seat) -> str:
    assert seat.actor is not None
    return seat.actor.member.id
