"""Kits: who waits for one, how often a language was missed, what was edited of the catalogue."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.tables.base import Json, Words, table_of


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


class KitEntryRow(SQLModel, table=True):
    """A material as coordinators or its makers edited it, whole. No personal data; stays.

    Who edited is in the audit trail.
    """

    __tablename__ = "kit_entries"

    kit_id: str = Field(primary_key=True)
    body: dict[str, Any] = Field(sa_type=Json)
    edited_at: datetime


class KitChangeRow(SQLModel, table=True):
    """A change of the catalogue that was shown and waits for a tap; a day at most. No personal data."""

    __tablename__ = "kit_changes"

    id: str = Field(primary_key=True)
    body: dict[str, Any] = Field(sa_type=Json)
    shown_at: datetime = Field(index=True)


class KitRemarkRow(SQLModel, table=True):
    """What an organisation says of a version of a material under test: a level, a day, a count, its words.

    No member, no pupil: names in the words are refused before they come here. Stays with the material.
    """

    __tablename__ = "kit_remarks"

    id: str = Field(primary_key=True)
    kit_id: str = Field(index=True)
    version: str = Field(sa_type=Words)
    organisation_id: str | None = Field(
        default=None, foreign_key="organisations.id", ondelete="SET NULL", index=True
    )
    level: str
    day: date
    class_size: int
    words: str = Field(sa_type=Words)
    sent_at: datetime


kit_remarks = table_of(KitRemarkRow)
kit_entries = table_of(KitEntryRow)
kit_changes = table_of(KitChangeRow)
kit_follows = table_of(KitFollowRow)
kit_wishes = table_of(KitWishRow)
