"""The tree of an expression to closures, once per form.

Two readings of an expression: its value (an atom; the first value of a set of nodes) and its nodes. A Scope
may
know a shorter way for paths of a form, where the place of evaluation is known in advance.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Protocol

from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.xpath import paths
from bot.forms.xpath.functions import LIBRARY
from bot.forms.xpath.indexes import Lookup, lookup_for
from bot.forms.xpath.tree import (
    Binary,
    Call,
    Expression,
    Filter,
    Negation,
    Number,
    Path,
    Series,
    Step,
    String,
)
from bot.forms.xpath.values import NAN, Value, same, to_number, to_number_or_day, to_truth
from bot.forms.xpath.world import Compiled, NodesOf, Place
from bot.i18n import T


class Scope(Protocol):
    """What the compiler may know of the form an expression belongs to."""

    def path(self, path: Path) -> NodesOf | None:
        """A closure for a path whose place is known, or None."""
        ...

    def node(self, path: Path) -> Callable[[Place], Node | None] | None:
        """A closure for a path that leads to one node at most, or None."""
        ...

    def inside(self) -> Scope:
        """The scope of predicates, where the place moves."""
        ...


class Nowhere:
    """The scope of an expression that belongs to no form."""

    def path(self, path: Path) -> NodesOf | None:
        return None

    def node(self, path: Path) -> Callable[[Place], Node | None] | None:
        return None

    def inside(self) -> Scope:
        return self


class Compiler:
    """Compiles expressions of one scope. ``loose`` reads ISO dates as days in arithmetic and comparisons."""

    def __init__(self, scope: Scope | None = None, loose: bool = False) -> None:
        self.scope: Scope = scope or Nowhere()
        self.loose = loose
        self.number_of = to_number_or_day if loose else to_number

    def value(self, expression: Expression) -> Compiled:
        """A closure that returns the expression's value, an atom."""
        if isinstance(expression, Number | String):
            constant: Value = expression.value
            return lambda place: constant
        if isinstance(expression, Call):
            return self._call(expression)
        if isinstance(expression, Binary) and expression.operator != "|":
            return self._binary(expression)
        if isinstance(expression, Series):
            return self._series(expression)
        if isinstance(expression, Negation):
            operand, number = self.value(expression.operand), self.number_of
            return lambda place: -number(operand(place))
        if isinstance(expression, Path) and (single := self.scope.node(expression)) is not None:
            return _reader(single)
        return _first(self.nodes(expression))

    def truth(self, expression: Expression) -> Callable[[Place], bool]:
        """A closure that returns the expression's truth."""
        value = self.value(expression)
        return lambda place: to_truth(value(place))

    def is_nodes(self, expression: Expression) -> bool:
        """Whether an expression means nodes."""
        if isinstance(expression, Call):
            known = LIBRARY.get(expression.name)
            return known is not None and known.gives_nodes
        if isinstance(expression, Filter):
            return self.is_nodes(expression.operand)
        return isinstance(expression, Path) or (isinstance(expression, Binary) and expression.operator == "|")

    def nodes(self, expression: Expression) -> NodesOf:
        """A closure that returns the nodes an expression means; a fault when it means none."""
        if isinstance(expression, Path):
            return self._path(expression)
        if isinstance(expression, Filter):
            return paths.filtered(self.nodes(expression.operand), self._tests(expression.predicates))
        if isinstance(expression, Binary) and expression.operator == "|":
            return _union(self.nodes(expression.left), self.nodes(expression.right))
        if isinstance(expression, Call) and self.is_nodes(expression):
            return self._call(expression)  # type: ignore[return-value]
        raise ExpressionFault(T("Fields are expected here, not a value."))

    def either(self, expression: Expression) -> Compiled:
        """Nodes when the expression means nodes, else its value: arguments of sum(), count(), join()..."""
        return self.nodes(expression) if self.is_nodes(expression) else self.value(expression)

    def _tests(self, predicates: tuple[Expression, ...]) -> list[Compiled]:
        inner = Compiler(self.scope.inside(), self.loose)
        return [inner.value(predicate) for predicate in predicates]

    def _path(self, path: Path) -> NodesOf:
        short = self.scope.path(path)
        if short is not None:
            return short
        tests = lambda step: self._tests(step.predicates)  # noqa: E731
        if path.start == "root":
            return paths.compile_absolute(path.steps, tests)
        if path.start == "here":
            return paths.compile_steps(lambda place: [place.node], path.steps, tests)
        assert not isinstance(path.start, str)
        listed = isinstance(path.start, Call) and path.start.name == "instance"
        narrow = self._narrow if listed else lambda step: None
        return paths.compile_steps(self.nodes(path.start), path.steps, tests, narrow)

    def _narrow(self, step: Step) -> Lookup | None:
        if step.axis != "child" or not step.predicates:
            return None
        return lookup_for(step.test, step.predicates[0], Compiler(self.scope.inside(), self.loose).value)

    def _call(self, call: Call) -> Compiled:
        known = LIBRARY.get(call.name)
        if known is None:
            raise ExpressionFault(T("The function {name}() does not exist.", name=call.name), call.position)
        if not known.least <= len(call.arguments) <= known.most or not known.fits(len(call.arguments)):
            raise ExpressionFault(
                T("{name}() has a wrong number of arguments.", name=call.name), call.position
            )
        return known.build(self, call)

    def _series(self, node: Series) -> Compiled:
        if node.operators[0] in ("and", "or"):
            return _logic(node.operators[0], [self.truth(operand) for operand in node.operands])
        values, number = [self.value(operand) for operand in node.operands], self.number_of
        if len(values) == 2:
            return _numeric(node.operators[0], values[0], values[1], number)
        first, rest = values[0], list(zip(node.operators, values[1:], strict=True))

        def total(place: Place) -> Value:
            found = number(first(place))
            for operator, value in rest:
                term = number(value(place))
                found = found + term if operator == "+" else found - term
            return found

        return total

    def _binary(self, node: Binary) -> Compiled:
        operator = node.operator
        left, right, number = self.value(node.left), self.value(node.right), self.number_of
        if operator == "=":
            return lambda place: same(left(place), right(place))  # type: ignore[arg-type]
        if operator == "!=":
            return lambda place: not same(left(place), right(place))  # type: ignore[arg-type]
        return _numeric(operator, left, right, number)


