"""The emergency card."""

from __future__ import annotations

from bot.conversation.buttons import Go
from bot.conversation.replies import Button, Screen
from bot.i18n import T, Translator
from bot.safeguards.card import Card

ERASE = T("Erase my message from this chat")


def card_screen(tr: Translator, card: Card, message_id: int | None) -> Screen:
    """The card; below it, the way to take the person's own message out of the chat."""
    rows = ((Button(tr(ERASE), str(Go("effacer", str(message_id)))),),) if message_id else ()
    return Screen(card.html(), rows)
