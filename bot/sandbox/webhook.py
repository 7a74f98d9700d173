"""Updates pushed to the bot's own server: one chat in order, chats side by side, again until accepted."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Awaitable, Callable
from datetime import datetime
from urllib.parse import urlsplit

import aiohttp

from bot.clock import Clock
from bot.sandbox.limits import Refused
from bot.sandbox.updates import Update, Updates

Post = Callable[[str, dict[str, str], bytes], Awaitable[tuple[int, bytes]]]
Answered = Callable[[bytes], Awaitable[None]]
FIRST_PAUSE, LONGEST_PAUSE = 0.2, 5.0
"""Seconds between two attempts: doubled each time. Telegram's own are longer."""
PATIENCE = 60
"""Seconds given to the bot's server to answer, as Telegram does."""
GLANCE = 0.02
"""Seconds between two looks for other chats' updates while one is being delivered."""
LOOPBACK = {"127.0.0.1", "localhost", "::1"}


def check_url(url: str) -> None:
    """Refuses what Telegram would; plain http passes for this machine only."""
    parts = urlsplit(url)
    if not parts.hostname or not re.fullmatch(r"https?", parts.scheme) or re.search(r"\s", url):
        raise Refused("webhook_url")
    if parts.scheme == "http" and parts.hostname not in LOOPBACK:
        raise Refused("webhook_http")


async def post_over_http(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
    """One delivery over the network: the status and the body of the answer."""
    timeout = aiohttp.ClientTimeout(total=PATIENCE)
    async with (
        aiohttp.ClientSession(timeout=timeout) as session,
        session.post(url, data=body, headers=headers, allow_redirects=False) as answer,
    ):
        return answer.status, await answer.read()


class Hook:
    """The bot's webhook, and the turn of long polls that it excludes."""

    def __init__(self, clock: Clock, updates: Updates, post: Post = post_over_http) -> None:
        self._clock = clock
        self._updates = updates
        self.post = post
        self.on_answer: Answered | None = None
        """Given the body of an accepted delivery: it may hold a call."""
        self.url = ""
        self.secret = ""
        self.connections = 40
        self.error = ""
        self.error_at: datetime | None = None
        self.delivering = 0
        self._task: asyncio.Task[None] | None = None
        self._poll: asyncio.Future[str] | None = None

    @property
    def polled(self) -> bool:
        """Whether a long poll waits now."""
        return self._poll is not None and not self._poll.done()

    def take_poll(self) -> asyncio.Future[str]:
        """Begins a long poll; the one that waited, if any, ends with a conflict."""
        self._end_poll("two_pollers")
        self._poll = asyncio.get_running_loop().create_future()
        return self._poll

    def leave_poll(self, turn: asyncio.Future[str]) -> None:
        """Ends a long poll that nobody ended."""
        if self._poll is turn:
            self._poll = None

    def _end_poll(self, why: str) -> None:
        if self._poll is not None and not self._poll.done():
            self._poll.set_result(why)
        self._poll = None

    async def set(self, url: str, secret: str, connections: int) -> None:
        """Points the webhook somewhere, or nowhere."""
        await self.close()
        self.url, self.secret, self.connections = url, secret, connections
        self.error, self.error_at = "", None
        if url:
            self._end_poll("poll_ended_by_webhook")
            self._task = asyncio.create_task(self._deliver_all())

    async def close(self) -> None:
        """Stops delivering."""
        if self._task is not None:
            self._task.cancel()
            await asyncio.gather(self._task, return_exceptions=True)
            self._task = None
        self.delivering = 0

    async def _deliver_all(self) -> None:
        busy: dict[int | None, asyncio.Task[None]] = {}
        try:
            while True:
                for update in self._updates.ready(10**6):
                    if update.chat_id not in busy and len(busy) < self.connections:
                        busy[update.chat_id] = asyncio.create_task(self._deliver(update))
                self.delivering = len(busy)
                if busy:
                    await asyncio.wait(busy.values(), timeout=GLANCE, return_when=asyncio.FIRST_COMPLETED)
                else:
                    await self._updates.news(3600)
                busy = {chat: task for chat, task in busy.items() if not task.done()}
                self.delivering = len(busy)
        finally:
            for task in busy.values():
                task.cancel()
            await asyncio.gather(*busy.values(), return_exceptions=True)

    async def _deliver(self, update: Update) -> None:
        pause = FIRST_PAUSE
        body = json.dumps(update.to_json(), ensure_ascii=False).encode()
        headers = {"Content-Type": "application/json"}
        if self.secret:
            headers["X-Telegram-Bot-Api-Secret-Token"] = self.secret
        while True:
            try:
                status, answer = await self.post(self.url, headers, body)
            except (OSError, aiohttp.ClientError, TimeoutError) as wrong:
                self._failed(f"Connection failed: {type(wrong).__name__}")
            else:
                if 200 <= status < 300:
                    self._updates.drop(update)
                    if answer and self.on_answer:
                        await self.on_answer(answer)
                    return
                self._failed(f"Wrong response from the webhook: {status}")
            await asyncio.sleep(pause)
            pause = min(pause * 2, LONGEST_PAUSE)

    def _failed(self, why: str) -> None:
        self.error, self.error_at = why, self._clock.now()
