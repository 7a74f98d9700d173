"""The syntax tree of an expression."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Number:
    value: float


@dataclass(frozen=True, slots=True)
class String:
    value: str


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path: ``axis::test[predicates]``; a test is a name, ``*``, ``node()`` or ``text()``."""

    axis: str
    test: str
    predicates: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class Path:
    """A location path. ``start`` is ``root``, ``here``, or an expression whose nodes the steps leave from."""

    start: str | Expression
    steps: tuple[Step, ...]


@dataclass(frozen=True, slots=True)
class Call:
    name: str
    arguments: tuple[Expression, ...]
    position: int = 0


@dataclass(frozen=True, slots=True)
class Binary:
    operator: str
    left: Expression
    right: Expression


@dataclass(frozen=True, slots=True)
class Series:
    """Operands of one level in a row: ``a or b or c``, ``a + b - c``. Flat, since real ones have hundreds."""

    operators: tuple[str, ...]
    """One less than the operands."""
    operands: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    operand: Expression


@dataclass(frozen=True, slots=True)
class Filter:
    """An expression with predicates: ``(path)[1]``."""

    operand: Expression
    predicates: tuple[Expression, ...]


Expression = Number | String | Path | Call | Binary | Series | Negation | Filter


def children(expression: Expression) -> Iterator[Expression]:
    """The expressions directly inside one."""
    if isinstance(expression, Path):
        if not isinstance(expression.start, str):
            yield expression.start
        for step in expression.steps:
            yield from step.predicates
    elif isinstance(expression, Call):
        yield from expression.arguments
    elif isinstance(expression, Binary):
        yield expression.left
        yield expression.right
    elif isinstance(expression, Series):
        yield from expression.operands
    elif isinstance(expression, Negation):
        yield expression.operand
    elif isinstance(expression, Filter):
        yield expression.operand
        yield from expression.predicates


def walk(expression: Expression) -> Iterator[Expression]:
    """An expression and everything inside it."""
    yield expression
    for child in children(expression):
        yield from walk(child)
