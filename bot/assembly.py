"""The composition root: the only place that knows everyone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.agenda import files as calendars
from bot.catalogues import translator
from bot.clock import Clock
from bot.contributions.actions import ContributionActions
from bot.contributions.cards import Wording
from bot.contributions.dialogues import AnswerDialogue, Answering, ReportDialogue, ReturnDialogue
from bot.contributions.importing import ImportContributions, Imported
from bot.contributions.readers import CodesReader, EvidenceReader, FiguresReader, PeriodReader
from bot.contributions.review import ReviewActions
from bot.conversation.ports import Messenger, Parcel
from bot.delivery.ports import Files
from bot.dialogues.drafts import Drafts
from bot.dialogues.engines import Desk
from bot.dialogues.host import Host
from bot.dialogues.library import Library
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
from bot.i18n import DEFAULT_LANGUAGE, LANGUAGES, T, Text
from bot.ids import Ids
from bot.kits.actions import KitActions
from bot.letters.actions import LetterActions
from bot.letters.dialogues import LetterDialogue
from bot.openrosa.client import OpenRosaServer
from bot.people.actions import PeopleActions
from bot.people.naming import OrganisationReader, PartnersReader
from bot.people.privacy import notice
from bot.people.signup import JoinDialogue, RecogniseDialogue, SignupDialogue
from bot.print import orders
from bot.print.press import print_for
from bot.reminders.actions import ReminderActions
from bot.safeguards.card import check_card
from bot.safeguards.phrases import phrasebooks
from bot.settings import Settings
from bot.surveys.actions import SurveyActions
from bot.surveys.dialogue import AudienceDialogue, PreviewDialogue, SurveyDialogue, SurveyDrafts
from bot.surveys.exporting import Exports
from bot.surveys.files import PREFIX, AnswerFiles
from bot.surveys.intake import CheckedApart, Intake
from bot.surveys.passing import PassOn
from bot.surveys.readers import AreasReader
from bot.telegram.application import AnyApplication, build_bot_application, connect, publish_profile
from bot.telegram.leniency import LenientRequest
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.request import AiohttpRequest
from bot.telemetry import Health, Log, Pseudonyms
from bot.timetable.actions import TimetableActions
from bot.timetable.dialogues import DateDialogue, LeadsDialogue
from handlers.chat.dispatch import Dispatcher
from handlers.chat.emergency import calls_for_help
from handlers.chat.notices import Courier
from handlers.chat.register import SCREENS
from handlers.chat.services import Services
from handlers.ticks.jobs import Jobs
from storage.database import Database
from storage.errors import StorageUnavailable
from storage.purge import SqlPurge
from storage.repositories import Repositories, repositories
from storage.schema import upgrade
from storage.seed import seed_directory

WHAT_WE_ARE = T(
    "For people in France who act against child labour, forced labour and trafficking: report what you did "
    "in minutes, find awareness kits and dates. Not a helpline: in danger, call 17, 112, or 114 in silence."
)
IN_SHORT = T("Report what you did against forced and child labour; kits and dates. Not a helpline.")


@dataclass(frozen=True)
class Relais:
    """The product, ready to take updates."""

    settings: Settings
    database: Database
    repositories: Repositories
    services: Services
    application: AnyApplication
    dispatcher: Dispatcher
    courier: Courier
    clock: Clock
    ids: Ids
    requests: tuple[BaseRequest, BaseRequest]

    async def open(self) -> None:
        """Bring the database up to date and take up what a stop cut short."""
        async with self.database.transaction():
            await self.repositories.members.set_coordinators(sorted(self.settings.coordinators))
            await self.repositories.ledger.abandon_claims(self.clock.now())
        await self.application.initialize()

    async def greet(self) -> None:
        """Send what was decided and never left, then tell Telegram our commands in each language."""
        await self.dispatcher.resend_unsent()
        for code, language in LANGUAGES.items():
            if language.complete:
                tr = translator(code)
                named = [(s.name, tr(s.description)) for s in SCREENS if s.description and not s.coordinators]
                named.append(("urgence", tr(T("In danger: who to call"))))
                for tag in (code, None) if code == DEFAULT_LANGUAGE else (code,):
                    await publish_profile(self.application.bot, tag, named, tr(WHAT_WE_ARE), tr(IN_SHORT))

    async def health(self) -> dict[str, object]:
        """Whether the database and Telegram answer: for whoever watches the machine."""
        parts = {"database": True, "telegram": True}
        try:
            await self.database.probe()
        except StorageUnavailable:
            parts["database"] = False
        try:
            await self.application.bot.get_me()
        except TelegramError:
            parts["telegram"] = False
        return Health(parts).as_json()

    async def figures(self) -> str:
        """The process's counters, in Prometheus' text format."""
        async with self.database.reading():
            Log.metrics.set("replies_waiting", len(await self.repositories.inbox.unsent()))
        return Log.metrics.render()

    async def close(self) -> None:
        """Give everything back."""
        await self.application.shutdown()
        for request in self.requests:  # a start that was refused leaves them open
            await request.shutdown()
        await self.database.close()


@dataclass(frozen=True)
class _Shelf:
    """Files by their hash, for the messenger: reads in a unit of its own."""

    database: Database
    files: Files
    made: Mapping[str, Callable[[str], Awaitable[Parcel | None]]]
    """Files that are made when they are sent: what their address begins with, and who makes them."""

    async def parcel(self, digest: str) -> Parcel | None:
        """The file, if it is kept, or made now."""
        for prefix, make in self.made.items():
            if digest.startswith(prefix):
                return await make(digest)
        async with self.database.reading():
            found = await self.files.read(digest)
        return Parcel(*found) if found else None


@dataclass(frozen=True)
class _Calendars:
    """Makes calendar files, with the dates of their reader's own: reads in a unit of its own."""

    database: Database
    services: Services

    async def __call__(self, address: str) -> Parcel | None:
        """The file; None when the agenda holds nothing of it any more."""
        reader, today = calendars.reader_of(address)
        async with self.database.reading():
            actor = await self.services.people.actor_of(reader) if reader else None
            own = await self.services.gatherings.dates(actor, today)
            among = await self.services.timetable.events()
        made = calendars.made(address, translator, own, among)
        return Parcel(made, "agenda.ics", calendars.MEDIA_TYPE) if made else None


