"""What coordinators do with contributions: the queue, validate, return with a question, merge."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.clock import paris_day
from bot.contributions.duplicates import likely_duplicates
from bot.contributions.model import CannotMove, Change, Contribution, State, check_move
from bot.contributions.periods import ReportingYear, reporting_year
from bot.contributions.ports import Contributions
from bot.delivery.model import Notice
from bot.delivery.ports import Ledger
from bot.dialogues.model import Seat
from bot.i18n import Text
from bot.ids import Ids
from bot.people.naming import shown_name
from bot.people.ports import Members, Organisations


@dataclass(frozen=True)
class Alike:
    """Something to look at before validating; ``other`` is the contribution it points to, if any."""

    text: Text
    other: Contribution | None = None


@dataclass(frozen=True)
class Dossier:
    """A contribution as a coordinator judges it, on one screen."""

    contribution: Contribution
    organisation: str
    history: tuple[Change, ...]
    alike: tuple[Alike, ...]
    """Likely duplicates and contradictions, the likeliest first."""
    waiting: int
    """How many wait in the queue, this one included if it does."""


@dataclass(frozen=True)
class ReviewActions:
    """Every call runs inside the caller's transaction, for a coordinator: the caller checked the role."""

    contributions: Contributions
    organisations: Organisations
    members: Members
    ledger: Ledger
    ids: Ids

    async def queue(self, offset: int, limit: int, held: bool = False) -> tuple[Sequence[Contribution], int]:
        """Contributions waiting, the oldest first, and how many in all; or those held apart for a human."""
        waiting = await self.contributions.queue(offset, limit, held)
        return waiting, await self.contributions.queue_length(held)

    async def names(self, contributions: Sequence[Contribution]) -> Mapping[str, str]:
        """The names of their organisations, by identifier."""
        ids = {contribution.organisation_id for contribution in contributions}
        return {o.id: shown_name(o) for o in await self.organisations.all() if o.id in ids}

    async def dossier(self, contribution_id: str) -> Dossier | None:
        """All that a decision needs."""
        contribution = await self.contributions.get(contribution_id)
        if contribution is None:
            return None
        organisation = await self.organisations.get(contribution.organisation_id)
        live = await self.contributions.live()
        known = {other.id: other for other in live}
        alike = likely_duplicates(contribution, live, _year_in_hand(contribution))
        return Dossier(
            contribution,
            shown_name(organisation) if organisation else contribution.organisation_id,
            tuple(await self.contributions.history(contribution.id)),
            tuple(Alike(found.text, known.get(found.other_id or "")) for found in alike),
            await self.contributions.queue_length(),
        )

    async def validate(self, seat: Seat, contribution_id: str, revision: int) -> Contribution:
        """It enters the follow-up table and the annual report; its author is told."""
        return await self._move(seat, contribution_id, revision, State.VALIDATED, "validated")

    async def send_back(
        self, seat: Seat, contribution_id: str, revision: int, field: str, question: str
    ) -> Contribution:
        """Return it with a question on one field; the author gets the question and that field alone."""
        return await self._move(
            seat, contribution_id, revision, State.RETURNED, "returned", field=field, note=question
        )

    async def merge(self, seat: Seat, contribution_id: str, revision: int, into_id: str) -> Contribution:
        """It says the same as another, which stays: figures are counted once."""
        into = await self.contributions.get(into_id)
        if into is None or into.id == contribution_id or into.state in (State.MERGED, State.WITHDRAWN):
            raise CannotMove(await self._given(contribution_id))
        return await self._move(seat, contribution_id, revision, State.MERGED, "merged", merged_into=into.id)

    async def _given(self, contribution_id: str) -> Contribution:
        contribution = await self.contributions.get(contribution_id)
        assert contribution is not None, "buttons name contributions that exist"
        return contribution

    async def _move(
        self,
        seat: Seat,
        contribution_id: str,
        revision: int,
        state: State,
        what: str,
        field: str | None = None,
        note: str | None = None,
        merged_into: str | None = None,
    ) -> Contribution:
        contribution = await self._given(contribution_id)
        if contribution.revision != revision:
            raise CannotMove(contribution)
        check_move(contribution, state)
        moved = replace(contribution, state=state, decided_at=seat.now, merged_into=merged_into)
        by = seat.actor.member.id if seat.actor else None
        change = Change(contribution.id, seat.now, what, by, field, note=note)
        if not await self.contributions.save(moved, change):
            raise CannotMove(contribution)
        await self._tell_authors(moved, what, seat)
        return moved

    async def _tell_authors(self, contribution: Contribution, what: str, seat: Seat) -> None:
        """The author, or whoever speaks for the organisation now when the author has left it."""
        colleagues = await self.organisations.members_of(contribution.organisation_id)
        author = [member for member in colleagues if member.id == contribution.author_id]
        for member in author or colleagues:
            key = f"{what}:{contribution.id}:{contribution.revision}:{member.id}"
            payload = {"contribution": contribution.id}
            notice = Notice(self.ids.new(), key, member.id, f"contribution_{what}", payload, due_at=seat.now)
            await self.ledger.queue(notice)


def _year_in_hand(contribution: Contribution) -> ReportingYear | None:
    """The reporting year that dates should fall in: the one it was sent in, or the one before."""
    end, sent = contribution.period.end or contribution.period.start, contribution.sent_at
    if end is None or sent is None:
        return None
    current = reporting_year(paris_day(sent))
    own = reporting_year(end)
    return own if own.start in (current.start, current.start - 1) else current
