"""Contributions with their codes, figures, partners, evidence and history; numbers given out."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field, SQLModel

from storage.tables.base import ExactNumber, Json, Sequence, Words, table_of


class CounterRow(SQLModel, table=True):
    """The last number given of a series: C-0042. No personal data."""

    __tablename__ = "counters"

    name: str = Field(primary_key=True)
    value: int


class ContributionRow(SQLModel, table=True):
    """What an organisation reports; it belongs to the organisation.

    Personal data: ``author_id``, unset when the author is forgotten. Words are checked for names of persons
    before they come here. Lives as long as the organisation's part in the annual reports.
    """

    __tablename__ = "contributions"
    __table_args__ = (Index("ix_contributions_state_sent_at", "state", "sent_at"),)

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    organisation_id: str = Field(foreign_key="organisations.id", index=True)
    title: str = Field(sa_type=Words)
    state: str
    author_id: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    kind: str | None = None
    period_start: date | None = None
    period_end: date | None = None
    period_precision: str
    straddles: bool = Field(default=False)
    place: str | None = Field(default=None, sa_type=Words)
    known_by: list[str] = Field(default_factory=list, sa_type=Json)
    difficulty: str | None = Field(default=None, sa_type=Words)
    lesson: str | None = Field(default=None, sa_type=Words)
    highlight: bool = Field(default=False)
    quote: str
    language: str
    source: str
    external_ref: str | None = Field(default=None, sa_type=Words, unique=True)
    digest: str | None = None
    held: str | None = None
    merged_into: str | None = Field(default=None, foreign_key="contributions.id", index=True)
    sent_at: datetime | None = None
    decided_at: datetime | None = None
    revision: int = 0


class CodeRow(SQLModel, table=True):
    """A code of the roadmap that a contribution carries, with the axis and priority above. Not personal."""

    __tablename__ = "contribution_codes"
    __table_args__ = (
        Index("ix_contribution_codes_code", "code"),
        Index("ix_contribution_codes_priority", "priority"),
        Index("ix_contribution_codes_axis", "axis"),
    )

    contribution_id: str = Field(foreign_key="contributions.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    code: str
    priority: str | None = None
    axis: str


class FigureRow(SQLModel, table=True):
    """A figure: totals, never about one person. Goes with its contribution."""

    __tablename__ = "contribution_figures"

    contribution_id: str = Field(foreign_key="contributions.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    key: str
    value: Decimal | None = Field(default=None, sa_type=ExactNumber)
    bound: str
    words: str = Field(sa_type=Words)
    unit: str | None = None


class PartnerRow(SQLModel, table=True):
    """An organisation named as a partner. Not personal: organisations only."""

    __tablename__ = "contribution_partners"

    contribution_id: str = Field(foreign_key="contributions.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    name: str = Field(sa_type=Words)
    organisation_id: str | None = Field(
        default=None, foreign_key="organisations.id", ondelete="SET NULL", index=True
    )


class EvidenceRow(SQLModel, table=True):
    """A link or a kept file, goes with the contribution. ``name`` is as sent: it may name a person."""

    __tablename__ = "contribution_evidence"

    contribution_id: str = Field(foreign_key="contributions.id", ondelete="CASCADE", primary_key=True)
    position: int = Field(primary_key=True, sa_column_kwargs={"autoincrement": False})
    link: str | None = Field(default=None, sa_type=Words)
    file: str | None = Field(default=None, index=True)
    name: str | None = Field(default=None, sa_type=Words)


class ChangeRow(SQLModel, table=True):
    """One line of a contribution's history.

    Personal data: ``by`` (a member), unset when that person is forgotten. Goes with its contribution.
    """

    __tablename__ = "contribution_changes"

    id: int | None = Field(default=None, primary_key=True, sa_type=Sequence)
    contribution_id: str = Field(foreign_key="contributions.id", ondelete="CASCADE", index=True)
    at: datetime
    what: str
    by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    field: str | None = None
    before: Any = Field(default=None, sa_type=Json, nullable=True)
    after: Any = Field(default=None, sa_type=Json, nullable=True)
    note: str | None = Field(default=None, sa_type=Words)


counters = table_of(CounterRow)
contributions = table_of(ContributionRow)
codes = table_of(CodeRow)
figures = table_of(FigureRow)
partners = table_of(PartnerRow)
evidence = table_of(EvidenceRow)
changes = table_of(ChangeRow)
