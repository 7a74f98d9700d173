"""Location paths to closures that return the relevant nodes they lead to.

An absolute path that passes through a repeat stays in the repeat instance of the place it is evaluated
from, as
in JavaRosa; a step with a predicate, or anything reached after leaving the place's own branch, means them
all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.indexes import Lookup
from bot.forms.xpath.tree import Step
from bot.forms.xpath.values import to_truth
from bot.forms.xpath.world import Compiled, NodesOf, Place
from bot.i18n import T

Taker = Callable[[Node], list[Node]]


def compile_steps(
    start: NodesOf,
    steps: tuple[Step, ...],
    predicates: Callable[[Step], list[Compiled]],
    narrow: Callable[[Step], Lookup | None] = lambda step: None,
) -> NodesOf:
    """A closure for steps leaving from nodes, no repeat instance preferred. ``narrow`` may know an index."""
    stages = [(_taker(step), predicates(step), narrow(step)) for step in steps]

    def run(place: Place) -> list[Node]:
        nodes = start(place)
        for taker, tests, lookup in stages:
            few = lookup(nodes[0], place) if lookup is not None and len(nodes) == 1 else None
            nodes = _stage(nodes, taker, tests, place) if few is None else _passing(few, tests, place)
        return [node for node in nodes if node.relevant]

    return run


def compile_absolute(steps: tuple[Step, ...], predicates: Callable[[Step], list[Compiled]]) -> NodesOf:
    """A closure for an absolute path of the main instance."""
    stages = [(step, _taker(step), predicates(step)) for step in steps]

    def run(place: Place) -> list[Node]:
        document = place.world.document
        chain = _chain(place, document)
        nodes = [document]
        for depth, (step, taker, tests) in enumerate(stages, start=1):
            own = chain[depth] if depth < len(chain) else None
            if own is None or step.axis != "child" or own.name != step.test:
                chain = []
            elif own.repeated and not tests and nodes and own.parent is nodes[0]:
                nodes = [own]
                continue
            elif tests:
                chain = []
            nodes = _stage(nodes, taker, tests, place)
        return [node for node in nodes if node.relevant]

    return run


def _chain(place: Place, document: Node) -> list[Node]:
    chain = place.node.ancestors()
    if chain[0] is not document:
        chain = place.origin.ancestors()
    return chain if chain[0] is document else []


def _stage(nodes: list[Node], taker: Taker, tests: list[Compiled], place: Place) -> list[Node]:
    if len(nodes) == 1:
        found = taker(nodes[0])
        return _passing(found, tests, place) if tests else found
    gathered: list[Node] = []
    seen: set[int] = set()
    for node in nodes:
        found = taker(node)
        for item in _passing(found, tests, place) if tests else found:
            if id(item) not in seen:
                seen.add(id(item))
                gathered.append(item)
    return gathered


def _passing(nodes: list[Node], tests: list[Compiled], place: Place) -> list[Node]:
    for test in tests:
        inner = Place(place.world, place.node, place.origin)
        inner.size = len(nodes)
        kept = []
        for rank, node in enumerate(nodes, start=1):
            inner.node = node
            inner.position = rank
            verdict = test(inner)
            if type(verdict) is float:
                if verdict == rank and not place.world.as_reference:
                    kept.append(node)
            elif to_truth(verdict):
                kept.append(node)
        nodes = kept
    return nodes


def filtered(nodes_of: NodesOf, tests: list[Compiled]) -> NodesOf:
    """A closure for ``(nodes)[tests]``."""
    return lambda place: _passing(nodes_of(place), tests, place)


def _taker(step: Step) -> Taker:
    name = step.test
    if step.axis == "child" and not name.endswith("()") and name != "*":
        empty: list[Node] = []
        return lambda node: node.groups.get(name, empty)
    if step.axis == "parent" and name == "node()":
        return lambda node: [node.parent] if node.parent is not None else []
    if step.axis == "self" and name == "node()":
        return lambda node: [node]
    if name in ("comment()", "processing-instruction()"):
        return lambda node: []
    axis = _AXES[step.axis]
    if name == "node()":
        return lambda node: list(axis(node))
    if name == "text()":
        raise ExpressionFault(T("text() is not supported: name the element itself."))
    if name == "*":
        return lambda node: [found for found in axis(node) if found.name]
    if name.endswith(":*"):
        prefix = name[:-1]
        return lambda node: [found for found in axis(node) if found.name.startswith(prefix)]
    return lambda node: [found for found in axis(node) if found.name == name]


def _child(node: Node) -> Iterator[Node]:
    return iter(node.kids)


def _parent(node: Node) -> Iterator[Node]:
    if node.parent is not None:
        yield node.parent


def _self(node: Node) -> Iterator[Node]:
    yield node


def _attribute(node: Node) -> Iterator[Node]:
    return iter((node.attributes or {}).values())


def _descendant(node: Node) -> Iterator[Node]:
    for kid in node.kids:
        yield from kid.below()


def _ancestor(node: Node) -> Iterator[Node]:
    while node.parent is not None:
        node = node.parent
        yield node


def _ancestor_or_self(node: Node) -> Iterator[Node]:
    yield node
    yield from _ancestor(node)


def _following_sibling(node: Node) -> Iterator[Node]:
    if node.parent is not None:
        yield from node.parent.kids[node.parent.kids.index(node) + 1 :]


def _preceding_sibling(node: Node) -> Iterator[Node]:
    if node.parent is not None:
        yield from reversed(node.parent.kids[: node.parent.kids.index(node)])


def _following(node: Node) -> Iterator[Node]:
    for above in _ancestor_or_self(node):
        for sibling in _following_sibling(above):
            yield from sibling.below()


def _preceding(node: Node) -> Iterator[Node]:
    for above in _ancestor_or_self(node):
        for sibling in _preceding_sibling(above):
            yield from reversed(list(sibling.below()))


_AXES: dict[str, Callable[[Node], Iterator[Node]]] = {
    "child": _child,
    "parent": _parent,
    "self": _self,
    "attribute": _attribute,
    "descendant": _descendant,
    "descendant-or-self": Node.below,
    "ancestor": _ancestor,
    "ancestor-or-self": _ancestor_or_self,
    "following-sibling": _following_sibling,
    "preceding-sibling": _preceding_sibling,
    "following": _following,
    "preceding": _preceding,
}
