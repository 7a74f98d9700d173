"""Choices of a question for one person: filtered, labelled, shuffled by seed, searched without reading them
all."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.forms.captions import media_of, text_of, text_of_key
from bot.forms.instance import Instance
from bot.forms.model import Caption, Control, Definition, Itemset
from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.indexes import index_of
from bot.forms.xpath.values import to_text
from bot.forms.xpath.world import Place


@dataclass(frozen=True)
class Choice:
    """A choice: what is stored, what is shown, files by kind (image, audio...), further columns of its
    list."""

    value: str
    label: str
    media: dict[str, str] = field(default_factory=dict)
    columns: dict[str, str] = field(default_factory=dict)


def nodes_of_choices(instance: Instance, itemset: Itemset, node: Node) -> list[Node]:
    """The nodes a question chooses among, its filter applied."""
    try:
        return itemset.nodes(Place(instance, node))
    except ExpressionFault as fault:
        instance.faults.append((node.definition.ref, fault))
        return []


def value_of_item(itemset: Itemset, item: Node) -> str:
    """What choosing an item stores."""
    return _column(item, itemset.value)


def _column(item: Node, path: str) -> str:
    nodes = [item]
    for name in path.split("/"):
        nodes = [kid for node in nodes for kid in node.groups.get(name, ())]
    return to_text(nodes[0].read()) if nodes else ""


def choice_of_item(instance: Instance, itemset: Itemset, item: Node, node: Node) -> Choice:
    """An item as a choice of a node's question, in the session's language."""
    label = _column(item, itemset.label)
    media: dict[str, str] = {}
    if itemset.label_is_key:
        caption = Caption(key=label)
        media = media_of(instance, caption, node)
        label = text_of_key(instance, caption.key, node)
    columns = {kid.name: to_text(kid.read()) for kid in item.kids if not kid.kids}
    return Choice(_column(item, itemset.value), label, media, columns)


class Choices(Sequence[Choice]):
    """The choices of a question, labelled only when they are looked at."""

    def __init__(self, instance: Instance, control: Control, node: Node) -> None:
        self._instance, self._control, self._node = instance, control, node
        itemset = control.itemset
        self._items = nodes_of_choices(instance, itemset, node) if itemset is not None else []

    def __len__(self) -> int:
        return len(self._items) if self._control.itemset is not None else len(self._control.choices)

    def __getitem__(self, at: int | slice) -> Choice | list[Choice]:  # type: ignore[override]
        if isinstance(at, slice):
            return [self._one(i) for i in range(*at.indices(len(self)))]
        return self._one(range(len(self))[at])

    def __iter__(self) -> Iterator[Choice]:
        return (self._one(i) for i in range(len(self)))

    def _one(self, at: int) -> Choice:
        itemset = self._control.itemset
        if itemset is not None:
            return choice_of_item(self._instance, itemset, self._items[at], self._node)
        static = self._control.choices[at]
        media = media_of(self._instance, static.label, self._node)
        return Choice(static.value, text_of(self._instance, static.label, self._node), media)

    def values(self) -> list[str]:
        """What each choice stores, without labels."""
        itemset = self._control.itemset
        if itemset is not None:
            return [value_of_item(itemset, item) for item in self._items]
        return [choice.value for choice in self._control.choices]

    def labelled(self, value: str) -> str | None:
        """The label of a value, None when it is no choice."""
        found = self.find(value)
        return found.label if found is not None else None

    def missing(self, values: Iterable[str]) -> set[str]:
        """Which of some values are no choice."""
        itemset = self._control.itemset
        parent = self._items[0].parent if self._items else None
        listed = parent is not None and parent.definition is None
        if (
            itemset is not None
            and itemset.whole
            and parent is not None
            and listed
            and "/" not in itemset.value
        ):
            known = index_of(parent, self._items[0].name, itemset.value)
            return {value for value in values if value not in known}
        return set(values) - set(self.values())

    def find(self, value: str) -> Choice | None:
        """The choice that stores a value."""
        for at, known in enumerate(self.values()):
            if known == value:
                return self._one(at)
        return None

    def page(self, number: int, size: int) -> list[Choice]:
        """A page of choices, the first being 0."""
        return [self._one(i) for i in range(number * size, min(len(self), (number + 1) * size))]

    def search(self, text: str, limit: int) -> list[Choice]:
        """Choices whose label holds the text, accents and case aside; those that begin with it first."""
        wanted = fold(text)
        starts: list[Choice] = []
        holds: list[Choice] = []
        for choice in self:
            label = fold(choice.label)
            if label.startswith(wanted):
                starts.append(choice)
            elif wanted in label:
                holds.append(choice)
            if len(starts) >= limit:
                break
        return (starts + holds)[:limit]


def fold(text: str) -> str:
    """A text without case nor accents, for searching."""

    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).strip()


def drop_gone_choices(instance: Instance, control: Control, node: Node) -> None:
    """Clear what is selected and no longer among the choices of a list, as when the question is shown."""
    if control.itemset is None or control.tag not in ("select1", "select", "rank") or not node.value:
        return
    answer = to_text(node.value)
    values = [answer] if control.tag == "select1" else answer.split()
    gone = Choices(instance, control, node).missing(values)
    if gone:
        node.value = " ".join(value for value in values if value not in gone) or None


def label_of_value(instance: Instance, value: str, ref: str, place: Node) -> str:
    """jr:choice-name(): the label of a value of another question."""
    definition = instance.form.by_ref.get(ref) or _relative(instance, ref, place)
    control = definition.control if definition is not None else None
    if control is None or definition is None:
        return ""
    nodes = instance.targets(definition, place) or instance.nodes_of[definition.id]
    if not nodes:
        return ""
    return Choices(instance, control, nodes[0]).labelled(value) or ""


def _relative(instance: Instance, ref: str, place: Node) -> Definition | None:
    """The definition of a reference such as ``../fruit`` or ``current()/../fruit``."""
    node: Node | None = place
    names: list[str] = []
    for step in ref.split("/"):
        if step == ".." and not names:
            node = node.parent if node is not None else None
        elif step not in (".", "current()", ""):
            names.append(step)
    base = node.definition.ref if node is not None and node.definition is not None else ""
    return instance.form.by_ref.get("/".join([base, *names]))
