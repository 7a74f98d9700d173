"""What coordinators changed of the agenda's data."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlmodel import Field, SQLModel

from storage.tables.base import Json, table_of


class CalendarChangeRow(SQLModel, table=True):
    """One event's changes over the data: shown or hidden, lead times, dates.

    Personal data: ``changed_by``, unset when that coordinator is forgotten.
    """

    __tablename__ = "calendar_changes"

    event_id: str = Field(primary_key=True)
    enabled: bool | None = None
    leads: list[int] | None = Field(default=None, sa_type=Json)
    dates: list[Any] = Field(sa_type=Json)
    changed_by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    changed_at: datetime


calendar_changes = table_of(CalendarChangeRow)
