"""Interest in kits: who waits for one, how often a language was missed."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import table_of


class KitFollowRow(SQLModel, table=True):
    """A member who waits for a kit. Personal data: the link to the member; goes with the member, or once the
    kit is ready and they were told.
    """

    __tablename__ = "kit_follows"

    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True)
    kit_id: str = Field(primary_key=True, index=True)
    since: datetime


class KitWishRow(SQLModel, table=True):
    """How many times a kit was missed in a language. No personal data; stays."""

    __tablename__ = "kit_wishes"

    kit_id: str = Field(primary_key=True)
    language: str = Field(primary_key=True)
    times: int


kit_follows = table_of(KitFollowRow)
kit_wishes = table_of(KitWishRow)
