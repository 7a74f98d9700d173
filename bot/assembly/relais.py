"""The composition root: the only place that knows everyone."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from telegram.error import TelegramError
from telegram.request import BaseRequest

from bot.agenda import files as calendars
from bot.assembly.feeds import Feeds
from bot.assembly.services import exports_of, services_of
from bot.assembly.shelf import Calendars, Press, Shelf, catalogue, sign
from bot.broadcasts.running import BroadcastRuns
from bot.catalogues import translator
from bot.clock import Clock
from bot.contributions.importing import ImportContributions, Imported
from bot.conversation.ports import Messenger, Parcel
from bot.delivery.pacing import FREE, Pacer
from bot.i18n import DEFAULT_LANGUAGE, LANGUAGES, T
from bot.ids import Ids
from bot.kits import files as kit_files
from bot.kits.catalogue import lay_over
from bot.openrosa.client import OpenRosaServer
from bot.print import orders, signs
from bot.safeguards.card import check_card
from bot.safeguards.phrases import phrasebooks
from bot.settings import Settings
from bot.surveys.files import PREFIX, AnswerFiles
from bot.surveys.passing import PassOn
from bot.telegram.application import AnyApplication, build_bot_application, connect, publish_profile
from bot.telegram.leniency import LenientRequest
from bot.telegram.messenger import TelegramMessenger
from bot.telegram.request import AiohttpRequest
from bot.telemetry import Health, Log
from handlers.chat.bulk import Bulk
from handlers.chat.dispatch import Dispatcher
from handlers.chat.emergency import calls_for_help
from handlers.chat.groups import COMMANDS, Announcer
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
    bulk: Bulk
    clock: Clock
    ids: Ids
    requests: tuple[BaseRequest, BaseRequest]
    feeds: Feeds
    announcer: Announcer

    async def open(self) -> None:
        """Bring the database up to date and take up what a stop cut short."""
        async with self.database.transaction():
            await self.repositories.members.set_coordinators(sorted(self.settings.coordinators))
            await self.repositories.ledger.abandon_claims(self.clock.now())
            await self.services.editor.refresh()
        await self.application.initialize()

    async def greet(self) -> None:
        """Send what was decided and never left, then tell Telegram our commands in each language."""
        await self.dispatcher.resend_unsent()
        for code, language in LANGUAGES.items():
            if language.complete:
                tr = translator(code)
                named = [(s.name, tr(s.description)) for s in SCREENS if s.description and not s.coordinators]
                danger = ("urgence", tr(T("In danger: who to call")))
                named.append(danger)
                in_groups = [(name, tr(says)) for name, says in COMMANDS.items()]
                for tag in (code, None) if code == DEFAULT_LANGUAGE else (code,):
                    await publish_profile(
                        self.application.bot, tag, named, [*in_groups, danger], tr(WHAT_WE_ARE), tr(IN_SHORT)
                    )

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
        lay_over(())


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
    services = services_of(settings, database, repos, ids, lambda: str(application.bot.username or ""))
    answers = AnswerFiles(database, repos.surveys, exports_of(repos, services.host.desk.library))
    made: dict[str, Callable[[str], Awaitable[Parcel | None]]] = {
        PREFIX: answers.parcel,
        calendars.PREFIX: Calendars(database, services),
        orders.PREFIX: Press(database, repos.files).parcel,
        signs.PREFIX: sign,
        kit_files.PREFIX: catalogue,
    }
    pacer = Pacer(settings.bulk_rate)
    messenger = messenger or TelegramMessenger(
        application.bot, Shelf(database, repos.files, made), pacer.spoke, settings.bulk_rate > FREE
    )
    courier = Courier(database, repos.ledger, repos.members, messenger, services, clock)
    runs = BroadcastRuns(repos.broadcasts, repos.ledger, repos.audit, ids)
    bulk = Bulk(
        database, repos.broadcasts, runs, repos.ledger, repos.members, messenger, services, clock, pacer,
        settings.bulk_rate,
    )  # fmt: skip
    dispatcher = Dispatcher(
        database, repos.inbox, repos.chats, messenger, services, courier, clock, durable or _nobody
    )
    connect(application, dispatcher, durable or _nobody)
    return Relais(
        settings, database, repos, services, application, dispatcher, courier, bulk, clock, ids, requests,
        Feeds(database, services.timetable, clock),
        Announcer(database, messenger, services, clock, pacer),
    )  # fmt: skip


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
        relais.bulk,
        SqlPurge(relais.database),
        relais.clock,
        relais.services.kits,
        relais.services.reminders,
        relais.services.copies,
        relais.services.gatherings,
        relais.services.followup,
        relais.announcer,
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
