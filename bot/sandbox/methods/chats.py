"""Who is in a chat: getChat, getChatMember..., leaveChat; and the bot's own getMe, logOut, close."""

from __future__ import annotations

from typing import Any

from bot.sandbox import shapes
from bot.sandbox.call import Call
from bot.sandbox.core import Core
from bot.sandbox.limits import Refused
from bot.sandbox.method import method


@method("getMe")
async def get_me(core: Core, call: Call) -> Any:
    return shapes.user(core.world.bot) | {
        "can_join_groups": True,
        "can_read_all_group_messages": False,
        "supports_inline_queries": True,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


@method("getChat", "chat_id!:chat")
async def get_chat(core: Core, call: Call) -> Any:
    return shapes.chat_full(core.world, core.known(call["chat_id"]))


@method("getChatMember", "chat_id!:chat user_id!:int")
async def get_chat_member(core: Core, call: Call) -> Any:
    chat = core.known(call["chat_id"])
    account = core.world.accounts.get(call["user_id"])
    if account is None:
        raise Refused("user_not_found")
    return shapes.chat_member(chat, account)


@method("getChatMemberCount", "chat_id!:chat")
async def get_chat_member_count(core: Core, call: Call) -> Any:
    return len(core.known(call["chat_id"]).members)


@method("leaveChat", "chat_id!:chat")
async def leave_chat(core: Core, call: Call) -> Any:
    chat = core.reach(call["chat_id"])
    if chat.kind == "private":
        raise Refused("private_cannot_leave")
    chat.members.discard(core.world.bot.id)
    return True


@method("logOut")
async def log_out(core: Core, call: Call) -> Any:
    core.logged_out = True
    return True


@method("close")
async def close(core: Core, call: Call) -> Any:
    return True