def _reader(single: Callable[[Place], Node | None]) -> Compiled:
    def read(place: Place) -> Value:
        node = single(place)
        return "" if node is None or node.value is None or not node.relevant else node.value

    return read


def _first(nodes_of: NodesOf) -> Compiled:
    def first(place: Place) -> Value:
        nodes = nodes_of(place)
        return nodes[0].read() if nodes else ""

    return first


def _union(left: NodesOf, right: NodesOf) -> NodesOf:
    def union(place: Place) -> list[Node]:
        nodes = list(left(place))
        nodes += [node for node in right(place) if node not in nodes]
        return nodes

    return union


def _logic(operator: str, truths: list[Callable[[Place], bool]]) -> Compiled:
    """The rest is not evaluated once the answer is known."""
    if len(truths) == 2:
        left, right = truths
        if operator == "and":
            return lambda place: left(place) and right(place)
        return lambda place: left(place) or right(place)
    if operator == "and":
        return lambda place: all(truth(place) for truth in truths)
    return lambda place: any(truth(place) for truth in truths)


def _numeric(operator: str, left: Compiled, right: Compiled, number: Callable[[Value], float]) -> Compiled:
    if operator == "<":
        return lambda place: number(left(place)) < number(right(place))
    if operator == "<=":
        return lambda place: number(left(place)) <= number(right(place))
    if operator == ">":
        return lambda place: number(left(place)) > number(right(place))
    if operator == ">=":
        return lambda place: number(left(place)) >= number(right(place))
    if operator == "+":
        return lambda place: number(left(place)) + number(right(place))
    if operator == "-":
        return lambda place: number(left(place)) - number(right(place))
    if operator == "*":
        return lambda place: number(left(place)) * number(right(place))
    ratio = _divide if operator == "div" else _remainder
    return lambda place: ratio(number(left(place)), number(right(place)))


def _divide(left: float, right: float) -> float:
    if right:
        return left / right
    if left == 0 or left != left or right != right:
        return NAN
    return math.copysign(math.inf, left) * math.copysign(1.0, right)


def _remainder(left: float, right: float) -> float:
    if right == 0 or math.isinf(left) or left != left or right != right:
        return NAN
    return math.fmod(left, right)
