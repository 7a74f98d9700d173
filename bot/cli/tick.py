"""relais87 tick NAME --at ISO: one pass of a periodic job, its counts printed."""

from __future__ import annotations

import argparse
import asyncio
import json
from datetime import datetime

from telegram.error import TelegramError

from bot.assembly import assemble, jobs_of, prepare_storage
from bot.cli.terminal import no_bot_api, no_storage, refused, settings_or_exit
from bot.clock import PARIS, Clock, SetClock, SystemClock
from bot.errors import Problem
from bot.i18n import T
from bot.ids import RandomIds
from bot.settings import Settings
from handlers.ticks.jobs import TICKS, Tick


def command(options: argparse.Namespace) -> int:
    """Exit code 2 for a job that does not exist, an instant that cannot be read, a database or a Bot API
    server that cannot be used: nothing was done then."""
    tick = TICKS.get(options.name)
    if tick is None:
        return refused(T("No such job. There are: {names}.", names=", ".join(TICKS)))
    try:
        clock = _clock(options.at)
    except ValueError:
        return refused(T("--at needs an instant such as 2026-06-12T09:00."))
    settings = settings_or_exit()
    try:
        prepare_storage(settings)
    except (Problem, OSError) as problem:
        return refused(no_storage(problem))
    return asyncio.run(_pass(settings, clock, tick))


def _clock(at: str | None) -> Clock:
    """Paris time unless the instant says otherwise."""
    if at is None:
        return SystemClock()
    instant = datetime.fromisoformat(at)
    return SetClock(instant if instant.tzinfo else instant.replace(tzinfo=PARIS))


async def _pass(settings: Settings, clock: Clock, tick: Tick) -> int:
    relais = await assemble(settings, clock, RandomIds())
    try:
        await relais.open()
        print(json.dumps(dict(await tick.job(jobs_of(relais)))))
    except TelegramError as error:  # of a pass, what each message met is in its counts
        return refused(no_bot_api(error, settings))
    finally:
        await asyncio.shield(relais.close())
    return 0
