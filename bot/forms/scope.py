"""What the compiler knows of a form: paths whose place is known become a few hops between nodes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import cast

from bot.forms.model import Definition
from bot.forms.nodes import Node
from bot.forms.xpath.compile import Scope
from bot.forms.xpath.tree import Call, Expression, Path, children
from bot.forms.xpath.world import NodesOf, Place


@dataclass(frozen=True)
class Route:
    """How to go from a place to a node: up so many levels, then down through names."""

    up: int
    down: tuple[str, ...]
    target: Definition


class FormScope:
    """The scope of an expression that belongs to a node of a form (or to none: texts shared by questions)."""

    def __init__(self, root: Definition, here: Definition | None, moved: bool = False) -> None:
        self.root, self.here, self.moved = root, here, moved

    def inside(self) -> Scope:
        return FormScope(self.root, self.here, moved=True)

    def path(self, path: Path) -> NodesOf | None:
        single = self.node(path)
        if single is None:
            return None

        def nodes(place: Place) -> list[Node]:
            node = single(place)
            return [node] if node is not None and node.relevant else []

        return nodes

    def node(self, path: Path) -> Callable[[Place], Node | None] | None:
        if any(step.predicates for step in path.steps):
            return None
        if path.start == "root":
            return self._absolute(path)
        from_origin = (
            isinstance(path.start, Call) and path.start.name == "current" and not path.start.arguments
        )
        if self.here is None or not (from_origin or (path.start == "here" and not self.moved)):
            return None
        route = relative_route(self.here, path)
        return None if route is None else _hops(route, from_origin)

    def _absolute(self, path: Path) -> Callable[[Place], Node | None] | None:
        target = find(self.root, [step.test for step in path.steps if step.axis == "child"])
        if target is None or any(step.axis != "child" for step in path.steps):
            return None
        chain = target.chain()
        if not any(definition.repeated for definition in chain):
            index = target.id
            return lambda place: place.world.singles[index]  # type: ignore[attr-defined]
        if self.here is None or self.moved:
            return None
        own = self.here.chain()
        shared = 0
        while shared < min(len(chain), len(own)) and chain[shared] is own[shared]:
            shared += 1
        if any(definition.repeated for definition in chain[shared:]):
            return None
        return _hops(
            Route(len(own) - shared, tuple(d.name for d in chain[shared:]), target), from_origin=False
        )


def relative_route(here: Definition, path: Path) -> Route | None:
    """The route of a relative path, None when it may lead to several nodes or leaves the tree."""
    up, down, target = 0, list[str](), here
    for step in path.steps:
        if step.axis == "self" and step.test == "node()":
            continue
        if step.axis == "parent" and step.test == "node()":
            if target.parent is None:
                return None
            target = target.parent
            if down:
                down.pop()
            else:
                up += 1
            continue
        if step.axis != "child" or step.test not in target.kids or target.kids[step.test].repeated:
            return None
        target = target.kids[step.test]
        down.append(step.test)
    return Route(up, tuple(down), target)


def _hops(route: Route, from_origin: bool) -> Callable[[Place], Node | None]:
    up, down = route.up, route.down

    def hop(place: Place) -> Node | None:
        node: Node | None = place.origin if from_origin else place.node
        for _ in range(up):
            node = node.parent  # type: ignore[union-attr]
        for name in down:
            same = node.groups.get(name)  # type: ignore[union-attr]
            if not same:
                return None
            node = same[0]
        return node

    return hop


def find(root: Definition, names: list[str]) -> Definition | None:
    """The definition at the end of names, the root's first."""
    if not names or names[0] != root.name:
        return None
    here: Definition | None = root
    for name in names[1:]:
        here = here.kids.get(name) if here is not None else None
    return here


def dependencies(expression: Expression, root: Definition, here: Definition | None) -> set[Definition]:
    """The definitions an expression reads, predicates included."""
    found: set[Definition] = set()
    _collect(
        expression, root, {here} if here is not None else set(), {here} if here is not None else set(), found
    )
    return found


def unknown_paths(expression: Expression, root: Definition, here: Definition | None) -> Iterator[str]:
    """Absolute paths of the main instance that lead nowhere."""
    if isinstance(expression, Path) and expression.start == "root" and expression.steps:
        names = [step.test for step in expression.steps]
        plain = all(step.axis == "child" and step.test != "*" for step in expression.steps)
        if plain and find(root, names) is None:
            yield "/" + "/".join(names)
    for child in children(expression):
        yield from unknown_paths(child, root, here)


Defs = set[Definition]


def _collect(expression: Expression, root: Definition, here: Defs, origin: Defs, found: Defs) -> Defs:
    """Add what is read; the definitions that the expression itself leads to are returned."""
    if not isinstance(expression, Path):
        for child in children(expression):
            _collect(child, root, here, origin, found)
        if isinstance(expression, Call) and expression.name == "current":
            return origin
        return set()
    if expression.start == "root":
        at: Defs = {cast(Definition, None)}
    elif expression.start == "here":
        at = set(here)
    else:
        at = _collect(cast(Expression, expression.start), root, here, origin, found)
    for step in expression.steps:
        at = {next_one for definition in at for next_one in _step(definition, step.axis, step.test, root)}
        for predicate in step.predicates:
            _collect(predicate, root, at, origin, found)
    found |= {definition for definition in at if definition is not None}
    return at


def _step(definition: Definition | None, axis: str, test: str, root: Definition) -> list[Definition]:
    if axis == "self":
        return [definition] if definition is not None else []
    if axis == "parent":
        return [definition.parent] if definition is not None and definition.parent is not None else []
    kids = [root] if definition is None else list(definition.kids.values())
    if axis == "attribute":
        return [kid for kid in kids if kid.name == "@" + test]
    if axis == "child":
        return [kid for kid in kids if kid.name == test or (test in ("*", "node()") and kid.name[0] != "@")]
    if axis.startswith("ancestor"):
        return definition.chain()[:-1] if definition is not None else []
    if axis in ("descendant", "descendant-or-self", "following", "preceding"):
        below = [found for kid in kids for found in _below(kid)]
        return below + ([definition] if definition is not None else [])
    return (
        list(definition.parent.kids.values())
        if definition is not None and definition.parent is not None
        else []
    )


def _below(definition: Definition) -> list[Definition]:
    return [definition, *(found for kid in definition.kids.values() for found in _below(kid))]
