"""One person's instance of a form: the tree of nodes, recalculated in full after each change."""

from __future__ import annotations

import uuid
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, tzinfo
from random import Random

from bot.forms import limits, wire
from bot.forms.lists import Rows, file_of, shared_document
from bot.forms.model import Action, Definition, Form, StepRule
from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault, TooMuch
from bot.forms.xpath.values import Value, to_text, to_truth
from bot.forms.xpath.world import Place
from bot.i18n import T
from bot.ids import Ids

FIRST_LOAD, LOAD = "odk-instance-first-load", "odk-instance-load"
NEW_REPEAT, CHANGED = "odk-new-repeat", "xforms-value-changed"


@dataclass(frozen=True)
class Context:
    """What the host gives with each verb: the instant (aware), the zone, the device's properties, ids,
    lists."""

    now: datetime
    tz: tzinfo
    ids: Ids
    properties: Mapping[str, str] = field(default_factory=dict)
    tables: Mapping[str, Rows] = field(default_factory=dict)
    """Rows of attached lists by file name, for those the form was not loaded with. Give the same sequence
    each time:
    its tree and indexes are made once; a list that changed is a new sequence."""


class Instance:
    """The tree, and the world its expressions see (see ``bot.forms.xpath.world.World``).

    ``as_reference`` repeats three faults of JavaRosa 5.1 that people are better without: a number between
    brackets
    selects nothing, blanks between two outputs vanish, a label with a faulty output is empty.
    """

    def __init__(self, form: Form, context: Context, language: str, as_reference: bool = False) -> None:
        self.as_reference = as_reference
        self.form, self.context, self.language = form, context, language
        self.tz = context.tz
        self.local_now = context.now.astimezone(context.tz).replace(tzinfo=None)
        self.document = Node("")
        self.singles: list[Node | None] = [None] * len(form.definitions)
        self.nodes_of: list[list[Node]] = [[] for _ in form.definitions]
        self.faults: list[tuple[str, ExpressionFault]] = []
        self.count = 0
        self._chance: Random | None = None
        self._tables: dict[str, Node | None] = {}

    # The world of expressions

    def now(self) -> datetime:
        return self.local_now

    def secondary(self, name: str) -> Node | None:
        found = self.form.lists.get(name)
        if found is not None or name not in self._names():
            return found
        if name not in self._tables:
            rows = self.context.tables.get(file_of(self.form.external.get(name, name)))
            rows = self.context.tables.get(name + ".csv") if rows is None else rows
            self._tables[name] = shared_document(rows) if rows is not None else None
        return self._tables[name]

    def _names(self) -> set[str]:
        return set(self.form.external) | {name.rsplit(".", 1)[0] for name in self.context.tables}

    def property(self, name: str) -> str:
        return self.context.properties.get(name, "")

    def random(self) -> float:
        return self._draw().random()

    def lasting_seed(self, node: Node) -> int:
        known = self.form.by_ref.get(f"{self.form.root.ref}/meta/instanceID")
        own = self.singles[known.id] if known is not None else None
        named = f"{own.value if own is not None else ''} {node.definition.ref if node.definition else ''}"
        return zlib.crc32(named.encode())

    def unique(self) -> str:
        return str(uuid.UUID(int=self._draw().getrandbits(128), version=4))

    def _draw(self) -> Random:
        if self._chance is None:
            self._chance = Random(self.context.ids.new())  # noqa: S311 - seeded by ids, so tests can settle it
        return self._chance

    def version(self) -> str:
        return self.form.author_version

    def translated(self, key: str) -> str:
        from bot.forms.captions import text_of_key

        return text_of_key(self, key, self.document.kids[0])

    def choice_name(self, value: str, ref: str, place: Node) -> str:
        from bot.forms.choices import label_of_value

        return label_of_value(self, value, ref, place)

    # Building the tree

    def build(self) -> None:
        """Make the tree of a new instance from the form's own, without its actions and calculations."""
        self.document.append(self._made(self.form.root, self.form.main_xml))

    def _made(self, definition: Definition, element: object) -> Node:
        return self.grow(definition, element, first=True)

    def grow(self, definition: Definition, element: object, first: bool = False) -> Node:
        """A node and all under it, as the XML of the form has them; templates of repeats are left out."""
        node = self.node(definition)
        text = element.text if len(element) == 0 else None  # type: ignore[attr-defined, arg-type]
        if text is not None and text.strip():
            node.value = self.read_or_none(text, definition.type)
        for name, kid in definition.kids.items():
            if name.startswith("@"):
                self._attribute(node, kid)
        for child in element:  # type: ignore[attr-defined]
            if child.get("jr:template") is None:
                node.add(self.grow(definition.kids[child.tag], child))
        return node

    def node(self, definition: Definition) -> Node:
        """An empty node, known to the instance."""
        self.count += 1
        if self.count > limits.NODES:
            raise TooMuch(T("This form has grown too large."))
        node = Node(definition.name, None, definition)
        node.repeated = definition.repeated
        self.nodes_of[definition.id].append(node)
        self.singles[definition.id] = node
        return node

    def _attribute(self, node: Node, definition: Definition) -> None:
        made = node.set_attribute(definition.name[1:], definition.default or None, definition)
        self.nodes_of[definition.id].append(made)
        self.singles[definition.id] = made

    def read_or_none(self, text: str, kind: str) -> wire.Stored:
        try:
            return wire.read(text, kind, self.tz, self.local_now)
        except wire.Unreadable:
            return None

    # Beginning

    def begin(self) -> None:
        """Preloads, then the actions of a first load, then everything calculated."""
        self.preload(self.document.kids[0])
        self.run(self.form.actions, FIRST_LOAD, None)
        self.run(self.form.actions, LOAD, None)
        self.recalculate()

    def preload(self, top: Node) -> None:
        """Values known from the world: today, the start, the device."""
        for node in top.below():
            if node.definition.preload is not None:
                value = self._preloaded(*node.definition.preload)
                if value is not None:
                    node.value = value

    def _preloaded(self, handler: str, what: str) -> wire.Stored:
        if handler == "date" and what == "today":
            return self.local_now.replace(hour=0, minute=0, second=0, microsecond=0)
        if handler == "timestamp" and what == "start":
            return self.local_now
        if handler == "property":
            return self.property(what) or None
        return "uuid:" + self.unique() if handler == "uid" else None

    def finish(self) -> None:
        """Values known at the end only: the end of the filling."""
        for definition in self.form.definitions:
            if definition.preload == ("timestamp", "end"):
                for node in self.nodes_of[definition.id]:
                    node.value = self.local_now

    # Change

    def set_value(self, node: Node, value: wire.Stored, depth: int = 0) -> None:
        """Give a node a value; what depends on it is recalculated, its own actions run when it changed."""
        changed = node.value != value
        node.value = value
        self.recalculate()
        control = node.definition.control
        if changed and control is not None and control.actions and depth < limits.OUTPUT_DEPTH:
            self.run(control.actions, CHANGED, node, depth + 1)

    def run(self, actions: tuple[Action, ...], event: str, place: Node | None, depth: int = 0) -> None:
        """Run the actions of an event, in order."""
        for action in actions:
            if event not in action.events:
                continue
            for target in self.targets(action.target, place):
                value = self._evaluated(action, target)
                settled = wire.settle(value, action.target.type, self.tz, self.local_now)
                if event == CHANGED:
                    self.set_value(target, settled, depth)
                else:
                    target.value = settled

    def targets(self, definition: Definition, place: Node | None) -> list[Node]:
        """The nodes of a definition that share the repeat instances of a place."""
        nodes = self.nodes_of[definition.id]
        if place is None or len(nodes) < 2:
            return nodes
        near = {id(node) for node in place.ancestors() if node.repeated}
        own = {node.definition.id for node in place.ancestors() if node.repeated}
        return [
            node
            for node in nodes
            if all(id(a) in near for a in node.ancestors() if a.repeated and a.definition.id in own)
        ]

    def _evaluated(self, action: Action, target: Node) -> Value:
        if action.value is None:
            return ""
        try:
            return action.value.value(Place(self, target))
        except ExpressionFault as fault:
            self.faults.append((action.target.ref, fault))
            return ""

    def recalculate(self) -> None:
        """Evaluate every relevance and calculation once, in the order the form settled."""
        place = Place(self, self.document)
        nodes_of = self.nodes_of
        for step in self.form.schedule:
            value_of, relevance = step.rule.value, step.is_relevance
            for node in nodes_of[step.definition.id]:
                place.node = place.origin = node
                try:
                    if relevance:
                        own = to_truth(value_of(place))
                        if own != node.own:
                            node.own = own
                            node.spread_relevance()
                    elif step.editable or step.rule.volatile:
                        self._careful(step, node, place)
                    else:
                        value = value_of(place)
                        if value != node.computed:
                            node.computed = value
                            node.value = wire.settle(value, step.definition.type, self.tz, self.local_now)
                except ExpressionFault as fault:
                    self.faults.append((step.definition.ref, fault))
                    if not relevance:
                        node.value = None

    def _careful(self, step: StepRule, node: Node, place: Place) -> None:
        """A calculation that must not overwrite: of a question people may edit, or of clock and chance."""
        if step.rule.volatile:
            key = "\x1f".join(_key(read(place)) for read in step.rule.inputs)
            if node.computed == key:
                return
            value = step.rule.value(place)
        else:
            value = step.rule.value(place)
            key = to_text(value)
            if node.computed == key:
                return
        node.computed = key
        node.value = wire.settle(value, step.definition.type, self.tz, self.local_now)


def _key(value: Value) -> str:
    if isinstance(value, list):
        return " ".join(to_text(node.read()) for node in value)
    return to_text(value)
