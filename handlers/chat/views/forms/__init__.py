"""A dialogue's screen: the live question, the proposal read from a sentence, "another one?", or the recap."""

from __future__ import annotations

from bot.conversation.replies import Screen
from bot.dialogues.model import Scene
from bot.forms.session import AnotherRepeat, Proposal, Question, Review
from bot.i18n import Html, T, Translator
from handlers.chat.views.basics import joined
from handlers.chat.views.forms.lists import another_screen, proposal_screen, review_screen
from handlers.chat.views.forms.parts import (
    ADD,
    BACK,
    CLEAR,
    DONE,
    INERT,
    KEEP,
    LATER,
    NO_MORE,
    RIGHT,
    SEND,
    SKIP,
)
from handlers.chat.views.forms.question import question_screen
from handlers.chat.views.forms.ways_out import drop_screen, dropped_screen, left_screen

__all__ = [
    "ADD", "BACK", "CLEAR", "DONE", "INERT", "KEEP", "LATER", "NO_MORE", "POSITION_KEY", "RIGHT", "SEND",
    "SKIP", "drop_screen", "dropped_screen", "left_screen", "position_asked", "position_put_away",
    "scene_screen",
]  # fmt: skip

POSITION_KEY = T("📍 Send my position")


def scene_screen(tr: Translator, scene: Scene) -> Screen:
    """Where a dialogue stands, as a message."""
    match scene.prompt:
        case Question() as question:
            body, rows = question_screen(tr, scene, question)
        case Proposal() as proposal:
            body, rows = proposal_screen(tr, scene, proposal)
        case Review() as review:
            body, rows = review_screen(tr, scene, review)
        case AnotherRepeat() as another:
            body, rows = another_screen(tr, scene, another)
        case _:
            raise TypeError(f"no screen for {type(scene.prompt).__name__}")
    head = [Html(f"⚠️ {tr.html(scene.problem)}"), Html("")] if scene.problem else []
    if scene.note:
        head += [tr.html(scene.note), Html("")]
    return Screen(joined(*head, body), rows)


def position_asked(tr: Translator) -> Screen:
    """The key under the writing field that sends where the phone is."""
    return Screen(tr.html(T("This key sends where you are now.")), position_key=tr(POSITION_KEY))


def position_put_away(tr: Translator) -> Screen:
    """That key goes."""
    return Screen(tr.html(T("The key for positions is put away.")), position_key="")
