"""Bots to kill: the real `relais87 run` in a process of its own, against a sandbox over HTTP."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
from asyncio.subprocess import DEVNULL, Process
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

from bot.sandbox.sandbox import TOKEN, Sandbox
from bot.sandbox.server import serve

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0
"""Seconds after which something that should have happened has not."""


class Nursery:
    """A process that has imported and read everything, and forks bots: one for all tests of a pytest process.

    Made by a blocking call, since it outlives the event loop of a test.
    """

    def __init__(self) -> None:
        command = [sys.executable, "-m", "tests.support.fuse", "--nursery"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                         stderr=subprocess.DEVNULL, text=True)  # fmt: skip
        self.child = 0
        """The bot that it forked last; 0 once its end is known."""

    async def fork(self, environment: dict[str, str]) -> None:
        """One more bot."""
        self.child = int(await self._tell(json.dumps(environment)))

    async def end_of_child(self) -> int:
        """Wait for the bot's end. Returns its code as asyncio says it: minus the signal."""
        code = int(await self._tell("wait"))
        self.child = 0
        return code

    async def bury(self) -> None:
        """End the bot, if it lives."""
        if self.child:
            with suppress(ProcessLookupError):
                os.kill(self.child, signal.SIGKILL)
            await self.end_of_child()

    def close(self) -> None:
        """End it; a bot that is left dies with it."""
        self._process.kill()
        self._process.communicate()

    async def _tell(self, line: str) -> str:
        return await asyncio.to_thread(self._told, line)

    def _told(self, line: str) -> str:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        self._process.stdin.write(f"{line}\n")
        self._process.stdin.flush()
        return self._process.stdout.readline().strip()


@dataclass
class Bot:
    """One bot, started again after each of its deaths."""

    sandbox: Sandbox
    environment: dict[str, str]
    fuses: Path
    nursery: Nursery | None = None
    """Forks the bots; None: each is started as a shell would."""
    deaths: int = 0
    starts: list[float] = field(default_factory=list)
    """Seconds from each start until the bot asked for updates."""
    _process: Process | None = None

    async def start(self) -> None:
        """Start it, and wait until it asks for updates: by then it has sent what a stop held back."""
        began = time.monotonic()
        self.sandbox.core.hook._end_poll("poll_ended_by_webhook")
        if self.nursery is not None:
            await self.nursery.fork(self.environment)
        else:
            self._process = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "tests.support.fuse", "run",
                cwd=ROOT, env=os.environ | self.environment, stdin=DEVNULL, stdout=DEVNULL, stderr=DEVNULL,
            )  # fmt: skip
        await self.until(lambda: self.sandbox.core.hook.polled or not self.sandbox.updates.ready(), "a start")
        await self.until(lambda: self.sandbox.core.hook.polled, "a start")
        self.starts.append(time.monotonic() - began)

    async def dies(self, point: str) -> None:
        """Wait for its death at a point, by SIGKILL and nothing else."""
        async with asyncio.timeout(PATIENCE):
            code = await self.nursery.end_of_child() if self.nursery else await self._running.wait()
        assert code == -signal.SIGKILL, f"it ended by itself at {point}: {code}"
        self.deaths += 1

    async def killed(self) -> None:
        """Killed from outside, wherever it is."""
        assert self._process is not None
        self._process.kill()
        await self.dies("any point")

    async def until(self, holds: Callable[[], bool], what: str) -> None:
        """Wait until something holds."""
        deadline = time.monotonic() + PATIENCE
        while not holds():
            if time.monotonic() > deadline:
                raise TimeoutError(f"waited {PATIENCE} s for {what}")
            await asyncio.sleep(0.005)

    async def moment(self) -> None:
        """A moment."""
        await asyncio.sleep(0.05)

    def arm(self, point: str) -> None:
        """Its next passage there is its last."""
        (self.fuses / point).touch()

    async def stop(self) -> None:
        """End what is left."""
        if self.nursery is not None:
            await self.nursery.bury()
        elif self._process is not None and self._process.returncode is None:
            self._process.kill()
            await self._process.wait()

    @property
    def _running(self) -> Process:
        assert self._process is not None
        return self._process


@asynccontextmanager
async def bot_beside(
    sandbox: Sandbox, folder: Path, coordinator: int, database_url: str = "", nursery: Nursery | None = None
) -> AsyncIterator[Bot]:
    """A sandbox over HTTP, a bot that speaks to it, not started yet; both are gone afterwards."""
    served = await serve(sandbox.app)
    sandbox.waits = False
    fuses = folder / "fuses"
    fuses.mkdir()
    environment = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": served.url,
        "RELAIS87_DATA": str(folder / "data"),
        "RELAIS87_COORDINATORS": str(coordinator),
        "RELAIS87_CONTROLLER": "Association Exemple",
        "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
        "RELAIS87_LOG": "error json",
        "RELAIS87_TEST_FUSE": str(fuses),
    } | ({"DATABASE_URL": database_url} if database_url else {})
    bot = Bot(sandbox, environment, fuses, nursery)
    try:
        yield bot
    finally:
        await bot.stop()
        await served.stop()
