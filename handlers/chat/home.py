"""The way in, the menu, help, and what to say when nothing was expected."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.incoming import Command
from bot.errors import Problem
from bot.i18n import T, Text
from bot.roadmap.codes import read_codes
from bot.telemetry import Log
from handlers.chat import figures, forms, report, rights, table
from handlers.chat.turn import Turn
from handlers.chat.views import home as view
from handlers.chat.views.basics import problem_screen

WORDS_OF_A_SENTENCE = 4
"""From so many words on, something typed out of the blue is taken as the start of a report."""


async def start(turn: Turn, about: Mapping[str, str] | None = None) -> None:
    """/start: sign-up for a newcomer, who first reads what this is; the menu for a member.

    ``about``: where a sign-up comes from (a meeting's code); one that was begun before takes it too.
    """
    if turn.actor is not None and turn.actor.organisations:
        await menu(turn)
        return
    dialogue = "join" if turn.actor else "signup"  # who left their organisation has already accepted
    left = await turn.services.drafts.of(turn.seat, dialogue)
    if left:
        stored = await turn.services.host.load(left[0].session_id, turn.seat)
        stored = await turn.services.host.notes(stored, turn.seat, about or {})
        forms.show(turn, await turn.services.host.resume(stored, turn.seat))
        return
    if turn.actor is None:
        turn.say(view.welcome_screen(turn.tr, turn.services.notice))
    forms.show(turn, await turn.services.host.open(dialogue, turn.seat, about=about))


async def menu(turn: Turn) -> None:
    """What can be done here, for who asks."""
    surveys = await turn.services.surveys.meant_for(turn.actor, turn.now)
    turn.show(view.menu_screen(turn.tr, turn.actor, surveys))


async def help_(turn: Turn) -> None:
    """/aide"""
    turn.show(view.help_screen(turn.tr))


async def public(turn: Turn) -> None:
    """What anyone can read without an account."""
    turn.show(view.public_screen(turn.tr))


async def idle(turn: Turn, text: str) -> None:
    """Words out of the blue: a code opens its line of the table, a question about figures is answered, a
    sentence starts a report."""
    codes = read_codes(text)
    if codes is not None:
        await table.open_codes(turn, codes)
    elif await figures.answered(turn, text) or await rights.answered(turn, text):
        return
    elif turn.actor is None or not turn.actor.organisations:
        turn.say(view.newcomer_screen(turn.tr))
    elif len(text.split()) >= WORDS_OF_A_SENTENCE:
        await report.from_sentence(turn, text)
    else:
        turn.say(view.puzzled_screen(turn.tr, turn.actor))


async def unknown(turn: Turn) -> None:
    """A command that does not exist."""
    turn.say(problem_screen(turn.tr, NO_SUCH_COMMAND))


async def intruder(turn: Turn, asked: str) -> None:
    """A coordinator's screen, asked for by someone else: it does not exist for them, and it is noted."""
    await note_intrusion(turn, asked)
    if isinstance(turn.incoming.content, Command):
        await unknown(turn)
    else:
        turn.replies.clear()


async def forged(turn: Turn) -> None:
    """A button nobody here made, or made for others: nothing happens, and it is noted."""
    await note_intrusion(turn, "button")
    turn.replies.clear()


async def note_intrusion(turn: Turn, asked: str) -> None:
    """In the log and the audit trail: a pseudonym and what was asked, no words."""
    who = turn.services.pseudonym(turn.incoming.sender_id)
    Log().event("access_refused", who=who, code=asked)
    await turn.services.audit.note(turn.now, "access_refused", who, asked)


async def nothing_open(turn: Turn) -> None:
    """A move of a form, and no form is open."""
    turn.say(problem_screen(turn.tr, T("Nothing is open. /suivi lists your drafts, /menu what you can do.")))


async def unexpected_file(turn: Turn) -> None:
    """A file, and no question that takes one."""
    turn.say(
        problem_screen(
            turn.tr,
            T("I was not waiting for a file: it was not kept. To add a proof, report first: /declarer"),
        )
    )


async def puzzled(turn: Turn, problem: Text) -> None:
    """Something unreadable, and no question open."""
    turn.say(problem_screen(turn.tr, problem))


async def say_problem(turn: Turn, problem: Problem) -> None:
    """Tell the person, and show the ways on."""
    turn.say(problem_screen(turn.tr, problem.text))


NO_SUCH_COMMAND = T("I do not know this command. /menu shows what you can do here.")
