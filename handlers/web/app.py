"""The webhook, the public agenda, health and figures, as one small ASGI application."""

from __future__ import annotations

import hmac
import json
from collections.abc import Awaitable, Callable
from typing import Any

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.conversation.ports import NotDurable
from handlers.web.agenda import Agenda, agenda_route

SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - the header's name
LARGEST_UPDATE = 2_000_000
"""Bytes. Updates carry no files: a few kilobytes each."""

Take = Callable[[dict[str, Any]], Awaitable[None]]
Health = Callable[[], Awaitable[dict[str, object]]]


def web_app(
    take: Take, secret: str, path: str, *, health: Health, figures: Callable[[], Awaitable[str]],
    agenda: Agenda,
) -> Starlette:  # fmt: skip
    """``take`` returns once what the update did is durable: only then is it acknowledged."""

    async def webhook(request: Request) -> Response:
        given = request.headers.get(SECRET_HEADER, "")
        if not hmac.compare_digest(given.encode(), secret.encode()):
            return Response(status_code=403)
        body = await _body(request)
        if body is None:
            return Response(status_code=413)
        try:
            update = json.loads(body)
        except ValueError:
            return Response(status_code=400)
        if not isinstance(update, dict) or not isinstance(update.get("update_id"), int):
            return Response(status_code=400)
        try:
            await take(update)
        except NotDurable:
            return Response(status_code=503)  # the server delivers it again
        return Response(status_code=200)

    async def healthy(_: Request) -> Response:
        found = await health()
        return JSONResponse(found, status_code=200 if found.get("ok") else 503)

    async def metrics(_: Request) -> Response:
        return PlainTextResponse(await figures())

    return Starlette(
        routes=[
            Route(path, webhook, methods=["POST"]),
            agenda_route(agenda),
            Route("/health", healthy),
            Route("/metrics", metrics),
        ]
    )


async def _body(request: Request) -> bytes | None:
    """The whole body; None, without reading further, when it is larger than any update."""
    body = b""
    async for piece in request.stream():
        body += piece
        if len(body) > LARGEST_UPDATE:
            return None
    return body
