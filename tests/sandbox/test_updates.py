"""Updates: numbered, confirmed by the offset, kept a day, pushed in order until accepted."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from telegram import Bot
from telegram.error import Conflict

from bot.clock import SetClock
from bot.sandbox import Person, Sandbox
from tests.sandbox.stage import Stage


async def test_numbers_rise_and_the_offset_confirms(bot: Bot, awa: Person) -> None:
    await awa.says("un")
    await awa.says("deux")
    first = await bot.get_updates()
    assert [update.update_id - first[0].update_id for update in first] == [0, 1, 2]
    assert await bot.get_updates() == first, "unconfirmed: they come again"
    rest = await bot.get_updates(offset=first[1].update_id)
    assert [update.message.text for update in rest if update.message] == ["un", "deux"]
    assert await bot.get_updates(offset=rest[-1].update_id + 1) == ()


async def test_a_long_poll_returns_with_the_first_news(bot: Bot, sandbox: Sandbox) -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.02)
    sandbox.acts.start(sandbox.person("Marc").id)
    updates = await asyncio.wait_for(poll, 2)
    assert [update.message.text for update in updates if update.message] == ["/start"]


async def test_an_empty_poll_returns_at_the_end_of_its_time(bot: Bot) -> None:
    assert await asyncio.wait_for(bot.get_updates(timeout=1), 3) == ()


async def test_updates_are_kept_a_day(bot: Bot, awa: Person, clock: SetClock) -> None:
    clock.advance(hours=23)
    await awa.says("Bonjour")
    clock.advance(hours=2)
    assert [update.message.text for update in await bot.get_updates() if update.message] == ["Bonjour"]


async def test_only_the_kinds_asked_for_come(bot: Bot, awa: Person) -> None:
    await bot.get_updates(allowed_updates=["callback_query"])
    await awa.says("Bonjour")
    assert len(await bot.get_updates()) == 1, "only what came before"
    await bot.get_updates(allowed_updates=[])
    await awa.says("Bonsoir")
    assert len(await bot.get_updates()) == 2


async def test_the_second_poller_ends_the_first(bot: Bot, sandbox: Sandbox) -> None:
    first = asyncio.create_task(bot.get_updates(timeout=20))
    await asyncio.sleep(0.02)
    second = asyncio.create_task(bot.get_updates(timeout=1))
    with pytest.raises(Conflict, match="only one bot instance"):
        await first
    assert await second == ()


async def test_the_same_update_comes_twice_on_request(bot: Bot, sandbox: Sandbox) -> None:
    awa = sandbox.person("Awa")
    await awa.says("75 élèves", times=2)
    updates = await bot.get_updates()
    assert len(updates) == 2
    assert updates[0] == updates[1]
    assert awa.sent == 1


class Server:
    """The bot's server, as the webhook sees it."""

    def __init__(self, *statuses: int) -> None:
        self.statuses = list(statuses)
        self.texts: list[str] = []
        self.secrets: set[str | None] = set()
        self.answer = b""

    async def post(self, url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        status = self.statuses.pop(0) if self.statuses else 200
        if status < 300:
            self.texts.append(json.loads(body)["message"]["text"])
        self.secrets.add(headers.get("X-Telegram-Bot-Api-Secret-Token"))
        return status, self.answer


async def until(condition: Callable[[], Any]) -> None:
    async with asyncio.timeout(5):
        while not condition():  # noqa: ASYNC110 - what a person would see has no event
            await asyncio.sleep(0.01)


async def test_a_webhook_is_fed_in_order_until_it_accepts(stage: Stage) -> None:
    server = Server(500, 502)
    stage.sandbox.core.hook.post = server.post
    for text in ("un", "deux", "trois"):
        await stage.awa.says(text)
    await stage.ok("setWebhook", url="https://example.org/hook", secret_token="s3cret", max_connections=1)
    await until(lambda: len(server.texts) == 4)
    assert server.texts == ["/start", "un", "deux", "trois"]
    assert server.secrets == {"s3cret"}
    info = await stage.ok("getWebhookInfo")
    assert info["pending_update_count"] == 0
    assert info["last_error_message"] == "Wrong response from the webhook: 502"
    await stage.ok("deleteWebhook")
    assert (await stage.ok("getWebhookInfo"))["url"] == ""


async def test_a_slow_chat_keeps_its_order_and_holds_nobody_else(stage: Stage) -> None:
    marc = stage.sandbox.person("Marc")
    held, received = asyncio.Event(), []

    async def post(url: str, headers: dict[str, str], body: bytes) -> tuple[int, bytes]:
        message = json.loads(body)["message"]
        if message["text"] == "/start":
            await held.wait()
        received.append((message["from"]["first_name"], message["text"]))
        return 200, b""

    stage.sandbox.core.hook.post = post
    await stage.awa.says("75 élèves")
    await marc.says("Bonjour")
    await stage.ok("setWebhook", url="https://example.org/hook")
    await until(lambda: received == [("Marc", "Bonjour")])
    held.set()
    await until(lambda: len(received) == 3)
    assert received[1:] == [("Awa", "/start"), ("Awa", "75 élèves")]


async def test_the_answer_to_a_delivery_may_hold_a_call(stage: Stage) -> None:
    server = Server()
    server.answer = json.dumps({"method": "sendMessage", "chat_id": stage.awa.id, "text": "Bonjour"}).encode()
    stage.sandbox.core.hook.post = server.post
    await stage.ok("setWebhook", url="http://127.0.0.1:9000/hook")
    await until(lambda: any(seen.text == "Bonjour" for seen in stage.awa.messages))
    server.answer = b'{"method": "sendMessage", "text": "Bonjour"}'
    await stage.awa.says("Encore")
    await until(lambda: stage.sandbox.journal.violations)
    assert stage.sandbox.journal.violations[0].limit == "chat_id_empty"


async def test_pending_updates_can_be_dropped(stage: Stage) -> None:
    await stage.awa.says("Bonjour")
    await stage.ok("deleteWebhook", drop_pending_updates=True)
    assert await stage.ok("getUpdates") == []
