"""Groups that follow the agenda: which, for which organisation, what they were told. No person in them."""

from __future__ import annotations

from datetime import date, datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import BigId, table_of


class GroupFollowingRow(SQLModel, table=True):
    """A group told of official days, until it stops: its number, its organisation, its language."""

    __tablename__ = "group_followings"

    chat_id: int = Field(sa_type=BigId, primary_key=True, sa_column_kwargs={"autoincrement": False})
    organisation_id: str = Field(foreign_key="organisations.id", ondelete="CASCADE", index=True)
    language: str
    since: datetime


class GroupAnnouncementRow(SQLModel, table=True):
    """What a group was told: of an occurrence, so many days before or after.

    Goes with the group, or after two months.
    """

    __tablename__ = "group_announcements"

    chat_id: int = Field(
        foreign_key="group_followings.chat_id", ondelete="CASCADE", sa_type=BigId, primary_key=True
    )
    occurrence: str = Field(primary_key=True)
    lead: int = Field(primary_key=True)
    day: date
    told_at: datetime = Field(index=True)


group_followings = table_of(GroupFollowingRow)
group_announcements = table_of(GroupAnnouncementRow)
