"""The webhook: only Telegram is heard, each update is taken once, and nothing odd brings it down."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

import httpx
import pytest
from telegram import Update
from telegram.ext import TypeHandler

from bot.agenda.feed import Feed
from bot.settings import Settings, load
from bot.telegram import webhook as module
from bot.telegram.webhook import Webhook
from handlers.web.app import LARGEST_UPDATE, SECRET_HEADER, web_app
from tests.telegram.conftest import Wire

SECRET = "lettres-chiffres_87"
AWA = {"id": 5_000_000_001, "is_bot": False, "first_name": "Awa"}


def update(number: int, text: str = "bonjour") -> dict[str, Any]:
    chat = {"id": AWA["id"], "type": "private", "first_name": "Awa"}
    return {
        "update_id": number,
        "message": {"message_id": 1, "date": 1, "chat": chat, "from": AWA, "text": text},
    }


class Hook:
    """A webhook without a socket; what was taken."""

    def __init__(self, wire: Wire, settings: Settings) -> None:
        self.taken: list[int] = []
        self.durable = True
        self.webhook = Webhook(wire.application, settings, "https://exemple.org/hook", partial(_app))
        app = web_app(self.webhook.take, SECRET, "/hook", health=_healthy, figures=_figures, agenda=_agenda)
        self.client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://bot")
        wire.application.add_handler(TypeHandler(Update, self._take))

    async def _take(self, one: Update, _: object) -> None:
        self.taken.append(one.update_id)
        if not self.durable:
            await asyncio.sleep(5)
        self.webhook.durable(one.update_id)

    async def post(self, content: Any, secret: str | None = SECRET) -> int:
        headers = {} if secret is None else {SECRET_HEADER.encode(): secret.encode()}
        if isinstance(content, bytes):
            return (await self.client.post("/hook", content=content, headers=headers)).status_code
        return (await self.client.post("/hook", json=content, headers=headers)).status_code


def _app(*_: object) -> Any:
    raise AssertionError("not served here")


async def _healthy() -> dict[str, object]:
    return {"ok": True}


async def _agenda(language: str) -> Feed | None:
    return Feed(b"calendar", "tag", datetime(2026, 6, 1, tzinfo=UTC)) if language == "fr" else None


async def _figures() -> str:
    return "figures"


@pytest.fixture
async def hook(wire: Wire, tmp_path: Path) -> AsyncIterator[Hook]:
    environ = {
        "TELEGRAM_BOT_TOKEN": wire.sandbox.token,
        "TELEGRAM_API_URL": wire.served.url,
        "RELAIS87_DATA": str(tmp_path),
        "RELAIS87_COORDINATORS": "1",
        "RELAIS87_CONTROLLER": "Association Exemple",
        "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
        "RELAIS87_WEBHOOK_SECRET": SECRET,
    }
    made = Hook(wire, load(environ))
    yield made
    await made.client.aclose()


@pytest.mark.parametrize("secret", ["", "lettres-chiffres_88", SECRET + "x", None, "é"])
async def test_a_wrong_secret_is_turned_away(hook: Hook, secret: str | None) -> None:
    assert await hook.post(update(1), secret) == 403
    assert hook.taken == []


async def test_the_right_secret_is_heard(hook: Hook) -> None:
    assert await hook.post(update(1)) == 200
    assert hook.taken == [1]


async def test_the_same_update_at_the_same_moment_is_answered_each_time(hook: Hook) -> None:
    assert await asyncio.gather(hook.post(update(1)), hook.post(update(1))) == [200, 200]
    assert await hook.post(update(1)) == 200  # that it acts once is the inbox's work: tests/chat


@pytest.mark.parametrize(
    "content", [b"", b"not json", b"\xff\xfe", b"[]", b"null", b'"x"', b"{}", b'{"update_id": "x"}']
)
async def test_what_is_no_update_is_refused(hook: Hook, content: bytes) -> None:
    assert await hook.post(content) == 400
    assert hook.taken == []


async def test_an_update_of_no_shape_we_know_is_not_asked_for_again(hook: Hook) -> None:
    assert await hook.post({"update_id": 3, "message": {"text": 5}}) == 200
    assert await hook.post({"update_id": 4, "a_kind_of_the_future": {}}) == 200
    assert await hook.post(update(5)) == 200
    assert 5 in hook.taken


async def test_a_body_too_large_is_refused_whatever_it_says_of_itself(hook: Hook) -> None:
    assert await hook.post(b"x" * (LARGEST_UPDATE + 1)) == 413

    async def pieces() -> AsyncIterator[bytes]:
        for _ in range(30):
            yield b"x" * 100_000

    answer = await hook.client.post("/hook", content=pieces(), headers={SECRET_HEADER: SECRET})
    assert answer.status_code == 413, "without a length said before"


async def test_an_update_that_could_not_be_made_durable_is_delivered_again(
    hook: Hook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "DURABLE_WITHIN", 0.1)
    hook.durable = False
    assert await hook.post(update(1)) == 503


async def test_only_post_is_served_there(hook: Hook) -> None:
    assert (await hook.client.get("/hook")).status_code == 405
    assert (await hook.client.get("/health")).json() == {"ok": True}
