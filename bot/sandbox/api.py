"""Face 1: the Bot API over HTTP. Reads a call, meets a planned fault, runs the method, records it."""

from __future__ import annotations

import asyncio
import json
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, Response, StreamingResponse
from starlette.routing import Route
from starlette.types import Receive, Scope, Send

from bot.sandbox import methods as _methods
from bot.sandbox.activity import Activity
from bot.sandbox.call import Call, Raw, read
from bot.sandbox.core import Core
from bot.sandbox.faults import Fault, Faults
from bot.sandbox.journal import Journal, Record, refusal
from bot.sandbox.limits import LIMITS, Refused, value
from bot.sandbox.method import REGISTRY

assert _methods.__all__, "importing the package registers the methods"
ROOM = 1 << 20
"""Bytes a request may have besides its file."""
GLANCE = 0.1
"""Seconds between two looks at whether the bot has given up waiting."""


class CutResponse(Response):
    """An answer that stops half-way: the server closes the connection on it."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        length = str(len(self.body) + 100).encode()
        await send({"type": "http.response.start", "status": 200, "headers": [(b"content-length", length)]})
        await send({"type": "http.response.body", "body": self.body[:7], "more_body": True})


class BotApi:
    """Calls to ``/bot<token>/<method>`` and downloads from ``/file/bot<token>/<path>``."""

    def __init__(self, core: Core, journal: Journal, faults: Faults, activity: Activity) -> None:
        self.core = core
        self.journal = journal
        self.faults = faults
        self.activity = activity
        core.hook.on_answer = self.answered_webhook

    def routes(self) -> list[Route]:
        """Its routes."""
        return [
            Route("/bot{token}/{method}", self._over_http, methods=["GET", "POST"]),
            Route("/file/bot{token}/{path:path}", self._download, methods=["GET"]),
        ]

    async def _over_http(self, request: Request) -> Response:
        name = str(request.path_params["method"])
        known = REGISTRY.get(name.lower())
        name = known.name if known else name
        with self.activity.during(name):
            return await self._meet(request, name)

    async def _meet(self, request: Request, name: str) -> Response:
        if self.faults.latency:
            await asyncio.sleep(self.faults.latency)
        try:
            body = await _body(request)
        except Refused as refused:
            return self._refuse(name, Raw(), refused)
        fault = self.faults.take(name)
        if fault and not fault.after:
            return await self._strike(request, name, fault)
        response = await self._run(request, name, body)
        return await self._strike(request, name, fault) if fault else response

    async def _strike(self, request: Request, name: str, fault: Fault) -> Response:
        record = Record(self.core.clock.now(), name, {}, (), fault.code, fault.description, fault=str(fault))
        self.journal.add(record)
        if fault.kind == "hang":
            while not await request.is_disconnected():  # noqa: ASYNC110 - starlette has no event
                await asyncio.sleep(GLANCE)
        if fault.kind == "cut":
            return CutResponse(b'{"ok":true,"result":{}}')
        return failed(fault.code, fault.description, fault.retry_after or None)

    async def _run(self, request: Request, name: str, body: bytes) -> Response:
        raw = Raw()
        try:
            if request.path_params["token"] != self.core.token:
                raise Refused("unauthorized")
            if self.core.logged_out:
                raise Refused("logged_out")
            raw = read(request.url.query, request.headers.get("content-type", ""), body)
            result = await self.call(name, raw)
        except Refused as refused:
            return self._refuse(name, raw, refused)
        self.journal.add(Record(self.core.clock.now(), name, raw.fields, tuple(raw.files), 200))
        return JSONResponse({"ok": True, "result": result})

    async def call(self, name: str, raw: Raw) -> Any:
        """Runs a method on the fields of a call. Raises Refused."""
        method = REGISTRY.get(name.lower())
        if method is None:
            raise Refused("method_unknown")
        return await method.run(self.core, Call(method.name, method.params, raw))

    def _refuse(self, name: str, raw: Raw, refused: Refused) -> Response:
        self.journal.add(refusal(self.core.clock.now(), name, raw.fields, raw.files, refused))
        return failed(refused.limit.code, refused.description, refused.retry_after)

    async def answered_webhook(self, body: bytes) -> None:
        """Runs a call that the bot put in its answer to a delivery; the result goes nowhere."""
        try:
            fields = json.loads(body)
        except ValueError:
            return
        if not isinstance(fields, dict) or "method" not in fields:
            return
        name = str(fields.pop("method"))
        raw = Raw(fields)
        try:
            await self.call(name, raw)
        except Refused as refused:
            self._refuse(name, raw, refused)
        else:
            self.journal.add(Record(self.core.clock.now(), name, fields, (), 200))

    async def _download(self, request: Request) -> Response:
        stored = self.core.files.at(request.path_params["path"])
        if request.path_params["token"] != self.core.token:
            return failed(401, LIMITS["unauthorized"].text)
        if stored is None:
            return failed(404, "Not Found")
        if stored.size > value("download_too_big"):
            return failed(400, LIMITS["download_too_big"].text)
        headers = {"content-length": str(stored.size)}
        return StreamingResponse(stored.chunks(), media_type="application/octet-stream", headers=headers)


def failed(code: int, description: str, retry_after: int | None = None) -> Response:
    """An error as the Bot API answers it."""
    answer: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    if retry_after:
        answer["parameters"] = {"retry_after": retry_after}
    return JSONResponse(answer, status_code=code)


async def _body(request: Request) -> bytes:
    """The whole body; reading stops when it is too big. Raises Refused."""
    room = value("upload_too_big") + ROOM
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size <= room:
            pieces.append(piece)
    if size > room:
        raise Refused("upload_too_big")
    return b"".join(pieces)
