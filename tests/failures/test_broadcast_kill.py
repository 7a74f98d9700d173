"""A broadcast that cannot half-fail: killed at each step, refused, cut, made to wait; nobody missed or twice.

``python bench/broadcast_faults.py`` runs the same with 3,000 people and twenty kills.
"""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest

from bot.sandbox.faults import cut, error, flood, hang
from bot.sandbox.sandbox import Sandbox
from handlers.chat.bulk import at_once
from tests.failures.bots import Nursery, bot_beside
from tests.failures.crowd import clock_offset, crowd

RATE = 80
STEPS = ("claimed", "pushed", "noted")
"""Claimed and not sent; sent and not noted; noted."""


async def killed(nursery: Nursery, folder: Path, size: int, kills: int, url: str = "") -> int:
    """A broadcast killed so many times on its way; checks everything that must hold.

    Returns of how many nobody knows.
    """
    sandbox = Sandbox()
    claire = sandbox.person("Claire")
    there = await crowd(sandbox, folder, size, claire.id, url)
    async with bot_beside(sandbox, folder, claire.id, url, nursery) as bot:
        bot.environment |= {
            "RELAIS87_BULK_RATE": str(RATE),
            "RELAIS87_TEST_CLOCK": str(clock_offset().total_seconds()),
        }
        for number, step in zip(range(kills), itertools.cycle(STEPS)):
            await bot.start()
            goal = size * (number + 1) // (kills + 2)
            await bot.until(lambda goal=goal: len(sandbox.journal.of("sendMessage")) >= goal, "messages")
            bot.arm(step)
            await bot.dies(step)
        await bot.start()
        for _ in range(2000):
            if await there.over():
                break
            await bot.moment()
    tally, times, unknown = await there.tally(), there.read(), await there.unknown()
    assert tally.get("sent", 0) + tally.get("unknown", 0) == size, tally
    assert max(times.values()) == 1, "nobody twice"
    missed = {chat for chat, many in times.items() if not many}
    assert missed <= unknown, "nobody missed but those said to be unknown"
    assert len(unknown) <= kills * at_once(RATE), "those under way at a kill, no more"
    return len(unknown)


@pytest.mark.parametrize("database", ["sqlite", "postgresql"])
async def test_killed_at_each_step_of_its_way(
    tmp_path: Path, nursery: Nursery, database: str, request: pytest.FixtureRequest
) -> None:
    url = request.getfixturevalue("postgres_url") if database == "postgresql" else ""
    await killed(nursery, tmp_path, size=120, kills=3, url=url)


async def troubled(
    nursery: Nursery, folder: Path, size: int, rate: int, chance: float, silences: int = 0
) -> dict[str, int]:
    """A broadcast through 429s, 5xx and connections cut at random; checks that nobody gets it twice."""
    sandbox = Sandbox(flood=True)
    claire = sandbox.person("Claire")
    there = await crowd(sandbox, folder, size, claire.id)
    kinds = (flood(1), error(500), error(502), error(502, after=True), cut(), cut(after=True))
    sandbox.faults.at_random(chance, 87, kinds)
    if silences:
        sandbox.faults.next("sendMessage", hang(after=True), times=silences)
    async with bot_beside(sandbox, folder, claire.id, nursery=nursery) as bot:
        bot.environment |= {
            "RELAIS87_BULK_RATE": str(rate),
            "RELAIS87_TEST_CLOCK": str(clock_offset().total_seconds()),
        }
        await bot.start()
        for _ in range(4000):
            if await there.over():
                break
            await bot.moment()
    tally, times, unknown = await there.tally(), there.read(), await there.unknown()
    assert sum(tally.values()) == size
    assert set(tally) <= {"sent", "unknown", "failed"}, tally
    assert max(times.values()) == 1, "nobody twice"
    assert {chat for chat, many in times.items() if not many} <= unknown
    return tally


async def test_refused_cut_and_made_to_wait_at_random(tmp_path: Path, nursery: Nursery) -> None:
    tally = await troubled(nursery, tmp_path, size=150, rate=30, chance=0.08)
    assert tally["sent"] > 120
