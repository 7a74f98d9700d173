"""Where chats stand, form sessions, and the forms they began with."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.base import BigId, Json, table_of

OPEN = text("state = 'open'")
"""Only open sessions are looked for by chat or organisation."""


class ChatRow(SQLModel, table=True):
    """Where a chat stands. Personal data: ``chat_id`` (in private, the person's Telegram id), ``language``.

    Lives until the person asks to be forgotten, or the chat is tidied after 24 months of silence.
    """

    __tablename__ = "chats"

    chat_id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    session_id: str | None = Field(default=None, index=True)
    live_message_id: int | None = Field(default=None, sa_type=BigId)
    language: str | None = None


class FormSessionRow(SQLModel, table=True):
    """One person filling one version of one form.

    Personal data: ``chat_id``, ``member_id``, and whatever was typed in ``body``. Drafts live 6 months after
    ``updated_at``. When a person is forgotten, drafts of an organisation stay with it, under no one's name
    (``chat_id`` 0); the person's other sessions go.
    """

    __tablename__ = "form_sessions"
    __table_args__ = (
        Index("ix_form_sessions_open_chat", "chat_id", sqlite_where=OPEN, postgresql_where=OPEN),
        Index(
            "ix_form_sessions_open_organisation", "organisation_id", sqlite_where=OPEN, postgresql_where=OPEN
        ),
    )

    id: str = Field(primary_key=True)
    chat_id: int = Field(sa_type=BigId)
    dialogue: str
    form_version: str
    body: dict[str, Any] = Field(sa_type=Json)
    pending: dict[str, Any] = Field(sa_type=Json)
    about: dict[str, Any] = Field(sa_type=Json)
    organisation_id: str | None = Field(default=None, foreign_key="organisations.id")
    member_id: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    state: str
    revision: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None


class FormVersionRow(SQLModel, table=True):
    """A form as it was when sessions began with it. No personal data; lives as long as a session needs it."""

    __tablename__ = "form_versions"

    version: str = Field(primary_key=True)
    name: str
    xform: str


chats = table_of(ChatRow)
form_sessions = table_of(FormSessionRow)
form_versions = table_of(FormVersionRow)
