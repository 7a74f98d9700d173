"""What authors do with contributions: send, answer a question, withdraw, look."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.contributions.fields import fill, values_of
from bot.contributions.model import (
    CannotMove,
    Change,
    Contribution,
    NotYours,
    State,
    TableLine,
    check_move,
)
from bot.contributions.ports import Contributions
from bot.delivery.model import Notice
from bot.delivery.ports import Ledger
from bot.dialogues.model import Seat
from bot.ids import Ids
from bot.people.model import Actor
from bot.people.ports import Members


@dataclass(frozen=True)
class ContributionActions:
    """Every call runs inside the caller's transaction."""

    contributions: Contributions
    members: Members
    ledger: Ledger
    ids: Ids

    async def send(self, seat: Seat, organisation_id: str, values: Mapping[str, str]) -> Contribution:
        """A finished form becomes a contribution in the coordinators' queue."""
        actor = _actor(seat)
        blank = Contribution(
            id=self.ids.new(),
            number=await self.contributions.next_number(),
            organisation_id=organisation_id,
            title="",
            codes=(),
            author_id=actor.member.id,
            language=seat.language,
            sent_at=seat.now,
        )
        contribution = fill(blank, values)
        change = Change(contribution.id, seat.now, "sent", by=actor.member.id)
        await self.contributions.add(contribution, change)
        await self.tell_coordinators("contribution_sent", contribution, seat)
        return contribution

    async def answer(self, seat: Seat, contribution_id: str, field: str, wire: str) -> Contribution:
        """The answer to a coordinator's question: one field changes, and it goes back to the queue."""
        contribution = await self.own(_actor(seat), contribution_id)
        check_move(contribution, State.SENT)
        before = values_of(contribution).get(field, "")
        answered = replace(fill(contribution, {field: wire}), state=State.SENT)
        change = Change(contribution.id, seat.now, "answered", _actor(seat).member.id, field, before, wire)
        if not await self.contributions.save(answered, change):
            raise CannotMove(contribution)
        await self.tell_coordinators("contribution_answered", answered, seat)
        return answered

    async def withdraw(self, seat: Seat, contribution_id: str) -> Contribution:
        """The organisation takes its contribution back; its history stays."""
        contribution = await self.own(_actor(seat), contribution_id)
        check_move(contribution, State.WITHDRAWN)
        withdrawn = replace(contribution, state=State.WITHDRAWN, decided_at=seat.now)
        change = Change(contribution.id, seat.now, "withdrawn", _actor(seat).member.id)
        if not await self.contributions.save(withdrawn, change):
            raise CannotMove(contribution)
        return withdrawn

    async def own(self, actor: Actor, contribution_id: str) -> Contribution:
        """A contribution of an organisation that the actor speaks for now. Raises NotYours otherwise."""
        contribution = await self.contributions.get(contribution_id)
        if contribution is None or not actor.belongs_to(contribution.organisation_id):
            raise NotYours
        return contribution

    async def of(self, actor: Actor) -> Sequence[Contribution]:
        """The contributions of the actor's organisations, the newest first."""
        found: list[Contribution] = []
        for organisation in actor.organisations:
            found += await self.contributions.of_organisation(organisation.id)
        return found

    async def get(self, contribution_id: str) -> Contribution | None:
        """A contribution, whoever asks: for notices, whose recipient was chosen before."""
        return await self.contributions.get(contribution_id)

    async def question(self, contribution: Contribution) -> Change | None:
        """The coordinator's question that a returned contribution waits on."""
        history = await self.contributions.history(contribution.id)
        return next((change for change in reversed(history) if change.what == "returned"), None)

    async def table(self) -> Mapping[str, TableLine]:
        """The follow-up table: lines by code, only those with something validated."""
        return {line.code: line for line in await self.contributions.table()}

    async def under(self, code: str) -> Sequence[Contribution]:
        """Validated contributions under an axis, a priority or an action, the latest first."""
        return await self.contributions.validated(code)

    async def tell_coordinators(self, kind: str, contribution: Contribution, seat: Seat) -> None:
        """Queue one notice to each coordinator, save the one who acts."""
        acting = seat.actor.member.id if seat.actor else None
        for coordinator in await self.members.coordinators():
            if coordinator.id != acting:
                key = f"{kind}:{contribution.id}:{contribution.revision}:{coordinator.id}"
                payload = {"contribution": contribution.id}
                await self.ledger.queue(
                    Notice(self.ids.new(), key, coordinator.id, kind, payload, due_at=seat.now)
                )


def _actor(seat: Seat) -> Actor:
    if seat.actor is None:
        raise NotYours
    return seat.actor
