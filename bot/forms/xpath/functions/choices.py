"""Answers of selects: a text of names with spaces between."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.forms.problems import ExpressionFault
from bot.forms.xpath.functions.registry import plain, special
from bot.forms.xpath.tree import Call, Path, String
from bot.forms.xpath.values import Value, to_number, to_text
from bot.forms.xpath.world import Compiled, Place
from bot.i18n import T

if TYPE_CHECKING:
    from bot.forms.xpath.compile import Compiler


@plain("selected", 2)
def selected(answer: Value, choice: Value) -> bool:
    """Whether a choice is among those answered."""
    return f" {to_text(choice).strip()} " in f" {to_text(answer)} "


plain("is-selected", 2)(selected)
plain("count-selected")(lambda answer: float(len(to_text(answer).split())))


@plain("selected-at", 2)
def selected_at(answer: Value, rank: Value) -> str:
    """The choice at a rank from 0, empty outside."""
    names, place = to_text(answer).split(), to_number(rank)
    return names[int(place)] if 0 <= place < len(names) else ""


@special("jr:choice-name", 2, 2)
def build_choice_name(compiler: Compiler, call: Call) -> Compiled:
    """jr:choice-name(value, 'path of the question'): the label of a choice in the session's language."""
    value, question = call.arguments
    if isinstance(question, String):
        ref = question.value.strip()
    elif isinstance(question, Path):  # older forms leave the quotation marks out
        ref = "/" + "/".join(step.test for step in question.steps) if question.start == "root" else ""
    else:
        ref = ""
    if not ref:
        raise ExpressionFault(
            T("jr:choice-name() needs the question's reference between quotation marks."), call.position
        )
    of = compiler.value(value)

    def choice_name(place: Place) -> str:
        return place.world.choice_name(to_text(of(place)), ref, place.origin)

    return choice_name
