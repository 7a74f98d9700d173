"""Forms of the coordinators' own: from a file to answers; and filling one."""

from __future__ import annotations

from dataclasses import replace

from bot.conversation.incoming import Attachment
from bot.dialogues.model import Gone
from bot.i18n import T, Text, unspoken
from bot.kits.given import ReadFile
from bot.surveys import intake
from bot.surveys.actions import NotReady, speaking_for
from bot.surveys.dialogue import FILLING, TRYING
from bot.surveys.exporting import FORMATS, file_name
from bot.surveys.files import address
from bot.surveys.intake import Drop
from bot.surveys.model import Overview, Survey, SurveyClosed, SurveyGone, SurveyMoved
from handlers.chat import catalogue, forms, home
from handlers.chat.turn import Turn
from handlers.chat.views import surveys as view
from handlers.chat.views.basics import paged, problem_screen

# Coordinators


async def listing(turn: Turn) -> None:
    """/formulaires: those there are, and how to make one."""
    if turn.argument and not turn.argument.startswith("~"):
        await one(turn)
        return
    _, page = paged(turn.argument)
    turn.show(view.list_screen(turn.tr, await turn.services.surveys.all(), turn.now, page))


async def one(turn: Turn) -> None:
    """Where a form stands, and what can be done with it."""
    await show(turn, turn.argument)


async def show(turn: Turn, survey_id: str, problem: Text | None = None) -> None:
    """A form as it stands now, and why what was asked was not done."""
    turn.show(view.survey_screen(turn.tr, await _overview(turn, survey_id), turn.now, problem))


async def _overview(turn: Turn, survey_id: str) -> Overview:
    try:
        return await turn.services.surveys.overview(survey_id)
    except SurveyGone:
        raise Gone from None


def _at(argument: str) -> tuple[str, int]:
    """``<id>.<number>``."""
    head, _, number = argument.partition(".")
    return head, int(number) if number.isdecimal() and len(number) < 9 else -1


async def preview(turn: Turn) -> None:
    """Try a form as people would see it, in one of its languages; nothing is kept."""
    survey_id, at = _at(turn.argument)
    found = await _overview(turn, survey_id)
    about = {"survey": survey_id}
    if 0 <= at < len(found.languages):
        about["language"] = found.languages[at]
    version = found.survey.next_version or found.survey.version
    await turn.services.survey_drafts.forget_trials(turn.seat)
    scene = await turn.services.host.open(TRYING, turn.seat, about=about, version=version)
    note = T("You are trying “{title}”: nothing of it is kept.", title=found.survey.title)
    forms.show(turn, replace(scene, note=note))


async def audience(turn: Turn) -> None:
    """Say whom a form is for, and until when: a few questions."""
    survey = (await _overview(turn, turn.argument)).survey
    scene = await turn.services.host.open("survey_audience", turn.seat, about={"survey": survey.id})
    note = view.until_now(survey, turn.tr.language.code)
    forms.show(turn, replace(scene, note=note) if note is not None else scene)


async def opens(turn: Turn) -> None:
    """Open it: people see it, and are told."""
    await _change(turn, "open", T("It is open. Those it is for are told."))


async def publish(turn: Turn) -> None:
    """The new version replaces the one people begin."""
    await _change(turn, "publish", T("The new version is the one people begin from now on."))


async def close(turn: Turn) -> None:
    """No more answers."""
    await _change(turn, "close", T("It is closed. What was sent stays."))


async def _change(turn: Turn, verb: str, done: Text) -> None:
    survey_id, revision = _at(turn.argument)
    try:
        await getattr(turn.services.surveys, verb)(turn.seat, survey_id, revision)
    except SurveyGone:
        raise Gone from None
    except (SurveyMoved, NotReady) as problem:
        await show(turn, survey_id, problem.text)
    else:
        turn.toast(done)
        await show(turn, survey_id)


async def answers(turn: Turn) -> None:
    """Download what came back: which file, then the file."""
    survey_id, _, wanted = turn.argument.partition(".")
    found = await _overview(turn, survey_id)
    kind, _, at = wanted.partition(".")
    if kind not in FORMATS:
        turn.show(view.answers_screen(turn.tr, found))
        return
    language = None
    if at.isdecimal() and len(at) < 4:
        named = int(at) < len(found.languages)
        language = found.languages[int(at)] if named else ""
    await turn.services.surveys.exported(turn.seat, found.survey)
    turn.toast(T("The file is on its way."))
    turn.give(address(survey_id, kind, language), file_name(found.survey, kind))


