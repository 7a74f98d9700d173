"""The ledger of notices, the inbox of updates, files of evidence, and the log of what matters."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.base import BigId, Json, Sequence, Words, table_of

QUEUED = text("outcome = 'queued'")
UNSENT = text("replies IS NOT NULL")
OF_BROADCASTS = text("broadcast_id IS NOT NULL")


class NoticeRow(SQLModel, table=True):
    """One message that the product sends of itself to one member; intent and outcome.

    Personal data: ``member_id``, and the member's id inside ``key``. When a person is forgotten, what was not
    sent goes, the rest stays under no one's name. Lives 36 months.
    """

    __tablename__ = "notices"
    __table_args__ = (
        Index("ix_notices_queued", "due_at", "seq", sqlite_where=QUEUED, postgresql_where=QUEUED),
        Index(
            "ix_notices_broadcast", "broadcast_id", "outcome", "seq",
            sqlite_where=OF_BROADCASTS, postgresql_where=OF_BROADCASTS,
        ),
    )  # fmt: skip

    seq: int | None = Field(default=None, primary_key=True, sa_type=Sequence)
    id: str = Field(unique=True)
    key: str = Field(unique=True)
    member_id: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    kind: str
    payload: dict[str, Any] = Field(sa_type=Json)
    outcome: str
    due_at: datetime | None = None
    attempts: int = 0
    claimed_at: datetime | None = None
    closed_at: datetime | None = None
    broadcast_id: str | None = None
    """Sent with a message to many: paced, paused and called off with it."""


class InboxRow(SQLModel, table=True):
    """An update taken, and the replies decided until they are sent.

    Personal data: ``chat_id`` and the texts in ``replies``, both dropped as soon as the replies left. The
    number of the update stays 2 days, longer than Telegram delivers it again.
    """

    __tablename__ = "inbox"
    __table_args__ = (Index("ix_inbox_unsent", "update_id", sqlite_where=UNSENT, postgresql_where=UNSENT),)

    update_id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    chat_id: int | None = Field(default=None, sa_type=BigId)
    taken_at: datetime
    replies: list[dict[str, Any]] | None = Field(default=None, sa_type=Json)


class FileRow(SQLModel, table=True):
    """A file of evidence on disk, under the hash of what was kept; metadata stripped.

    Personal data: none is meant; ``name`` is as sent and may hold one. Lives as long as a contribution or a
    draft points to it.
    """

    __tablename__ = "files"

    digest: str = Field(primary_key=True)
    name: str = Field(sa_type=Words)
    media_type: str
    size: int
    kept_at: datetime


class AuditRow(SQLModel, table=True):
    """Who did what that matters; nothing here is changed or erased from chat, no message texts.

    Personal data: ``by``, an identifier that names no one once its member is forgotten. Lives 36 months.
    """

    __tablename__ = "audit"

    seq: int | None = Field(default=None, primary_key=True, sa_type=Sequence)
    at: datetime = Field(index=True)
    what: str
    by: str | None = None
    about: str | None = Field(default=None, sa_type=Words)


notices = table_of(NoticeRow)
inbox = table_of(InboxRow)
files = table_of(FileRow)
audit = table_of(AuditRow)
