"""One after the other within a chat, chats side by side, danger before all."""

from __future__ import annotations

import asyncio

from telegram import Chat, InlineQuery, Message, Update, User

from bot.telegram.order import ChatOrder


def update(number: int, chat: int, text: str = "x") -> Update:
    place = Chat(chat, "private")
    return Update(number, message=Message(number, None, place, from_user=User(chat, "Awa", False), text=text))


class Stage:
    """Notes when each update begins and ends; an update takes until it is let go."""

    def __init__(self, chats_at_once: int = 64) -> None:
        self.order = ChatOrder(lambda one: one.message.text == "au secours", chats_at_once)
        self.seen: list[str] = []
        self.gates: dict[int, asyncio.Event] = {}

    def take(self, one: Update) -> asyncio.Task[None]:
        gate = self.gates[one.update_id] = asyncio.Event()

        async def handled() -> None:
            self.seen.append(f"begin {one.update_id}")
            await gate.wait()
            self.seen.append(f"end {one.update_id}")

        return asyncio.ensure_future(self.order.process_update(one, handled()))

    async def let_go(self, *numbers: int) -> None:
        for number in numbers:
            self.gates[number].set()
        await asyncio.sleep(0.01)


async def test_the_updates_of_a_chat_come_one_after_the_other() -> None:
    stage = Stage()
    tasks = [stage.take(update(number, chat=1)) for number in (1, 2, 3)]
    await stage.let_go(3, 2)
    assert stage.seen == ["begin 1"], "the third is done at once, if only it were its turn"
    await stage.let_go(1)
    await asyncio.gather(*tasks)
    assert stage.seen == ["begin 1", "end 1", "begin 2", "end 2", "begin 3", "end 3"]


async def test_chats_go_side_by_side() -> None:
    stage = Stage()
    tasks = [stage.take(update(chat, chat)) for chat in (1, 2, 3)]
    await asyncio.sleep(0.01)
    assert stage.seen == ["begin 1", "begin 2", "begin 3"]
    await stage.let_go(1, 2, 3)
    await asyncio.gather(*tasks)


async def test_searches_of_several_people_go_side_by_side() -> None:
    order, begun, gate = ChatOrder(lambda one: False), [], asyncio.Event()

    async def handled(number: int) -> None:
        begun.append(number)
        await gate.wait()

    def search(number: int) -> Update:
        who = User(number, "Awa", False)
        return Update(number, inline_query=InlineQuery(str(number), who, "cacao", ""))

    tasks = [asyncio.ensure_future(order.process_update(search(n), handled(n))) for n in (1, 2, 3)]
    await asyncio.sleep(0.01)
    assert begun == [1, 2, 3]
    gate.set()
    await asyncio.gather(*tasks)


async def test_danger_waits_for_nothing() -> None:
    stage = Stage(chats_at_once=1)
    tasks = [stage.take(update(1, chat=1)), stage.take(update(2, chat=1)), stage.take(update(3, chat=2))]
    await asyncio.sleep(0.01)
    tasks.append(stage.take(update(4, chat=1, text="au secours")))
    await asyncio.sleep(0.01)
    assert stage.seen == ["begin 1", "begin 4"]
    await stage.let_go(4, 1, 2, 3)
    await asyncio.gather(*tasks)


async def test_a_failure_lets_the_next_one_pass_and_nothing_is_kept_in_memory() -> None:
    stage = Stage()

    async def fails() -> None:
        raise RuntimeError("broken")

    failing = asyncio.ensure_future(stage.order.process_update(update(1, chat=1), fails()))
    after = stage.take(update(2, chat=1))
    await asyncio.gather(failing, return_exceptions=True)
    await stage.let_go(2)
    await after
    assert stage.seen == ["begin 2", "end 2"]
    assert not stage.order._locks
