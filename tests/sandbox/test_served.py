"""The sandbox over HTTP, as the demonstration runs it."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest

from bot.sandbox import Sandbox, Served, serve
from bot.sandbox import faults as trouble
from tests.sandbox.small_bot import application
from tests.sandbox.stage import photo


@pytest.fixture
async def served(sandbox: Sandbox) -> AsyncIterator[Served]:
    served = await serve(sandbox.app)
    yield served
    await served.stop()


async def test_a_bot_talks_to_it_over_sockets(sandbox: Sandbox, served: Served) -> None:
    app = application(sandbox, served.url)
    async with app:
        await app.start()
        assert app.updater is not None
        await app.updater.start_polling(poll_interval=0)
        awa = sandbox.person("Awa")
        await awa.starts()
        await awa.taps("Déclarer une action")
        await awa.sends_photo(photo(), "La salle")
        assert awa.last.text == "Vous avez dit : La salle"
        sent = await app.bot.send_photo(awa.id, photo(), caption="Affiche")
        file = await sent.photo[-1].get_file()
        assert (await file.download_as_bytearray())[:3] == b"\xff\xd8\xff"
        await app.updater.stop()
        await app.stop()
    sandbox.journal.check()


async def test_a_cut_answer_closes_the_connection(sandbox: Sandbox, served: Served) -> None:
    sandbox.faults.next("getMe", trouble.cut())
    async with aiohttp.ClientSession() as session:
        with pytest.raises(aiohttp.ClientError):
            async with session.get(f"{served.url}/bot{sandbox.token}/getMe") as answer:
                await answer.read()
        async with session.get(f"{served.url}/bot{sandbox.token}/getMe") as answer:
            assert (await answer.json())["ok"]


async def test_a_bot_that_gives_up_on_a_silence_leaves_nothing_behind(
    sandbox: Sandbox, served: Served
) -> None:
    sandbox.faults.next("getMe", trouble.hang())
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=0.2)) as session:
        with pytest.raises(TimeoutError):
            await session.get(f"{served.url}/bot{sandbox.token}/getMe")
    async with asyncio.timeout(2):
        while sandbox.activity.in_flight:  # noqa: ASYNC110 - nothing tells when a connection is gone
            await asyncio.sleep(0.02)


async def test_a_port_in_use_is_an_error(served: Served, sandbox: Sandbox) -> None:
    with pytest.raises(OSError, match="in use"):
        await serve(sandbox.app, port=served.port)


async def test_it_stops_with_a_page_open_and_a_poll_waiting(sandbox: Sandbox) -> None:
    served = await serve(sandbox.app)
    async with aiohttp.ClientSession() as session:
        events = await session.get(f"{served.url}/chat/events")
        assert b"now" in await events.content.readline()
        poll = asyncio.create_task(session.get(f"{served.url}/bot{sandbox.token}/getUpdates?timeout=30"))
        await asyncio.sleep(0.05)
        async with asyncio.timeout(5):
            await served.stop()
            await asyncio.gather(poll, return_exceptions=True)
        events.close()
    again = await serve(sandbox.app, port=served.port)
    await again.stop()


async def test_a_webhook_over_sockets(sandbox: Sandbox, served: Served) -> None:
    from aiohttp import web

    received: list[tuple[str | None, str]] = []

    async def hook(request: web.Request) -> web.Response:
        update = json.loads(await request.text())
        received.append((request.headers.get("X-Telegram-Bot-Api-Secret-Token"), update["message"]["text"]))
        return web.Response()

    app = web.Application()
    app.router.add_post("/hook", hook)
    runner = web.AppRunner(app)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = runner.addresses[0][1]
    async with aiohttp.ClientSession() as session:
        fields = {"url": f"http://127.0.0.1:{port}/hook", "secret_token": "s3cret"}
        async with session.post(f"{served.url}/bot{sandbox.token}/setWebhook", data=fields) as answer:
            assert (await answer.json())["ok"]
    awa = sandbox.person("Awa")
    await awa.says("Bonjour")
    assert received == [("s3cret", "Bonjour")]
    await sandbox.close()
    await runner.cleanup()
