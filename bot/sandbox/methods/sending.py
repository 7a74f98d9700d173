"""Words and places: sendMessage, sendLocation, forwardMessage, copyMessage, sendChatAction."""

from __future__ import annotations

from typing import Any

from bot.sandbox import formatting, keyboards, shapes
from bot.sandbox.call import Call
from bot.sandbox.core import Core
from bot.sandbox.limits import Refused
from bot.sandbox.method import CAPTION, SENDING, method
from bot.sandbox.model import Json, Message

ACTIONS = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
CAPTIONED = frozenset({"photo", "document", "video", "audio", "voice"})


def deliver(core: Core, call: Call, content: Json) -> Json:
    """Sends one message with the parameters that all such methods share."""
    chat = core.reach(call["chat_id"])
    markup = keyboards.checked(call["reply_markup"])
    reply_to = core.reply_target(chat, call["reply_parameters"])
    core.flood.spend(chat, paid=bool(call["allow_paid_broadcast"]))
    extra = {"has_protected_content": True} if call["protect_content"] else {}
    return core.shown(core.send(chat, content, markup, reply_to, **extra))


@method("sendMessage", SENDING, "text:str parse_mode:str entities:json link_preview_options:json")
async def send_message(core: Core, call: Call) -> Any:
    return deliver(core, call, formatting.text(core.world, call))


@method(
    "sendLocation", SENDING, "latitude!:float longitude!:float horizontal_accuracy:float",
)  # fmt: skip
async def send_location(core: Core, call: Call) -> Any:
    return deliver(core, call, {"location": location(call["latitude"], call["longitude"])})


def location(latitude: float, longitude: float) -> Json:
    """A Location on the globe. Raises Refused."""
    if not (-90 <= latitude <= 90 and -180 <= longitude <= 180):
        raise Refused("location")
    return {"latitude": latitude, "longitude": longitude}


@method("sendChatAction", "chat_id!:chat action!:str")
async def send_chat_action(core: Core, call: Call) -> Any:
    if call["action"] not in ACTIONS:
        raise Refused("chat_action")
    chat = core.reach(call["chat_id"])
    core.world.tell(chat.id, "action", core.world.bot.id, content={"action": call["action"]})
    return True


@method(
    "forwardMessage",
    "chat_id!:chat from_chat_id!:chat message_id!:int disable_notification:bool protect_content:bool",
)
async def forward_message(core: Core, call: Call) -> Any:
    original = _original(core, call, "forward_not_found")
    chat = core.reach(call["chat_id"])
    core.flood.spend(chat)
    origin = original.extra.get("forward_origin") or {
        "type": "user",
        "date": shapes.unix(original.at),
        "sender_user": shapes.user(core.world.accounts[original.sender]),
    }
    extra: Json = {"forward_origin": origin}
    if call["protect_content"]:
        extra["has_protected_content"] = True
    return core.shown(core.send(chat, dict(original.content), original.markup, None, **extra))


@method(
    "copyMessage", SENDING, CAPTION, "from_chat_id!:chat message_id!:int show_caption_above_media:bool",
)  # fmt: skip
async def copy_message(core: Core, call: Call) -> Any:
    original = _original(core, call, "copy_not_found")
    content = dict(original.content)
    if call.given("caption") and CAPTIONED & content.keys():
        for name in ("caption", "caption_entities", "show_caption_above_media"):
            content.pop(name, None)
        content |= formatting.caption(core.world, call)
    return {"message_id": deliver(core, call, content)["message_id"]}


def _original(core: Core, call: Call, missing: str) -> Message:
    source = core.known(call["from_chat_id"])
    original = core.find(source, call["message_id"], missing)
    if original.extra.get("has_protected_content"):
        raise Refused("forward_protected")
    return original
