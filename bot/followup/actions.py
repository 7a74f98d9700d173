"""Asking whether plans took place; seeing who fell silent, and reminding them in one tap."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.agenda.hours import next_moment
from bot.clock import paris_day
from bot.contributions.actions import ContributionActions
from bot.contributions.model import Change, Contribution, State
from bot.contributions.periods import ReportingYear, reporting_year
from bot.contributions.ports import Contributions
from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.dialogues.model import Gone, Intruder, Seat
from bot.followup.model import ASKED, LATER, NudgedLately, Silent, YearOnYear, active_in, due_day
from bot.followup.ports import Followups
from bot.ids import Ids
from bot.people.actions import may_coordinate, signed_up
from bot.people.model import Member, MemberState, Organisation, Standing
from bot.people.ports import Organisations
from bot.reminders.model import zone_of

NUDGE = "silent_nudged"
WAITING = (State.SENT, State.RETURNED, State.VALIDATED)


@dataclass(frozen=True)
class FollowupActions:
    """Every call runs inside the caller's transaction."""

    followups: Followups
    contributions: Contributions
    own: ContributionActions
    organisations: Organisations
    ledger: Ledger
    audit: Audit
    ids: Ids

    # Plans

    async def note(self, contribution: Contribution, now: datetime) -> None:
        """After it was sent or its dates changed: planned if it begins later, else not any more."""
        due = due_day(contribution, paris_day(now))
        if due is None:
            await self.followups.settle(contribution.id)
        else:
            await self.followups.plan(contribution.id, due)

    async def ask(self, now: datetime) -> int:
        """Ask about plans whose last day is over: their author, or colleagues. Returns how many notices."""
        asked = 0
        for contribution_id, due in (await self.followups.planned()).items():
            if due >= paris_day(now):
                continue
            contribution = await self.contributions.get(contribution_id)
            if contribution is None or contribution.state not in WAITING:
                await self.followups.settle(contribution_id)
                continue
            people = await self.organisations.members_of(contribution.organisation_id)
            author = [one for one in people if one.id == contribution.author_id]
            for member in author or people:
                key = f"{ASKED}:{contribution.id}:{due}:{member.id}"
                asked += await self._queue(ASKED, key, {"contribution": contribution.id}, member, now)
        return asked

    async def is_planned(self, contribution_id: str) -> bool:
        """Whether it waits for its day, or for the answer."""
        return contribution_id in await self.followups.planned()

    async def took_place(self, seat: Seat, contribution_id: str) -> Contribution:
        """It did, as planned: it counts from now on. Raises Gone when that was said before."""
        contribution = await self._asked(seat, contribution_id)
        await self.followups.settle(contribution.id)
        change = Change(contribution.id, seat.now, "took_place", signed_up(seat).member.id)
        await self.contributions.save(contribution, change)
        return contribution

    async def not_yet(self, seat: Seat, contribution_id: str) -> Contribution:
        """Ask again later."""
        contribution = await self._asked(seat, contribution_id)
        await self.followups.plan(contribution.id, paris_day(seat.now) + LATER)
        return contribution

    async def gave_up(self, seat: Seat, contribution_id: str) -> Contribution:
        """It does not take place: withdrawn, its history stays."""
        contribution = await self._asked(seat, contribution_id)
        await self.followups.settle(contribution.id)
        return await self.own.withdraw(seat, contribution.id)

    async def _asked(self, seat: Seat, contribution_id: str) -> Contribution:
        contribution = await self.own.own(signed_up(seat), contribution_id)
        if not await self.is_planned(contribution.id) or contribution.state not in WAITING:
            raise Gone
        return contribution

    # Who fell silent

    async def year_on_year(self, now: datetime) -> YearOnYear:
        """Who reported last year and this one."""
        year = reporting_year(paris_day(now))
        live = await self.contributions.live()
        before, current = active_in(live, ReportingYear(year.start - 1)), active_in(live, year)
        known = {
            one.id: one for one in await self.organisations.all() if one.standing is not Standing.REFUSED
        }
        reminded = await self.followups.reminded()
        kinds: dict[str, tuple[int, int]] = {}
        for key in sorted({*before, *current} & known.keys()):
            last, this = kinds.get(known[key].kind, (0, 0))
            kinds[known[key].kind] = (last + (key in before), this + (key in current))
        silent = [
            Silent(known[key], count, reminded.get(key), len(await self._reachable(key)))
            for key, count in before.items()
            if key not in current and key in known
        ]
        silent.sort(key=lambda one: (-one.last_year, one.organisation.name))
        return YearOnYear(year, kinds, len(current.keys() - before.keys()), tuple(silent))

    async def _reachable(self, organisation_id: str) -> list[Member]:
        people = await self.organisations.members_of(organisation_id)
        return [one for one in people if one.state is MemberState.ACTIVE and one.pushes]

    async def nudge(self, seat: Seat, organisation_id: str) -> int:
        """Remind the members of a silent organisation, each in their language. Raises NudgedLately.

        Returns how many are told."""
        if not may_coordinate(seat.actor) or seat.actor is None:
            raise Intruder
        silent = (await self.year_on_year(seat.now)).silent
        found = next((one for one in silent if one.organisation.id == organisation_id), None)
        if found is None or not found.may_be_reminded(seat.now):
            raise NudgedLately
        await self.followups.remind(organisation_id, seat.now)
        await self.audit.note(seat.now, "organisation_nudged", seat.actor.member.id, organisation_id)
        told = 0
        for member in await self._reachable(organisation_id):
            key = f"{NUDGE}:{organisation_id}:{paris_day(seat.now)}:{member.id}"
            payload = {"organisation": organisation_id, "reports": found.last_year}
            told += await self._queue(NUDGE, key, payload, member, seat.now)
        return told

    async def silent(self, organisation: Organisation, now: datetime) -> bool:
        """Whether it still is: who reported meanwhile is not reminded."""
        live = await self.contributions.live()
        return organisation.id not in active_in(live, reporting_year(paris_day(now)))

    async def _queue(
        self, kind: str, key: str, payload: dict[str, object], member: Member, now: datetime
    ) -> bool:
        zone = zone_of(await self.organisations.of_member(member.id))
        due_at = next_moment(now, zone)
        payload = {**payload, "zone": zone.key}
        return await self.ledger.queue(Notice(self.ids.new(), key, member.id, kind, payload, due_at=due_at))
