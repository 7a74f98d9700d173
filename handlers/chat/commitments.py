"""/engagements: the five steps of a local authority, ticked one by one; a tick may become a report."""

from __future__ import annotations

import re

from bot.commitments.model import LADDER, Step
from bot.dialogues.model import Gone
from handlers.chat import forms
from handlers.chat.turn import Turn
from handlers.chat.views import commitments as view

ARGUMENT = re.compile(r"([\w-]+)(?:\.([+\-!])(\w+))?")


async def commitments(turn: Turn) -> None:
    """The ladder of one's town: ``<town>.+clause`` ticks a step, ``-`` takes it back, ``!`` reports it.

    Coordinators read every town's with ``all``.
    """
    actions, argument = turn.services.commitments, turn.argument.strip()
    if argument == "all" and turn.actor is not None and turn.actor.coordinates:
        turn.show(view.towns_screen(turn.tr, await actions.all()))
        return
    towns = actions.towns(turn.seat)
    met = ARGUMENT.fullmatch(argument)
    if met is None and len(towns) > 1:
        turn.show(view.which_town_screen(turn.tr, towns))
        return
    town = towns[0] if met is None else actions.town(turn.seat, met[1])
    sign, step = (met[2], met[3]) if met is not None and met[2] else ("", "")
    if sign and step not in set(Step):
        raise Gone
    if sign == "!":
        values = {"codes": LADDER[Step(step)].action}
        forms.show(
            turn, await turn.services.host.open("report", turn.seat, organisation_id=town.id, values=values)
        )
    elif sign:
        ladder = await actions.tick(turn.seat, town, Step(step), taken=sign == "+")
        turn.show(view.ladder_screen(turn.tr, town, ladder, Step(step) if sign == "+" else None))
    else:
        turn.show(view.ladder_screen(turn.tr, town, await actions.ladder(town)))
