"""Truth, choice between values, checklists."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.functions.registry import MANY, plain, special, spread
from bot.forms.xpath.tree import Call
from bot.forms.xpath.values import Value, atom, to_number, to_text, to_truth
from bot.forms.xpath.world import Compiled, Place
from bot.i18n import T

if TYPE_CHECKING:
    from bot.forms.xpath.compile import Compiler

plain("true", 0)(lambda: True)
plain("false", 0)(lambda: False)
plain("not")(lambda value: not to_truth(value))
plain("boolean")(to_truth)


@plain("boolean-from-string")
def boolean_from_string(value: Value) -> bool:
    """True for "1" and "true" only."""
    text = to_text(value)
    return text == "1" or text.lower() == "true"


@special("if", 3, 3)
def build_if(compiler: Compiler, call: Call) -> Compiled:
    """if(): the branch not taken is not evaluated."""
    condition = compiler.truth(call.arguments[0])
    yes, no = compiler.value(call.arguments[1]), compiler.value(call.arguments[2])
    return lambda place: yes(place) if condition(place) else no(place)


@special("coalesce", 2, MANY)
def build_coalesce(compiler: Compiler, call: Call) -> Compiled:
    """coalesce(): the first value that is neither empty nor NaN, else the last one."""
    values = [compiler.value(argument) for argument in call.arguments]

    def coalesce(place: Place) -> Value:
        found: Value = ""
        for value in values:
            found = value(place)
            if found != "" and found == found:
                return found
        return found

    return coalesce


@special("once", 1, 1)
def build_once(compiler: Compiler, call: Call) -> Compiled:
    """once(): the node's own value if it has one, else the argument."""
    value = compiler.value(call.arguments[0])

    def once(place: Place) -> Value:
        own = place.node.read()
        return value(place) if own == "" else own

    return once


def flat(arguments: tuple[Value, ...]) -> list[Any]:
    """A single set of nodes as the list of its values, else the arguments as atoms."""
    if len(arguments) == 1 and isinstance(arguments[0], list):
        return [node.read() if isinstance(node, Node) else node for node in arguments[0]]
    return [atom(argument) for argument in arguments]


@spread("checklist", 2)
def checklist(least: Value, most: Value, *factors: Value) -> bool:
    """Whether the number of true factors lies between two bounds (-1: no bound)."""
    low, high = to_number(least), to_number(most)
    count = sum(1 for factor in flat(factors) if to_truth(factor))
    return (low < 0 or count >= low) and (high < 0 or count <= high)


@spread("weighted-checklist", 2)
def weighted_checklist(least: Value, most: Value, *pairs: Value) -> bool:
    """As checklist(), each factor followed by its weight."""
    if len(pairs) == 2 and isinstance(pairs[0], list) and isinstance(pairs[1], list):
        factors, weights = flat((pairs[0],)), flat((pairs[1],))
    else:
        factors, weights = [atom(pair) for pair in pairs[::2]], [atom(pair) for pair in pairs[1::2]]
    if len(factors) != len(weights):
        raise ExpressionFault(T("weighted-checklist() needs a weight for each factor."))
    total = sum(
        to_number(weight) for factor, weight in zip(factors, weights, strict=True) if to_truth(factor)
    )
    return to_number(least) <= total <= to_number(most)
