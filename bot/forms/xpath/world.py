"""What an expression is evaluated in: the instance, the clock it is given, lists, chance, and a place."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, tzinfo
from typing import Protocol

from bot.forms.nodes import Node
from bot.forms.xpath.values import Value


class World(Protocol):
    """One person's instance as expressions see it."""

    tz: tzinfo
    as_reference: bool
    """Whether the reference engine's faults are wanted too (see ``bot.forms.instance.Instance``)."""
    document: Node
    """The parent of the main instance's root element."""

    def now(self) -> datetime:
        """The given instant, in local time, without zone."""
        ...

    def secondary(self, name: str) -> Node | None:
        """The document of a secondary instance."""
        ...

    def property(self, name: str) -> str:
        """A property of the person's device or account, empty when unknown."""
        ...

    def random(self) -> float:
        """A number from 0 to 1, 1 excluded."""
        ...

    def lasting_seed(self, node: Node) -> int:
        """A seed that stays the same for a node of this instance: choices keep their order between two
        messages."""
        ...

    def unique(self) -> str:
        """A new UUID."""
        ...

    def choice_name(self, value: str, ref: str, place: Node) -> str:
        """The label of a choice of a question."""
        ...

    def translated(self, key: str) -> str:
        """A text of the form in the language of the session."""
        ...

    def version(self) -> str:
        """The version that the form's author gave."""
        ...


class Place:
    """Where an expression is evaluated: the node, its rank in a predicate, and ``current()``."""

    __slots__ = ("node", "origin", "position", "size", "world")

    def __init__(self, world: World, node: Node, origin: Node | None = None) -> None:
        self.world = world
        self.node = node
        self.origin = node if origin is None else origin
        self.position = 0
        self.size = 0


Compiled = Callable[[Place], Value]
NodesOf = Callable[[Place], list[Node]]
