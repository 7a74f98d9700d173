"""Raw calls of the Bot API, for tests that send what PTB would not."""

from __future__ import annotations

import io
from dataclasses import dataclass
from inspect import iscoroutinefunction
from typing import Any

import httpx
from PIL import Image

from bot.clock import SetClock
from bot.sandbox import Person, Sandbox

Files = dict[str, tuple[str, bytes, str]]


def causes_in(names: dict[str, Any]) -> dict[str, Any]:
    """The coroutines of a module, each named for the limit it meets."""
    return {name: what for name, what in names.items() if iscoroutinefunction(what) and name[0] != "_"}


def photo(width: int = 64, height: int = 48, colour: str = "teal") -> bytes:
    """A photo."""
    out = io.BytesIO()
    Image.new("RGB", (width, height), colour).save(out, "JPEG")
    return out.getvalue()


def inline(*labels: str, data: str = "go") -> dict[str, Any]:
    """An inline keyboard, one button a row."""
    return {"inline_keyboard": [[{"text": label, "callback_data": data}] for label in labels]}


@dataclass
class Stage:
    """A sandbox, a client, Awa."""

    sandbox: Sandbox
    http: httpx.AsyncClient
    clock: SetClock
    awa: Person

    async def call(self, method: str, files: Files | None = None, /, **fields: Any) -> dict[str, Any]:
        """Calls a method; the answer's body."""
        url = f"/bot{self.sandbox.token}/{method}"
        if files is None:
            answer = await self.http.post(url, json=fields)
        else:
            answer = await self.http.post(url, data=fields, files=files)
        body: dict[str, Any] = answer.json()
        assert body["ok"] or answer.status_code == body["error_code"]
        return body

    async def ok(self, method: str, files: Files | None = None, /, **fields: Any) -> Any:
        """Calls a method that must succeed; its result."""
        body = await self.call(method, files, **fields)
        assert body["ok"], body
        return body["result"]

    async def no(self, method: str, files: Files | None = None, /, **fields: Any) -> dict[str, Any]:
        """Calls a method that must be refused; the body."""
        body = await self.call(method, files, **fields)
        assert not body["ok"], body
        return body

    async def sent(self, **fields: Any) -> int:
        """The number of a message just sent to Awa."""
        fields = {"text": "Bonjour"} | fields
        return int((await self.ok("sendMessage", chat_id=self.awa.id, **fields))["message_id"])

    async def query(self) -> str:
        """The number of Awa's press on a button just sent."""
        await self.sent(reply_markup=inline("Oui"))
        await self.awa.taps("Oui")
        return str(self.sandbox.updates.pending[-1].content["id"])

    async def inline_query(self) -> str:
        """The number of an inline query of Awa's."""
        await self.awa.queries("cacao")
        return str(self.sandbox.updates.pending[-1].content["id"])
