"""Organisations, and who speaks for them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Index, text
from sqlmodel import Field, SQLModel

from storage.tables.base import Json, Sequence, Words, table_of


class OrganisationRow(SQLModel, table=True):
    """An organisation. Personal data: ``proposed_by``, unset when its author is forgotten.

    ``directory_digest`` says which entry of the official directory it was last filled from; ``edited`` that a
    coordinator changed it since, so that the directory leaves it alone.
    """

    __tablename__ = "organisations"

    id: str = Field(primary_key=True)
    name: str = Field(sa_type=Words)
    kind: str
    acronym: str | None = Field(default=None, sa_type=Words)
    aliases: list[str] = Field(default_factory=list, sa_type=Json)
    groups: list[str] = Field(default_factory=list, sa_type=Json)
    place: str | None = None
    standing: str = Field(index=True)
    proposed_by: str | None = Field(default=None, foreign_key="members.id", ondelete="SET NULL", index=True)
    directory_digest: str | None = None
    edited: bool = Field(default=False)


class MembershipRow(SQLModel, table=True):
    """Who speaks for which organisation, since when, until when.

    Personal data: the link between a member and an organisation; goes with the member. Organisations carry
    the working group, members never do.
    """

    __tablename__ = "memberships"
    __table_args__ = (
        # One membership of a kind at a time; past ones stay as history.
        Index(
            "uq_memberships_now",
            "member_id",
            "organisation_id",
            unique=True,
            sqlite_where=text("until IS NULL"),
            postgresql_where=text("until IS NULL"),
        ),
    )

    id: int | None = Field(default=None, primary_key=True, sa_type=Sequence)
    member_id: str = Field(foreign_key="members.id", ondelete="CASCADE")
    organisation_id: str = Field(foreign_key="organisations.id", index=True)
    since: datetime
    until: datetime | None = None


organisations = table_of(OrganisationRow)
memberships = table_of(MembershipRow)
