"""What coordinators do with forms of their own, and what those they are meant for may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.clock import paris_day
from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.dialogues.engines import Desk
from bot.dialogues.model import Seat
from bot.errors import Problem
from bot.forms.lists import file_of
from bot.forms.session import Engine
from bot.i18n import T
from bot.ids import Ids
from bot.people.audience import Audience, reached
from bot.people.model import Actor, Member, Organisation
from bot.surveys.intake import FORMS, Drop, ending
from bot.surveys.model import (
    Overview,
    Survey,
    SurveyGone,
    SurveyMoved,
    SurveyState,
    Version,
)
from bot.surveys.ports import Submissions, Surveys

OPENED = "survey_opened"
"""Kind of the notice that tells people of a form."""


class NotReady(Problem):
    """A form cannot be opened yet."""

    code = "survey_not_ready"


@dataclass(frozen=True)
class SurveyActions:
    """Every call runs inside the caller's unit of work."""

    surveys: Surveys
    submissions: Submissions
    desk: Desk
    ledger: Ledger
    audit: Audit
    ids: Ids
    passes_on: bool = False

    # Looking

    async def all(self) -> Sequence[Survey]:
        """The latest first."""
        return await self.surveys.all()

    async def get(self, survey_id: str) -> Survey:
        """That survey. Raises SurveyGone."""
        survey = await self.surveys.get(survey_id)
        if survey is None:
            raise SurveyGone
        return survey

    async def overview(self, survey_id: str) -> Overview:
        """All that a coordinator decides on."""
        survey = await self.get(survey_id)
        engine = await self._engine(survey.next_version or survey.version)
        members, organisations = await self._reach(survey.audience or Audience())
        return Overview(
            survey,
            await self.surveys.counts(survey.id),
            tuple(await self.surveys.versions(survey.id)),
            engine.form.languages,
            missing_lists(engine),
            len(members),
            len(organisations),
            await self.submissions.passed(survey.id) if self.passes_on else None,
        )

    # From a file to an open form

    async def receive(self, seat: Seat, content: bytes, drop: Drop) -> Survey | None:
        """Keep a file towards a form; the survey that it makes, or renews, when the form is accepted."""
        assert seat.actor is not None
        member = seat.actor.member.id
        if ending(drop.name) in FORMS:  # one form at a time; its lists may have come before
            for known in await self.surveys.drop_files(member):
                if ending(known) in FORMS:
                    await self.surveys.forget_file(member, known)
        await self.surveys.keep_file(member, drop.name, content, seat.now)
        if drop.checked is None or not drop.checked.xform:
            return None
        checked, files = drop.checked, drop.files or {}
        used = {name: files[name] for name in checked.used}
        await self.desk.versions.keep(checked.version, checked.form_id, checked.xform, used)
        survey = await self._renewed(seat, drop)
        number = len(await self.surveys.versions(survey.id)) + 1
        version = Version(survey.id, checked.version, number, drop.form, seat.now)
        await self.surveys.add_version(version)
        await self._note(seat, "survey_received", survey)
        return survey

    async def _renewed(self, seat: Seat, drop: Drop) -> Survey:
        """A survey that nobody saw yet takes the form; an open one has it wait; else there is a new one."""
        assert drop.checked is not None
        assert seat.actor is not None
        checked = drop.checked
        survey = await self.surveys.by_form(checked.form_id)
        title = checked.title or checked.form_id
        if survey is None:
            survey = Survey(
                self.ids.new(), checked.form_id, title, checked.version,
                created_at=seat.now, created_by=seat.actor.member.id,
            )  # fmt: skip
            await self.surveys.add(survey)
            return survey
        if survey.state is SurveyState.READY:
            return await self._save(replace(survey, title=title, version=checked.version))
        waits = checked.version if checked.version != survey.version else None
        return await self._save(replace(survey, next_version=waits))

    async def choose(self, seat: Seat, survey_id: str, audience: Audience, until: object) -> Survey:
        """Whom it is for and until when. An open form follows at once; who is new to it is told."""
        survey = replace(await self.get(survey_id), audience=audience, until=until)  # type: ignore[arg-type]
        saved = await self._save(survey)
        if saved.takes_answers(seat.now):
            await self._tell(seat, saved)
        await self._note(seat, "survey_audience", saved)
        return saved

    async def open(self, seat: Seat, survey_id: str, revision: int) -> Survey:
        """People of its audience see it from now on, and are told once."""
        survey = await self._at(survey_id, revision)
        if survey.audience is None or survey.until is None:
            raise NotReady(T("First say whom this form is for, and until when."))
        if survey.until < paris_day(seat.now):
            raise NotReady(T("The last day of this form is over: choose another one."))
        missing = missing_lists(await self._engine(survey.version))
        if missing:
            raise NotReady(T("This form needs {files}: send them first.", files=", ".join(missing)))
        opened = replace(
            survey, state=SurveyState.OPEN, opened_at=survey.opened_at or seat.now, closed_at=None
        )
        saved = await self._save(opened)
        await self._tell(seat, saved)
        await self._note(seat, "survey_opened", saved)
        return saved

    async def publish(self, seat: Seat, survey_id: str, revision: int) -> Survey:
        """The version that waits replaces the one that people begin; those under way finish on theirs."""
        survey = await self._at(survey_id, revision)
        if survey.next_version is None:
            raise SurveyMoved
        engine = await self._engine(survey.next_version)
        if missing := missing_lists(engine):
            raise NotReady(T("This form needs {files}: send them first.", files=", ".join(missing)))
        title = engine.form.title or survey.title
        saved = await self._save(replace(survey, version=survey.next_version, next_version=None, title=title))
        await self._note(seat, "survey_published", saved)
        return saved

    async def close(self, seat: Seat, survey_id: str, revision: int) -> Survey:
        """No more answers; what was sent stays, drafts wait."""
        survey = await self._at(survey_id, revision)
        saved = await self._save(replace(survey, state=SurveyState.CLOSED, closed_at=seat.now))
        await self._note(seat, "survey_closed", saved)
        return saved

    async def pass_on_again(self, seat: Seat, survey_id: str) -> int:
        """What another server refused is tried again. Returns how many."""
        survey = await self.get(survey_id)
        await self._note(seat, "survey_passed_again", survey)
        return await self.submissions.retry(survey.id, seat.now)

    async def exported(self, seat: Seat, survey: Survey) -> None:
        """Somebody downloads the answers: it is noted."""
        await self._note(seat, "survey_exported", survey)

    # Those it is meant for

    async def meant_for(self, actor: Actor | None, now: datetime) -> list[Survey]:
        """The forms that a person may fill now."""
        if actor is None:
            return []
        surveys = [survey for survey in await self.surveys.open() if survey.takes_answers(now)]
        return [survey for survey in surveys if speaking_for(actor, survey)]

    async def _reach(self, audience: Audience) -> tuple[dict[str, Member], set[str]]:
        people = list(await self.surveys.people())
        members = reached(audience, people)
        places = {o.id for m, o in people if m.id in members and audience.holds(m, o)}
        return members, places

    async def _tell(self, seat: Seat, survey: Survey) -> None:
        """One notice a person and a survey, whatever happens to it afterwards."""
        members, _ = await self._reach(survey.audience or Audience())
        for member in members.values():
            key = f"{OPENED}:{survey.id}:{member.id}"
            payload = {"survey": survey.id}
            await self.ledger.queue(Notice(self.ids.new(), key, member.id, OPENED, payload, due_at=seat.now))

    # Within

    async def _engine(self, version: str) -> Engine:
        return await self.desk.version(version)

    async def _at(self, survey_id: str, revision: int) -> Survey:
        survey = await self.get(survey_id)
        if survey.revision != revision:
            raise SurveyMoved
        return survey

    async def _save(self, survey: Survey) -> Survey:
        if not await self.surveys.save(survey):
            raise SurveyMoved
        return replace(survey, revision=survey.revision + 1)

    async def _note(self, seat: Seat, what: str, survey: Survey) -> None:
        by = seat.actor.member.id if seat.actor else None
        await self.audit.note(seat.now, what, by, survey.id)


def missing_lists(engine: Engine) -> tuple[str, ...]:
    """Attached lists that a form asks for and does not have."""
    form = engine.form
    absent = {file_of(address) for name, address in form.external.items() if name not in form.lists}
    return tuple(sorted(absent))


def speaking_for(actor: Actor, survey: Survey) -> Organisation | None:
    """The organisation for which a person is in a survey's audience; None for those it is not for."""
    audience = survey.audience or Audience()
    return next((o for o in actor.organisations if audience.holds(actor.member, o)), None)
