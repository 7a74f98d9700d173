"""Sends broadcasts: paced, one row claimed before each call and closed after it, stopped at any moment.

As many calls are under way at once as the pace and the server's slowness ask for. What a killed process had
claimed becomes ``unknown`` at the next start and is never sent again of itself.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import timedelta
from math import ceil
from time import monotonic
from zoneinfo import ZoneInfo

from bot.agenda.hours import next_moment
from bot.broadcasts.model import ERRORS, Broadcast, State, Why
from bot.broadcasts.ports import Broadcasts, Claimed
from bot.broadcasts.running import BroadcastRuns
from bot.clock import Clock
from bot.codes.model import address
from bot.conversation.ports import Messenger, Pushed, Transactions
from bot.conversation.ports import Outcome as Call
from bot.conversation.replies import Screen
from bot.delivery.model import Outcome
from bot.delivery.pacing import FREE, Pacer
from bot.delivery.ports import Ledger
from bot.people.ports import Members
from bot.telemetry import Log
from handlers.chat.services import Services
from handlers.chat.views import broadcasts as view
from handlers.chat.views import message

SLOWEST_CALL_S = 0.125
"""Calls under way at once are those that hold the pace while the server takes so long to answer: four at the
free rate. More would only be more people of whom nobody knows after a crash."""
MOST_AT_ONCE = 64
TRIES = 5
RETRY_AFTER = timedelta(seconds=30)
LONGEST_CALL_S = 25.0
LONGEST_HOLD_S = 30.0
REFRESH_S = 3.0
"""Seconds between two looks at the whole: progress shown, pauses heard of."""
_OUTCOMES: Mapping[Call, Outcome] = {
    Call.SENT: Outcome.SENT,
    Call.STOPPED: Outcome.STOPPED,
    Call.REFUSED: Outcome.FAILED,
    Call.UNKNOWN: Outcome.UNKNOWN,
    Call.LATER: Outcome.FAILED,
}
NONE_SHOWN = 0
"""Instead of a message: it could not be sent, and is not tried again."""
PASSED = frozenset({Outcome.SENT, Outcome.STOPPED})
"""The server took the message, or said something of that chat alone."""


def at_once(per_second: int) -> int:
    """Calls under way at most."""
    return min(max(1, ceil(per_second * SLOWEST_CALL_S)), MOST_AT_ONCE)


@dataclass
class Rest:
    """Asks passes to end at the next message, and knows when none runs."""

    asked: bool = False
    idle: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self.idle.set()


@dataclass
class _Pass:
    """One pass over one broadcast. Nothing in it outlives the pass but what is in the database."""

    broadcast: Broadcast
    screens: Mapping[str, Screen]
    """What is sent, by language; rendered once."""
    began: float
    slots: asyncio.Semaphore
    over: bool = False
    proved: bool = False
    in_a_row: int = 0
    done: int = 0
    looked: float = 0.0
    shown: int = 0
    """How many were done when it was last shown."""
    stumbled: float = 0.0

    def screen_for(self, to: Claimed, bot_name: Callable[[], str]) -> Screen:
        """Filled for each only when it holds the link of their organisation; without one, the bot's own."""
        screen = self.screens.get(to.language) or self.screens[self.broadcast.fallback]
        return message.filled(screen, address(bot_name(), to.relay)) if self.broadcast.personal else screen


