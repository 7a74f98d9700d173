"""/lettres to read them, /publier to send an issue, and who may."""

from __future__ import annotations

from dataclasses import replace

from bot.agenda.model import told
from bot.i18n import T
from bot.people.actions import signed_up
from handlers.chat import forms
from handlers.chat.turn import Turn
from handlers.chat.views import letters as view


async def letters(turn: Turn) -> None:
    """Every letter, each read or not in one tap (``<letter>+``, ``<letter>-``)."""
    sign, actions = turn.argument[-1:], turn.services.letters
    if sign in ("+", "-"):
        await actions.subscribe(turn.seat, turn.argument[:-1], sign == "+")
        turn.toast(T("You will get it.") if sign == "+" else T("You will not get it any more."))
    turn.show(view.letters_screen(turn.tr, await actions.shelves(turn.seat)))


async def publish(turn: Turn) -> None:
    """Send an issue: which letter, then its link; ``<letter>?`` asks for the right to."""
    actions, asked = turn.services.letters, turn.argument.endswith("?")
    if not turn.argument:
        turn.show(view.publish_screen(turn.tr, await actions.shelves(turn.seat)))
        return
    letter = await actions.letter(turn.argument.rstrip("?"))
    if asked:
        await actions.ask(turn.seat, letter.id)
        turn.show(view.asked_screen(turn.tr, letter))
    elif await actions.may_publish(turn.seat, letter.id):
        scene = await turn.services.host.open("letter", turn.seat, about={"letter": letter.id})
        note = T("{name}", name=told(letter.label, turn.tr.language.code))
        forms.show(turn, replace(scene, note=note))
    else:
        turn.show(view.not_yet_screen(turn.tr, letter))


async def judge(turn: Turn) -> None:
    """Coordinators allow a publisher (``<request>+``), or not (``<request>-``)."""
    allowed = turn.argument.endswith("+")
    request = await turn.services.letters.judge(turn.seat, turn.argument[:-1], allowed)
    letter = await turn.services.letters.letter(request.letter)
    turn.show(view.judged_screen(turn.tr, letter, allowed))


async def stop(turn: Turn) -> None:
    """/stop lettre: letters alone; the rest goes on."""
    signed_up(turn.seat)
    theirs = await turn.services.letters.stop(turn.seat)
    named = [await turn.services.letters.known(one) for one in theirs]
    turn.show(view.stopped_screen(turn.tr, [one for one in named if one is not None]))