async def _printed(address: str) -> Parcel | None:
    printed = await asyncio.to_thread(print_for, orders.order_of(address))
    return Parcel(printed.content, printed.name, printed.media_type)


def prepare_storage(settings: Settings) -> None:
    """The folder and the schema: before the event loop, since migrations are synchronous.

    The card is checked and the word lists of distress are read: nobody in danger waits for a file.
    """
    check_card()
    phrasebooks()
    settings.data.mkdir(parents=True, exist_ok=True)
    upgrade(settings.database_url)


async def assemble(
    settings: Settings,
    clock: Clock,
    ids: Ids,
    request: BaseRequest | None = None,
    durable: Callable[[int], None] | None = None,
    messenger: Messenger | None = None,
) -> Relais:
    """Everything wired, the directory seeded, nothing started. ``prepare_storage`` went before."""
    database = Database(settings.database_url)
    await seed_directory(database)
    repos = repositories(database, settings.data)
    backend = LenientRequest if settings.local else AiohttpRequest
    requests = (request or backend(), request or backend(connections=2))
    application = build_bot_application(
        settings.token, settings.bot_url, settings.file_url, calls_for_help, *requests
    )
    services = _services(settings, database, repos, ids)
    answers = AnswerFiles(database, repos.surveys, exports_of(repos, services.host.desk.library))
    made: dict[str, Callable[[str], Awaitable[Parcel | None]]] = {
        PREFIX: answers.parcel,
        calendars.PREFIX: _Calendars(database, services),
        orders.PREFIX: _printed,
    }
    messenger = messenger or TelegramMessenger(application.bot, _Shelf(database, repos.files, made))
    courier = Courier(database, repos.ledger, repos.members, messenger, services, clock)
    dispatcher = Dispatcher(
        database, repos.inbox, repos.chats, messenger, services, courier, clock, durable or _nobody
    )
    connect(application, dispatcher, durable or _nobody)
    return Relais(settings, database, repos, services, application, dispatcher, courier, clock, ids, requests)


