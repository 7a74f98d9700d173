"""Requests for printed copies of kits."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import Json, Words, table_of


class KitRequestRow(SQLModel, table=True):
    """Printed copies that an organisation asked for, and where the request stands.

    Personal data: ``asked_by``, unset when that person is forgotten. The address is an organisation's,
    the contact a function; words are checked for names of persons. Lives 36 months after its last change.
    """

    __tablename__ = "kit_requests"
    __table_args__ = (UniqueConstraint("year", "number"),)

    id: str = Field(primary_key=True)
    year: int
    number: int
    kit_id: str
    organisation_id: str = Field(foreign_key="organisations.id", index=True)
    holder_id: str | None = Field(
        default=None, foreign_key="organisations.id", ondelete="SET NULL", index=True
    )
    asked_by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    requester: str
    lines: list[Any] = Field(sa_type=Json)
    by_when: date
    use: str
    address: str = Field(sa_type=Words)
    contact: str = Field(sa_type=Words)
    access: list[str] = Field(sa_type=Json)
    extra: dict[str, Any] = Field(sa_type=Json)
    over: bool
    state: str = Field(index=True)
    question: str = Field(default="", sa_type=Words)
    answer: str = Field(default="", sa_type=Words)
    reason: str = Field(default="", sa_type=Words)
    handed_out: str = Field(default="", sa_type=Words)
    asked_at: datetime
    changed_at: datetime = Field(index=True)
    shipped_at: datetime | None = None
    followed_up_at: datetime | None = None
    revision: int = 0


kit_requests = table_of(KitRequestRow)


class KitLoanRow(SQLModel, table=True):
    """A week, told by its Monday, for which an organisation has a kit that is lent. No personal data.

    Lives 36 months after that week.
    """

    __tablename__ = "kit_loans"

    kit_id: str = Field(primary_key=True)
    week: date = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisations.id", index=True)


kit_loans = table_of(KitLoanRow)
