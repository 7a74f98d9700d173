"""Face 2: a web chat for people. The page, a JSON API for what its people do, a stream of what happens."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import FileResponse, JSONResponse, Response, StreamingResponse
from starlette.routing import Route

from bot.sandbox import multipart, views
from bot.sandbox.acts import Acts
from bot.sandbox.core import Core
from bot.sandbox.limits import Refused
from bot.sandbox.model import Happening, Json

STATIC = Path(__file__).parent / "static"
LOOPBACK = frozenset({"127.0.0.1", "localhost", "[::1]"})
LARGEST = 64 << 20
"""Bytes of an upload from the page."""
BEAT = 5.0
"""Seconds between two ticks of the clock on the stream."""
PATIENCE = 6.0
"""Seconds the page waits for the answer to an inline query."""
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'self'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; form-action 'self'; "
        "frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-cache",
}
INLINE_TYPES = ("image/jpeg", "image/png", "image/webp", "image/gif", "audio/ogg", "audio/mpeg", "video/mp4")
Endpoint = Callable[[Request], Awaitable[Response]]


class Unfit(Exception):
    """The page asked for something that cannot be done; the message is for its developer."""


class WebChat:
    """The page and what it talks to."""

    def __init__(self, core: Core, acts: Acts, hosts: frozenset[str] = LOOPBACK) -> None:
        self.core = core
        self.acts = acts
        self._hosts = hosts
        self._readers: set[asyncio.Queue[Happening]] = set()
        core.world.listeners.append(self._happened)

    def routes(self) -> list[Route]:
        """Its routes."""
        get = {"/": self.page, "/static/{name}": self.asset, "/chat/state": self.state,
               "/chat/events": self.events, "/chat/files/{id}": self.file}  # fmt: skip
        post = {"/chat/people": self.add_person, "/chat/{person:int}/{act}": self.act}
        return [
            *(Route(path, self._guarded(run), methods=["GET"]) for path, run in get.items()),
            *(Route(path, self._guarded(run), methods=["POST"]) for path, run in post.items()),
        ]

    def _guarded(self, run: Endpoint) -> Endpoint:
        """Only for pages of this address: another site open in the same browser gets nothing."""

        async def guarded(request: Request) -> Response:
            host = request.headers.get("host", "")
            name = host.rsplit(":", 1)[0] if not host.endswith("]") else host
            if "*" not in self._hosts and name not in self._hosts:
                return JSONResponse({"error": "unknown host"}, 421)
            if request.method == "POST" and request.headers.get("x-chat") != "1":
                return JSONResponse({"error": "not from the page"}, 403)
            try:
                return await run(request)
            except (Unfit, Refused, ValueError, TypeError, KeyError) as wrong:
                return JSONResponse({"error": str(wrong)}, 400)

        return guarded

    async def page(self, request: Request) -> Response:
        return FileResponse(STATIC / "index.html", headers=HEADERS)

    async def asset(self, request: Request) -> Response:
        path = STATIC / str(request.path_params["name"])
        if path.parent != STATIC or not path.is_file():
            return JSONResponse({"error": "no such file"}, 404)
        return FileResponse(path, headers=HEADERS)

    async def state(self, request: Request) -> Response:
        return JSONResponse(views.state(self.core), headers=HEADERS)

    async def file(self, request: Request) -> Response:
        stored = self.core.files.get(str(request.path_params["id"]))
        if stored is None:
            return JSONResponse({"error": "no such file"}, 404)
        shown = stored.mime in INLINE_TYPES and "download" not in request.query_params
        name = quote(stored.name or stored.path.rpartition("/")[2])
        headers = {
            **HEADERS,
            "Content-Length": str(stored.size),
            "Content-Disposition": f"{'inline' if shown else 'attachment'}; filename*=UTF-8''{name}",
        }
        mime = stored.mime if shown else "application/octet-stream"
        return StreamingResponse(stored.chunks(), media_type=mime, headers=headers)

    # What happens

    def _happened(self, what: Happening) -> None:
        for reader in self._readers:
            reader.put_nowait(what)

    async def events(self, request: Request) -> Response:
        headers = {**HEADERS, "X-Accel-Buffering": "no"}
        return StreamingResponse(self._stream(), media_type="text/event-stream", headers=headers)

    async def _stream(self) -> AsyncIterator[bytes]:
        reader: asyncio.Queue[Happening] = asyncio.Queue()
        self._readers.add(reader)
        try:
            yield _sse({"type": "now", "now": views.now(self.core)})
            while True:
                try:
                    what = await asyncio.wait_for(reader.get(), BEAT)
                except TimeoutError:
                    yield _sse({"type": "now", "now": views.now(self.core)})
                    continue
                if told := views.event(self.core, what):
                    yield _sse(told)
        finally:
            self._readers.discard(reader)

    # What people do

    async def add_person(self, request: Request) -> Response:
        asked = await _json(request)
        name = str(asked.get("name", "")).strip()[:64]
        if not name:
            raise Unfit("a person has a name")
        account = self.core.world.add_person(name, str(asked.get("language", "fr"))[:2])
        return JSONResponse(views.person(self.core, account))

    async def act(self, request: Request) -> Response:
        person, act = int(request.path_params["person"]), str(request.path_params["act"])
        if person not in self.core.world.accounts or person == self.core.world.bot.id:
            raise Unfit("nobody has this id")
        if act == "upload":
            await self._upload(person, request)
            return JSONResponse({"ok": True})
        run = ACTS.get(act)
        if run is None:
            return JSONResponse({"error": "unknown act"}, 404)
        result = run(self, person, await _json(request))
        return JSONResponse(await result if asyncio.iscoroutine(result) else result or {"ok": True})

    async def _upload(self, person: int, request: Request) -> None:
        parts = multipart.parse(request.headers.get("content-type", ""), await _body(request))
        fields = {part.name: part.data.decode() for part in parts if part.filename is None}
        files = [(part.filename or "file", part.data) for part in parts if part.filename is not None]
        if not 1 <= len(files) <= 10:
            raise Unfit("one to ten files")
        caption = fields.get("caption", "")
        if fields.get("as") == "photo":
            self.acts.send_photos(person, [data for _, data in files], caption)
        else:
            self.acts.send_documents(person, files, caption)

    def say(self, person: int, asked: Json) -> None:
        if str(asked.get("text", "")).strip():
            self.acts.say(person, str(asked["text"]), reply_to=asked.get("reply_to"))

    def start(self, person: int, asked: Json) -> None:
        self.acts.start(person, str(asked.get("payload", "")))

    def tap(self, person: int, asked: Json) -> Json:
        message = self.core.world.find(person, int(asked["message"]))
        rows = (message.markup or {}).get("inline_keyboard", []) if message else []
        try:
            button = rows[int(asked["row"])][int(asked["column"])]
        except IndexError as gone:
            raise Unfit("no such button") from gone
        if message is None or "callback_data" not in button:
            raise Unfit("that button opens something by itself")
        press, _ = self.acts.press(person, message, button["callback_data"], button["text"])
        return {"press": press.id}

    async def inline(self, person: int, asked: Json) -> Json:
        question, _ = self.acts.ask_inline(person, str(asked.get("query", ""))[:256])
        waited = 0.0
        while question.results is None and waited < PATIENCE:
            await asyncio.sleep(0.03)
            waited += 0.03
        return views.results(question)

    def pick(self, person: int, asked: Json) -> None:
        question = self.core.world.questions.get(str(asked.get("question")))
        wanted = str(asked.get("result"))
        if question is None or wanted not in {result["id"] for result in question.results or []}:
            raise Unfit("no such result")
        self.acts.choose(person, question, wanted)


def _do(name: str, *fields: str) -> Callable[[WebChat, int, Json], Any]:
    """An act that takes these fields of the request, in order."""

    def run(chat: WebChat, person: int, asked: Json) -> None:
        getattr(chat.acts, name)(person, *(asked[field] for field in fields))

    return run


ACTS: dict[str, Callable[[WebChat, int, Json], Any]] = {
    "say": WebChat.say,
    "tap": WebChat.tap,
    "inline": WebChat.inline,
    "pick": WebChat.pick,
    "start": WebChat.start,
    "edit": _do("edit", "message", "text"),
    "delete": _do("delete", "message"),
    "location": _do("send_location", "latitude", "longitude"),
    "sticker": _do("send_sticker", "emoji"),
    "contact": _do("send_contact", "phone", "name"),
    "block": _do("block"),
    "unblock": _do("unblock"),
    "restart": _do("restart"),
}


def _sse(told: Json) -> bytes:
    return f"data: {json.dumps(told, ensure_ascii=False)}\n\n".encode()


async def _json(request: Request) -> Json:
    body = await _body(request)
    try:
        asked = json.loads(body or b"{}")
    except ValueError as wrong:
        raise Unfit("JSON expected") from wrong
    if not isinstance(asked, dict):
        raise Unfit("an object expected")
    return asked


async def _body(request: Request) -> bytes:
    pieces, size = [], 0
    async for piece in request.stream():
        size += len(piece)
        if size > LARGEST:
            raise Unfit("too big for the demonstration")
        pieces.append(piece)
    return b"".join(pieces)