def _services(settings: Settings, database: Database, repos: Repositories, ids: Ids) -> Services:
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
        "invited": InvitedReader(repos.organisations),
    }
    people = PeopleActions(repos.members, repos.organisations, repos.chats, repos.ledger, ids)
    contributions = ContributionActions(repos.contributions, repos.members, repos.ledger, ids)
    review = ReviewActions(repos.contributions, repos.organisations, repos.members, repos.ledger, ids)
    desk = Desk(_library(), repos.form_versions, readers, ids)
    surveys = SurveyActions(
        repos.surveys, repos.submissions, desk, repos.ledger, repos.audit, ids, bool(settings.openrosa_url)
    )
    timetable = TimetableActions(repos.calendar_changes, repos.audit)
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
    dialogues = (
        SignupDialogue(people, repos.organisations, ids),
        JoinDialogue(people, repos.organisations, ids),
        RecogniseDialogue(people),
        ReportDialogue(contributions, followup),
        ReturnDialogue(review),
        AnswerDialogue(contributions, followup),
        SurveyDialogue(surveys, repos.submissions, desk),
        PreviewDialogue(surveys),
        AudienceDialogue(surveys),
        DateDialogue(timetable),
        LeadsDialogue(timetable),
        LetterDialogue(letters),
        EventDialogue(gatherings),
        MeetingDialogue(gatherings),
        MoveDialogue(gatherings),
        CorrectDialogue(gatherings, "event"),
        CorrectDialogue(gatherings, "meeting"),
        NotesDialogue(gatherings),
    )
    host = Host(repos.sessions, repos.chats, desk, {dialogue.name: dialogue for dialogue in dialogues}, ids)
    return Services(
        host=host,
        drafts=Drafts(repos.sessions, desk),
        people=people,
        contributions=contributions,
        review=review,
        surveys=surveys,
        kits=KitActions(repos.interest, repos.members, repos.ledger, ids),
        reminders=ReminderActions(repos.reminders, timetable, OwnDays(repos.gatherings), repos.ledger, ids),
        gatherings=gatherings,
        timetable=timetable,
        letters=letters,
        followup=followup,
        survey_drafts=SurveyDrafts(repos.sessions, desk),
        intake=Intake(database, repos.surveys, CheckedApart()),
        answering=Answering(host),
        wording=Wording(readers),
        audit=repos.audit,
        files=repos.files,
        notice=notice(*_responsible(settings)),
        translator=translator,
        pseudonym=Pseudonyms.of_installation(settings.data, ids).who,
    )


def _responsible(settings: Settings) -> tuple[str, str]:
    """Who answers for the data; a local demonstration has nobody to name."""
    return settings.controller or "-", settings.privacy_contact or "-"


def _library() -> Library:
    def says(code: str) -> Callable[[str], str]:
        tr = translator(code)
        return lambda sentence: tr(Text(sentence))

    return Library({code: says(code) for code, language in LANGUAGES.items() if language.complete})


def _nobody(update_id: int) -> None:
    """Nobody waits to know."""


@asynccontextmanager
async def running(relais: Relais) -> AsyncIterator[Relais]:
    """Opened on entry, closed on exit whatever happens."""
    await relais.open()
    try:
        yield relais
    finally:
        await asyncio.shield(relais.close())


async def import_contributions(
    database: Database, repos: Repositories, lines: list[str], clock: Clock, ids: Ids
) -> Imported:
    """Take in a file of contributions, in one transaction: whole, or not at all."""
    async with database.transaction():
        return await ImportContributions(repos.contributions, repos.organisations, ids)(lines, clock.now())


@asynccontextmanager
async def stored(settings: Settings) -> AsyncIterator[tuple[Database, Repositories]]:
    """Storage alone, the directory seeded: for commands that speak to nobody."""
    database = Database(settings.database_url)
    try:
        await seed_directory(database)
        yield database, repositories(database, settings.data)
    finally:
        await database.close()


def jobs_of(relais: Relais) -> Jobs:
    """The periodic jobs over the same product."""
    return Jobs(
        relais.database,
        relais.dispatcher,
        relais.courier,
        SqlPurge(relais.database),
        relais.clock,
        relais.services.kits,
        relais.services.reminders,
        relais.services.gatherings,
        relais.services.followup,
        _pass_on(relais),
    )


def _pass_on(relais: Relais) -> PassOn | None:
    settings, repos = relais.settings, relais.repositories
    if not settings.openrosa_url:
        return None
    server = OpenRosaServer(
        settings.openrosa_url, relais.clock, settings.openrosa_user, settings.openrosa_password
    )
    return PassOn(relais.database, repos.submissions, repos.files, server, relais.clock)


def exports_of(repos: Repositories, library: Library | None = None) -> Exports:
    """What makes files of answers."""
    return Exports(
        repos.surveys,
        repos.submissions,
        repos.organisations,
        repos.form_versions,
        library or _library(),
        repos.files,
    )
