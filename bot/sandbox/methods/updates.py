"""How updates reach the bot: getUpdates, setWebhook, deleteWebhook, getWebhookInfo."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox import shapes
from bot.sandbox.call import Call
from bot.sandbox.core import Core
from bot.sandbox.limits import Refused, value
from bot.sandbox.method import method
from bot.sandbox.webhook import check_url

LONGEST_POLL = 50
"""Seconds: LONG_POLL_MAX_TIMEOUT of Telegram's server."""


@method("getUpdates", "offset:int limit:int timeout:int allowed_updates:json")
async def get_updates(core: Core, call: Call) -> Any:
    if core.hook.url:
        raise Refused("poller_and_webhook")
    limit = _in_range(call, "limit", 1, 100, 100)
    timeout = min(_in_range(call, "timeout", 0, 3600, 0), LONGEST_POLL)
    core.updates.allow(_kinds(call["allowed_updates"]))
    turn = core.hook.take_poll()
    core.updates.confirm(call["offset"] or 0)
    ready = core.updates.ready(limit)
    if not ready and timeout:
        await _wait(core, turn, timeout)
        ready = core.updates.ready(limit)
    core.hook.leave_poll(turn)
    return [update.to_json() for update in ready]


async def _wait(core: Core, turn: asyncio.Future[str], seconds: float) -> None:
    """Until news, the end of the time, or another request that ends this one. Raises Refused."""
    news = asyncio.ensure_future(core.updates.news(seconds))
    try:
        waited: set[asyncio.Future[Any]] = {news, turn}
        await asyncio.wait(waited, return_when=asyncio.FIRST_COMPLETED)
    finally:
        news.cancel()
        await asyncio.gather(news, return_exceptions=True)
        if not turn.done():
            core.hook.leave_poll(turn)
    if turn.done() and not turn.cancelled():
        raise Refused(turn.result())


def _in_range(call: Call, name: str, low: int, high: int, default: int) -> int:
    given = call[name]
    if given is None:
        return default
    if not low <= given <= high:
        raise Refused("parameter_range", name=name, low=low, high=high)
    return int(given)


def _kinds(given: Any) -> list[str] | None:
    if given is None:
        return None
    if not isinstance(given, list) or any(not isinstance(kind, str) for kind in given):
        raise Refused("parameter_type", name="allowed_updates", kind="Array of String")
    return given


@method(
    "setWebhook",
    "url!:str certificate:file ip_address:str max_connections:int allowed_updates:json "
    "drop_pending_updates:bool secret_token:str",
)
async def set_webhook(core: Core, call: Call) -> Any:
    url, secret = call["url"], call["secret_token"] or ""
    if url:
        check_url(url)
    if len(secret) > value("secret_too_long"):
        raise Refused("secret_too_long")
    if not all(char.isascii() and (char.isalnum() or char in "_-") for char in secret):
        raise Refused("secret_characters")
    connections = _in_range(call, "max_connections", 1, 100, 40)
    core.updates.allow(_kinds(call["allowed_updates"]))
    if call["drop_pending_updates"]:
        core.updates.clear()
    await core.hook.set(url, secret, connections)
    return True


@method("deleteWebhook", "drop_pending_updates:bool")
async def delete_webhook(core: Core, call: Call) -> Any:
    if call["drop_pending_updates"]:
        core.updates.clear()
    await core.hook.set("", "", 40)
    return True


@method("getWebhookInfo")
async def get_webhook_info(core: Core, call: Call) -> Any:
    hook = core.hook
    shape: dict[str, Any] = {
        "url": hook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(core.updates.ready(10**6)),
    }
    if hook.url:
        shape["max_connections"] = hook.connections
    if hook.error_at:
        shape |= {"last_error_date": shapes.unix(hook.error_at), "last_error_message": hook.error}
    if core.updates.allowed_as_given:
        shape["allowed_updates"] = core.updates.allowed_as_given
    return shape
