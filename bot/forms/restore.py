"""A session to a live instance and back."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from bot.forms import limits, repeats, wire
from bot.forms.instance import Context, Instance
from bot.forms.model import Definition, Form
from bot.forms.nodes import Node
from bot.forms.state import FormSession
from bot.forms.walk import ref_of

_STEP = re.compile(r"([^/\[\]]+)(?:\[(\d+)\])?\Z")


@dataclass
class Work:
    """A session being worked on: its instance, and which nodes are settled, proposed or closed."""

    session: FormSession
    instance: Instance
    settled: set[Node] = field(default_factory=set)
    proposed: set[Node] = field(default_factory=set)
    closed: set[tuple[Node, int]] = field(default_factory=set)
    """Pairs of a parent node and the id of the repeat under it."""
    path: Any = None
    """The walk as it stands, kept while nothing changes (see ``bot.forms.path``)."""


def fresh(form: Form, context: Context, language: str, values: Mapping[str, str] | None) -> Work:
    """A new session's work: defaults, preloads and first actions done, given values set and settled."""
    instance = Instance(form, context, language)
    instance.build()
    instance.begin()
    work = Work(FormSession(form.id, form.version, language), instance)
    if values:
        for ref in values:
            ensure(instance, ref)
        for ref, text in values.items():
            node = node_at(instance, ref)
            if node is not None:
                node.value = instance.read_or_none(text, node.definition.type)
                work.settled.add(node)
        instance.recalculate()
    return work


def opened(form: Form, session: FormSession, context: Context) -> Work:
    """A session's work: the tree with its answers, recalculated."""
    instance = Instance(form, context, session.language)
    instance.build()
    for ref in sorted(session.counts, key=lambda ref: (ref.count("/"), ref)):
        _set_count(instance, ref, session.counts[ref])
    for definition in form.definitions:
        if definition.calculate is None or keeps_value(definition):
            for node in instance.nodes_of[definition.id]:
                node.value = None
    for ref, text in session.answers.items():
        if (found := node_at(instance, ref)) is not None:
            found.value = instance.read_or_none(text, found.definition.type)
    for ref, key in session.computed.items():
        if (found := node_at(instance, ref)) is not None:
            found.computed = key
    instance.recalculate()
    return Work(
        session,
        instance,
        {known for ref in session.settled if (known := node_at(instance, ref)) is not None},
        {known for ref in session.proposed if (known := node_at(instance, ref)) is not None},
        {pair for ref in session.closed if (pair := repeat_at(instance, ref)) is not None},
    )


def closed_up(work: Work, position: str) -> FormSession:
    """The session that holds what the work has become."""
    instance, form = work.instance, work.instance.form
    answers: dict[str, str] = {}
    counts: dict[str, int] = {}
    computed: dict[str, str] = {}
    for definition in form.definitions:
        nodes = instance.nodes_of[definition.id]
        if definition.repeated:
            _count(instance, definition, counts)
        if definition.calculate is not None and not keeps_value(definition):
            continue
        for node in nodes:
            if node.value is not None and not node.kids:
                answers[ref_in(node)] = wire.write(node.value, definition.type, instance.tz)
            if node.computed is not None:
                computed[ref_in(node)] = node.computed
    return replace(
        work.session,
        answers=answers,
        counts=counts,
        computed=computed,
        position=position,
        settled=tuple(sorted(ref_in(node) for node in work.settled)),
        proposed=tuple(sorted(ref_in(node) for node in work.proposed)),
        closed=tuple(sorted(f"{ref_in(parent)}/{form.definitions[id_].name}" for parent, id_ in work.closed)),
    )


def keeps_value(definition: Definition) -> bool:
    """Whether a calculated node's value is more than what its rule says now."""
    rule = definition.calculate
    return rule is not None and (rule.volatile or definition.control is not None or "once" in rule.source)


def ref_in(node: Node) -> str:
    """A node's ref, quickly when no repeat is around it."""
    return ref_of(node) if node.definition.in_repeat else node.definition.ref


def node_at(instance: Instance, ref: str) -> Node | None:
    """The node of a ref, None when there is none. A repeat without rank means its first instance."""
    if "[" not in ref:
        definition = instance.form.by_ref.get(ref)
        if definition is not None and not definition.in_repeat:
            return instance.singles[definition.id]
    node: Node | None = instance.document
    for part in ref.strip("/").split("/"):
        if node is None:
            return None
        if part.startswith("@"):
            return (node.attributes or {}).get(part[1:])
        found = _STEP.match(part)
        if found is None:
            return None
        same, rank = node.groups.get(found.group(1), []), int(found.group(2) or 1)
        node = same[rank - 1] if 1 <= rank <= len(same) else None
    return node


def repeat_at(instance: Instance, ref: str) -> tuple[Node, int] | None:
    """The parent and the definition's id of a repeat's ref (last rank left out)."""
    above, _, name = ref.rpartition("/")
    parent = node_at(instance, above)
    if parent is None or name not in parent.definition.kids or not parent.definition.kids[name].repeated:
        return None
    return parent, parent.definition.kids[name].id


def ensure(instance: Instance, ref: str) -> None:
    """Make the repeat instances that a ref passes through, within the limit."""
    path = ""
    for part in ref.strip("/").split("/"):
        found = _STEP.match(part)
        if found is None:
            return
        rank = int(found.group(2) or 0)
        if (
            rank
            and rank <= limits.REPEATS
            and (at := repeat_at(instance, f"{path}/{found.group(1)}")) is not None
        ):
            while len(at[0].groups.get(found.group(1), [])) < rank:
                repeats.bare(instance, at[0], instance.form.definitions[at[1]])
        path += "/" + part


def _set_count(instance: Instance, ref: str, count: int) -> None:
    at = repeat_at(instance, ref)
    if at is None:
        return
    parent, definition = at[0], instance.form.definitions[at[1]]
    while len(parent.groups.get(definition.name, [])) < min(count, limits.REPEATS):
        repeats.bare(instance, parent, definition)
    while len(parent.groups.get(definition.name, [])) > count:
        repeats.remove(instance, parent.groups[definition.name][-1])


def _count(instance: Instance, definition: Definition, counts: dict[str, int]) -> None:
    assert definition.parent is not None
    for parent in instance.nodes_of[definition.parent.id]:
        counts[f"{ref_in(parent)}/{definition.name}"] = len(parent.groups.get(definition.name, []))
