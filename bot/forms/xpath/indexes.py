"""Lists looked up by a column instead of read through: ``instance('towns')/root/item[place =
current()/../place]``.

Attached lists have tens of thousands of rows; a filter that compares a column with a value that does not
depend on
the row is answered from an index made once per list and column.
"""

from __future__ import annotations

from collections.abc import Callable

from bot.forms.nodes import Node
from bot.forms.xpath.tree import Binary, Call, Expression, Path, Series, children, walk
from bot.forms.xpath.values import Value
from bot.forms.xpath.world import Compiled, Place

Lookup = Callable[[Node, Place], list[Node] | None]
"""The candidates under a node, None when the index cannot tell."""
Index = dict[str, list[Node]]


def index_of(parent: Node, name: str, column: str) -> Index:
    """Children of a name by the text of one of their columns. For lists only, which never change."""
    known: dict[tuple[str, str], Index] | None = parent.computed
    if known is None:
        known = parent.computed = {}
    found = known.get((name, column))
    if found is None:
        found = known[name, column] = {}
        for child in parent.groups.get(name, ()):
            cells = child.groups.get(column)
            value = cells[0].value if cells else None
            found.setdefault("" if value is None else value, []).append(child)
    return found


def lookup_for(name: str, predicate: Expression, value: Callable[[Expression], Compiled]) -> Lookup | None:
    """A lookup that narrows a step to fewer candidates, on which the predicate is then tried; None if there
    is none."""
    if any(isinstance(part, Call) and part.name in ("position", "last") for part in walk(predicate)):
        return None
    for column, other in _equalities(predicate):
        wanted = value(other)

        def lookup(
            parent: Node, place: Place, column: str = column, wanted: Compiled = wanted
        ) -> list[Node] | None:
            if parent.definition is not None:
                return None
            text: Value = wanted(place)
            return index_of(parent, name, column).get(text, []) if isinstance(text, str) else None

        return lookup
    return None


def _equalities(predicate: Expression) -> list[tuple[str, Expression]]:
    """Column and value of each equality that must hold, where the value does not depend on the row."""
    if isinstance(predicate, Series) and predicate.operators[0] == "and":
        return [found for operand in predicate.operands for found in _equalities(operand)]
    if not isinstance(predicate, Binary) or predicate.operator != "=":
        return []
    found = []
    for one, other in ((predicate.left, predicate.right), (predicate.right, predicate.left)):
        if (column := _column(one)) and not _reads_row(other):
            found.append((column, other))
    return found


def _column(expression: Expression) -> str:
    if not isinstance(expression, Path) or expression.start != "here" or len(expression.steps) != 1:
        return ""
    step = expression.steps[0]
    plain = step.axis == "child" and not step.predicates and step.test != "*" and not step.test.endswith("()")
    return step.test if plain else ""


def _reads_row(expression: Expression) -> bool:
    if isinstance(expression, Path) and expression.start == "here":
        return True
    if isinstance(expression, Call) and expression.name in ("string-length", "normalize-space", "once"):
        return True
    return any(_reads_row(child) for child in children(expression))
