"""Events of organisations and meetings: what they are, what members said of them and were told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.tables.base import Json, Words, table_of


class GatheringRow(SQLModel, table=True):
    """An event or a meeting. Personal data: ``author_id``, unset when its author is forgotten.

    Goes six months after its last day, with what was said of it.
    """

    __tablename__ = "gatherings"

    id: str = Field(primary_key=True)
    sort: str
    title: str = Field(sa_type=Words)
    kind: str
    day: date
    last_day: date = Field(index=True)
    at: str | None = None
    zone: str
    organisation_id: str | None = Field(default=None, foreign_key="organisations.id", index=True)
    author_id: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    place: str | None = None
    address: str | None = Field(default=None, sa_type=Words)
    link: str | None = Field(default=None, sa_type=Words)
    reach: str
    audience: dict[str, Any] = Field(sa_type=Json)
    invited: list[str] = Field(sa_type=Json)
    state: str
    planned_on: date
    notes: str | None = Field(default=None, sa_type=Words)
    created_at: datetime | None = None
    revision: int = 0


class GatheringReplyRow(SQLModel, table=True):
    """What a member said of a gathering. Personal data: the link to the member; goes with either."""

    __tablename__ = "gathering_replies"

    gathering_id: str = Field(foreign_key="gatherings.id", ondelete="CASCADE", primary_key=True)
    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True, index=True)
    answer: str | None = None
    answered_on: date | None = None
    follows: bool = False
    muted: bool = False
    notes: bool | None = None


class GatheringToldRow(SQLModel, table=True):
    """A reminder of a gathering told to a member. ``occurrence`` is its key, that a move of an event's date
    does not change: no lead is told twice. Personal data: the link to the member; goes with either.
    """

    __tablename__ = "gatherings_told"

    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True)
    occurrence: str = Field(primary_key=True)
    lead: int = Field(primary_key=True)
    gathering_id: str = Field(foreign_key="gatherings.id", ondelete="CASCADE", index=True)
    push_id: str = Field(index=True)
    day: date
    told_at: datetime


gatherings = table_of(GatheringRow)
gathering_replies = table_of(GatheringReplyRow)
gatherings_told = table_of(GatheringToldRow)
