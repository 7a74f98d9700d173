"""/catalogue: editing the materials without code: take the file, change it, send it back, tap once."""

from __future__ import annotations

import asyncio
from pathlib import PurePath

from bot.conversation.incoming import Attachment
from bot.dialogues.model import Gone
from bot.i18n import T
from bot.kits.editing import Rights
from bot.kits.editor import rights_of
from bot.kits.files import MEDIA_TYPES, address
from bot.kits.given import ReadFile
from bot.kits.intake import ENDINGS, is_catalogue, read_file
from bot.people.model import Actor
from handlers.chat import home
from handlers.chat.turn import Turn
from handlers.chat.views import catalogue as view


async def catalogue(turn: Turn) -> None:
    """How it works; the file (``toml``, ``xlsx``); ``+id`` applies what was shown, ``-id`` drops it."""
    await turn.services.editor.refresh()
    rights, argument = rights_of(turn.actor), turn.argument.strip()
    if not may_edit(rights):
        await home.intruder(turn, "catalogue")
    elif argument in MEDIA_TYPES:
        turn.toast(T("The file is on its way."))
        turn.give(address(argument, rights), f"catalogue.{argument}")
        turn.show(view.home_screen(turn.tr, rights))
    elif argument[:1] == "+":
        await _apply(turn, argument[1:], rights)
    elif argument[:1] == "-":
        await turn.services.editor.throw_away(argument[1:])
        turn.toast(T("Thrown away: nothing has changed."))
        turn.show(view.home_screen(turn.tr, rights))
    else:
        turn.show(view.home_screen(turn.tr, rights))


async def _apply(turn: Turn, waiting: str, rights: Rights) -> None:
    assert turn.actor is not None, "they may edit"
    editor = turn.services.editor
    left = await editor.apply_kept(waiting, rights, turn.actor.member.id, turn.now)
    if left is None:
        raise Gone
    if not left.lines:
        turn.toast(T("Applied."))
        turn.show(view.applied_screen(turn.tr))
        return
    await editor.throw_away(waiting)
    turn.show(view.proposal_screen(turn.tr, left, await editor.keep(left, turn.now), moved=True))


def may_edit(rights: Rights) -> bool:
    """Whether there is anything that they may change."""
    return rights.everything or bool(rights.makers)


def wanted(actor: Actor | None, content: Attachment) -> bool:
    """Whether a file may be one of materials, from someone who may edit some."""
    named = content.kind == "document" and PurePath(content.name).suffix.lower() in ENDINGS
    return named and may_edit(rights_of(actor))


async def read(actor: Actor, name: str, content: bytes) -> ReadFile | None:
    """What a file says; None for a coordinator's workbook that is a form. Slow: outside any unit of work."""
    if actor.coordinates and not await asyncio.to_thread(is_catalogue, name, content):
        return None
    return await asyncio.to_thread(read_file, name, content)


async def receive(turn: Turn, file: ReadFile) -> None:
    """Show what the file would change, with the tap that applies it."""
    editor = turn.services.editor
    proposal = await editor.weigh(file, rights_of(turn.actor))
    turn.say(view.proposal_screen(turn.tr, proposal, await editor.keep(proposal, turn.now)))
