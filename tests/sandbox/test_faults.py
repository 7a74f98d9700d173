"""Trouble on request: what PTB sees of it, and whether the call took effect."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import NetworkError, RetryAfter, TimedOut

from bot.sandbox import Person, Sandbox
from bot.sandbox import faults as trouble


@pytest.fixture(autouse=True)
def _seconds_as_timedelta(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PTB_TIMEDELTA", "true")


async def test_flood_on_request_then_all_is_well(bot: Bot, awa: Person, sandbox: Sandbox) -> None:
    sandbox.faults.next("sendMessage", trouble.flood(7), times=2)
    for _ in range(2):
        with pytest.raises(RetryAfter) as wait:
            await bot.send_message(awa.id, "Bonjour")
        assert wait.value.retry_after.total_seconds() == 7  # type: ignore[union-attr]
    await bot.send_message(awa.id, "Bonjour")
    assert [seen.text for seen in awa.messages] == ["/start", "Bonjour"]
    assert [record.fault for record in sandbox.journal.of("sendMessage")] == [
        "flood before the effect"
    ] * 2 + [""]
    sandbox.journal.check()


@pytest.mark.parametrize("after", [False, True])
@pytest.mark.parametrize("kind", ["error", "cut", "hang"])
async def test_the_message_is_there_only_when_trouble_comes_after(
    kind: str, after: bool, bot: Bot, awa: Person, sandbox: Sandbox
) -> None:
    fault = getattr(trouble, kind)(after=after)
    sandbox.faults.next("sendMessage", fault)
    expected = TimedOut if kind == "hang" else NetworkError
    with pytest.raises(expected):
        await bot.send_message(awa.id, "Bonjour", read_timeout=0.2)
    assert ("Bonjour" in awa.screen) == after


async def test_chance_is_the_same_for_the_same_seed(bot: Bot, awa: Person, sandbox: Sandbox) -> None:
    async def failures(seed: int) -> list[int]:
        sandbox.faults.at_random(0.4, seed, [trouble.error(500), trouble.flood(1)])
        failed = []
        for number in range(20):
            try:
                await bot.send_message(awa.id, f"Message {number}")
            except (NetworkError, RetryAfter):
                failed.append(number)
        return failed

    first, second, other = await failures(1), await failures(1), await failures(2)
    assert first == second != other
    assert 2 <= len(first) <= 16
    sandbox.faults.clear()
    await bot.send_message(awa.id, "Enfin")


async def test_latency_is_added(bot: Bot, awa: Person, sandbox: Sandbox) -> None:
    sandbox.faults.latency = 0.2
    loop = asyncio.get_running_loop()
    began = loop.time()
    await bot.send_message(awa.id, "Bonjour")
    assert loop.time() - began >= 0.2


async def test_a_fault_for_any_method(bot: Bot, sandbox: Sandbox) -> None:
    sandbox.faults.next(None, trouble.error(504))
    with pytest.raises(NetworkError, match="Gateway Timeout"):
        await bot.get_me()
    assert (await bot.get_me()).is_bot
