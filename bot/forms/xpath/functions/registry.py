"""How functions are declared: a plain Python function and a decorator that says how its arguments arrive."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from bot.forms.xpath.tree import Call
from bot.forms.xpath.world import Compiled

if TYPE_CHECKING:
    from bot.forms.xpath.compile import Compiler

MANY = 10_000
"""The arity of functions that take any number of arguments."""


@dataclass(frozen=True)
class Function:
    """A function of the library."""

    name: str
    least: int
    most: int
    build: Callable[[Compiler, Call], Compiled]
    gives_nodes: bool = False
    volatile: bool = False
    """True when it may answer differently to the same arguments (clock, chance)."""
    fits: Callable[[int], bool] = lambda count: True
    """A further condition on the number of arguments."""


LIBRARY: dict[str, Function] = {}


def plain(name: str, least: int = 1, most: int | None = None, volatile: bool = False) -> Callable[[Any], Any]:
    """A function of values: each argument arrives as an atom."""

    def declare(function: Any) -> Any:
        def build(compiler: Compiler, call: Call) -> Compiled:
            return _apply(function, [compiler.value(argument) for argument in call.arguments])

        LIBRARY[name] = Function(name, least, least if most is None else most, build, volatile=volatile)
        return function

    return declare


def spread(name: str, least: int, most: int = MANY) -> Callable[[Any], Any]:
    """A function that takes nodes or atoms: an argument that means nodes arrives as a list."""

    def declare(function: Any) -> Any:
        def build(compiler: Compiler, call: Call) -> Compiled:
            return _apply(function, [compiler.either(argument) for argument in call.arguments])

        LIBRARY[name] = Function(name, least, most, build)
        return function

    return declare


def special(
    name: str, least: int, most: int, *, nodes: bool = False, volatile: bool = False, fits: Any = None
) -> Callable[[Any], Any]:
    """A function that compiles its own arguments: it gets the compiler and the call, and returns a
    closure."""

    def declare(build: Any) -> Any:
        condition = fits or (lambda count: True)
        LIBRARY[name] = Function(name, least, most, build, nodes, volatile, condition)
        return build

    return declare


def _apply(function: Any, arguments: list[Compiled]) -> Compiled:
    if not arguments:
        return lambda place: function()
    if len(arguments) == 1:
        only = arguments[0]
        return lambda place: function(only(place))
    if len(arguments) == 2:
        first, second = arguments
        return lambda place: function(first(place), second(place))
    return lambda place: function(*[argument(place) for argument in arguments])
