"""Long polling that loses nothing: updates are confirmed once what they did is durable.

PTB's own Updater confirms a batch as soon as it was fetched; a kill before it was handled would lose it.
"""

from __future__ import annotations

import asyncio
from contextlib import suppress
from dataclasses import dataclass, field

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, TelegramError

from bot.telegram.application import ALLOWED_UPDATES, AnyApplication
from bot.telegram.outcomes import Verdict, judge
from bot.telemetry import Log

LONG_POLL = 25
"""Seconds that the server holds a request when there is nothing new."""
DURABLE_WITHIN = 20.0
"""Seconds. A large file may take longer to fetch; the others do not wait for it for ever."""
PAUSE = 1.0
LONGEST_PAUSE = 30.0


@dataclass
class Poller:
    """Fetches updates and gives them to the application."""

    application: AnyApplication
    _waiting: dict[int, asyncio.Event] = field(default_factory=dict)
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def durable(self, update_id: int) -> None:
        """What an update did can no longer be lost."""
        if event := self._waiting.get(update_id):
            event.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Until ``stop``; then what is under way is finished."""
        offset: int | None = None
        failures = 0
        with suppress(TelegramError):  # a webhook set before keeps a poller from its updates
            await self.application.bot.delete_webhook()
        while not stop.is_set():
            fetching = asyncio.ensure_future(self._fetch(offset))
            stopping = asyncio.ensure_future(stop.wait())
            await asyncio.wait({fetching, stopping}, return_when=asyncio.FIRST_COMPLETED)
            stopping.cancel()
            if not fetching.done():
                fetching.cancel()
                break
            try:
                updates = fetching.result()
                failures = 0
            except InvalidToken:
                raise
            except TelegramError as error:
                failures += 1
                await self._pause(error, failures, stop)
                continue
            if updates:
                await self._handle(updates)
                offset = updates[-1].update_id + 1
        await self.drain()

    async def drain(self) -> None:
        """Finish what is under way."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=DURABLE_WITHIN)

    async def _fetch(self, offset: int | None) -> tuple[Update, ...]:
        bot: Bot = self.application.bot
        return await bot.get_updates(
            offset=offset, timeout=LONG_POLL, allowed_updates=ALLOWED_UPDATES, read_timeout=LONG_POLL + 10
        )

    async def _handle(self, updates: tuple[Update, ...]) -> None:
        """Start all of them; come back when what each did is on the disk, its replies maybe still leaving."""
        events = []
        for update in updates:
            event = self._waiting[update.update_id] = asyncio.Event()
            task = asyncio.ensure_future(self._process(update))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)
            events.append(event)
        try:
            async with asyncio.timeout(DURABLE_WITHIN):
                for event in events:
                    await event.wait()
        except TimeoutError:
            Log().event("update_failed", kind="slow")

    async def _process(self, update: Update) -> None:
        processor = self.application.update_processor
        try:
            await processor.process_update(update, self.application.process_update(update))
        finally:
            self.durable(update.update_id)
            self._waiting.pop(update.update_id, None)

    async def _pause(self, error: TelegramError, failures: int, stop: asyncio.Event) -> None:
        judgement = judge(error)
        seconds = min(PAUSE * 2.0 ** min(failures - 1, 6), LONGEST_PAUSE)
        if judgement.verdict is Verdict.WAIT:
            seconds = judgement.wait.total_seconds()
        if isinstance(error, Conflict):
            seconds = max(seconds, 3.0)  # another process polls with the same token: let it end
        Log().event("call_failed", method="getUpdates", attempt=failures, error=type(error).__name__)
        try:
            await asyncio.wait_for(stop.wait(), seconds)
        except TimeoutError:
            return
