"""relais87 tick NAME --at ISO: one pass of a periodic job, its counts printed."""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
from datetime import datetime

from bot.assembly import assemble, jobs_of, prepare_storage, running
from bot.cli.terminal import ASKED_WRONGLY, operator, settings_or_exit
from bot.clock import PARIS, Clock, SetClock, SystemClock
from bot.i18n import T
from bot.ids import RandomIds
from bot.settings import Settings
from handlers.ticks.jobs import TICKS, Tick


def command(options: argparse.Namespace) -> int:
    """Exit code 2 for a job that does not exist or an instant that cannot be read."""
    tr = operator()
    tick = TICKS.get(options.name)
    if tick is None:
        print(tr(T("No such job. There are: {names}.", names=", ".join(TICKS))), file=sys.stderr)
        return ASKED_WRONGLY
    try:
        clock = _clock(options.at)
    except ValueError:
        print(tr(T("--at needs an instant such as 2026-06-12T09:00.")), file=sys.stderr)
        return ASKED_WRONGLY
    settings = settings_or_exit()
    prepare_storage(settings)
    print(json.dumps(asyncio.run(_pass(settings, clock, tick))))
    return 0


def _clock(at: str | None) -> Clock:
    """Paris time unless the instant says otherwise."""
    if at is None:
        return SystemClock()
    instant = datetime.fromisoformat(at)
    return SetClock(instant if instant.tzinfo else instant.replace(tzinfo=PARIS))


async def _pass(settings: Settings, clock: Clock, tick: Tick) -> dict[str, int]:
    async with running(await assemble(settings, clock, RandomIds())) as relais:
        return dict(await tick.job(jobs_of(relais)))
