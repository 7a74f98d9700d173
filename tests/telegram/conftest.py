"""A sandbox over a real socket, and the library's application on our own request backend."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest

from bot.sandbox.people import Person
from bot.sandbox.sandbox import TOKEN, Sandbox
from bot.sandbox.server import Served, serve
from bot.telegram.application import AnyApplication, build_bot_application
from bot.telegram.request import AiohttpRequest
from bot.telemetry import configure


@dataclass
class Wire:
    """Everything between the bot and its server."""

    sandbox: Sandbox
    served: Served
    application: AnyApplication
    awa: Person


@pytest.fixture
async def wire() -> AsyncIterator[Wire]:
    """A started application without handlers, and Awa, who has written once."""
    configure("error", strict=True)
    sandbox = Sandbox()
    sandbox.waits = False
    awa = sandbox.person("Awa")
    served = await serve(sandbox.app)
    application = build_bot_application(
        TOKEN,
        f"{served.url}/bot",
        f"{served.url}/file/bot",
        lambda incoming: incoming.text == "au secours",
        AiohttpRequest(timeout=0.5),
        AiohttpRequest(connections=2, timeout=5),
    )
    await application.initialize()
    yield Wire(sandbox, served, application, awa)
    await application.shutdown()
    await served.stop()
