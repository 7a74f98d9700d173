"""Filling a survey, trying it, and saying whom it is for: three dialogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.dialogues.consequences import labels
from bot.dialogues.engines import Desk
from bot.dialogues.model import Ended, Intruder, Moved, NothingProposed, Seat
from bot.dialogues.ports import Sessions, StoredSession
from bot.forms.moving import move
from bot.i18n import T, Text
from bot.people.actions import may_coordinate
from bot.people.audience import Audience
from bot.surveys.actions import SurveyActions
from bot.surveys.model import Submission, Survey, SurveyClosed
from bot.surveys.ports import Submissions

FILLING, TRYING = "survey", "survey_preview"


@dataclass(frozen=True)
class SurveyDialogue(NothingProposed):
    """Someone of the audience fills a survey."""

    actions: SurveyActions
    submissions: Submissions
    desk: Desk
    name: str = FILLING
    form: str = FILLING
    """None of the product's own: the version is given when it is opened."""
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Its author's labels do."""
        return {}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Keep the answers under the organisation's name alone. Raises SurveyClosed after the end."""
        survey = await self.actions.get(stored.about["survey"])
        if not survey.takes_answers(seat.now):
            raise SurveyClosed
        engine, context = await self.desk.of(stored), self.desk.context(seat)
        session = self.desk.session(stored)
        xml = engine.instance_xml(session, context)
        instance = engine.values(session, context).get(f"{engine.form.root.ref}/meta/instanceID")
        await self.submissions.add(
            Submission(
                instance or f"uuid:{stored.id}",
                survey.id,
                stored.form_version,
                stored.organisation_id,
                seat.now,
                xml,
            )
        )
        return Ended("survey_sent", survey, drop=True)


@dataclass(frozen=True)
class PreviewDialogue(NothingProposed):
    """A coordinator tries a survey as a person would see it; nothing is kept."""

    actions: SurveyActions
    name: str = TRYING
    form: str = TRYING
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Its author's labels do."""
        return {}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Back to the survey."""
        return Ended("survey_tried", await self.actions.get(stored.about["survey"]), drop=True)


@dataclass(frozen=True)
class AudienceDialogue(NothingProposed):
    """A coordinator says whom a survey is for, and until when."""

    actions: SurveyActions
    name: str = "survey_audience"
    form: str = "audience"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {
            "kinds": T("Organisations"),
            "areas": T("Departments and regions"),
            "languages": T("Languages"),
            "until": T("Last day"),
        }

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Note it; how many people it reaches is shown before anything opens."""
        if not may_coordinate(seat.actor):
            raise Intruder
        parts = {name: tuple(values.get(name, "").split()) for name in ("kinds", "areas", "languages")}
        until = date.fromisoformat(values["until"])
        survey = await self.actions.choose(seat, stored.about["survey"], Audience(**parts), until)
        return Ended("survey_audience", await self.actions.overview(survey.id), drop=True)


@dataclass(frozen=True)
class SurveyDrafts:
    """A person's answers under way."""

    sessions: Sessions
    desk: Desk

    async def of(self, seat: Seat, survey: Survey) -> list[StoredSession]:
        """Their own and their organisations', the latest first."""
        found = {stored.id: stored for stored in await self.sessions.open_of_chat(seat.chat_id)}
        if seat.actor is not None:
            ids = [organisation.id for organisation in seat.actor.organisations]
            for stored in await self.sessions.open_of_organisations(ids):
                found.setdefault(stored.id, stored)
        mine = [
            stored
            for stored in found.values()
            if stored.dialogue == FILLING and stored.about.get("survey") == survey.id
        ]
        return sorted(
            mine, key=lambda stored: (stored.updated_at is not None, stored.updated_at), reverse=True
        )

    async def forget_trials(self, seat: Seat) -> None:
        """A coordinator's trials that were left half-way."""
        for stored in await self.sessions.open_of_chat(seat.chat_id):
            if stored.dialogue == TRYING:
                await self.sessions.delete(stored.id)

    async def update(
        self, seat: Seat, stored: StoredSession, version: str
    ) -> tuple[StoredSession, list[tuple[str, str]]]:
        """The draft in another version, and the answers that found no place: question and answer.

        Raises Moved when somebody was faster.
        """
        before, after = await self.desk.of(stored), await self.desk.version(version)
        session, context = self.desk.session(stored), self.desk.context(seat)
        names, moved = labels(before, session, context), move(session, before.form, after.form)
        # The message that gave an answer may have lost it: editing it then must not change another.
        about = {key: value for key, value in stored.about.items() if key != "said"}
        changed = replace(
            stored,
            form_version=after.form.version,
            body=moved.session.to_json(),
            pending={},
            about=about,
            updated_at=seat.now,
        )
        if not await self.sessions.save(changed):
            raise Moved
        lost = [(names.get(one.ref) or one.ref.rpartition("/")[2], one.wire) for one in moved.dropped]
        return replace(changed, revision=stored.revision + 1), lost
