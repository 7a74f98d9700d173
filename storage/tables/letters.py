"""Letters: who reads and publishes them, their issues."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import UniqueConstraint
from sqlmodel import Field, SQLModel

from storage.tables.base import Words, table_of


class LetterReaderRow(SQLModel, table=True):
    """A member who subscribed to a letter. Personal data: the link to the member; goes with the member."""

    __tablename__ = "letter_readers"

    letter: str = Field(primary_key=True)
    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", primary_key=True, index=True)
    since: datetime


class LetterPublisherRow(SQLModel, table=True):
    """A member who publishes a letter, or asks to. Personal data: the link to the member; goes with them."""

    __tablename__ = "letter_publishers"
    __table_args__ = (UniqueConstraint("letter", "member_id"),)

    id: str = Field(primary_key=True)
    letter: str
    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", index=True)
    organisation_id: str = Field(foreign_key="organisations.id", index=True)
    allowed: bool


class LetterIssueRow(SQLModel, table=True):
    """An issue: its link, in the one form by which two are the same beside what was pasted.

    Personal data: ``published_by``, unset when that member is forgotten.
    """

    __tablename__ = "letter_issues"
    __table_args__ = (UniqueConstraint("letter", "same"),)

    id: str = Field(primary_key=True)
    letter: str
    same: str = Field(sa_type=Words)
    link: str = Field(sa_type=Words)
    words: str = Field(sa_type=Words)
    published_at: datetime
    published_by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)


letter_readers = table_of(LetterReaderRow)
letter_publishers = table_of(LetterPublisherRow)
letter_issues = table_of(LetterIssueRow)