async def again(turn: Turn) -> None:
    """What the other server refused is tried again."""
    found = await _overview(turn, turn.argument)
    many = await turn.services.surveys.pass_on_again(turn.seat, found.survey.id)
    turn.toast(view.again(many))
    await show(turn, found.survey.id)


async def attachment(turn: Turn) -> None:
    """A file: a form or one of its lists from a coordinator, else what the live question takes."""
    content = turn.incoming.content
    assert isinstance(content, Attachment)
    expected = intake.wanted(turn.actor, content) or catalogue.wanted(turn.actor, content)
    if isinstance(content.made, ReadFile):
        await catalogue.receive(turn, content.made)
    elif isinstance(content.made, Drop):
        await _receive(turn, content, content.made)
    elif await turn.services.host.wants_file(turn.seat, forms.sent(content)):
        await forms.attachment(turn)
    elif expected and content.size > forms.LARGEST_FILE:
        turn.say(problem_screen(turn.tr, forms.too_large()))
    elif expected and content.unreachable:
        turn.say(problem_screen(turn.tr, forms.unreachable()))
    else:
        await forms.attachment(turn)


async def _receive(turn: Turn, content: Attachment, drop: Drop) -> None:
    survey = await turn.services.surveys.receive(turn.seat, content.content or b"", drop)
    await turn.services.survey_drafts.forget_trials(turn.seat)
    found = await turn.services.surveys.overview(survey.id) if survey is not None else None
    turn.say(view.received_screen(turn.tr, drop, found, turn.now))


# Those a form is for


async def fill(turn: Turn) -> None:
    """/remplir: begin a form, or go on with it; without a name, those that wait."""
    meant = await turn.services.surveys.meant_for(turn.actor, turn.now)
    if not turn.argument:
        turn.show(view.waiting_screen(turn.tr, meant))
        return
    survey = next((survey for survey in meant if survey.id == turn.argument), None)
    if survey is None:
        await _not_for_them(turn, turn.argument)
        return
    drafts = await turn.services.survey_drafts.of(turn.seat, survey)
    if drafts:
        turn.show(view.resume_screen(turn.tr, survey, drafts, turn.seat.chat_id))
    else:
        await _begin(turn, survey)


async def begin(turn: Turn) -> None:
    """One more set of answers, whatever is begun already."""
    meant = await turn.services.surveys.meant_for(turn.actor, turn.now)
    survey = next((survey for survey in meant if survey.id == turn.argument), None)
    if survey is None:
        await _not_for_them(turn, turn.argument)
    else:
        await _begin(turn, survey)


async def _begin(turn: Turn, survey: Survey) -> None:
    assert turn.actor is not None
    organisation = speaking_for(turn.actor, survey)
    assert organisation is not None, "meant_for looked"
    scene = await turn.services.host.open(
        FILLING,
        turn.seat,
        about={"survey": survey.id},
        organisation_id=organisation.id,
        version=survey.version,
        phone=unspoken(turn.incoming.sender_language, turn.tr.language.code),
    )
    forms.show(turn, replace(scene, note=view.begins(survey, organisation)))


async def _not_for_them(turn: Turn, survey_id: str) -> None:
    """A form that is over says so to those it was for; to anyone else it does not exist, and it is noted."""
    try:
        survey = await turn.services.surveys.get(survey_id)
    except SurveyGone:
        survey = None
    was_theirs = survey is not None and survey.opened_at is not None and turn.actor is not None
    if survey is not None and was_theirs and turn.actor and speaking_for(turn.actor, survey):
        raise SurveyClosed
    await home.intruder(turn, "remplir")


async def update(turn: Turn) -> None:
    """Move a draft to the version of today: what stays is kept, what does not is told."""
    host = turn.services.host
    stored = await host.load(turn.argument, turn.seat)
    if stored.dialogue != FILLING:
        raise Gone
    survey = await turn.services.surveys.get(stored.about["survey"])
    lost: list[tuple[str, str]] = []
    if stored.form_version != survey.version:
        stored, lost = await turn.services.survey_drafts.update(turn.seat, stored, survey.version)
    scene = await host.returns(stored, turn.seat)
    forms.show(turn, replace(scene, note=view.moved(turn.tr, lost)))
