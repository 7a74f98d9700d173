"""Updates by webhook: acknowledged to Telegram once what they did is durable."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import nullcontext
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import uvicorn
from telegram import Bot

from bot.conversation.ports import NotDurable
from bot.settings import Settings
from bot.telegram.application import ALLOWED_UPDATES, AnyApplication, deliver
from bot.telemetry import Log

DURABLE_WITHIN = 20.0
"""Seconds. Past this the server is told to deliver again: the second delivery changes nothing."""
Take = Callable[[dict[str, Any]], Awaitable[None]]


@dataclass
class Webhook:
    """Listens for updates and gives them to the application."""

    application: AnyApplication
    settings: Settings
    url: str
    make_app: Callable[[Take, str, str], Any]
    """Given what takes an update, the secret and the path: the ASGI application that listens."""
    _waiting: dict[int, asyncio.Event] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def durable(self, update_id: int) -> None:
        """What an update did can no longer be lost."""
        if event := self._waiting.get(update_id):
            event.set()

    async def take(self, update: dict[str, Any]) -> None:
        """Start handling an update; return when it is durable, its replies maybe still leaving."""
        number = int(update["update_id"])
        event = self._waiting.setdefault(number, asyncio.Event())
        task = asyncio.ensure_future(self._process(number, update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        try:
            await asyncio.wait_for(event.wait(), DURABLE_WITHIN)
        except TimeoutError:
            raise NotDurable from None

    async def _process(self, number: int, update: dict[str, Any]) -> None:
        try:
            await deliver(self.application, update)
        except Exception:  # an update that cannot be read would be delivered again for ever
            Log().failure("update_failed", kind="unreadable")
        finally:
            self.durable(number)
            self._waiting.pop(number, None)

    async def run(self, stop: asyncio.Event) -> None:
        """Serve until ``stop``; Telegram keeps the webhook, so that what comes meanwhile waits for us."""
        app = self.make_app(self.take, self.settings.webhook_secret, urlsplit(self.url).path or "/")
        config = uvicorn.Config(
            app, host=self.settings.webhook_host, port=self.settings.webhook_port,
            log_config=None, log_level="warning",
            access_log=False, lifespan="off",
        )  # fmt: skip
        server = uvicorn.Server(config)
        server.capture_signals = _no_signals  # type: ignore[method-assign]
        serving = asyncio.ensure_future(server.serve())
        bot: Bot = self.application.bot
        await bot.set_webhook(
            self.url, allowed_updates=ALLOWED_UPDATES, secret_token=self.settings.webhook_secret
        )
        await stop.wait()
        server.should_exit = True
        await serving
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=DURABLE_WITHIN)


def _no_signals() -> Any:
    return nullcontext()
