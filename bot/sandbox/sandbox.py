"""The sandbox whole: one bot, its people, the two faces as one ASGI application."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette

from bot.clock import Clock, SystemClock
from bot.sandbox.activity import Activity
from bot.sandbox.acts import Acts
from bot.sandbox.api import BotApi
from bot.sandbox.core import Core
from bot.sandbox.faults import Faults
from bot.sandbox.flood import Flood
from bot.sandbox.journal import Journal
from bot.sandbox.model import Account, Json, Press
from bot.sandbox.people import Person
from bot.sandbox.updates import Update, Updates
from bot.sandbox.web import LOOPBACK, WebChat
from bot.sandbox.webhook import Hook, Post, post_over_http
from bot.sandbox.world import World

TOKEN = "8700000087:sandbox-token-that-opens-nothing-0"  # noqa: S105 - opens this sandbox only
QUIET, SILENCE, PATIENCE = 0.15, 1.0, 20.0
"""Seconds: after the bot's last call it has finished; without any call it has nothing to say; too long."""
OnUpdate = Callable[[Json], Awaitable[object]]


class Sandbox:
    """A Telegram of one's own.

    ``on_update``: given each update directly, as ``Application.process_update`` takes it; then no polling nor
    webhook is needed, and people's verbs return when the bot has finished. ``web_hosts``: the names under
    which the page may be asked for ("*" for any).
    """

    def __init__(
        self,
        clock: Clock | None = None,
        token: str = TOKEN,
        *,
        on_update: OnUpdate | None = None,
        flood: bool = False,
        post: Post = post_over_http,
        web_hosts: frozenset[str] = LOOPBACK,
        bot_name: str = "Relais 8.7",
        bot_username: str = "relais87_bot",
    ) -> None:
        clock = clock or SystemClock()
        bot = Account(int(token.split(":")[0]), bot_name, username=bot_username, is_bot=True)
        updates = Updates(clock)
        self.core = Core(
            clock, token, World(clock, bot), updates,
            Flood(lambda: clock.now().timestamp(), flood), Hook(clock, updates, post),
        )  # fmt: skip
        self.world = self.core.world
        self.updates = updates
        self.acts = Acts(self.core)
        self.journal = Journal()
        self.faults = Faults()
        self.activity = Activity()
        self.on_update = on_update
        self.waits = True
        """Set it to False while the bot is down: people's verbs then return at once."""
        self.api = BotApi(self.core, self.journal, self.faults, self.activity)
        self.web = WebChat(self.core, self.acts, web_hosts)
        self.app = Starlette(routes=self._routes())

    def _routes(self) -> list[Any]:
        return [*self.api.routes(), *self.web.routes()]

    @property
    def token(self) -> str:
        """The bot's token."""
        return self.core.token

    def person(self, first_name: str, language: str = "fr", **more: str) -> Person:
        """Someone new, with a phone in that language. More: last_name, username, about."""
        return Person(self, self.world.add_person(first_name, language, **more))

    def three_people(self) -> tuple[Person, Person, Person]:
        """The three of the demonstration: a volunteer, someone at a town hall, a coordinator."""
        return (
            self.person("Awa", about="volunteer"),
            self.person("Marc", about="town_hall"),
            self.person("Claire", about="coordinator"),
        )

    def someone(self, account: Account) -> Person:
        """A Person for an account that is there already."""
        return Person(self, account)

    @property
    def unanswered(self) -> list[Press]:
        """Presses that still wait for their answer: on a phone the button keeps spinning."""
        return [press for press in self.world.presses.values() if not press.answered]

    async def give(self, updates: list[Update], times: int = 1) -> None:
        """Hands updates to the bot, each that many times, and waits until it has finished."""
        self.activity.hand_over()
        if self.on_update is not None:
            for update in updates:
                self.updates.drop(update)
                for _ in range(times):
                    await self.on_update(update.to_json())
            return
        for _ in range(times - 1):
            for update in updates:
                self.updates.again(update)
        if updates and self.waits and self.activity.seen:
            await self.settled()

    async def settled(self, patience: float = PATIENCE) -> None:
        """Waits until the bot has taken every update and fallen quiet. Raises TimeoutError."""
        deadline = time.monotonic() + patience
        while self.updates.ready() or self.core.hook.delivering or not self.activity.quiet(QUIET, SILENCE):
            if time.monotonic() > deadline:
                waiting = [update.to_json() for update in self.updates.ready(3)]
                raise TimeoutError(f"the bot is still at work after {patience} s; waiting: {waiting}")
            await self.activity.pause()

    async def close(self) -> None:
        """Stops pushing updates."""
        await self.core.hook.close()
