"""The registry of the Bot API's methods: what each takes and what runs it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from bot.sandbox.call import Call, Param, spec
from bot.sandbox.core import Core

Run = Callable[[Core, Call], Awaitable[Any]]


@dataclass(frozen=True)
class Method:
    """A method of the Bot API as the sandbox carries it."""

    name: str
    params: Mapping[str, Param]
    run: Run


REGISTRY: dict[str, Method] = {}
"""By name in small letters: Telegram does not mind the case."""

SENDING = (
    "chat_id!:chat disable_notification:bool protect_content:bool reply_parameters:json reply_markup:json "
    "allow_paid_broadcast:bool"
)
CAPTION = "caption:str parse_mode:str caption_entities:json"
ABOVE = "show_caption_above_media:bool has_spoiler:bool"
"""For photos and videos alone."""
EDITING = "chat_id:chat message_id:int inline_message_id:str reply_markup:json"


def method(name: str, *params: str) -> Callable[[Run], Run]:
    """Registers a coroutine as a method; parameters in the notation of ``call.spec``."""

    def keep(run: Run) -> Run:
        REGISTRY[name.lower()] = Method(name, spec(" ".join(params)), run)
        return run

    return keep
