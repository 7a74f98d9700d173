"""relais87 run: the bot on Telegram, by long polling or by webhook."""

from __future__ import annotations

import argparse
import asyncio
import signal
from dataclasses import replace
from functools import partial
from time import perf_counter
from urllib.parse import urlsplit

from telegram.error import TelegramError

from bot.assembly import assemble, jobs_of, prepare_storage
from bot.cli.terminal import no_bot_api, no_storage, refused, settings_or_exit
from bot.clock import SystemClock
from bot.errors import Problem
from bot.i18n import T
from bot.ids import RandomIds
from bot.settings import Settings
from bot.telegram.polling import Poller
from bot.telegram.webhook import Webhook
from bot.telemetry import Log
from bot.workers.scheduler import start_scheduler
from handlers.web.app import web_app


def command(options: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM. Exit code 2 when the settings do not allow a start."""
    settings = settings_or_exit()
    if options.webhook and urlsplit(options.webhook).scheme not in ("http", "https"):
        return refused(T("--webhook needs an address that begins with https://"))
    try:
        prepare_storage(settings)
    except (Problem, OSError) as problem:
        Log().failure("settings_refused", count=1)
        return refused(no_storage(problem))
    return asyncio.run(_run(replace(settings, webhook_url=options.webhook or ""), options.webhook))


async def _run(settings: Settings, webhook: str | None) -> int:
    began = perf_counter()
    clock, ids = SystemClock(), RandomIds()
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    source: list[Poller | Webhook] = []
    relais = await assemble(settings, clock, ids, durable=lambda update: source[0].durable(update))
    try:
        await relais.open()
    except TelegramError as error:
        await relais.close()
        return refused(no_bot_api(error, settings))
    if webhook:
        make_app = partial(web_app, health=relais.health, figures=relais.figures, agenda=relais.feeds)
        source.append(Webhook(relais.application, settings, webhook, make_app))
    else:
        source.append(Poller(relais.application))
    scheduler = start_scheduler(jobs_of(relais))
    try:
        await relais.greet()
        mode = "webhook" if webhook else "polling"
        Log().event("started", command="run", mode=mode, ms=round((perf_counter() - began) * 1000))
        await source[0].run(stop)
    finally:
        await relais.bulk.rest()
        scheduler.shutdown(wait=False)
        await relais.close()
        Log().event("stopped", command="run", seconds=round(perf_counter() - began, 1))
    return 0
