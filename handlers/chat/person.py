"""Oneself: language, profile, privacy, data, leaving."""

from __future__ import annotations

import json

from bot.conversation.incoming import Standing
from bot.i18n import LANGUAGES, T
from bot.people.actions import signed_up
from handlers.chat import forms, home, letters
from handlers.chat.turn import Turn
from handlers.chat.views import home as home_view
from handlers.chat.views import person as view
from handlers.chat.views.basics import problem_screen


async def language(turn: Turn) -> None:
    """/langue: the languages; a button or a code chooses one, in the middle of a form too."""
    chosen = turn.argument.strip().lower()
    if chosen not in LANGUAGES or not LANGUAGES[chosen].complete:
        turn.show(view.languages_screen(turn.tr))
        return
    await turn.services.people.speak(turn.seat, chosen)
    turn.tr = turn.services.translator(chosen)
    stored = await forms.current(turn)
    if stored is not None:
        turn.show(view.language_set_screen(turn.tr))
        if stored.dialogue == "signup":
            turn.say(home_view.welcome_screen(turn.tr, turn.services.notice))
        forms.show(turn, await turn.services.host.speaks(stored, turn.seat))
    else:
        turn.show(view.language_set_screen(turn.tr))


async def profile(turn: Turn) -> None:
    """/profil: for whom one speaks, and how to change it."""
    actor = signed_up(turn.seat)
    turn.show(view.profile_screen(turn.tr, actor))


async def join(turn: Turn) -> None:
    """Speak for one more organisation."""
    signed_up(turn.seat)
    forms.show(turn, await turn.services.host.open("join", turn.seat))


async def leave(turn: Turn) -> None:
    """Stop speaking for an organisation: asked once, then done at once."""
    actor = signed_up(turn.seat)
    organisation_id, _, sure = turn.argument.partition("!")
    organisation = next((o for o in actor.organisations if o.id == organisation_id), None)
    if organisation is None:
        turn.show(view.profile_screen(turn.tr, actor))
    elif sure != "yes":
        turn.show(view.leave_screen(turn.tr, organisation))
    else:
        left = await turn.services.people.leave(turn.seat, organisation.id)
        turn.show(view.left_screen(turn.tr, left))


async def privacy(turn: Turn) -> None:
    """/confidentialite: the notice."""
    turn.show(view.privacy_screen(turn.tr, turn.services.notice))


async def data(turn: Turn) -> None:
    """/mesdonnees: everything held about the person."""
    if turn.actor is None:
        turn.say(problem_screen(turn.tr, T("Nothing is kept about you: you did not sign up.")))
        return
    held = {
        **await turn.services.people.data(turn.actor),
        "reminders": await turn.services.reminders.data(turn.actor),
        "copies_asked": await turn.services.copies.data(turn.actor),
        "events_and_meetings": await turn.services.gatherings.data(turn.actor),
        "letters": await turn.services.letters.data(turn.actor),
        "kits_waited_for": list(await turn.services.kits.waited_for(turn.actor)),
    }
    turn.say(view.data_screen(turn.tr, json.dumps(held, ensure_ascii=False, indent=2)))


async def erase(turn: Turn) -> None:
    """/supprimer: asked once, then done."""
    if turn.actor is None:
        turn.say(problem_screen(turn.tr, T("Nothing is kept about you: you did not sign up.")))
    elif turn.argument != "yes":
        turn.show(view.erase_screen(turn.tr))
    else:
        await turn.services.people.erase(turn.seat)
        turn.show(view.erased_screen(turn.tr))


async def stop(turn: Turn) -> None:
    """/stop: the product no longer writes first; ``/stop lettre``: letters alone."""
    if turn.argument.strip().lower() in ("lettre", "lettres", "letter", "letters"):
        await letters.stop(turn)
        return
    if turn.actor is not None:
        await turn.services.people.set_pushes(turn.actor, wanted=False)
    turn.show(view.stopped_screen(turn.tr))


async def notifications(turn: Turn) -> None:
    """/notifications: it may again."""
    actor = signed_up(turn.seat)
    await turn.services.people.set_pushes(actor, wanted=True)
    turn.show(view.notified_screen(turn.tr))


async def standing(turn: Turn) -> None:
    """The person blocked the bot or took it back: nothing is said."""
    content = turn.incoming.content
    assert isinstance(content, Standing)
    await turn.services.people.blocked(turn.incoming.sender_id, content.blocked)


__all__ = ["data", "erase", "home", "join", "language", "leave", "notifications", "privacy", "profile",
           "standing", "stop"]  # fmt: skip
