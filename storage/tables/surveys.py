"""Forms of the coordinators' own: surveys, versions, attached lists, answers sent."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Index, LargeBinary, text
from sqlmodel import Field, SQLModel

from storage.tables.base import Json, Sequence, Words, table_of

QUEUED = text("passing IN ('queued', 'claimed')")


class SurveyRow(SQLModel, table=True):
    """A form that coordinators opened, or will. Personal data: ``created_by``, unset when forgotten.

    Lives until coordinators ask for its removal.
    """

    __tablename__ = "surveys"

    id: str = Field(primary_key=True)
    form_id: str = Field(sa_type=Words, index=True)
    title: str = Field(sa_type=Words)
    version: str
    next_version: str | None = None
    state: str = Field(index=True)
    audience: dict[str, Any] | None = Field(default=None, sa_type=Json)
    until: date | None = None
    created_at: datetime
    created_by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    revision: int = 0


class SurveyVersionRow(SQLModel, table=True):
    """A version that a survey had, has or may have. No personal data; goes with its survey."""

    __tablename__ = "survey_versions"

    survey_id: str = Field(foreign_key="surveys.id", ondelete="CASCADE", primary_key=True)
    version: str = Field(primary_key=True)
    number: int
    file: str = Field(sa_type=Words)
    accepted_at: datetime


class FormFileRow(SQLModel, table=True):
    """A list attached to a version of a form (CSV, XML, GeoJSON). None of it is a person's; lives as long."""

    __tablename__ = "form_files"

    version: str = Field(foreign_key="form_versions.version", ondelete="CASCADE", primary_key=True)
    name: str = Field(primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)


class DroppedFileRow(SQLModel, table=True):
    """A file that a coordinator sent towards a form, until the form is accepted; a day at most.

    Personal data: ``member_id``; goes with the member.
    """

    __tablename__ = "dropped_files"

    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True)
    name: str = Field(sa_type=Words, primary_key=True)
    content: bytes = Field(sa_type=LargeBinary)
    received_at: datetime = Field(index=True)


class SubmissionRow(SQLModel, table=True):
    """Answers sent, and their way to another server. No name, no member: the organisation alone.

    What people wrote is checked for names of persons before it comes here. Lives as long as its survey.
    """

    __tablename__ = "submissions"
    __table_args__ = (
        Index("ix_submissions_waiting", "due_at", "seq", sqlite_where=QUEUED, postgresql_where=QUEUED),
    )

    seq: int | None = Field(default=None, primary_key=True, sa_type=Sequence)
    instance_id: str = Field(unique=True)
    survey_id: str = Field(foreign_key="surveys.id", ondelete="CASCADE", index=True)
    version: str
    organisation_id: str | None = Field(
        default=None, foreign_key="organisations.id", ondelete="SET NULL", index=True
    )
    finished_at: datetime
    xml: str = Field(sa_type=Words)
    passing: str
    attempts: int = 0
    due_at: datetime
    claimed_at: datetime | None = None
    settled_at: datetime | None = None
    note: str = Field(default="", sa_type=Words)


surveys = table_of(SurveyRow)
survey_versions = table_of(SurveyVersionRow)
form_files = table_of(FormFileRow)
dropped_files = table_of(DroppedFileRow)
submissions = table_of(SubmissionRow)
