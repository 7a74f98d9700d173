"""Stops of a walk as prompts: kinds, bounds, shown values, sections, entries of the review."""

from __future__ import annotations

from bot.forms import model as m
from bot.forms import wire
from bot.forms.captions import media_of, text_of
from bot.forms.choices import Choices
from bot.forms.instance import Instance
from bot.forms.model import Control, Rule
from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.prompts import Bounds, Entry, Kind, Note, Progress, Question
from bot.forms.restore import ref_in
from bot.forms.xpath.values import to_truth
from bot.forms.xpath.world import Place
from bot.i18n import Text

_INPUTS = {
    m.INTEGER: Kind.INTEGER, m.DECIMAL: Kind.DECIMAL, m.DATE: Kind.DATE, m.TIME: Kind.TIME,
    m.INSTANT: Kind.DATETIME,
    m.GEOPOINT: Kind.GEOPOINT, m.GEOTRACE: Kind.GEOTRACE, m.GEOSHAPE: Kind.GEOSHAPE, m.BARCODE: Kind.BARCODE,
}  # fmt: skip
_TAGS = {
    "select1": Kind.SELECT_ONE, "select": Kind.SELECT_MULTIPLE, "rank": Kind.RANK, "range": Kind.RANGE,
    "trigger": Kind.ACKNOWLEDGE,
}  # fmt: skip
_MEDIA = {"image": Kind.IMAGE, "audio": Kind.AUDIO, "video": Kind.VIDEO}
SELECTS = frozenset({Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK})
_NOT_PARAMETERS = frozenset({"ref", "appearance", "mediatype", "class", "query", "nodeset", "autoplay"})


def kind_of(instance: Instance, control: Control, node: Node) -> Kind:
    """The kind of a question; whatever cannot be changed is a note."""
    if control.always_note or (control.tag != "trigger" and is_readonly(instance, node)):
        return Kind.NOTE
    return asked_kind(control)


def asked_kind(control: Control) -> Kind:
    """The kind a control has when it can be answered."""
    if control.tag in _TAGS:
        return _TAGS[control.tag]
    if control.tag == "upload":
        return _MEDIA.get(control.attributes.get("mediatype", "").split("/")[0], Kind.FILE)
    return _INPUTS.get(control.definition.type, Kind.TEXT)


def truth_of(instance: Instance, rule: Rule | None, node: Node, otherwise: bool = False) -> bool:
    """The truth of a rule at a node; a fault counts as ``otherwise``."""
    if rule is None:
        return otherwise
    try:
        return to_truth(rule.value(Place(instance, node)))
    except ExpressionFault as fault:
        instance.faults.append((node.definition.ref, fault))
        return otherwise


def is_readonly(instance: Instance, node: Node) -> bool:
    """Whether the form forbids to change a node."""
    return truth_of(instance, node.definition.readonly, node)


def is_required(instance: Instance, node: Node) -> bool:
    """Whether the form wants an answer."""
    return truth_of(instance, node.definition.required, node)


def breaks_constraint(instance: Instance, node: Node) -> bool:
    """Whether the present value goes against the constraint; an empty one never does."""
    return node.value is not None and not truth_of(instance, node.definition.constraint, node, otherwise=True)


def wire_of(instance: Instance, node: Node) -> str:
    """The wire form of a node's value."""
    return wire.write(node.value, node.definition.type, instance.tz)


def shown_of(instance: Instance, control: Control, node: Node) -> str:
    """A value as a person reads it: labels of choices, else its wire form."""
    text = wire_of(instance, node)
    kind = asked_kind(control)
    if kind not in SELECTS or not text:
        return text
    choices = Choices(instance, control, node)
    values = [text] if kind is Kind.SELECT_ONE else text.split()
    return ", ".join(choices.labelled(value) or value for value in values)


def bounds_of(control: Control) -> Bounds | None:
    """The bounds of a range."""
    if control.tag != "range":
        return None
    get = control.attributes.get
    return Bounds(get("start", "1"), get("end", "10"), get("step", "1"))


def section_of(instance: Instance, control: Control, node: Node) -> tuple[str, ...]:
    """Labels of the groups and repeats around a question; a repeat's carries the rank of its instance."""
    labels: list[str] = []
    above = control.parent
    while above is not None:
        near: Node | None = node
        while near is not None and near.definition is not above.definition:
            near = near.parent
        if near is not None:
            label = text_of(instance, above.label, near)
            if above.tag == "repeat":
                label = f"{label} {near.place() + 1}".strip()
            if label:
                labels.append(label)
        above = above.parent
    return tuple(reversed(labels))


def note_of(instance: Instance, control: Control, node: Node) -> Note:
    """A note as a value; a question that cannot be changed shows its value after its label."""
    label = text_of(instance, control.label, node)
    value = shown_of(instance, control, node)
    if value and value != label:
        label = f"{label} {value}".strip()
    return Note(
        ref_in(node), label, text_of(instance, control.hint, node), media_of(instance, control.label, node)
    )


def question_of(
    instance: Instance,
    control: Control,
    node: Node,
    notes: tuple[Note, ...],
    progress: Progress,
    can_go_back: bool,
    error: Text | str | None,
) -> Question:
    """A question as a value."""
    definition = node.definition
    kind, required = kind_of(instance, control, node), is_required(instance, node)
    return Question(
        ref=ref_in(node),
        name=definition.name,
        kind=kind,
        label=text_of(instance, control.label, node),
        hint=text_of(instance, control.hint, node),
        guidance=text_of(instance, control.hint, node, form="guidance"),
        appearance=control.appearance,
        required=required,
        required_message=text_of(instance, definition.required_message, node),
        readonly=is_readonly(instance, node),
        value=wire_of(instance, node),
        shown=shown_of(instance, control, node),
        choices=Choices(instance, control, node),
        parameters={key: value for key, value in control.attributes.items() if key not in _NOT_PARAMETERS},
        bounds=bounds_of(control),
        media=media_of(instance, control.label, node),
        notes=notes,
        section=section_of(instance, control, node),
        error=error,
        progress=progress,
        can_skip=not required,
        can_go_back=can_go_back,
    )


def entry_of(instance: Instance, control: Control, node: Node, state: str) -> Entry:
    """A line of the review or of a proposal."""
    return Entry(
        ref_in(node),
        node.definition.name,
        kind_of(instance, control, node),
        text_of(instance, control.label, node),
        wire_of(instance, node),
        shown_of(instance, control, node),
        state,
        section_of(instance, control, node),
    )


def constraint_message(instance: Instance, node: Node) -> str:
    """The form's own message for a constraint, filled; empty when it has none."""
    return text_of(instance, node.definition.constraint_message, node)
