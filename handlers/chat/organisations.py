"""Coordinators and organisations: who takes part, and new names to check."""

from __future__ import annotations

from bot.dialogues.model import Gone
from bot.i18n import T
from bot.people.model import Standing
from handlers.chat import forms
from handlers.chat.turn import Turn
from handlers.chat.views import organisations as view


async def members(turn: Turn) -> None:
    """/membres: how many organisations take part, by kind and by working group."""
    turn.show(view.members_screen(turn.tr, await turn.services.people.counts()))


async def proposed(turn: Turn) -> None:
    """/organisations: names proposed at sign-up, waiting for a decision."""
    turn.show(view.proposed_screen(turn.tr, await turn.services.people.proposed()))


async def one(turn: Turn) -> None:
    """One proposed organisation, with those it might be."""
    organisation = await turn.services.people.waiting(turn.argument)
    if organisation is None:
        raise Gone
    turn.show(view.organisation_screen(turn.tr, organisation, await turn.services.people.alike(organisation)))


async def recognise(turn: Turn) -> None:
    """Say which organisation of the directory a proposed one is: one question of a form."""
    organisation = await turn.services.people.waiting(turn.argument)
    if organisation is None:
        raise Gone
    scene = await turn.services.host.open("recognise", turn.seat, about={"organisation": organisation.id})
    forms.show(turn, scene)


async def judge(turn: Turn) -> None:
    """Approve, refuse, or recognise one already known: ``<id>+``, ``<id>-``, ``<id>=<other id>``."""
    argument = turn.argument
    for sign, standing in (("+", Standing.APPROVED), ("-", Standing.REFUSED)):
        if argument.endswith(sign):
            judged = await turn.services.people.judge(turn.seat, argument[:-1], standing)
            break
    else:
        organisation_id, _, into = argument.partition("=")
        judged = await turn.services.people.merge(turn.seat, organisation_id, into)
    if judged is None:
        raise Gone
    turn.toast(T("Noted."))
    await proposed(turn)
