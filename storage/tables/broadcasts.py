"""Messages to many: what they say, to whom, where they stand; and what a coordinator is writing."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.tables.base import Json, table_of


class BroadcastRow(SQLModel, table=True):
    """One message to many. Its recipients are rows of ``notices``.

    Personal data: ``created_by``, ``approved_by`` (unset when forgotten), and the chats in ``told``, emptied
    when it is over. Lives 36 months after its end.
    """

    __tablename__ = "broadcasts"

    id: str = Field(primary_key=True)
    number: int = Field(unique=True)
    state: str = Field(index=True)
    versions: dict[str, Any] = Field(sa_type=Json)
    fallback: str
    target: dict[str, Any] | None = Field(default=None, sa_type=Json)
    about: str | None = None
    start: datetime | None = None
    created_at: datetime
    created_by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    approved_at: datetime | None = None
    approved_by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    ended_at: datetime | None = None
    why: str | None = None
    beat_at: datetime | None = None
    digest: str = Field(index=True)
    told: list[Any] = Field(sa_type=Json)
    revision: int = 0


class PenRow(SQLModel, table=True):
    """What a coordinator's next message is for. Personal data: the link to the member; goes with them."""

    __tablename__ = "broadcast_pens"

    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True)
    broadcast_id: str = Field(foreign_key="broadcasts.id", ondelete="CASCADE")
    part: str
    since: datetime


broadcasts = table_of(BroadcastRow)
broadcast_pens = table_of(PenRow)
