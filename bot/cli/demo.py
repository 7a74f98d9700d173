"""relais87 demo: the bot, a local Telegram and three people side by side in a web page."""

from __future__ import annotations

import argparse
import asyncio
import shutil
import signal
import webbrowser
from contextlib import suppress
from pathlib import Path
from time import perf_counter

from bot.assembly import assemble, jobs_of, prepare_storage, running
from bot.cli.demo_data import fill, snapshot_key
from bot.cli.terminal import ASKED_WRONGLY, operator
from bot.clock import Clock, SystemClock
from bot.i18n import T
from bot.ids import Ids, RandomIds
from bot.sandbox.people import Person
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve
from bot.settings import Settings, load
from bot.telegram.polling import Poller
from bot.telemetry import configure
from bot.workers.scheduler import start_scheduler

DATABASE = "relais87.db"


def command(options: argparse.Namespace) -> int:
    """Until Ctrl-C. Exit code 2 when the port is taken."""
    began = perf_counter()
    configure("warning", "console")
    return asyncio.run(_demo(options.port, options.data, not options.no_browser, began))


async def _demo(port: int, data: Path, browser: bool, began: float) -> int:
    clock, ids, tr = SystemClock(), RandomIds(), operator()
    sandbox = Sandbox(clock)
    _, marc, claire = sandbox.three_people()
    try:
        served = await serve(sandbox.app, port=port)
    except OSError:
        print(tr(T("Port {port} is taken. Choose another: --port 8188", port=str(port))))
        return ASKED_WRONGLY
    settings = _settings(served.url, sandbox.token, data, claire.id)
    await _filled(settings, clock, ids, claire.id, marc.id)
    stop = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stop.set)
    pollers: list[Poller] = []
    relais = await assemble(settings, clock, ids, durable=lambda update: pollers[0].durable(update))
    async with running(relais):
        pollers.append(Poller(relais.application))
        await relais.greet()
        scheduler = start_scheduler(jobs_of(relais))
        print(tr(T("Relais 8.7 is at {url} (ready in {seconds} s). Ctrl-C ends it.", url=served.url,
                   seconds=f"{perf_counter() - began:.1f}")), flush=True)  # fmt: skip
        if browser:
            with suppress(webbrowser.Error):
                await asyncio.to_thread(webbrowser.open, served.url)
        await asyncio.gather(pollers[0].run(stop), _come_in(marc, claire))
        await relais.bulk.rest()
        scheduler.shutdown(wait=False)
    await served.stop()
    await sandbox.close()
    print(tr(T("Goodbye.")))
    return 0


async def _come_in(*people: Person) -> None:
    """Those who signed up before open their chat: until then the bot may not write to them."""
    for person in people:
        await person.starts()


def _settings(url: str, token: str, data: Path, coordinator: int) -> Settings:
    return load(
        {
            "TELEGRAM_BOT_TOKEN": token,
            "TELEGRAM_API_URL": url,
            "RELAIS87_DATA": str(data),
            "DATABASE_URL": f"sqlite:///{data / DATABASE}",
            "RELAIS87_COORDINATORS": str(coordinator),
            "RELAIS87_SECOND_APPROVAL": "no",  # Claire is alone
            "RELAIS87_CONTROLLER": "Association Exemple",
            "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
        }
    )


async def _filled(settings: Settings, clock: Clock, ids: Ids, claire: int, marc: int) -> None:
    """A database with a past, made once and copied at each start: each demonstration begins the same."""
    key = snapshot_key([claire, marc])
    snapshot = settings.data / f"past-{key}.db"
    database = settings.data / DATABASE
    settings.data.mkdir(parents=True, exist_ok=True)
    for old in settings.data.glob(f"{DATABASE}*"):
        old.unlink()
    if not snapshot.exists():
        await asyncio.to_thread(prepare_storage, settings)
        async with running(await assemble(settings, clock, ids)) as relais:
            await fill(relais, claire, marc)
        for old in settings.data.glob("past-*.db"):
            old.unlink()
        shutil.copyfile(database, snapshot)
    else:
        shutil.copyfile(snapshot, database)
