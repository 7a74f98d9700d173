"""Danger first: the emergency card, from any state, without sign-up, leaving no trace."""

from __future__ import annotations

from collections.abc import Collection

from bot.conversation import buttons
from bot.conversation.incoming import Command, Incoming, Tap
from bot.conversation.replies import Delete, Toast
from bot.i18n import LANGUAGES
from bot.safeguards.card import card, card_language
from bot.safeguards.distress import calls_for_help as words_call
from bot.safeguards.distress import language_heard
from handlers.chat.turn import Turn
from handlers.chat.views.emergency import card_screen

COMMANDS = frozenset({"urgence", "emergency", "danger", "sos", "darurat"})
ERASE = "effacer"


def calls_for_help(incoming: Incoming) -> bool:
    """A command, a button, or words of distress in any message, caption or edited message."""
    match incoming.content:
        case Command(name=name) if name in COMMANDS:
            return True
        case Tap(data=data):
            meant = buttons.read(data)
            return isinstance(meant, buttons.Go) and meant.screen in (*COMMANDS, ERASE)
    return bool(incoming.text) and words_call(incoming.text)


def show(turn: Turn, without: Collection[str] = frozenset()) -> None:
    """The card as a new message, ``without`` some lines; or, from its own button, the person's message taken
    out of the chat.
    """
    content = turn.incoming.content
    if isinstance(content, Tap):
        turn.replies.append(Toast(content.query_id))
        meant = buttons.read(content.data)
        if isinstance(meant, buttons.Go) and meant.screen == ERASE and meant.argument.isdigit():
            turn.replies.append(Delete(int(meant.argument)))
            return
    mine = None if isinstance(content, Tap) else turn.incoming.message_id
    turn.say(card_screen(turn.tr, card(language_for(turn), without=without), mine))


async def pause(turn: Turn) -> None:
    """The draft waits as it was; the product no longer writes first: the same switch as /stop, no more."""
    await turn.services.host.leave(turn.seat)
    if turn.actor is not None:
        await turn.services.people.set_pushes(turn.actor, wanted=False)


def language_for(turn: Turn) -> str:
    """The language of the call; else the person's own; the phone's, when only the card is in it yet."""
    heard = language_heard(turn.incoming.text)
    if heard is not None:
        return heard
    phone = card_language(turn.incoming.sender_language)
    return turn.tr.language.code if LANGUAGES[phone].complete else phone
