"""Going through a form as it stands: what a person meets, in order (JavaRosa's FormEntryController)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from bot.forms import repeats
from bot.forms.choices import drop_gone_choices
from bot.forms.instance import Instance
from bot.forms.model import Control, Definition
from bot.forms.nodes import Node

QUESTION, GROUP, REPEAT, ANOTHER = "q", "group", "repeat", "new_repeat?"


@dataclass(frozen=True)
class Stop:
    """One thing met: a question, a group, a repeat instance, or the place where another instance may be
    added.

    For the last one ``node`` is the parent of the instances.
    """

    kind: str
    control: Control
    node: Node


def ref_of(node: Node) -> str:
    """A node's path, every repeat with its rank from 1: ``/data/member[2]/name``."""
    parts: list[str] = []
    here: Node | None = node
    while here is not None and here.name:
        parts.append(f"{here.name}[{here.place() + 1}]" if here.repeated else here.name)
        here = here.parent
    return "/" + "/".join(reversed(parts))


def stops(instance: Instance) -> Iterator[Stop]:
    """Everything relevant in order. The walk is live: answers and new instances given on the way are met.

    Repeats with a count get their instances when they are reached.
    """
    root = instance.document.kids[0]
    yield from _inside(instance, instance.form.controls, root)


def _inside(
    instance: Instance, controls: list[Control] | tuple[Control, ...], parent: Node
) -> Iterator[Stop]:
    for control in controls:
        if control.tag == "repeat":
            yield from _repeat(instance, control, locate(control, parent))
            continue
        node = locate(control, parent)
        if node is None:
            continue
        if control.tag == "group":
            if node.relevant:
                yield Stop(GROUP, control, node)
            yield from _inside(instance, control.kids, node)
        elif node.relevant:
            drop_gone_choices(instance, control, node)
            yield Stop(QUESTION, control, node)


def _repeat(instance: Instance, control: Control, parent: Node | None) -> Iterator[Stop]:
    if parent is None:
        return
    at = 0
    while True:
        found = repeats.instances(parent, control)
        if at < len(found):
            if found[at].relevant:
                yield Stop(REPEAT, control, found[at])
            yield from _inside(instance, control.kids, found[at])
            at += 1
            continue
        if not repeats.may_add(instance, parent, control):
            return
        if control.fixed:
            repeats.add(instance, parent, control)
            continue
        yield Stop(ANOTHER, control, parent)
        if len(repeats.instances(parent, control)) == at:
            return


def locate(control: Control, above: Node) -> Node | None:
    """The node of a question or group (the parent of a repeat's instances), from the node of what holds
    it."""
    if control.down is None:
        own = control.definition.parent if control.tag == "repeat" else control.definition
        return _reach(above, own.chain() if own is not None else [])
    node = above
    for name in control.down:
        same = node.groups.get(name)
        if not same:
            return None
        node = same[0]
    return node


def _reach(above: Node, chain: list[Definition]) -> Node | None:
    node: Node | None = above
    while node is not None and node.definition not in chain:
        node = node.parent
    if node is None:
        return None
    for definition in chain[chain.index(node.definition) + 1 :]:
        same = node.groups.get(definition.name)
        if not same:
            return None
        node = same[0]
    return node
