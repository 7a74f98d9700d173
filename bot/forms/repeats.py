"""Instances of repeats: made from their template, counted, removed."""

from __future__ import annotations

from bot.forms import limits
from bot.forms.instance import NEW_REPEAT, Instance
from bot.forms.model import Control, Definition
from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault, TooMuch
from bot.forms.xpath.values import to_number, to_truth
from bot.forms.xpath.world import Place
from bot.i18n import T


def instances(parent: Node, control: Control) -> list[Node]:
    """The instances of a repeat under a node."""
    return parent.groups.get(control.definition.name, [])


def add(instance: Instance, parent: Node, control: Control) -> Node:
    """A new instance, last; its preloads and actions run, and everything is recalculated."""
    if len(instances(parent, control)) >= limits.REPEATS:
        raise TooMuch(T("This form accepts {limit} repetitions at most.", limit=limits.REPEATS))
    node = bare(instance, parent, control.definition)
    instance.preload(node)
    instance.run(instance.form.actions, NEW_REPEAT, node)
    instance.run(control.actions, NEW_REPEAT, node)
    instance.recalculate()
    return node


def bare(instance: Instance, parent: Node, definition: Definition) -> Node:
    """A new instance as the template has it, nothing run."""
    node = parent.add(instance.grow(definition, instance.form.templates[definition.id]))
    if not parent.relevant:
        node.spread_relevance()
    return node


def remove(instance: Instance, node: Node) -> None:
    """Take an instance of a repeat out, and all it holds."""
    assert node.parent is not None
    node.parent.remove(node)
    for gone in node.below():
        for known in (gone, *(gone.attributes or {}).values()):
            same = instance.nodes_of[known.definition.id]
            same.remove(known)
            instance.singles[known.definition.id] = same[-1] if same else None
            instance.count -= 1
    instance.recalculate()


def wanted(instance: Instance, parent: Node, control: Control) -> int | None:
    """How many instances a count asks for; None when the person decides."""
    if control.count is None:
        return None
    try:
        number = to_number(control.count.value(Place(instance, ghost(parent, control.definition))))
    except ExpressionFault as fault:
        instance.faults.append((control.definition.ref, fault))
        return 0
    return int(min(number, limits.REPEATS)) if number == number and number > 0 else 0


def may_add(instance: Instance, parent: Node, control: Control) -> bool:
    """Whether another instance can be made now: by the person, or because a count asks for it."""
    if control.fixed:
        count = wanted(instance, parent, control)
        if count is None or len(instances(parent, control)) >= count:
            return False
    return parent.relevant and relevant(instance, parent, control)


def relevant(instance: Instance, parent: Node, control: Control) -> bool:
    """The relevance that a new instance would have."""
    rule = control.definition.relevant
    if rule is None:
        return True
    try:
        return to_truth(rule.value(Place(instance, ghost(parent, control.definition))))
    except ExpressionFault as fault:
        instance.faults.append((control.definition.ref, fault))
        return False


def ghost(parent: Node, definition: Definition) -> Node:
    """A node of an instance that does not exist yet, seen from which expressions can be evaluated."""
    node = Node(definition.name, None, definition)
    node.repeated = True
    node.parent = parent
    return node
