"""/chiffres: the reference figures, open to all."""

from __future__ import annotations

from bot.reference.figures import SUBJECTS, current, subject_asked
from handlers.chat.turn import Turn
from handlers.chat.views import figures as view


async def figures(turn: Turn) -> None:
    """Every figure that may be quoted today; after words, those of the subject they name."""
    argument = turn.argument.strip()
    subject = argument if argument in SUBJECTS else subject_asked(f"combien {argument}")
    turn.show(view.figures_screen(turn.tr, current(subject)))


async def answered(turn: Turn, text: str) -> bool:
    """Answer a question about figures, typed out of the blue. False when it is none."""
    subject = subject_asked(text)
    if subject is None:
        return False
    turn.say(view.figures_screen(turn.tr, current(subject)))
    return True
