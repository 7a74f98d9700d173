"""Several files at once: sendMediaGroup, and the InputMedia it shares with editMessageMedia."""

from __future__ import annotations

from typing import Any

from bot.sandbox import formatting
from bot.sandbox.call import Call
from bot.sandbox.core import Core
from bot.sandbox.limits import Refused, value
from bot.sandbox.method import method
from bot.sandbox.methods.media import EXTRA, content_of, resolved
from bot.sandbox.model import Json

SHARED = ("type", "media", "caption", "parse_mode", "caption_entities")
FIELDS = {
    "photo": (*SHARED, "has_spoiler", "show_caption_above_media"),
    "document": (*SHARED, "thumbnail", "disable_content_type_detection"),
    "video": (*SHARED, "thumbnail", "supports_streaming", "has_spoiler", "show_caption_above_media"),
    "audio": (*SHARED, "thumbnail"),
}
"""What an InputMedia of each kind may hold, besides what is said of the file itself."""


class _Fields(dict[str, Any]):
    """Absent fields read as None, as a call's do."""

    def __missing__(self, name: str) -> None:
        return None


def input_media(core: Core, call: Call, item: Any, limit: str = "caption_too_long") -> tuple[str, Json]:
    """The kind and the content of an InputMedia. Raises Refused."""
    if not isinstance(item, dict):
        raise Refused("media_fields", why="expected an Object")
    fields = _Fields(item)
    kind = fields["type"]
    if kind not in FIELDS:
        raise Refused("media_fields", why=f'type "{kind}" is unsupported')
    for name in item:
        if name not in FIELDS[kind] and name not in EXTRA[kind]:
            raise Refused("field_unknown", name=name, kind=f"InputMedia{kind.title()}")
    given = resolved(call, fields["media"])
    if not given:
        raise Refused("media_fields", why="media not found")
    return kind, content_of(core, kind, given, fields) | formatting.caption(core.world, fields, limit)


@method(
    "sendMediaGroup",
    "chat_id!:chat media!:json disable_notification:bool protect_content:bool reply_parameters:json",
)
async def send_media_group(core: Core, call: Call) -> Any:
    chat = core.reach(call["chat_id"])
    items = call["media"]
    if not isinstance(items, list):
        raise Refused("media_json")
    _check_count(len(items))
    contents = [input_media(core, call, item) for item in items]
    kinds = {kind for kind, _ in contents}
    for kind in ("document", "audio"):
        if kind in kinds and len(kinds) > 1:
            raise Refused("album_mixed", kind=kind.title())
    reply_to = core.reply_target(chat, call["reply_parameters"])
    core.flood.spend(chat, len(items))
    extra: Json = {"media_group_id": str(13_000_000_000 + core.world.number())}
    if call["protect_content"]:
        extra["has_protected_content"] = True
    return [core.shown(core.send(chat, content, None, reply_to, **extra)) for _, content in contents]


def _check_count(count: int) -> None:
    if not count:
        raise Refused("album_empty")
    if count < value("album_too_few"):
        raise Refused("album_too_few")
    if count > value("album_too_many"):
        raise Refused("album_too_many")
