"""What people do with a kit that is lent by the week: reserve one, free it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from bot.clock import paris_day
from bot.copies.loans import Loan, WeekTaken, free_weeks, not_offered, terms, too_many
from bot.copies.ports import Loans
from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.dialogues.model import Intruder, Seat
from bot.ids import Ids
from bot.kits.model import Kit
from bot.people.actions import signed_up
from bot.people.model import Actor, Member, Organisation
from bot.people.ports import Members, Organisations


@dataclass(frozen=True)
class LoanActions:
    """Every call runs inside the caller's transaction. A week is an organisation's: no person is kept."""

    loans: Loans
    organisations: Organisations
    members: Members
    ledger: Ledger
    audit: Audit
    ids: Ids

    async def of_kit(self, kit: Kit, today: date) -> Sequence[Loan]:
        """The weeks reserved, this one included."""
        return await self.loans.of_kit(kit.id, today)

    async def seen(self, actor: Actor | None, kit: Kit, today: date) -> Sequence[Loan]:
        """Those of a person's organisations; all of them for who lends and for coordinators."""
        loans = await self.of_kit(kit, today)
        return [loan for loan in loans if actor is not None and may_free(actor, kit, loan)]

    async def reserve(self, seat: Seat, kit: Kit, week: date, organisation_id: str) -> Loan:
        """That week is the organisation's; who lends is told. Reserving one's own week again changes nothing.

        Raises WeekTaken, WeekNotOffered, and Intruder for another's organisation.
        """
        actor, today = signed_up(seat), paris_day(seat.now)
        if not actor.belongs_to(organisation_id):
            raise Intruder
        wanted = Loan(kit.id, week, organisation_id)
        taken = await self.of_kit(kit, today)
        if wanted in taken:
            return wanted
        if week not in terms().weeks(today):
            raise not_offered(week, today)
        if sum(loan.organisation_id == organisation_id for loan in taken) >= terms().weeks_at_once:
            raise too_many()
        if not await self.loans.reserve(wanted):
            raise WeekTaken(week)
        await self.audit.note(seat.now, "loan_reserved", actor.member.id, f"{kit.id} {week}")
        await self._tell(await self._lending(kit), "loan_reserved", wanted, seat)
        return wanted

    async def free(self, seat: Seat, kit: Kit, loan: Loan) -> bool:
        """That week is free again, the others are told. False when it was not held. Raises Intruder."""
        actor = signed_up(seat)
        if not may_free(actor, kit, loan):
            raise Intruder
        if not await self.loans.free(loan):
            return False
        await self.audit.note(seat.now, "loan_freed", actor.member.id, f"{kit.id} {loan.week}")
        people = [*await self._lending(kit), *await self.organisations.members_of(loan.organisation_id)]
        await self._tell(people, "loan_freed", loan, seat)
        return True

    async def next_free(self, kit: Kit, today: date, since: date | None = None) -> tuple[date, ...]:
        """The free weeks from one on; from the nearest when none is free after it."""
        taken = await self.of_kit(kit, today)
        return free_weeks(today, taken, since) or free_weeks(today, taken)

    async def names(self, loans: Sequence[Loan]) -> Mapping[str, Organisation]:
        """The organisations that hold them, by identifier."""
        ids = {loan.organisation_id for loan in loans}
        return {o.id: o for o in await self.organisations.all() if o.id in ids}

    async def _lending(self, kit: Kit) -> list[Member]:
        people: list[Member] = []
        for maker in kit.makers:
            people += await self.organisations.members_of(maker)
        return [*people, *await self.members.coordinators()]

    async def _tell(self, people: Sequence[Member], kind: str, loan: Loan, seat: Seat) -> None:
        acting = seat.actor.member.id if seat.actor else None
        payload = {"kit": loan.kit_id, "week": loan.week.isoformat(), "organisation": loan.organisation_id}
        for member_id in dict.fromkeys(one.id for one in people if one.id != acting):
            key = f"{kind}:{loan.kit_id}:{loan.week}:{seat.now.timestamp():.0f}:{member_id}"
            await self.ledger.queue(Notice(self.ids.new(), key, member_id, kind, payload, due_at=seat.now))


def lends(actor: Actor, kit: Kit) -> bool:
    """Whether someone speaks for a maker of a kit, or coordinates."""
    return actor.coordinates or any(actor.belongs_to(maker) for maker in kit.makers)


def may_free(actor: Actor, kit: Kit, loan: Loan) -> bool:
    """Whether someone may see a reservation and undo it."""
    return lends(actor, kit) or actor.belongs_to(loan.organisation_id)
