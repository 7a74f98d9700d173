"""A small server of the OpenRosa submission API on loopback, with the faults that real ones have."""

from __future__ import annotations

import asyncio
import base64
import hashlib
import re
import xml.etree.ElementTree as ET
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from aiohttp import web

USER, PASSWORD = "relais", "s3cret: é"
NONCE, REALM = "dcd98b7102dd2f0e8b11d0f600bfb0c0", "Central"


@dataclass
class Server:
    """What it holds, what it was asked, and what it will do wrong."""

    auth: str = "digest"
    """digest, digest-256, basic or none."""
    style: str = "central"
    """central answers 409 to other content under a known id; kobo answers 202 to any repetition."""
    room: int = 0
    faults: list[str] = field(default_factory=list)
    """What happens to the next posts: a status ("503 later"), "cut" (kept, then no answer), "slow"."""
    held: dict[str, str] = field(default_factory=dict)
    media: dict[str, dict[str, bytes]] = field(default_factory=dict)
    headers: list[dict[str, str]] = field(default_factory=list)
    posts: int = 0
    incomplete: list[bool] = field(default_factory=list)
    refused: int = 0
    location: str = ""
    url: str = ""

    # Faces

    async def head(self, request: web.Request) -> web.Response:
        """Where to post, after who are you."""
        self.headers.append(dict(request.headers))
        if (asks := self._who(request)) is not None:
            return asks
        told = {"Location": self.location or f"{self.url}/submission", "X-OpenRosa-Version": "1.0"}
        if self.room:
            told["X-OpenRosa-Accept-Content-Length"] = str(self.room)
        return web.Response(status=204, headers=told)

    async def post(self, request: web.Request) -> web.StreamResponse:
        """Take a submission."""
        self.headers.append(dict(request.headers))
        if (asks := self._who(request)) is not None:
            await request.read()
            return asks
        self.posts += 1
        fault = self.faults.pop(0) if self.faults else ""
        if fault == "slow":
            await request.read()
            await asyncio.sleep(5)
        if fault[:1].isdigit():
            await request.read()
            later = {"Retry-After": "90"} if "later" in fault else {}
            return _said(int(fault.split()[0]), "the form is not here", later)
        answer = await self._keep(request)
        if fault == "cut" and request.transport is not None:
            request.transport.abort()
        return answer

    async def _keep(self, request: web.Request) -> web.Response:
        form = await request.post()
        part = form["xml_submission_file"]
        assert isinstance(part, web.FileField)
        assert part.content_type == "text/xml"
        xml = part.file.read().decode()
        found = ET.fromstring(xml).find(".//{*}instanceID")
        assert found is not None
        assert found.text
        instance = found.text
        files = self.media.setdefault(instance, {})
        for name, value in form.items():
            if isinstance(value, web.FileField) and name != "xml_submission_file":
                files[value.filename] = value.file.read()
        self.incomplete.append("*isIncomplete*" in form)
        known = self.held.get(instance)
        if known is not None and known != xml and self.style == "central":
            return _said(409, "other content under this instanceID")
        self.held.setdefault(instance, xml)
        return _said(202 if known is not None and self.style == "kobo" else 201, "full submission upload")

    # Who asks

    def _who(self, request: web.Request) -> web.Response | None:
        told = request.headers.get("Authorization", "")
        right = {
            "none": lambda: True,
            "basic": lambda: told == "Basic " + base64.b64encode(f"{USER}:{PASSWORD}".encode()).decode(),
            "digest": lambda: self._digest(request, told, "md5"),
            "digest-256": lambda: self._digest(request, told, "sha256"),
        }[self.auth]()
        if right:
            return None
        self.refused += 1
        asks = f'Basic realm="{REALM}"'
        if self.auth.startswith("digest"):
            name = "SHA-256" if self.auth == "digest-256" else "MD5"
            asks = f'Digest qop="auth", realm="{REALM}", nonce="{NONCE}", algorithm={name}, opaque="5ccc"'
        return web.Response(status=401, headers={"WWW-Authenticate": asks})

    def _digest(self, request: web.Request, told: str, name: str) -> bool:
        parts = dict(re.findall(r'(\w+)="?([^",]+)"?', told.removeprefix("Digest ")))
        if not told.startswith("Digest ") or parts.get("nonce") != NONCE or parts.get("opaque") != "5ccc":
            return False

        def digest(text: str) -> str:
            return hashlib.new(name, text.encode()).hexdigest()

        one, two = digest(f"{USER}:{REALM}:{PASSWORD}"), digest(f"{request.method}:{request.path_qs}")
        wanted = digest(f"{one}:{NONCE}:{parts['nc']}:{parts['cnonce']}:auth:{two}")
        return parts["response"] == wanted and parts["uri"] == request.path_qs


def _said(status: int, message: str, headers: dict[str, str] | None = None) -> web.Response:
    body = (
        f'<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="">{message}</message>'
    )
    return web.Response(
        status=status, text=body + "</OpenRosaResponse>", content_type="text/xml", headers=headers
    )


@asynccontextmanager
async def serving(server: Server) -> AsyncIterator[Server]:
    """It listens on a port of loopback until the block is left."""
    app = web.Application(client_max_size=50_000_000)
    app.router.add_route("HEAD", "/v1/projects/7/submission", server.head)
    app.router.add_post("/v1/projects/7/submission", server.post)
    runner = web.AppRunner(app, shutdown_timeout=0.1)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    host, port = runner.addresses[0][:2]
    server.url = f"http://{host}:{port}/v1/projects/7"
    try:
        yield server
    finally:
        await runner.cleanup()
