"""Free words, bar codes, and things to be read."""

from __future__ import annotations

from bot.dialogues.readers import Read, Reading, Refused, Surroundings
from bot.forms.session import Kind, Question
from bot.i18n import T, Text

LONGEST_ANSWER = 4000
"""Characters of a free answer: a message of Telegram holds 4,096."""
READ = "OK"
"""What an acknowledgement stores (OpenRosa's trigger)."""


def text(question: Question, words: str, around: Surroundings) -> Reading:
    """As typed."""
    if len(words) > LONGEST_ANSWER:
        return Refused(
            T(
                "This is {length} characters long; {most} at most, please.",
                length=len(words),
                most=LONGEST_ANSWER,
            )
        )
    return Read(words)


def acknowledge(question: Question, words: str, around: Surroundings) -> Reading:
    """Words in place of the button; the host has taken yes and OK before."""
    return Refused(T("Please press the button once you have read this, or write OK."))


def read_tapped(question: Question, argument: str, around: Surroundings) -> Reading:
    """The button under something to read."""
    return Read(READ)


def shown_read(kind: Kind, wire: str) -> Text | str:
    """That it was read."""
    return T("read")
