"""Members, what they accepted, their roles, and the proof that someone was forgotten."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import BigId, Sequence, table_of


class MemberRow(SQLModel, table=True):
    """One person. Personal data: ``telegram_id``, ``language``, ``joined_at``, ``seen_at``.

    Lives until the person asks to be forgotten, or 24 months after ``seen_at``.
    """

    __tablename__ = "members"

    id: str = Field(primary_key=True)
    telegram_id: int = Field(sa_type=BigId, unique=True)
    language: str
    state: str
    pushes: bool = Field(default=True)
    joined_at: datetime | None = None
    seen_at: datetime | None = None


class ConsentRow(SQLModel, table=True):
    """One text accepted by one member. Personal data: the link to the member; goes with the member."""

    __tablename__ = "consents"

    id: int | None = Field(default=None, primary_key=True, sa_type=Sequence)
    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE", index=True)
    text_version: str
    language: str
    given_at: datetime


class RoleRow(SQLModel, table=True):
    """A role of a Telegram account, which may not have signed up yet. Comes from the server's settings.

    Personal data: ``telegram_id``; lives as long as the settings name it, and goes with the member.
    """

    __tablename__ = "roles"

    telegram_id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    role: str = Field(primary_key=True)


class ErasureRow(SQLModel, table=True):
    """The proof that a person was forgotten: a day and the text they accepted. No personal data; stays."""

    __tablename__ = "erasures"

    id: int | None = Field(default=None, primary_key=True, sa_type=Sequence)
    day: date
    text_version: str | None = None


members = table_of(MemberRow)
consents = table_of(ConsentRow)
roles = table_of(RoleRow)
erasures = table_of(ErasureRow)
