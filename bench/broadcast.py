"""What a message to many costs: rate, processor and memory, against loops that keep nothing.

``python bench/broadcast.py [PEOPLE] [PEERS]`` (20,000 and 5,000 by default; 100,000 takes some minutes). A
sandbox in a process of its own answers; nobody waits for a cap, then the cap of 30 and of 1,000 a second is
kept with flood control on. Peers, when they are installed (aiogram, aiolimiter), send the same text in a
loop, with neither a ledger nor a way to go on after a kill: python-telegram-bot with AIORateLimiter,
and aiogram.
"""

from __future__ import annotations

import asyncio
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
sys.path[:] = [str(ROOT), *(entry for entry in sys.path if Path(entry).resolve() != ROOT / "bench")]

from telegram.ext import ExtBot  # noqa: E402

from bot.assembly import assemble, running  # noqa: E402
from bot.clock import SetClock  # noqa: E402
from bot.delivery.pacing import Pacer  # noqa: E402
from bot.ids import RandomIds  # noqa: E402
from bot.sandbox.sandbox import TOKEN, Sandbox  # noqa: E402
from bot.sandbox.server import serve  # noqa: E402
from bot.settings import load  # noqa: E402
from tests.failures.crowd import A_MONDAY, FIRST, NEWS, crowd, populate  # noqa: E402

UNCAPPED = 10**6
AT_ONCE = 64


@dataclass(frozen=True)
class Cost:
    """One run."""

    name: str
    people: int
    seconds: float
    cpu: float
    refused: int = 0

    def __str__(self) -> str:
        cpu = self.cpu / self.people * 1e6
        waits = f", {self.refused} answers 429" if self.refused else ""
        pace = f"{self.people / self.seconds:7.0f} a second"
        return f"{self.name:<40} {pace}, {cpu:5.0f} µs of processor each{waits}"


def played(people: int, flood: bool, found: Any) -> None:
    """The sandbox's process: says its address, then serves until it is ended."""

    async def main() -> None:
        sandbox = Sandbox(flood=flood)
        sandbox.waits = False
        sandbox.person("Claire")
        populate(sandbox, people)
        served = await serve(sandbox.app)
        found.put(served.url)
        await asyncio.Event().wait()

    asyncio.run(main())


async def beside(people: int, run: Callable[[str], Awaitable[Cost]], *, flood: bool = False) -> Cost:
    """A run beside a fresh sandbox."""
    context = multiprocessing.get_context("spawn")
    found: Any = context.Queue()
    process = context.Process(target=played, args=(people, flood, found), daemon=True)
    process.start()
    try:
        return await run(await asyncio.to_thread(found.get, timeout=120))
    finally:
        process.terminate()
        process.join()


async def ours(name: str, people: int, url: str, rate: int) -> Cost:
    """The product's own pass over a ledger on disk."""
    with tempfile.TemporaryDirectory() as folder:
        await crowd(Sandbox(), Path(folder), people, 880_000_000)
        settings = load(
            {
                "TELEGRAM_BOT_TOKEN": TOKEN,
                "TELEGRAM_API_URL": url,
                "RELAIS87_DATA": f"{folder}/data",
                "RELAIS87_BULK_RATE": str(min(rate, 1000)),
            }
        )
        async with running(await assemble(settings, SetClock(A_MONDAY), RandomIds())) as relais:
            bulk = replace(relais.bulk, pacer=Pacer(rate), per_second=rate)
            before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
            began, cpu = time.perf_counter(), time.process_time()
            await bulk()
            seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
            grown = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
            async with relais.database.reading():
                [one] = await relais.repositories.broadcasts.latest(1)
                tally = await relais.repositories.broadcasts.tally(one.id)
            print(f"  {dict(tally.counts)}; memory grew by {grown:.0f} MiB while it was sent", flush=True)
            waited = relais_waits()
            return Cost(name, people, seconds, cpu, waited)


def relais_waits() -> int:
    """Answers 429 that the product met."""
    from bot.telemetry import Log

    rendered = Log.metrics.render()
    return sum(int(float(line.split()[-1])) for line in rendered.splitlines() if "429" in line)


async def by_loop(name: str, people: int, send: Callable[[int], Awaitable[Any]]) -> Cost:
    """Peers: as many calls at once as we make, and nothing kept."""
    began, cpu = time.perf_counter(), time.process_time()
    slots = asyncio.Semaphore(AT_ONCE)

    async def one(chat: int) -> None:
        async with slots:
            await send(chat)

    await asyncio.gather(*(one(FIRST + number) for number in range(people)))
    return Cost(name, people, time.perf_counter() - began, time.process_time() - cpu)


async def ptb(people: int, url: str) -> Cost:
    """python-telegram-bot as documented: its own client, its own limiter, the cap out of reach."""
    from telegram.ext import AIORateLimiter

    limiter = AIORateLimiter(overall_max_rate=UNCAPPED, overall_time_period=1)
    async with ExtBot(TOKEN, f"{url}/bot", rate_limiter=limiter) as bot:
        return await by_loop(
            "python-telegram-bot, AIORateLimiter", people, lambda chat: bot.send_message(chat, NEWS)
        )


async def aiogram(people: int, url: str) -> Cost:
    """aiogram's loop."""
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    async with Bot(TOKEN, session=AiohttpSession(api=TelegramAPIServer.from_base(url))) as bot:
        return await by_loop("aiogram", people, lambda chat: bot.send_message(chat, NEWS))


async def main(people: int, peers: int) -> None:
    """Measures, one after the other."""
    print(await beside(people, lambda url: ours("Relais 8.7, no cap", people, url, UNCAPPED)), flush=True)
    for name, peer in (("aiolimiter", ptb), ("aiogram", aiogram)):
        try:
            __import__(name)
        except ImportError:
            print(f"{peer.__name__}: {name} is not installed, nothing to compare with", flush=True)
            continue
        print(await beside(peers, lambda url, peer=peer: peer(peers, url)), flush=True)
    for rate in (30, 1000):
        many = rate * 10
        name = f"Relais 8.7, cap {rate}"
        print(await beside(many, partial(ours, name, many, rate=rate), flood=True), flush=True)


if __name__ == "__main__":
    asked = [int(word) for word in sys.argv[1:]] + [20_000, 5_000][len(sys.argv) - 1 :]
    asyncio.run(main(*asked))
