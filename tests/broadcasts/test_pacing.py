"""How fast messages leave, with a clock of our own."""

from __future__ import annotations

import pytest

from bot.delivery.pacing import CATCH_UP_S, GROUP, MARGIN, Pacer


class Time:
    """Seconds that pass only when somebody sleeps."""

    def __init__(self) -> None:
        self.at = 1000.0

    def now(self) -> float:
        return self.at

    async def sleep(self, seconds: float) -> None:
        assert seconds > 0
        self.at += seconds


@pytest.fixture
def time() -> Time:
    return Time()


def busiest(times: list[float], window: float) -> int:
    """The most that fell in any window of so many seconds."""
    return max(sum(start <= at < start + window for at in times) for start in times)


@pytest.mark.parametrize("rate", [1, 30, 1000])
async def test_never_over_the_rate_and_near_it(time: Time, rate: int) -> None:
    pacer, times = Pacer(rate, time.now, time.sleep), []
    for _ in range(rate * 3 + 1):
        await pacer.turn()
        times.append(time.at)
    assert busiest(times, 1) <= max(rate, 1)
    assert len(times) / (times[-1] - times[0]) >= rate * MARGIN * 0.97


async def test_a_late_pass_makes_up_for_little(time: Time) -> None:
    pacer, times = Pacer(30, time.now, time.sleep), []
    await pacer.turn()
    time.at += 60
    for _ in range(60):
        await pacer.turn()
        times.append(time.at)
    assert busiest(times, 1) <= 30 * (1 + CATCH_UP_S)


async def test_replies_take_the_place_of_messages_to_many(time: Time) -> None:
    pacer, times = Pacer(30, time.now, time.sleep), []
    for number in range(120):
        if number % 3 == 0:
            pacer.spoke(number)
            times.append(time.at)
        await pacer.turn()
        times.append(time.at)
    assert busiest(times, 1) <= 31, "one reply does not wait"


async def test_one_a_second_to_a_chat_twenty_a_minute_to_a_group(time: Time) -> None:
    pacer, chat, group = Pacer(1000, time.now, time.sleep), [], []
    for _ in range(5):
        await pacer.chat(7)
        chat.append(time.at)
    assert busiest(chat, 0.999) == 1
    for _ in range(GROUP * 2 + 1):
        await pacer.chat(-7)
        group.append(time.at)
    assert busiest(group, 60) <= GROUP


async def test_what_the_server_asks_holds_everyone(time: Time) -> None:
    pacer = Pacer(30, time.now, time.sleep)
    pacer.hold(17)
    pacer.hold(3)
    await pacer.turn()
    assert time.at == pytest.approx(1017)


async def test_memory_does_not_grow_with_the_chats(time: Time) -> None:
    pacer = Pacer(1000, time.now, time.sleep)
    for number in range(1, 30_000):
        await pacer.turn()
        await pacer.chat(number)
    assert len(pacer._spoken) < 7_000
