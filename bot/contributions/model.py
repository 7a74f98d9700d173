"""A contribution and its life, as values and rules."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from bot.clock import paris_day
from bot.contributions.figures import Figure
from bot.errors import Problem
from bot.i18n import T


class State(StrEnum):
    """Where a contribution stands. Drafts are form sessions: a contribution exists once it was sent."""

    SENT = "sent"
    RETURNED = "returned"
    VALIDATED = "validated"
    MERGED = "merged"
    WITHDRAWN = "withdrawn"


MOVES: dict[State, frozenset[State]] = {
    State.SENT: frozenset({State.RETURNED, State.VALIDATED, State.MERGED, State.WITHDRAWN}),
    State.RETURNED: frozenset({State.SENT, State.WITHDRAWN}),
    State.VALIDATED: frozenset({State.WITHDRAWN}),
    State.MERGED: frozenset(),
    State.WITHDRAWN: frozenset(),
}


class Quote(StrEnum):
    """How the report may quote a contribution."""

    NAMED = "named"
    UNNAMED = "unnamed"
    NO = "no"


class Held(StrEnum):
    """Why only a human may decide, whatever the tools propose (domain/safeguards.md, section 2)."""

    INDIVIDUAL_CASE = "individual_case"
    PENDING_LITIGATION = "pending_litigation"


@dataclass(frozen=True)
class Partner:
    """An organisation named in a contribution: one of the directory, or a new name."""

    name: str
    organisation_id: str | None = None


@dataclass(frozen=True)
class Evidence:
    """A proof: a link, or a file kept under its content hash."""

    link: str | None = None
    file: str | None = None
    """SHA-256 of the file as kept, metadata stripped."""
    name: str | None = None


@dataclass(frozen=True)
class Period:
    """When it happened. Precision: day, month, year, period or unknown."""

    start: date | None = None
    end: date | None = None
    precision: str = "unknown"


@dataclass(frozen=True)
class Contribution:
    """What an organisation reports, coded against the roadmap."""

    id: str
    number: int
    organisation_id: str
    title: str
    codes: tuple[str, ...]
    state: State = State.SENT
    author_id: str | None = None
    kind: str | None = None
    period: Period = field(default_factory=Period)
    straddles: bool = False
    """The period crosses 30 April: part of it belongs to another reporting year."""
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    partners: tuple[Partner, ...] = ()
    known_by: tuple[str, ...] = ()
    """How the organisation knows it: keys of the annual form's question 12."""
    evidence: tuple[Evidence, ...] = ()
    difficulty: str | None = None
    lesson: str | None = None
    highlight: bool = False
    quote: Quote = Quote.NO
    language: str = "fr"
    source: str = "chat"
    external_ref: str | None = None
    digest: str | None = None
    """Hash of the imported line: importing it again changes nothing."""
    held: Held | None = None
    merged_into: str | None = None
    sent_at: datetime | None = None
    decided_at: datetime | None = None
    revision: int = 0

    @property
    def planned(self) -> bool:
        """Whether it was still to come when it was sent."""
        start = self.period.start
        return start is not None and self.sent_at is not None and start > paris_day(self.sent_at)

    @property
    def label(self) -> str:
        """The number people quote: C-0042."""
        return f"C-{self.number:04d}"


@dataclass(frozen=True)
class Change:
    """One line of a contribution's history: who did what, and for a field, before and after."""

    contribution_id: str
    at: datetime
    what: str
    """sent, returned, answered, validated, merged, withdrawn, imported."""
    by: str | None = None
    field: str | None = None
    before: Any = None
    after: Any = None
    note: str | None = None
    """The coordinator's question, for ``returned``."""


@dataclass(frozen=True)
class TableLine:
    """One line of the follow-up table: an axis, a priority or an action over validated contributions."""

    code: str
    contributions: int
    organisations: int
    latest: date | None


class CannotMove(Problem):
    """The contribution is no longer in a state that allows this."""

    code = "contribution_cannot_move"

    def __init__(self, contribution: Contribution) -> None:
        super().__init__(
            T("{number} was already dealt with: nothing was changed.", number=contribution.label)
        )


class NotYours(Problem):
    """The contribution, draft or screen belongs to others."""

    code = "contribution_not_yours"

    def __init__(self) -> None:
        super().__init__(T("This belongs to another organisation."))


def check_move(contribution: Contribution, to: State) -> None:
    """Refuse a change of state that the life of a contribution does not allow."""
    if to not in MOVES[contribution.state]:
        raise CannotMove(contribution)
