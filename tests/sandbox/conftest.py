"""A sandbox at a set instant, PTB's bot without sockets, and Awa, who volunteers at Ghett'up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import httpx
import pytest
from telegram import Bot
from telegram.request import HTTPXRequest

from bot.clock import SetClock
from bot.sandbox import Person, Sandbox
from bot.sandbox.inprocess import InProcess
from tests.sandbox.stage import Stage


@pytest.fixture
def clock() -> SetClock:
    return SetClock(datetime(2026, 6, 12, 9, 30, tzinfo=UTC))


@pytest.fixture
async def sandbox(clock: SetClock) -> AsyncIterator[Sandbox]:
    sandbox = Sandbox(clock)
    yield sandbox
    await sandbox.close()


@pytest.fixture
async def awa(sandbox: Sandbox) -> Person:
    """Awa, who has opened the bot."""
    awa = sandbox.person("Awa")
    await awa.starts()
    return awa


@pytest.fixture
async def bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    """PTB's own bot: what a real one sends."""
    calls, polls = (HTTPXRequest(httpx_kwargs={"transport": InProcess(sandbox.app)}) for _ in range(2))
    bot = Bot(sandbox.token, request=calls, get_updates_request=polls)
    sandbox.waits = False  # the test itself plays the program around the bot
    async with bot:
        yield bot


@pytest.fixture
async def http(sandbox: Sandbox) -> AsyncIterator[httpx.AsyncClient]:
    """Plain HTTP to the sandbox, as from its page or from another client."""
    async with httpx.AsyncClient(
        transport=InProcess(sandbox.app), base_url="http://127.0.0.1:8187"
    ) as client:
        yield client


@pytest.fixture
def stage(sandbox: Sandbox, http: httpx.AsyncClient, clock: SetClock, awa: Person) -> Stage:
    sandbox.waits = False  # the test itself plays the bot
    return Stage(sandbox, http, clock, awa)
