"""Every kind of question and how it is shown: the lines and buttons of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from bot.conversation.replies import Rows
from bot.dialogues.kinds import media
from bot.dialogues.kinds.numbers import steps
from bot.dialogues.kinds.places import points_of
from bot.dialogues.model import Scene
from bot.forms.session import Kind, Question
from bot.i18n import NT, Html, T, Translator
from handlers.chat.views.basics import in_columns
from handlers.chat.views.forms.calendar import clock, day, moment
from handlers.chat.views.forms.choices import one, ranked, several
from handlers.chat.views.forms.parts import button

Given = tuple[list[Html], Rows]
"""Lines under the question, and rows of buttons."""
Shown = Callable[[Translator, Scene, Question], Given]
STARS = 5
"""Stars drawn one by one; past that their number is written."""


def words(tr: Translator, scene: Scene, question: Question) -> Given:
    """Typed: nothing to add."""
    return [], ()


def acknowledge(tr: Translator, scene: Scene, question: Question) -> Given:
    """A button."""
    return [], ((button(tr, scene, T("I have read this"), "a"),),)


def ranged(tr: Translator, scene: Scene, question: Question) -> Given:
    """A button for each step when they are few; else the bounds to type within."""
    found = steps(question.bounds)
    if not found and question.bounds is not None:
        start, end = question.bounds.start, question.bounds.end
        return [Html(""), tr.html(T("Write a number from {start} to {end}.", start=start, end=end))], ()
    rating = "rating" in question.appearance
    labels = [f"{value} {_stars(value)}" if rating else value for value in found]
    labels = [f"✓ {label}" if found[i] == question.value else label for i, label in enumerate(labels)]
    buttons = [button(tr, scene, label, "a", i) for i, label in enumerate(labels)]
    rows = in_columns(buttons, 1 if rating and len(found) <= STARS else 5)
    return [], tuple(row[::-1] for row in rows) if tr.language.rtl else rows


def _stars(value: str) -> str:
    return "★" * int(value) if value.isdigit() and int(value) <= STARS else "★"


def point(tr: Translator, scene: Scene, question: Question) -> Given:
    """How to send a position."""
    return [Html(""), tr.html(HOW_TO_POINT)], ()


def line(tr: Translator, scene: Scene, question: Question) -> Given:
    """How to send positions, one after the other."""
    lines = [Html(""), tr.html(HOW_TO_POINT)]
    count = len(points_of(question.value))
    if count:
        lines.append(tr.html(NT("{count} point: send the next one, or press Done.",
                                "{count} points: send the next one, or press Done.", count)))  # fmt: skip
    elif question.kind is Kind.GEOSHAPE:
        lines.append(tr.html(T("One point at each corner, going round; the last side closes by itself.")))
    else:
        lines.append(tr.html(T("One point after the other, along the way.")))
    return lines, ()


def file(tr: Translator, scene: Scene, question: Question) -> Given:
    """What to send."""
    return [Html(""), tr.html(media.WANTED[question.kind])], ()


HOW_TO_POINT = T(
    "Send your position with the key under the writing field, or a pin (paper clip, Location), or write "
    "latitude and longitude: 48.9356 2.3539."
)

KINDS: Mapping[Kind, Shown] = {
    Kind.TEXT: words,
    Kind.BARCODE: words,
    Kind.INTEGER: words,
    Kind.DECIMAL: words,
    Kind.RANGE: ranged,
    Kind.SELECT_ONE: one,
    Kind.SELECT_MULTIPLE: several,
    Kind.RANK: ranked,
    Kind.NOTE: words,
    Kind.ACKNOWLEDGE: acknowledge,
    Kind.DATE: day,
    Kind.TIME: clock,
    Kind.DATETIME: moment,
    Kind.GEOPOINT: point,
    Kind.GEOTRACE: line,
    Kind.GEOSHAPE: line,
    Kind.IMAGE: file,
    Kind.AUDIO: file,
    Kind.VIDEO: file,
    Kind.FILE: file,
}
"""A new kind without its line here fails the suite."""
