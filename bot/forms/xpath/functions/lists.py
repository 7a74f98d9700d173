"""Sets of nodes: counting, adding, extremes, positions, repeats by index, shuffling."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.functions.logic import flat
from bot.forms.xpath.functions.registry import special, spread
from bot.forms.xpath.shuffle import shuffled
from bot.forms.xpath.tree import Call, Expression, Path
from bot.forms.xpath.values import NAN, Value, to_number, to_text
from bot.forms.xpath.world import Compiled, NodesOf, Place
from bot.i18n import T

if TYPE_CHECKING:
    from bot.forms.xpath.compile import Compiler


@special("count", 1, 1)
def build_count(compiler: Compiler, call: Call) -> Compiled:
    """count(): how many nodes."""
    nodes = compiler.nodes(call.arguments[0])
    return lambda place: float(len(nodes(place)))


@special("count-non-empty", 1, 1)
def build_count_non_empty(compiler: Compiler, call: Call) -> Compiled:
    """count-non-empty(): how many nodes have a value or children."""
    nodes = compiler.nodes(call.arguments[0])
    return lambda place: float(sum(1 for node in nodes(place) if node.kids or node.value not in (None, "")))


def _numbers(values: tuple[Value, ...]) -> list[float]:
    return [number for value in flat(values) if (number := to_number(value)) == number]


@special("sum", 1, 1)
def build_sum(compiler: Compiler, call: Call) -> Compiled:
    """sum(): blank answers and texts that are no numbers are left out, as in JavaRosa."""
    nodes = compiler.nodes(call.arguments[0])
    return lambda place: float(sum(_numbers((nodes(place),))))


@spread("max", 1)
def largest(*values: Value) -> float:
    """The largest number, blank answers left out; NaN when there is none."""
    return max(_numbers(values), default=NAN)


@spread("min", 1)
def smallest(*values: Value) -> float:
    """The smallest number, blank answers left out; NaN when there is none."""
    return min(_numbers(values), default=NAN)


@special("position", 0, 1)
def build_position(compiler: Compiler, call: Call) -> Compiled:
    """position(): rank in a predicate, else among repeat instances; position(..) that of another node."""
    if call.arguments:
        nodes = compiler.nodes(call.arguments[0])

        def of_node(place: Place) -> float:
            found = nodes(place)
            return float(found[0].place() + 1) if found else 0.0

        return of_node
    return lambda place: float(place.position or place.node.place() + 1)


@special("last", 0, 0)
def build_last(compiler: Compiler, call: Call) -> Compiled:
    """last(): the size of the set a predicate filters."""
    return lambda place: float(
        place.size or len(place.node.parent.groups[place.node.name]) if place.node.parent else 1
    )


@special("depend", 1, 100)
def build_depend(compiler: Compiler, call: Call) -> Compiled:
    """depend(): the first argument; the others are there to be depended on."""
    return compiler.value(call.arguments[0])


@special("indexed-repeat", 3, 11, fits=lambda count: count % 2 == 1)
def build_indexed_repeat(compiler: Compiler, call: Call) -> Compiled:
    """indexed-repeat(field, repeat, index, ...): the field in the given instances; an index below 1 counts
    as 1."""
    target = call.arguments[0]
    pairs = list(zip(call.arguments[1::2], call.arguments[2::2], strict=True))
    if not isinstance(target, Path) or not all(isinstance(group, Path) for group, _ in pairs):
        raise ExpressionFault(T("indexed-repeat() needs fields and repeats, then numbers."), call.position)
    groups = [_all_nodes(compiler, group) for group, _ in pairs]
    indexes = [compiler.value(index) for _, index in pairs]
    nodes = _all_nodes(compiler, target)

    def indexed(place: Place) -> Value:
        wanted: list[Node] = []
        for group, index in zip(groups, indexes, strict=True):
            number = to_number(index(place))
            rank = max(1, int(number)) if number == number and abs(number) < 1e9 else 1
            inside = [node for node in group(place) if not wanted or wanted[-1] in node.ancestors()]
            same_parent = [node for node in inside if node.place() == rank - 1]
            near = [node for node in same_parent if node.parent in place.node.ancestors()] or same_parent
            if not near:
                return ""
            wanted.append(near[0])
        found = [node for node in nodes(place) if all(want in node.ancestors() for want in wanted)]
        return found[0].read() if found else ""

    return indexed


def _all_nodes(compiler: Compiler, path: Expression) -> NodesOf:
    """The nodes of a path whatever repeat instance it is asked from, relevant or not."""
    assert isinstance(path, Path)
    if path.start != "root":
        return compiler.nodes(path)
    steps = path.steps

    def everywhere(place: Place) -> list[Node]:
        nodes = [place.world.document]
        for step in steps:
            nodes = [kid for node in nodes for kid in node.groups.get(step.test, ())]
        return nodes

    return everywhere


def seed_of(value: Value) -> int:
    """The seed a value stands for: its number, or the first 8 bytes of its SHA-256 (JavaRosa's
    toLongHash)."""
    number = to_number(value)
    if number == number:
        return int(max(-9.2e18, min(9.2e18, number)))
    text = to_text(value)
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big", signed=True) if text else 0


@special("randomize", 1, 2, nodes=True, volatile=True)
def build_randomize(compiler: Compiler, call: Call) -> NodesOf:
    """randomize(): nodes in an order drawn from a seed, the same as in other OpenRosa engines."""
    nodes = compiler.nodes(call.arguments[0])
    seed = compiler.value(call.arguments[1]) if len(call.arguments) > 1 else None

    def randomize(place: Place) -> list[Node]:
        drawn = seed_of(seed(place)) if seed is not None else place.world.lasting_seed(place.origin)
        return shuffled(nodes(place), drawn)

    return randomize
