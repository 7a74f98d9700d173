"""Whether an answer can be kept, and keeping it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.forms import limits, wire
from bot.forms.asking import (
    SELECTS,
    asked_kind,
    bounds_of,
    breaks_constraint,
    constraint_message,
    is_required,
    kind_of,
)
from bot.forms.captions import text_of
from bot.forms.choices import Choices
from bot.forms.instance import Instance
from bot.forms.model import Control
from bot.forms.nodes import Node
from bot.forms.prompts import Bounds, Kind
from bot.i18n import T, Text

_EXPECTED = {
    Kind.INTEGER: T("A whole number is expected."),
    Kind.DECIMAL: T("A number is expected."),
    Kind.RANGE: T("A number is expected."),
    Kind.DATE: T("A date is expected."),
    Kind.TIME: T("A time is expected."),
    Kind.DATETIME: T("A date and a time are expected."),
    Kind.GEOPOINT: T("A place is expected."),
    Kind.GEOTRACE: T("Several places are expected."),
    Kind.GEOSHAPE: T("Several places are expected."),
}


@dataclass(frozen=True)
class Refusal:
    """Why an answer is not kept: a reason and a sentence, the form's own when it has one."""

    reason: str
    message: Text | str


def try_answer(
    instance: Instance, control: Control, node: Node, text: str, whole: bool = True
) -> Refusal | None:
    """Keep an answer given in its wire form, or say why not; a refused answer changes nothing.

    ``whole`` is false for a part of an answer (a toggle, one of several files): then neither "required" nor
    the
    constraint is looked at yet.
    """
    kind = asked_kind(control)
    if len(text) > limits.TEXT_CHARACTERS:
        return Refusal(
            "length", T("The answer is longer than {limit} characters.", limit=limits.TEXT_CHARACTERS)
        )
    try:
        value = wire.read(text, node.definition.type, instance.tz, instance.local_now)
    except wire.Unreadable:
        return Refusal("type", _EXPECTED.get(kind, T("This answer cannot be read.")))
    if value is None:
        if whole and is_required(instance, node):
            return required_refusal(instance, node)
    elif (outside := _outside(instance, control, node, text, value)) is not None:
        return outside
    if whole and value is not None and _breaks(instance, node, value):
        return constraint_refusal(instance, node, value)
    instance.set_value(node, value)
    return None


def _outside(
    instance: Instance, control: Control, node: Node, text: str, value: wire.Stored
) -> Refusal | None:
    """A choice that is not offered, a number outside its range."""
    if asked_kind(control) in SELECTS and "search" not in control.appearance_text:
        given = [text.strip()] if control.tag == "select1" else text.split()
        if Choices(instance, control, node).missing(given):
            return Refusal("choice", T("This is not one of the choices."))
    bounds = bounds_of(control)
    if bounds is not None and isinstance(value, float) and not within(value, bounds):
        return Refusal(
            "range", T("A number from {start} to {end} is expected.", start=bounds.start, end=bounds.end)
        )
    return None


def within(value: float, bounds: Bounds) -> bool:
    """Whether a number lies in a range and on one of its steps."""
    start, end, step = float(bounds.start), float(bounds.end), abs(float(bounds.step))
    if not min(start, end) - 1e-9 <= value <= max(start, end) + 1e-9:
        return False
    steps = (value - start) / step if step else 0.0
    return abs(steps - round(steps)) < 1e-6


def _breaks(instance: Instance, node: Node, value: wire.Stored) -> bool:
    """Whether a value would go against the constraint: it is there while the rule looks, nothing else
    moves."""
    before, node.value = node.value, value
    try:
        return breaks_constraint(instance, node)
    finally:
        node.value = before


def required_refusal(instance: Instance, node: Node) -> Refusal:
    """The refusal of an empty answer."""
    return Refusal(
        "required",
        text_of(instance, node.definition.required_message, node) or T("An answer is needed here."),
    )


def constraint_refusal(instance: Instance, node: Node, value: wire.Stored) -> Refusal:
    """The refusal by a constraint, its message filled with the refused value in place."""
    before, node.value = node.value, value
    try:
        message = constraint_message(instance, node)
    finally:
        node.value = before
    return Refusal("constraint", message or T("The form does not accept this answer."))


def gap_of(instance: Instance, control: Control, node: Node) -> Refusal | None:
    """What keeps a question from being finished: an answer missing, or one that the form no longer
    accepts."""
    if kind_of(instance, control, node) is Kind.NOTE:
        return None
    if node.value is None:
        return required_refusal(instance, node) if is_required(instance, node) else None
    if breaks_constraint(instance, node):
        return constraint_refusal(instance, node, node.value)
    return None