@dataclass(frozen=True)
class Bulk:
    """What sending to many takes."""

    work: Transactions
    broadcasts: Broadcasts
    runs: BroadcastRuns
    ledger: Ledger
    members: Members
    messenger: Messenger
    services: Services
    clock: Clock
    pacer: Pacer
    per_second: int = FREE
    _rest: Rest = field(default_factory=Rest)

    async def rest(self) -> None:
        """End the pass that runs once the calls under way are closed; at most as long as they may last."""
        self._rest.asked = True
        with suppress(TimeoutError):
            await asyncio.wait_for(self._rest.idle.wait(), LONGEST_CALL_S)

    async def __call__(self) -> Mapping[str, int]:
        """One pass: each broadcast that is due, until nothing of it may leave now. Returns counts."""
        self._rest.idle.clear()
        try:
            return await self._all()
        finally:
            self._rest.idle.set()

    async def _all(self) -> Mapping[str, int]:
        counts = {"broadcasts": 0, "messages": 0}
        async with self.work.reading():
            due = await self.broadcasts.due(self.clock.now())
        for broadcast in due:
            async with self.work.transaction():
                begun = await self.runs.begin(broadcast, self.clock.now())
            if begun is None:
                await self._show(broadcast.id, None)
                continue
            counts["broadcasts"] += 1
            counts["messages"] += await self._send(begun)
        return counts

    async def _send(self, broadcast: Broadcast) -> int:
        tr = self.services.translator
        screens = {code: message.written(tr(code), one) for code, one in broadcast.versions.items()}
        run = _Pass(broadcast, screens, monotonic(), asyncio.Semaphore(at_once(self.per_second)))
        await self._open_windows(run)
        async with asyncio.TaskGroup() as tasks:
            while not (run.over or self._rest.asked):
                await self.pacer.turn()
                await run.slots.acquire()
                if run.over:
                    break
                calling = tasks.create_task(self._one(run))
                if not run.proved:  # one at a time until one passed: a message that no chat takes harms few
                    await calling
                if monotonic() - run.looked > REFRESH_S:
                    await self._look(run)
        async with self.work.transaction():
            await self.runs.settle(broadcast.id, self.clock.now())
        await self._show_last(run)
        Log().event("broadcast_passed", count=run.done)
        return run.done

    async def _one(self, run: _Pass) -> None:
        """Claim, call, close. A fault ends the pass; the next one goes on with those not claimed."""
        try:
            async with self.work.transaction():
                claimed = await self.broadcasts.claim(run.broadcast.id, self.clock.now())
            if claimed is None:
                run.over = True
                return
            if not await self._in_hours(claimed):
                return
            await self.pacer.chat(claimed.telegram_id)
            screen = run.screen_for(claimed, self.services.bot_name)
            pushed = await self.messenger.push(claimed.telegram_id, screen, bulk=True)
            await self._close(run, claimed, pushed)
        except Exception:
            run.over = True
            Log().failure("tick_failed", job="broadcasts", ms=0)
        finally:
            run.slots.release()

    async def _in_hours(self, claimed: Claimed) -> bool:
        """Out of hours where they are, it waits for the morning."""
        now = self.clock.now()
        moment = next_moment(now, ZoneInfo(claimed.zone))
        if moment <= now:
            return True
        async with self.work.transaction():
            await self.broadcasts.postpone(claimed.notice_id, moment)
        return False

    async def _close(self, run: _Pass, claimed: Claimed, pushed: Pushed) -> None:
        now = self.clock.now()
        if pushed.outcome is Call.LATER and pushed.wait is not None:
            self._obey(claimed.telegram_id, pushed.wait)
        outcome = _OUTCOMES[pushed.outcome]
        async with self.work.transaction():
            if pushed.outcome is Call.LATER and claimed.attempts < TRIES:
                await self.ledger.defer(claimed.notice_id, now + (pushed.wait or RETRY_AFTER))
                outcome = Outcome.QUEUED
            else:
                await self.ledger.close(claimed.notice_id, outcome, now)
            if outcome is Outcome.STOPPED:
                await self.services.people.blocked(claimed.telegram_id)
        run.done += outcome is not Outcome.QUEUED
        if outcome in PASSED:
            run.in_a_row, run.proved = 0, True
        elif pushed.wait is None:  # asked to wait: no error
            await self._stumble(run, pushed.outcome)

    def _obey(self, chat_id: int, wait: timedelta) -> None:
        """A private chat never gets more than one message of a broadcast: who asks to wait is the server."""
        if chat_id > 0:
            self.pacer.hold(wait.total_seconds())

    async def _stumble(self, run: _Pass, call: Call) -> None:
        """Count errors in a row, wait longer each time that the server cannot be reached, pause in the end.

        Calls that surely never left and met the same cut count as one.
        """
        fresh = monotonic() - run.stumbled >= 1
        if call is not Call.REFUSED and fresh:
            run.stumbled = monotonic()
            self.pacer.hold(min(2.0**run.in_a_row, LONGEST_HOLD_S))
        run.in_a_row += fresh or call is not Call.LATER
        if run.in_a_row >= ERRORS and not run.over:
            run.over = True
            async with self.work.transaction():
                await self.runs.stumble(run.broadcast.id, self.clock.now())

    # What coordinators see meanwhile

    async def _look(self, run: _Pass) -> None:
        """Hear of a pause, and show how it goes."""
        run.looked = monotonic()
        async with self.work.transaction():
            still = await self.runs.look(run.broadcast.id, self.clock.now())
        if still is None:
            run.over = True
        elif run.done != run.shown:
            run.shown = run.done
            await self._show(run.broadcast.id, run)

    async def _show_last(self, run: _Pass) -> None:
        """How it stands after the pass; nothing to show when nothing happened."""
        async with self.work.reading():
            now = await self.broadcasts.get(run.broadcast.id)
        ended = now is not None and now.state is not State.SENDING and now.why is not Why.ASKED
        if ended or run.done != run.shown:
            await self._show(run.broadcast.id, run)

    async def _open_windows(self, run: _Pass) -> None:
        """Who wrote it and who approved it each get a message that shows how it goes, once."""
        run.looked = monotonic()
        shown = {chat for chat, _ in run.broadcast.told}
        for member_id in dict.fromkeys((run.broadcast.approved_by, run.broadcast.created_by)):
            async with self.work.reading():
                member = await self.members.get(member_id) if member_id else None
            if member is None or member.telegram_id in shown:
                continue
            screen = await self._screen(run.broadcast.id, member.language, run)
            pushed = await self.messenger.push(member.telegram_id, screen)
            async with self.work.transaction():
                window = (member.telegram_id, pushed.message_id or NONE_SHOWN)
                await self.runs.shown(run.broadcast.id, window)

    async def _show(self, broadcast_id: str, run: _Pass | None) -> None:
        async with self.work.reading():
            broadcast = await self.broadcasts.get(broadcast_id)
        for chat_id, message_id in broadcast.told if broadcast is not None else ():
            if message_id == NONE_SHOWN:
                continue
            async with self.work.reading():
                member = await self.members.by_telegram(chat_id)
            if member is not None:
                screen = await self._screen(broadcast_id, member.language, run)
                self.pacer.spoke(chat_id)
                await self.messenger.refresh(chat_id, message_id, screen)

    async def _screen(self, broadcast_id: str, language: str, run: _Pass | None) -> Screen:
        async with self.work.reading():
            broadcast = await self.broadcasts.get(broadcast_id)
            tally = await self.broadcasts.tally(broadcast_id)
        assert broadcast is not None
        left = self._seconds_left(run, tally.remaining) if broadcast.state is State.SENDING else None
        return view.progress_screen(self.services.translator(language), broadcast, tally, left)

    def _seconds_left(self, run: _Pass | None, remaining: int) -> float:
        """By the pace so far; by the pace allowed before there is one."""
        elapsed = monotonic() - run.began if run is not None else 0.0
        pace = run.done / elapsed if run is not None and run.done and elapsed > 1 else self.per_second
        return remaining / pace
