"""Plans that wait for their day, and reminders sent to organisations."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import table_of


class PlanRow(SQLModel, table=True):
    """A contribution that is only planned, with its last day. No personal data; goes once it is settled."""

    __tablename__ = "planned_contributions"

    contribution_id: str = Field(foreign_key="contributions.id", ondelete="CASCADE", primary_key=True)
    due: date


class NudgeRow(SQLModel, table=True):
    """When an organisation was last reminded to report. No personal data."""

    __tablename__ = "organisation_nudges"

    organisation_id: str = Field(foreign_key="organisations.id", ondelete="CASCADE", primary_key=True)
    sent_at: datetime


planned_contributions = table_of(PlanRow)
organisation_nudges = table_of(NudgeRow)
