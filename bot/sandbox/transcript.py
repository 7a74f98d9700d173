"""A chat as a person would read it: ``Awa > ...``, ``Bot < ...``, ``[buttons]``."""

from __future__ import annotations

from typing import Any

from bot.sandbox import keyboards
from bot.sandbox.model import Happening, Json, Message
from bot.sandbox.world import World

BOT = "Bot"


def said(content: Json) -> str:
    """The words of a message, its file or place told in brackets."""
    told = _attachment(content)
    words = str(content.get("text") or content.get("caption") or "")
    return " ".join(part for part in (told, words) if part)


def _attachment(content: Json) -> str:
    if "photo" in content:
        return "(photo)"
    for kind in ("document", "video", "audio"):
        if kind in content:
            return f"({kind} {content[kind].get('file_name', '')})".replace(" )", ")")
    if "voice" in content:
        return f"(voice, {content['voice']['duration']} s)"
    if "sticker" in content:
        return f"(sticker {content['sticker'].get('emoji', '')})"
    if "location" in content:
        return "(place {latitude:.4f}, {longitude:.4f})".format(**content["location"])
    return "(contact)" if "contact" in content else ""


def buttons(markup: Json | None) -> list[str]:
    """The rows of a keyboard, one line each."""
    return [" ".join(f"[{label}]" for label in row) for row in keyboards.labels(markup)]


def lines(name: str, mark: str, text: str, rows: list[str]) -> list[str]:
    """One message as lines, those after the first set under it."""
    head = f"{name} {mark} "
    margin = " " * len(head)
    body = text.split("\n") if text else []
    whole = [*body, *rows] or [""]
    return [(head + whole[0]).rstrip(), *((margin + line).rstrip() for line in whole[1:])]


def screen(world: World, chat_id: int, newest: int | None = None) -> str:
    """What a person sees now, oldest first; only the newest messages when a number is given."""
    shown = world.on_screen(chat_id)
    found: list[str] = []
    for message in shown[-newest:] if newest else shown:
        found += _message_lines(world, message)
    keyboard = world.chats[chat_id].keyboard
    if keyboard and "keyboard" in keyboard:
        found += ["", *(f"keys {row}" for row in buttons(keyboard))]
    return "\n".join(found)


def _message_lines(world: World, message: Message) -> list[str]:
    mine = message.sender != world.bot.id
    name = world.accounts[message.sender].first_name if mine else BOT
    text = said(message.content) + (" (edited)" if message.reworded else "")
    return lines(name, ">" if mine else "<", text, buttons(message.markup))


def story(world: World, chat_id: int, since: int = 0) -> str:
    """Everything that happened in a chat, in order: messages, presses, edits, toasts, deletions.

    ``since`` leaves out that many lines of the world's story: take ``len(world.story)`` before.
    """
    found: list[str] = []
    for happening in world.story[since:]:
        if happening.chat_id == chat_id:
            found += _told(world, happening)
    return "\n".join(found)


def _told(world: World, what: Happening) -> list[str]:
    content: dict[str, Any] = what.content
    mine = what.who != world.bot.id
    name = world.accounts[what.who].first_name if mine and what.who in world.accounts else BOT
    if what.kind in ("message", "edit"):
        mark = (">" if mine else "<") if what.kind == "message" else ("~>" if mine else "~<")
        return lines(name, mark, said(content), buttons(content.get("reply_markup")))
    if what.kind == "press":
        return [f"{name} > [{content['label']}]"]
    if what.kind == "toast":
        return lines(BOT, "!" if content["alert"] else "*", content["text"], []) if content["text"] else []
    if what.kind == "delete":
        return [f"{name} x message deleted"]
    if what.kind == "keyboard":
        return [f"{BOT} = keys {row}" for row in buttons(content["keyboard"])] or [f"{BOT} = no keys"]
    if what.kind == "block":
        return [f"{name} {'blocks' if content['blocked'] else 'unblocks'} the bot"]
    return [f"{name} begins again"] if what.kind == "restart" else []
