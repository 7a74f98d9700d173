"""The actions, readers and dialogues, over the repositories: what handlers may call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial

from bot.agenda.feed import address as agenda_address
from bot.broadcasts.actions import BroadcastActions
from bot.broadcasts.dialogue import TargetDialogue, WhenDialogue
from bot.catalogues import translator
from bot.codes.actions import CodeActions
from bot.codes.dialogue import CodeDialogue
from bot.codes.readers import KitReader, PrintableReader
from bot.codes.relays import RelayActions
from bot.commitments.actions import CommitmentActions
from bot.contributions.actions import ContributionActions
from bot.contributions.cards import Wording
from bot.contributions.dialogues import AnswerDialogue, Answering, ReportDialogue, ReturnDialogue
from bot.contributions.readers import CodesReader, EvidenceReader, FiguresReader, PeriodReader
from bot.contributions.review import ReviewActions
from bot.copies.actions import CopyActions
from bot.copies.dialogues import CopiesDialogue, CopyDesk, Reporting, WordsDialogue
from bot.copies.lending import LoanActions
from bot.copies.readers import AddressReader, DetailReader, FunctionReader
from bot.dialogues.drafts import Drafts
from bot.dialogues.engines import Desk
from bot.dialogues.host import Host
from bot.dialogues.library import Library, OwnForm, own_forms
from bot.dialogues.place_reader import PlaceReader
from bot.dialogues.readers import Reader
from bot.followup.actions import FollowupActions
from bot.gatherings.actions import GatheringActions
from bot.gatherings.days import OwnDays
from bot.gatherings.dialogues import (
    CorrectDialogue,
    EventDialogue,
    MeetingDialogue,
    MoveDialogue,
    NotesDialogue,
)
from bot.gatherings.readers import InvitedReader
from bot.gatherings.telling import Telling
from bot.groups.actions import GroupActions
from bot.i18n import LANGUAGES
from bot.ids import Ids
from bot.kits.actions import KitActions
from bot.kits.editor import CatalogueEditor
from bot.kits.ours import LogoReader, OurKitDialogue
from bot.kits.remarks import RemarkActions, RemarkDialogue
from bot.letters.actions import LetterActions
from bot.letters.dialogues import LetterDialogue
from bot.people.actions import PeopleActions
from bot.people.naming import OrganisationReader, PartnersReader
from bot.people.privacy import notice
from bot.people.signup import JoinDialogue, RecogniseDialogue, SignupDialogue
from bot.reminders.actions import ReminderActions
from bot.settings import Settings
from bot.surveys.actions import SurveyActions
from bot.surveys.dialogue import AudienceDialogue, PreviewDialogue, SurveyDialogue, SurveyDrafts
from bot.surveys.exporting import Exports
from bot.surveys.intake import CheckedApart, Intake
from bot.surveys.readers import AreasReader
from bot.telemetry import Pseudonyms
from bot.timetable.actions import TimetableActions
from bot.timetable.dialogues import DateDialogue, LeadsDialogue
from handlers.chat.services import Services
from storage.database import Database
from storage.repositories import Repositories


def services_of(
    settings: Settings, database: Database, repos: Repositories, ids: Ids, bot_name: Callable[[], str]
) -> Services:
    readers: dict[str, Reader] = {
        "organisation": OrganisationReader(repos.organisations),
        "known-organisation": OrganisationReader(repos.organisations, known_only=True),
        "partners": PartnersReader(repos.organisations),
        "place": PlaceReader(),
        "codes": CodesReader(),
        "figures": FiguresReader(),
        "period": PeriodReader(),
        "evidence": EvidenceReader(),
        "areas": AreasReader(),
        "address": AddressReader(repos.organisations),
        "detail": DetailReader(),
        "function": FunctionReader(),
        "invited": InvitedReader(repos.organisations),
        "printable": PrintableReader(),
        "kit": KitReader(),
        "logo": LogoReader(),
    }
    codes = CodeActions(repos.codes, repos.organisations, ids)
    relays = RelayActions(repos.codes)
    people = PeopleActions(repos.members, repos.organisations, repos.chats, repos.ledger, ids)
    contributions = ContributionActions(repos.contributions, repos.members, repos.ledger, ids)
    review = ReviewActions(repos.contributions, repos.organisations, repos.members, repos.ledger, ids)
    desk = Desk(Library(shipped_forms()), repos.form_versions, readers, ids)
    surveys = SurveyActions(
        repos.surveys, repos.submissions, desk, repos.ledger, repos.audit, ids, bool(settings.openrosa_url)
    )
    copies = CopyActions(repos.requests, repos.organisations, repos.members, repos.ledger, repos.audit, ids)
    reporting = Reporting()
    timetable = TimetableActions(repos.calendar_changes, repos.audit)
    broadcasts = BroadcastActions(
        repos.broadcasts, repos.members, timetable, repos.ledger, repos.audit, ids, relays, bot_name,
        settings.second_approval,
    )  # fmt: skip
    letters = LetterActions(
        repos.letters, timetable, repos.members, repos.organisations, repos.ledger, repos.audit, ids
    )
    followup = FollowupActions(
        repos.followups,
        repos.contributions,
        contributions,
        repos.organisations,
        repos.ledger,
        repos.audit,
        ids,
    )
    telling = Telling(repos.ledger, repos.organisations, ids)
    gatherings = GatheringActions(repos.gatherings, repos.organisations, telling, repos.audit, ids)
    remarks = RemarkActions(repos.remarks, repos.members, repos.organisations, repos.ledger, ids)
    dialogues = (
        RemarkDialogue(remarks),
        SignupDialogue(people, repos.organisations, ids, codes),
        JoinDialogue(people, repos.organisations, ids, codes),
        RecogniseDialogue(people),
        ReportDialogue(contributions, followup),
        ReturnDialogue(review),
        AnswerDialogue(contributions, followup),
        SurveyDialogue(surveys, repos.submissions, desk),
        PreviewDialogue(surveys),
        AudienceDialogue(surveys),
        TargetDialogue(broadcasts),
        WhenDialogue(broadcasts),
        CopiesDialogue(copies),
        WordsDialogue(copies, reporting),
        DateDialogue(timetable),
        LeadsDialogue(timetable),
        LetterDialogue(letters),
        EventDialogue(gatherings),
        MeetingDialogue(gatherings),
        MoveDialogue(gatherings),
        CorrectDialogue(gatherings, "event"),
        CorrectDialogue(gatherings, "meeting"),
        NotesDialogue(gatherings),
        CodeDialogue(codes),
        OurKitDialogue(codes, bot_name),
    )
    host = Host(repos.sessions, repos.chats, desk, {dialogue.name: dialogue for dialogue in dialogues}, ids)
    reporting.host = host
    return Services(
        host=host,
        drafts=Drafts(repos.sessions, desk),
        people=people,
        contributions=contributions,
        review=review,
        surveys=surveys,
        kits=KitActions(repos.interest, repos.entries, repos.members, repos.ledger, ids),
        editor=editor_of(repos, ids),
        misses=repos.misses,
        commitments=CommitmentActions(repos.commitments),
        remarks=remarks,
        reminders=ReminderActions(repos.reminders, timetable, OwnDays(repos.gatherings), repos.ledger, ids),
        broadcasts=broadcasts,
        copies=copies,
        copy_desk=CopyDesk(host, repos.sessions, copies),
        loans=LoanActions(repos.loans, repos.organisations, repos.members, repos.ledger, repos.audit, ids),
        gatherings=gatherings,
        groups=GroupActions(repos.groups, timetable),
        timetable=timetable,
        letters=letters,
        followup=followup,
        codes=codes,
        relays=relays,
        survey_drafts=SurveyDrafts(repos.sessions, desk),
        intake=Intake(database, repos.surveys, CheckedApart()),
        answering=Answering(host),
        wording=Wording(readers),
        audit=repos.audit,
        files=repos.files,
        notice=notice(*_responsible(settings)),
        translator=translator,
        bot_name=bot_name,
        pseudonym=Pseudonyms.of_installation(settings.data, ids).who,
        agenda_at=partial(agenda_address, settings.webhook_url),
    )


def editor_of(repos: Repositories, ids: Ids) -> CatalogueEditor:
    """What edits the catalogue of kits."""
    return CatalogueEditor(repos.entries, repos.members, repos.ledger, repos.audit, ids)


def _responsible(settings: Settings) -> tuple[str, str]:
    """Who answers for the data; a local demonstration has nobody to name."""
    return settings.controller or "-", settings.privacy_contact or "-"


@cache
def shipped_forms() -> Mapping[str, OwnForm]:
    """Read once for a process: neither they nor the catalogues change while it runs."""

    def says(code: str) -> Callable[[str], str]:
        return translator(code).pattern

    return own_forms({code: says(code) for code, language in LANGUAGES.items() if language.complete})


def exports_of(repos: Repositories, library: Library | None = None) -> Exports:
    """What makes files of answers."""
    return Exports(
        repos.surveys,
        repos.submissions,
        repos.organisations,
        repos.form_versions,
        library or Library(shipped_forms()),
        repos.files,
    )
