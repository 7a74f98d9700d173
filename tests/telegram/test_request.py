"""Calls over a real socket: what comes back, and what each kind of trouble is called."""

from __future__ import annotations

import asyncio

import pytest
from telegram import Bot
from telegram.error import BadRequest, InvalidToken, NetworkError, RetryAfter, TimedOut
from telegram.request import BaseRequest

from bot.sandbox.faults import cut, error, flood, hang
from bot.sandbox.sandbox import TOKEN
from bot.telegram.outcomes import Verdict, judge
from bot.telegram.request import AiohttpRequest
from tests.telegram.conftest import Wire


async def test_a_message_arrives_as_it_was_written(wire: Wire) -> None:
    await wire.awa.starts()
    await wire.application.bot.send_message(wire.awa.id, "Café & <b>thé</b> 😀 ل")
    assert wire.awa.last.text == "Café & <b>thé</b> 😀 ل"


async def test_a_document_goes_up_and_comes_down_whole(wire: Wire) -> None:
    await wire.awa.starts()
    content = bytes(range(256)) * 4000
    sent = await wire.application.bot.send_document(wire.awa.id, content, filename="bilan.bin")
    assert sent.document is not None
    file = await wire.application.bot.get_file(sent.document.file_id)
    assert bytes(await file.download_as_bytearray()) == content


@pytest.mark.parametrize(
    ("fault", "kind", "verdict"),
    [
        (flood(7), RetryAfter, Verdict.WAIT),
        (error(502), NetworkError, Verdict.RETRY),
        (error(500), NetworkError, Verdict.UNKNOWN),
        (cut(), NetworkError, Verdict.UNKNOWN),
        (cut(after=True), NetworkError, Verdict.UNKNOWN),
        (hang(), TimedOut, Verdict.UNKNOWN),
    ],
    ids=str,
)
async def test_trouble_is_called_by_its_name(wire: Wire, fault, kind: type, verdict: Verdict) -> None:
    await wire.awa.starts()
    wire.sandbox.faults.next("sendMessage", fault)
    with pytest.raises(kind) as caught:
        await wire.application.bot.send_message(wire.awa.id, "bonjour")
    assert judge(caught.value).verdict is verdict
    assert TOKEN not in str(caught.value), "the token is in the address, not in what is said of it"


async def test_nobody_listens(wire: Wire) -> None:
    await wire.served.stop()
    with pytest.raises(NetworkError) as caught:
        await wire.application.bot.send_message(wire.awa.id, "bonjour")
    assert judge(caught.value).verdict is Verdict.RETRY, "it surely had no effect"
    assert TOKEN not in str(caught.value)


async def test_refusals_come_through(wire: Wire) -> None:
    await wire.awa.starts()
    with pytest.raises(BadRequest):
        await wire.application.bot.send_message(wire.awa.id, "")
    other = Bot("123:" + "x" * 35, f"{wire.served.url}/bot", request=AiohttpRequest())
    with pytest.raises(InvalidToken):
        await other.initialize()
    await other.shutdown()


async def test_many_calls_at_once_share_the_connections(wire: Wire) -> None:
    """With the patience of the product: the fixture's half second is shorter than a busy machine may take."""
    await wire.awa.starts()
    async with Bot(TOKEN, f"{wire.served.url}/bot", request=AiohttpRequest(connections=16)) as bot:
        await asyncio.gather(*(bot.send_message(wire.awa.id, f"numéro {number}") for number in range(100)))
    assert sum("numéro" in message.text for message in wire.awa.messages) == 100


async def test_it_must_be_opened_first() -> None:
    request: BaseRequest = AiohttpRequest()
    with pytest.raises(RuntimeError):
        await request.do_request("http://127.0.0.1:9/", "POST")
    await request.shutdown()
