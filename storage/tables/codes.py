"""Codes: links of places, meetings and relays, counted openings, organisations that came through them."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import Field, SQLModel

from storage.tables.base import Words, table_of


class CodeRow(SQLModel, table=True):
    """A code of an organisation, how often it was opened, how many signed up from it, and the last numbers of
    updates that it counted (so that one delivered twice counts once). No personal data; stays.
    """

    __tablename__ = "codes"

    id: str = Field(primary_key=True)
    organisation_id: str = Field(foreign_key="organisations.id", index=True)
    kind: str
    label: str = Field(sa_type=Words)
    kit: str | None = None
    made_at: datetime
    closed_at: datetime | None = None
    opened: int = 0
    signups: int = 0
    counted: str = ","


class CodeOrganisationRow(SQLModel, table=True):
    """An organisation that came through the code of a meeting or of a relay. No personal data; stays."""

    __tablename__ = "code_organisations"

    code_id: str = Field(foreign_key="codes.id", ondelete="CASCADE", primary_key=True)
    organisation_id: str = Field(foreign_key="organisations.id", primary_key=True)


codes = table_of(CodeRow)
code_organisations = table_of(CodeOrganisationRow)
