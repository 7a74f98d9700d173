"""The sandbox without sockets: an httpx transport that speaks to the application, faults included."""

from __future__ import annotations

import asyncio
from typing import Any

import httpx


class InProcess(httpx.AsyncBaseTransport):
    """Like ``httpx.ASGITransport``, and a cut answer or a silence ends as it would on the network.

    For PTB: ``HTTPXRequest(httpx_kwargs={"transport": InProcess(sandbox.app)})``.
    """

    def __init__(self, app: Any) -> None:
        self._app = app

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        seconds = request.extensions.get("timeout", {}).get("read")
        try:
            return await asyncio.wait_for(self._exchange(request), seconds)
        except TimeoutError as silence:
            raise httpx.ReadTimeout("no answer", request=request) from silence

    async def _exchange(self, request: httpx.Request) -> httpx.Response:
        body = b"".join([piece async for piece in request.stream])  # type: ignore[union-attr]
        scope = {
            "type": "http", "asgi": {"version": "3.0"}, "http_version": "1.1", "method": request.method,
            "headers": [(name.lower(), value) for name, value in request.headers.raw],
            "scheme": request.url.scheme, "path": request.url.path,
            "raw_path": request.url.raw_path.split(b"?")[0],
            "query_string": request.url.query, "server": (request.url.host, request.url.port),
            "client": ("127.0.0.1", 123), "root_path": "",
        }  # fmt: skip
        inbox = [{"type": "http.request", "body": body, "more_body": False}]
        gone = asyncio.Event()
        sent: list[dict[str, Any]] = []

        async def receive() -> dict[str, Any]:
            if not inbox:
                await gone.wait()
            return inbox.pop() if inbox else {"type": "http.disconnect"}

        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await self._app(scope, receive, send)
        if not sent or sent[-1].get("more_body"):
            raise httpx.RemoteProtocolError("the connection was closed", request=request)
        content = b"".join(message.get("body", b"") for message in sent[1:])
        return httpx.Response(sent[0]["status"], headers=sent[0]["headers"], content=content, request=request)
