"""Ways out of a dialogue: saved for later, deleted."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.buttons import Move
from bot.conversation.replies import Button, Screen
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text, Translator
from handlers.chat.views.basics import menu_row

WAYS_BACK: Mapping[str, Text] = {
    "report": T(
        "Saved. Come back to it whenever you like, from any of your devices: /suivi lists your drafts."
    ),
    "signup": T("Saved. Come back whenever you like: /start takes you where you were."),
    "join": T("Left as it is. To speak for another organisation: /profil."),
    "recognise": T("Left as it is. The name still waits to be checked: /organisations."),
    "answer": T("The question still waits for your answer: /suivi shows it."),
    "survey": T("Saved. Come back to it whenever you like, until its last day: /menu shows it."),
    "survey_preview": T("Left as it is. /formulaires takes you back to the form."),
    "survey_audience": T("Left as it is. /formulaires takes you back to the form."),
    "broadcast_target": T("Left as it is. /diffuser takes you back to the message."),
    "broadcast_when": T("Left as it is. /diffuser takes you back to the message."),
    "copies": T("Saved. Come back to it whenever you like: /demandes lists it."),
    "copies_words": T("Left as it is: nobody was told anything. /demandes takes you back to the request."),
    "code": T("Left as it is. /codes takes you back to your codes."),
    "ours": T("Left as it is. /notrekit takes you back to our kit."),
    "return": T("Nothing was sent to the author. The contribution still waits in the queue: /file."),
}
"""By dialogue: where to find again what was left."""


def left_screen(tr: Translator, stored: StoredSession) -> Screen:
    """The draft waits; how to come back depends on what it is."""
    body = tr.html(WAYS_BACK.get(stored.dialogue, WAYS_BACK["report"]))
    again = Button(tr(T("Go on now")), str(Move("s", stored.id, stored.revision, "r")))
    return Screen(body, ((again,), menu_row(tr)))


def drop_screen(tr: Translator, stored: StoredSession) -> Screen:
    """Deleting cannot be undone: ask."""
    rows = (
        (Button(tr(T("Yes, delete it")), str(Move("s", stored.id, stored.revision, "x!"))),),
        (Button(tr(T("No, keep the draft")), str(Move("s", stored.id, stored.revision, "r"))),),
    )
    return Screen(tr.html(T("Delete this draft? Nothing of it can be found again.")), rows)


def dropped_screen(tr: Translator) -> Screen:
    """The draft is gone."""
    return Screen(tr.html(T("The draft is deleted.")), (menu_row(tr),))
