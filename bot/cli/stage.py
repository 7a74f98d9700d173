"""The real bot beside a sandbox: what the demo, the tour and the tests all stand on."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telegram.request import BaseRequest

from bot.assembly import Relais, assemble, running
from bot.clock import Clock
from bot.ids import Ids
from bot.sandbox.sandbox import Sandbox
from bot.settings import Settings
from bot.telegram.application import deliver


@dataclass(frozen=True)
class Stage:
    """A Telegram of one's own, and the bot that speaks to it."""

    sandbox: Sandbox
    relais: Relais


@asynccontextmanager
async def staged(
    settings: Settings, sandbox: Sandbox, clock: Clock, ids: Ids, request: BaseRequest | None = None
) -> AsyncIterator[Stage]:
    """The bot given each update directly: people's verbs return when it has answered."""
    relais = await assemble(settings, clock, ids, request=request)

    async def on_update(update: dict[str, Any]) -> None:
        await deliver(relais.application, update)

    sandbox.on_update = on_update
    async with running(relais):
        yield Stage(sandbox, relais)
