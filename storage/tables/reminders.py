"""Reminders of the agenda: what each member chose, what each was told."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.tables.base import Json, table_of


class ReminderChoiceRow(SQLModel, table=True):
    """What a member wants to be reminded of: kinds, how early, what they put off (occurrence: ISO day).

    Personal data: the link to the member; goes with the member.
    """

    __tablename__ = "reminder_choices"

    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True)
    themes: list[str] = Field(sa_type=Json)
    furthest: int | None = None
    snoozed: dict[str, Any] = Field(sa_type=Json)


class ReminderToldRow(SQLModel, table=True):
    """A reminder told to a member: of an occurrence, so many days before or after, in one message.

    Personal data: the link to the member; goes with the member, or after two months.
    """

    __tablename__ = "reminders_told"

    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True)
    occurrence: str = Field(primary_key=True)
    lead: int = Field(primary_key=True)
    push_id: str = Field(index=True)
    day: date
    told_at: datetime = Field(index=True)


reminder_choices = table_of(ReminderChoiceRow)
reminders_told = table_of(ReminderToldRow)
