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
PATIENCE = 0.5
"""Seconds. After so long, new updates are fetched beside one that is still at work."""
LEAST_BETWEEN = 0.1
"""Seconds between two empty answers."""
PAUSE = 1.0
LONGEST_PAUSE = 30.0


@dataclass
class _Taken:
    """An update handed over: set once what it did is durable."""

    late_at: float
    durable: asyncio.Event = field(default_factory=asyncio.Event)


@dataclass
class Poller:
    """Fetches updates and gives them to the application."""

    application: AnyApplication
    _taken: dict[int, _Taken] = field(default_factory=dict)
    """Updates handed over and not confirmed yet, in order."""
    _tasks: set[asyncio.Task[None]] = field(default_factory=set)

    def durable(self, update_id: int) -> None:
        """What an update did can no longer be lost."""
        if taken := self._taken.get(update_id):
            taken.durable.set()

    async def run(self, stop: asyncio.Event) -> None:
        """Until ``stop``; then what is under way is finished."""
        offset: int | None = None
        failures = 0
        with suppress(TelegramError):  # a webhook set before keeps a poller from its updates
            await self.application.bot.delete_webhook()
        while not stop.is_set():
            asked_at = asyncio.get_running_loop().time()
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
            offset = await self._handle(updates, offset)
            await self._breathe(asked_at, updates)
        await self.drain()

    async def _breathe(self, asked_at: float, updates: tuple[Update, ...]) -> None:
        """A server that does not hold an empty request open is not asked a thousand times a second."""
        if not updates and asyncio.get_running_loop().time() - asked_at < LEAST_BETWEEN:
            await asyncio.sleep(LEAST_BETWEEN)

    async def drain(self) -> None:
        """Finish what is under way."""
        if self._tasks:
            await asyncio.wait(set(self._tasks), timeout=DURABLE_WITHIN)

    async def _fetch(self, offset: int | None) -> tuple[Update, ...]:
        """What comes; at once, while an earlier update is still at work."""
        bot: Bot = self.application.bot
        timeout = 0 if self._taken else LONG_POLL
        return await bot.get_updates(
            offset=offset, timeout=timeout, allowed_updates=ALLOWED_UPDATES, read_timeout=timeout + 10
        )

    async def _handle(self, updates: tuple[Update, ...], offset: int | None) -> int | None:
        """Start those that are new; come back when all are durable, or soon: one that is slow (a large file)
        must not keep the others from being fetched. Returns the offset that confirms what is durable."""
        for update in updates:
            if update.update_id not in self._taken:
                self._start(update)
        waiting = [asyncio.ensure_future(taken.durable.wait()) for taken in self._taken.values()]
        if waiting:
            await asyncio.wait(waiting, timeout=PATIENCE)
        for task in waiting:
            task.cancel()
        return self._confirmed(offset)

    def _start(self, update: Update) -> None:
        late_at = asyncio.get_running_loop().time() + DURABLE_WITHIN
        self._taken[update.update_id] = _Taken(late_at)
        task = asyncio.ensure_future(self._process(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _confirmed(self, offset: int | None) -> int | None:
        """Past the updates that are durable, and those that took too long to be waited for."""
        now = asyncio.get_running_loop().time()
        for update_id in sorted(self._taken):
            taken = self._taken[update_id]
            if not taken.durable.is_set():
                if now < taken.late_at:
                    break
                Log().event("update_failed", kind="slow")
            del self._taken[update_id]
            offset = update_id + 1
        return offset

    async def _process(self, update: Update) -> None:
        processor = self.application.update_processor
        try:
            await processor.process_update(update, self.application.process_update(update))
        finally:
            self.durable(update.update_id)

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
