"""/remarque: what a class made of a kit under test; /remarques: what its makers read of it."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogues.model import Gone
from bot.kits.catalogue import kit_of
from bot.kits.remarks import may_read, under_test
from bot.people.actions import signed_up
from handlers.chat import forms, home
from handlers.chat.turn import Turn
from handlers.chat.views import remarks as view
from handlers.chat.views.basics import paged


async def remark(turn: Turn) -> None:
    """Begin remarks on a kit (``K02``), for the version of today."""
    await turn.services.editor.refresh()
    actor, kit = signed_up(turn.seat), under_test(turn.argument)
    about = {"kit": kit.id, "version": kit.version}
    organisation_id = actor.organisations[0].id
    scene = await turn.services.host.open("remark", turn.seat, about, organisation_id=organisation_id)
    forms.show(turn, replace(scene, note=view.begins(kit, turn.tr.language.code)))


async def remarks(turn: Turn) -> None:
    """What was said of a kit, for its makers and coordinators; for anyone else it does not exist."""
    await turn.services.editor.refresh()
    kit_id, page = paged(turn.argument)
    kit = kit_of(kit_id)
    if kit is None:
        raise Gone
    if not may_read(turn.actor, kit):
        await home.intruder(turn, "remarques")
        return
    found = await turn.services.remarks.remarks.on(kit.id)
    names = {}
    for one in found:
        organisation = await turn.services.people.organisations.get(one.organisation_id or "")
        if organisation is not None:
            names[organisation.id] = organisation
    turn.show(view.remarks_screen(turn.tr, kit, found, names, page))
