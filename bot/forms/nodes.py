"""Nodes of instances: the tree that a person fills, and the trees of lists."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from typing import Any


class Node:
    """An element (or attribute) of an instance.

    ``value`` is None when empty, else a string, a float, a bool or a local datetime. ``relevant`` already
    counts
    the relevance of what is around. ``definition`` is the form's own description of the node, if it has one.
    """

    __slots__ = (
        "attributes", "computed", "definition", "groups", "kids", "name", "own", "parent", "relevant",
        "repeated", "value",
    )  # fmt: skip

    def __init__(self, name: str, value: Any = None, definition: Any = None) -> None:
        self.name = name
        self.parent: Node | None = None
        self.kids: list[Node] = []
        self.groups: dict[str, list[Node]] = {}
        self.attributes: dict[str, Node] | None = None
        self.value: Any = value
        self.definition = definition
        self.relevant = True
        self.own = True
        self.repeated = False
        self.computed: Any = None

    def read(self) -> str | float | bool | datetime:
        """The value an expression sees: empty when there is none or the node is not relevant."""
        return "" if self.value is None or not self.relevant else self.value

    def add(self, child: Node, at: int | None = None) -> Node:
        """Put a child after its siblings of the same name (or as the ``at``-th of them); it is returned."""
        child.parent = self
        same = self.groups.get(child.name)
        if same is None:
            self.groups[child.name] = [child]
            self.kids.append(child)
            return child
        at = len(same) if at is None else at
        place = self.kids.index(same[at - 1]) + 1 if at else self.kids.index(same[0])
        same.insert(at, child)
        self.kids.insert(place, child)
        return child

    def append(self, child: Node) -> Node:
        """Put a child last, whatever its name (trees read from XML keep document order)."""
        child.parent = self
        self.groups.setdefault(child.name, []).append(child)
        self.kids.append(child)
        return child

    def remove(self, child: Node) -> None:
        """Take a child out."""
        self.kids.remove(child)
        same = self.groups[child.name]
        same.remove(child)
        if not same:
            del self.groups[child.name]
        child.parent = None

    def set_attribute(self, name: str, value: Any, definition: Any = None) -> Node:
        """Give an attribute its value."""
        attribute = Node(name, value, definition)
        attribute.parent = self
        if self.attributes is None:
            self.attributes = {}
        self.attributes[name] = attribute
        return attribute

    def place(self) -> int:
        """Rank among siblings of the same name, from 0."""
        if self.parent is None or self.name not in self.parent.groups:
            return 0
        return self.parent.groups[self.name].index(self)

    def ancestors(self) -> list[Node]:
        """From the root element's document down to this node."""
        chain: list[Node] = []
        node: Node | None = self
        while node is not None:
            chain.append(node)
            node = node.parent
        chain.reverse()
        return chain

    def below(self) -> Iterator[Node]:
        """This node and all under it, in document order, attributes left out."""
        yield self
        for kid in self.kids:
            yield from kid.below()

    def spread_relevance(self) -> None:
        """Recompute ``relevant`` here and below from each node's own relevance."""
        relevant = self.own and (self.parent is None or self.parent.relevant)
        if relevant == self.relevant:
            return
        self.relevant = relevant
        for kid in self.kids:
            kid.spread_relevance()
        for attribute in (self.attributes or {}).values():
            attribute.relevant = relevant and attribute.own
