"""/rappels: what one is reminded of; putting off what a reminder told."""

from __future__ import annotations

from bot.agenda.themes import Theme
from bot.dialogues.model import Gone
from bot.i18n import T
from bot.people.actions import signed_up
from handlers.chat.turn import Turn
from handlers.chat.views import reminders as view


async def reminders(turn: Turn) -> None:
    """The kinds, each on or off. ``+days`` and ``-days`` turn one, ``+`` and ``-`` all; ``<30`` wants nothing
    earlier than 30 days before, ``<0`` takes that back."""
    actor, actions = signed_up(turn.seat), turn.services.reminders
    sign, meant = turn.argument[:1], turn.argument[1:]
    if sign in ("+", "-") and (not meant or meant in set(Theme)):
        wanted = sign == "+"
        if meant:
            choices = await actions.choose(turn.seat, Theme(meant), wanted)
        else:
            choices = await actions.choose_all(turn.seat, wanted)
        turn.toast(T("You will be told.") if wanted else T("You will not be told any more."))
    elif sign == "<" and meant.isdecimal() and len(meant) < 4:
        choices = await actions.not_before(turn.seat, int(meant))
    else:
        choices = await actions.choices(turn.seat)
    turn.show(view.choices_screen(turn.tr, choices, actor.member.pushes, turn.services.bot_name()))


async def again(turn: Turn) -> None:
    """Be told once more, in some days, what a reminder told (``x000000012.3``)."""
    push_id, _, days = turn.argument.partition(".")
    known = days.isdecimal() and len(days) < 3
    until = await turn.services.reminders.put_off(turn.seat, push_id, int(days)) if known else None
    if until is None:
        raise Gone
    turn.say(view.put_off_screen(turn.tr, until))
