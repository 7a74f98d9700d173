"""Surveys, their versions, what coordinators send towards them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, delete, func, insert, select, update

from bot.dialogues.ports import SessionState
from bot.people.audience import Audience
from bot.people.model import Member, Organisation
from bot.surveys.model import Counts, Survey, SurveyState, Version
from storage.database import Database
from storage.organisations import speaking
from storage.tables.dialogues import form_sessions
from storage.tables.surveys import dropped_files, submissions, survey_versions, surveys
from storage.upsert import add_unless_there, inserting

SURVEY_DIALOGUE = "survey"
"""The dialogue that fills a survey; previews have another name and count nowhere."""


class SqlSurveys:
    """Implements bot.surveys.ports.Surveys."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def get(self, survey_id: str) -> Survey | None:
        """The survey of that identifier."""
        found = await self._read(select(surveys).where(surveys.c.id == survey_id))
        return found[0] if found else None

    async def all(self) -> Sequence[Survey]:
        """The latest made first."""
        return await self._read(select(surveys).order_by(surveys.c.created_at.desc(), surveys.c.id))

    async def open(self) -> Sequence[Survey]:
        """Those in the state open, the latest opened first."""
        asked = select(surveys).where(surveys.c.state == SurveyState.OPEN.value)
        return await self._read(asked.order_by(surveys.c.opened_at.desc(), surveys.c.id))

    async def by_form(self, form_id: str) -> Survey | None:
        """The latest survey of that form that is not closed."""
        asked = select(surveys).where(
            surveys.c.form_id == form_id, surveys.c.state != SurveyState.CLOSED.value
        )
        found = await self._read(asked.order_by(surveys.c.created_at.desc()).limit(1))
        return found[0] if found else None

    async def add(self, survey: Survey) -> None:
        """A new survey."""
        values = {"id": survey.id, "revision": survey.revision, **_values(survey)}
        await self._database.unit.execute(insert(surveys).values(**values))

    async def save(self, survey: Survey) -> bool:
        """Write it if its revision is still the stored one. False: nothing was written."""
        same = (surveys.c.id == survey.id, surveys.c.revision == survey.revision)
        values = {"revision": survey.revision + 1, **_values(survey)}
        written = await self._database.unit.execute(update(surveys).where(*same).values(**values))
        return bool(written.rowcount)

    async def versions(self, survey_id: str) -> Sequence[Version]:
        """In the order they were accepted."""
        asked = select(survey_versions).where(survey_versions.c.survey_id == survey_id)
        rows = await self._database.unit.execute(asked.order_by(survey_versions.c.number))
        return [Version(r.survey_id, r.version, r.number, r.file, r.accepted_at) for r in rows]

    async def add_version(self, version: Version) -> None:
        """Keep it, unless that survey has it already."""
        values = {
            "survey_id": version.survey_id,
            "version": version.version,
            "number": version.number,
            "file": version.file,
            "accepted_at": version.accepted_at,
        }
        await add_unless_there(self._database.unit, survey_versions, values)

    async def counts(self, survey_id: str) -> Counts:
        """Answers sent, and drafts begun by people (previews left out)."""
        unit = self._database.unit
        sent = select(func.count()).select_from(submissions).where(submissions.c.survey_id == survey_id)
        drafts = (
            select(func.count())
            .select_from(form_sessions)
            .where(
                form_sessions.c.dialogue == SURVEY_DIALOGUE,
                form_sessions.c.state == SessionState.OPEN.value,
                form_sessions.c.about["survey"].as_string() == survey_id,
            )
        )
        return Counts(
            (await unit.execute(sent)).scalar_one(),
            (await unit.execute(drafts)).scalar_one(),
        )

    async def people(self) -> Sequence[tuple[Member, Organisation]]:
        """Members with each organisation they speak for now, in the order they joined."""
        return await speaking(self._database.unit)

    async def drop_files(self, member_id: str) -> Mapping[str, bytes]:
        """What a coordinator sent lately towards a form, by name."""
        asked = select(dropped_files).where(dropped_files.c.member_id == member_id)
        rows = await self._database.unit.execute(asked.order_by(dropped_files.c.received_at))
        return {row.name: row.content for row in rows}

    async def keep_file(self, member_id: str, name: str, content: bytes, at: datetime) -> None:
        """Add a file to those, in place of one of the same name."""
        unit = self._database.unit
        values = {"member_id": member_id, "name": name, "content": content, "received_at": at}
        fresh = {"content": content, "received_at": at}
        kept = inserting(unit, dropped_files).values(**values)
        await unit.execute(kept.on_conflict_do_update(index_elements=["member_id", "name"], set_=fresh))

    async def forget_file(self, member_id: str, name: str) -> None:
        """Let one of them go."""
        own = (dropped_files.c.member_id == member_id, dropped_files.c.name == name)
        await self._database.unit.execute(delete(dropped_files).where(*own))

    async def _read(self, asked: Select[Any]) -> Sequence[Survey]:
        return [_survey(row) for row in await self._database.unit.execute(asked)]


def _values(survey: Survey) -> dict[str, Any]:
    return {
        "form_id": survey.form_id,
        "title": survey.title,
        "version": survey.version,
        "next_version": survey.next_version,
        "state": survey.state.value,
        "audience": survey.audience.to_json() if survey.audience is not None else None,
        "until": survey.until,
        "created_at": survey.created_at,
        "created_by": survey.created_by,
        "opened_at": survey.opened_at,
        "closed_at": survey.closed_at,
    }


def _survey(row: Any) -> Survey:
    return Survey(
        id=row.id,
        form_id=row.form_id,
        title=row.title,
        version=row.version,
        state=SurveyState(row.state),
        next_version=row.next_version,
        audience=Audience.from_json(row.audience) if row.audience is not None else None,
        until=row.until,
        created_at=row.created_at,
        created_by=row.created_by,
        opened_at=row.opened_at,
        closed_at=row.closed_at,
        revision=row.revision,
    )
