"""Messages changed or taken away: editMessage..., deleteMessage(s), pins, reactions."""

from __future__ import annotations

from typing import Any

from bot.sandbox import formatting, keyboards, shapes
from bot.sandbox.call import Call
from bot.sandbox.core import Core
from bot.sandbox.limits import REACTIONS, Refused, value
from bot.sandbox.method import EDITING, method
from bot.sandbox.methods.albums import input_media
from bot.sandbox.methods.sending import CAPTIONED
from bot.sandbox.model import Json, Message

CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")


def _target(core: Core, call: Call) -> Message:
    """The message to edit: the bot's own, in a chat it may write to, or sent through its inline results."""
    if call["inline_message_id"]:
        message = core.world.find_inline(call["inline_message_id"])
        if message is None:
            raise Refused("edit_not_found")
        return message
    if not call.given("chat_id") or not call.given("message_id"):
        raise Refused("edit_which")
    chat = core.reach(call["chat_id"])
    message = core.find(chat, call["message_id"], "edit_not_found")
    if message.sender != core.world.bot.id:
        raise Refused("edit_forbidden")
    return message


def _apply(core: Core, message: Message, content: Json, markup: Json | None) -> Any:
    if content == message.content and markup == message.markup:
        raise Refused("not_modified")
    core.world.revise(message, content, markup)
    return True if message.inline_id else core.shown(message)


@method("editMessageText", EDITING, "text:str parse_mode:str entities:json link_preview_options:json")
async def edit_message_text(core: Core, call: Call) -> Any:
    message = _target(core, call)
    content = formatting.text(core.world, call, "edit_too_long")
    if "text" not in message.content:
        raise Refused("edit_no_text")
    return _apply(core, message, content, keyboards.checked(call["reply_markup"], inline_only=True))


@method(
    "editMessageCaption", EDITING,
    "caption:str parse_mode:str caption_entities:json show_caption_above_media:bool",
)  # fmt: skip
async def edit_message_caption(core: Core, call: Call) -> Any:
    message = _target(core, call)
    if not CAPTIONED & message.content.keys():
        raise Refused("edit_no_caption")
    caption = formatting.caption(core.world, call, "edit_caption_too_long")
    kept = {name: part for name, part in message.content.items() if name not in CAPTION_FIELDS}
    return _apply(core, message, kept | caption, keyboards.checked(call["reply_markup"], inline_only=True))


@method("editMessageMedia", EDITING, "media!:json")
async def edit_message_media(core: Core, call: Call) -> Any:
    message = _target(core, call)
    if "location" in message.content or "voice" in message.content:
        raise Refused("edit_no_media")
    kind, content = input_media(core, call, call["media"], "edit_caption_too_long")
    if "media_group_id" in message.extra and kind not in message.content:
        raise Refused("album_media_type")
    return _apply(core, message, content, keyboards.checked(call["reply_markup"], inline_only=True))


@method("editMessageReplyMarkup", EDITING)
async def edit_message_reply_markup(core: Core, call: Call) -> Any:
    message = _target(core, call)
    return _apply(core, message, message.content, keyboards.checked(call["reply_markup"], inline_only=True))


@method("deleteMessage", "chat_id!:chat message_id!:int")
async def delete_message(core: Core, call: Call) -> Any:
    chat = core.reach(call["chat_id"])
    message = core.find(chat, call["message_id"], "delete_not_found")
    _check_deletable(core, message)
    core.world.remove(message)
    return True


@method("deleteMessages", "chat_id!:chat message_ids!:json")
async def delete_messages(core: Core, call: Call) -> Any:
    chat = core.reach(call["chat_id"])
    found = [core.world.find(chat.id, one) for one in _ids(call["message_ids"])]
    messages = [message for message in found if message]
    for message in messages:
        _check_deletable(core, message)
    for message in messages:
        core.world.remove(message)
    return True


def _ids(given: Any) -> list[int]:
    if not isinstance(given, list) or not given:
        raise Refused("ids_missing")
    if len(given) > value("ids_too_many"):
        raise Refused("ids_too_many")
    if any(not isinstance(one, int) or one <= 0 for one in given):
        raise Refused("ids_invalid")
    return given


def _check_deletable(core: Core, message: Message) -> None:
    if (core.clock.now() - message.at).total_seconds() > value("delete_too_late"):
        raise Refused("delete_too_late")
    chat = core.world.chats[message.chat_id]
    if chat.kind == "group" and message.sender != core.world.bot.id:
        raise Refused("delete_forbidden")


@method("pinChatMessage", "chat_id!:chat message_id!:int disable_notification:bool")
async def pin_chat_message(core: Core, call: Call) -> Any:
    chat = core.reach(call["chat_id"])
    message = core.find(chat, call["message_id"], "pin_not_found")
    chat.pinned = [one for one in chat.pinned if one != message.id] + [message.id]
    core.world.tell(chat.id, "chat", core.world.bot.id)
    return True


@method("unpinChatMessage", "chat_id!:chat message_id:int")
async def unpin_chat_message(core: Core, call: Call) -> Any:
    chat = core.reach(call["chat_id"])
    which = call["message_id"] or (chat.pinned[-1] if chat.pinned else None)
    if which not in chat.pinned:
        raise Refused("unpin_not_found")
    chat.pinned.remove(which)
    core.world.tell(chat.id, "chat", core.world.bot.id)
    return True


@method("setMessageReaction", "chat_id!:chat message_id!:int reaction:json is_big:bool")
async def set_message_reaction(core: Core, call: Call) -> Any:
    chat = core.reach(call["chat_id"])
    message = core.find(chat, call["message_id"], "react_not_found")
    reactions = call["reaction"] or []
    if not isinstance(reactions, list):
        raise Refused("parameter_type", name="reaction", kind="Array of ReactionType")
    if len(reactions) > value("reactions_too_many"):
        raise Refused("reactions_too_many")
    for reaction in reactions:
        if not isinstance(reaction, dict) or reaction.get("type") != "emoji":
            raise Refused("reaction_type")
        if reaction.get("emoji") not in REACTIONS:
            raise Refused("reaction")
    message.reactions = [reaction["emoji"] for reaction in reactions]
    core.world.tell(
        chat.id, "reaction", core.world.bot.id, message.id,
        {"reactions": message.reactions, "message": shapes.message(core.world, message)},
    )  # fmt: skip
    return True
