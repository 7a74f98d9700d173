"""Long polling: an update is confirmed once what it did is durable, and one that is slow delays no other."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager

import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.sandbox.faults import cut, error
from bot.telegram import polling
from bot.telegram.polling import Poller
from tests.telegram.conftest import Wire


class Takes:
    """Handles updates by hand: each waits until the test says that it is durable, then that it is done."""

    def __init__(self, wire: Wire, poller: Poller) -> None:
        self.poller = poller
        self.texts: list[str] = []
        self.slow: dict[str, asyncio.Event] = {}
        wire.application.add_handler(TypeHandler(Update, self.take))

    async def take(self, update: Update, _: object) -> None:
        text = update.message.text or ""
        self.texts.append(text)
        if text in self.slow:
            await self.slow[text].wait()
        self.poller.durable(update.update_id)


@asynccontextmanager
async def polled(wire: Wire) -> AsyncIterator[Takes]:
    """A poller at work; stopped in order at the end."""
    poller = Poller(wire.application)
    takes = Takes(wire, poller)
    stop = asyncio.Event()
    running = asyncio.ensure_future(poller.run(stop))
    try:
        yield takes
    finally:
        for gate in takes.slow.values():
            gate.set()
        stop.set()
        await asyncio.wait_for(running, 10)


async def until(holds: Callable[[], bool], seconds: float = 8.0) -> None:
    async with asyncio.timeout(seconds):
        while not holds():  # noqa: ASYNC110 - other people's state
            await asyncio.sleep(0.01)


def waiting(wire: Wire) -> int:
    """Updates that the server still holds: not confirmed."""
    return len(wire.sandbox.updates.ready())


async def test_updates_come_in_order_and_are_confirmed(wire: Wire) -> None:
    for number in range(5):
        await wire.awa.says(f"message {number}")
    async with polled(wire) as takes:
        await until(lambda: waiting(wire) == 0)
        assert takes.texts == [f"message {number}" for number in range(5)]


async def test_an_update_is_not_confirmed_before_it_is_durable(wire: Wire) -> None:
    async with polled(wire) as takes:
        gate = takes.slow["lent"] = asyncio.Event()
        await wire.awa.says("lent")
        await until(lambda: takes.texts == ["lent"])
        await asyncio.sleep(1.2)
        assert waiting(wire) == 1, "a kill now would lose it"
        gate.set()
        await until(lambda: waiting(wire) == 0)
    assert takes.texts == ["lent"], "and it is handled once"


async def test_a_slow_update_does_not_keep_others_from_coming(wire: Wire) -> None:
    marc = wire.sandbox.person("Marc")
    async with polled(wire) as takes:
        gate = takes.slow["un gros fichier"] = asyncio.Event()
        await wire.awa.says("un gros fichier")
        await until(lambda: "un gros fichier" in takes.texts)
        await marc.says("bonjour")
        await wire.awa.says("au secours")
        await until(lambda: {"bonjour", "au secours"} <= set(takes.texts), 2.0)
        assert waiting(wire) == 3, "nothing after the slow one can be confirmed before it"
        gate.set()
        await until(lambda: waiting(wire) == 0)
    assert sorted(takes.texts) == ["au secours", "bonjour", "un gros fichier"]


async def test_one_that_never_ends_is_given_up(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "DURABLE_WITHIN", 0.8)
    async with polled(wire) as takes:
        takes.slow["jamais"] = asyncio.Event()
        await wire.awa.says("jamais")
        await until(lambda: takes.texts == ["jamais"])
        await until(lambda: waiting(wire) == 0)


async def test_the_network_goes_down_and_comes_back(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    for fault in (error(502), cut(), error(500)):
        wire.sandbox.faults.next("getUpdates", fault, times=2)
    await wire.awa.says("après la panne")
    async with polled(wire) as takes:
        await until(lambda: takes.texts == ["après la panne"])
        await until(lambda: waiting(wire) == 0)


async def test_an_answer_lost_on_its_way_loses_no_update(wire: Wire, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(polling, "PAUSE", 0.05)
    wire.sandbox.faults.next("getUpdates", cut(after=True), times=2)
    await wire.awa.says("une seule fois")
    async with polled(wire) as takes:
        await until(lambda: waiting(wire) == 0)
    assert takes.texts == ["une seule fois"]


async def test_two_pollers_with_one_token_do_not_fight(wire: Wire) -> None:
    calls = []
    async with polled(wire):
        await until(lambda: wire.sandbox.core.hook.polled)
        calls.append(len(wire.sandbox.journal.of("getUpdates")))
        await wire.application.bot.get_updates(timeout=0)  # another process takes its turn
        await asyncio.sleep(1.0)
        calls.append(len(wire.sandbox.journal.of("getUpdates")))
    assert calls[1] - calls[0] <= 3, "the one that was pushed aside waits before it asks again"


async def test_a_webhook_of_before_is_taken_away(wire: Wire) -> None:
    await wire.application.bot.set_webhook("https://exemple.org/hook")
    await wire.awa.says("bonjour")
    async with polled(wire) as takes:
        await until(lambda: takes.texts == ["bonjour"])


async def test_a_failing_handler_holds_up_nothing(wire: Wire) -> None:
    async with polled(wire) as takes:

        async def fails(update: Update, _: object) -> None:
            raise RuntimeError("broken")

        wire.application.handlers.clear()
        wire.application.add_handler(TypeHandler(Update, fails))

        async def quiet(*_: object) -> None:
            takes.texts.append("error")

        wire.application.add_error_handler(quiet)
        await wire.awa.says("x")
        await until(lambda: waiting(wire) == 0)
    assert takes.texts == ["error"]
