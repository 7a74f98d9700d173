"""Commitments of local authorities."""

from __future__ import annotations

from datetime import date

from sqlmodel import Field, SQLModel

from storage.tables.base import table_of


class CommitmentRow(SQLModel, table=True):
    """A step that an authority has taken. No personal data: nothing of who ticked it; lives as long as it."""

    __tablename__ = "commitments"

    organisation_id: str = Field(foreign_key="organisations.id", ondelete="CASCADE", primary_key=True)
    step: str = Field(primary_key=True)
    since: date


commitments = table_of(CommitmentRow)
