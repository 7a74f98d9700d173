"""What people see of the bot: commands, names, descriptions, the menu button."""

from __future__ import annotations

import re
from typing import Any

from bot.sandbox.call import Call
from bot.sandbox.core import Core
from bot.sandbox.entities import utf16
from bot.sandbox.limits import Refused, value
from bot.sandbox.method import method
from bot.sandbox.model import Json
from bot.sandbox.profile import Scope

PLAIN_SCOPES = ("default", "all_private_chats", "all_group_chats", "all_chat_administrators")
SCOPED = "scope:json language_code:str"
MENU_BUTTONS = ("commands", "default")


def _language(call: Call) -> str:
    code = call["language_code"] or ""
    if code and not re.fullmatch(r"[a-z]{2}", code):
        raise Refused("language_code")
    return str(code)


def _scope(core: Core, given: Any) -> Scope:
    if given is None:
        return ("default", None, None)
    if not isinstance(given, dict):
        raise Refused("command_scope", why="BotCommandScope must be an Object")
    kind = given.get("type")
    if kind in PLAIN_SCOPES:
        return (kind, None, None)
    if kind not in ("chat", "chat_administrators", "chat_member"):
        raise Refused("command_scope", why="Unsupported type specified")
    if not given.get("chat_id"):
        raise Refused("command_scope", why="Empty chat_id specified")
    chat = core.known(given["chat_id"])
    if kind == "chat_member" and not given.get("user_id"):
        raise Refused("command_scope", why="Invalid user_id specified")
    return (kind, chat.id, given.get("user_id"))


@method("setMyCommands", "commands!:json", SCOPED)
async def set_my_commands(core: Core, call: Call) -> Any:
    key = (_scope(core, call["scope"]), _language(call))
    given = call["commands"]
    if not isinstance(given, list):
        raise Refused("commands_json", why="expected an Array of BotCommand")
    if len(given) > value("commands_too_many"):
        raise Refused("commands_too_many")
    commands = [_command(item) for item in given]
    names = [command["command"] for command in commands]
    for name in names:
        if names.count(name) > 1:
            raise Refused("command_twice", name=name)
    core.profile.commands[key] = commands
    core.world.tell(0, "chat", core.world.bot.id)
    return True


def _command(item: Any) -> Json:
    if not isinstance(item, dict):
        raise Refused("commands_json", why="expected an Object")
    for name in ("command", "description"):
        if not isinstance(item.get(name), str):
            raise Refused("commands_json", why=f'Field "{name}" must be of type String')
    for name in item:
        if name not in ("command", "description"):
            raise Refused("field_unknown", name=name, kind="BotCommand")
    if not re.fullmatch(rf"[a-z0-9_]{{1,{value('command_name')}}}", item["command"]):
        raise Refused("command_name")
    if not 1 <= utf16(item["description"].strip()) <= value("command_description"):
        raise Refused("command_description")
    return dict(item)


@method("getMyCommands", SCOPED)
async def get_my_commands(core: Core, call: Call) -> Any:
    return core.profile.commands.get((_scope(core, call["scope"]), _language(call)), [])


@method("deleteMyCommands", SCOPED)
async def delete_my_commands(core: Core, call: Call) -> Any:
    core.profile.commands.pop((_scope(core, call["scope"]), _language(call)), None)
    core.world.tell(0, "chat", core.world.bot.id)
    return True


def _set(core: Core, call: Call, texts: dict[str, str], name: str, limit: str) -> Any:
    said = call[name] or ""
    if utf16(said) > value(limit):
        raise Refused(limit)
    language = _language(call)
    if said:
        texts[language] = said
    else:
        texts.pop(language, None)
    core.world.tell(0, "chat", core.world.bot.id)
    return True


@method("setMyName", "name:str language_code:str")
async def set_my_name(core: Core, call: Call) -> Any:
    return _set(core, call, core.profile.names, "name", "name_too_long")


@method("getMyName", "language_code:str")
async def get_my_name(core: Core, call: Call) -> Any:
    return {"name": core.profile.text_for(core.profile.names, _language(call)) or core.world.bot.first_name}


@method("setMyDescription", "description:str language_code:str")
async def set_my_description(core: Core, call: Call) -> Any:
    return _set(core, call, core.profile.descriptions, "description", "description_too_long")


@method("getMyDescription", "language_code:str")
async def get_my_description(core: Core, call: Call) -> Any:
    return {"description": core.profile.text_for(core.profile.descriptions, _language(call))}


@method("setMyShortDescription", "short_description:str language_code:str")
async def set_my_short_description(core: Core, call: Call) -> Any:
    texts = core.profile.short_descriptions
    return _set(core, call, texts, "short_description", "short_description_too_long")


@method("getMyShortDescription", "language_code:str")
async def get_my_short_description(core: Core, call: Call) -> Any:
    return {"short_description": core.profile.text_for(core.profile.short_descriptions, _language(call))}


@method("setChatMenuButton", "chat_id:int menu_button:json")
async def set_chat_menu_button(core: Core, call: Call) -> Any:
    button = call["menu_button"] if call["menu_button"] is not None else {"type": "default"}
    if not isinstance(button, dict):
        raise Refused("menu_button", why="MenuButton must be an Object")
    if button.get("type") not in MENU_BUTTONS:
        raise Refused("menu_button", why="the sandbox does not carry this type")
    if call["chat_id"] is None:
        core.profile.menu_button = button
    else:
        core.known(call["chat_id"]).menu_button = button
    return True


@method("getChatMenuButton", "chat_id:int")
async def get_chat_menu_button(core: Core, call: Call) -> Any:
    if call["chat_id"] is None:
        return core.profile.menu_button
    return core.known(call["chat_id"]).menu_button or core.profile.menu_button
