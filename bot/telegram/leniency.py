"""Bot API servers for tests, completed: some leave out what Telegram always says, and the library insists on.

Used only when the server is on this machine (Settings.local): Telegram's own answers are never touched.
"""

from __future__ import annotations

import json
from typing import Any

from telegram._utils.types import ODVInput
from telegram.request import RequestData

from bot.telegram.request import DEFAULT, AiohttpRequest

MILLISECONDS = 10**11
"""A date above it was written in milliseconds: as seconds it would be after the year 5000."""
ECHOED = {"link_preview_options", "reply_markup", "entities"}
"""Objects that travel as JSON texts in a call's form."""


class LenientRequest(AiohttpRequest):
    """AiohttpRequest whose answers hold every field that the documentation calls mandatory."""

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: ODVInput[float] = DEFAULT,
        write_timeout: ODVInput[float] = DEFAULT,
        connect_timeout: ODVInput[float] = DEFAULT,
        pool_timeout: ODVInput[float] = DEFAULT,
    ) -> tuple[int, bytes]:
        """One call, its answer completed."""
        status, content = await super().do_request(
            url, method, request_data, read_timeout, write_timeout, connect_timeout, pool_timeout
        )
        if status != 200 or "/file/" in url:
            return status, content
        return status, completed(content)


def completed(content: bytes) -> bytes:
    """An answer with what is missing filled in; anything that is not one passes as it is."""
    try:
        answer = json.loads(content)
    except ValueError:
        return content
    if not isinstance(answer, dict):
        return content
    if answer.get("ok") and answer.get("result") is None:
        answer["result"] = True  # what Telegram says when there is nothing to say
    results = answer.get("result")
    for result in results if isinstance(results, list) else [results]:
        if isinstance(result, dict):
            _complete(result)
    return json.dumps(answer).encode()


def _complete(part: dict[str, Any]) -> None:
    for name in ECHOED & part.keys():
        if isinstance(part[name], str):  # a server that gives a call's parameters back as they came
            part[name] = json.loads(part[name])
    if "first_name" in part and "type" not in part:  # a user; a chat has a type
        part.setdefault("is_bot", "username" in part and part["username"].lower().endswith("bot"))
    if isinstance(part.get("date"), int) and part["date"] > MILLISECONDS:
        part["date"] //= 1000
    if "data" in part and "from" in part:
        part.setdefault("chat_instance", "0")
    if "chat" in part:
        part.setdefault("message_id", 0)
        part.setdefault("date", 0)
    for inner in part.values():
        if isinstance(inner, dict):
            _complete(inner)
