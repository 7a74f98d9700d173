"""A form, frozen: nodes, rules, controls, lists and texts, every expression compiled.

Built once by ``bot.forms.load`` and shared by all sessions; nothing here changes afterwards.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.forms.nodes import Node
from bot.forms.xpath.tree import Expression
from bot.forms.xpath.world import Compiled, NodesOf

TEXT, INTEGER, DECIMAL, DATE, TIME, INSTANT, BOOLEAN = (
    "string",
    "int",
    "decimal",
    "date",
    "time",
    "dateTime",
    "boolean",
)
SELECT_ONE, SELECT_MANY, GEOPOINT, GEOTRACE, GEOSHAPE = (
    "select1",
    "select",
    "geopoint",
    "geotrace",
    "geoshape",
)
BINARY, BARCODE = "binary", "barcode"


@dataclass(frozen=True, eq=False)
class Rule:
    """A compiled expression of a form."""

    source: str
    tree: Expression
    value: Compiled
    volatile: bool = False
    inputs: tuple[Compiled, ...] = ()
    """For volatile rules: what it reads; it is evaluated again only when that changes."""


@dataclass(frozen=True, eq=False)
class Template:
    """A text with outputs: literal pieces and rules in turn."""

    pieces: tuple[str | Rule, ...]

    def literal(self) -> str | None:
        """The text itself when it has no outputs."""
        return (
            "".join(piece for piece in self.pieces if isinstance(piece, str)) if self.is_literal() else None
        )

    def is_literal(self) -> bool:
        return all(isinstance(piece, str) for piece in self.pieces)


@dataclass(frozen=True, eq=False)
class Caption:
    """A label, hint or message: a text of its own, or the key of a translated one."""

    template: Template | None = None
    key: str = ""


@dataclass(eq=False)
class Definition:
    """A node of the main instance as the form describes it. An attribute's name starts with ``@``."""

    id: int
    name: str
    ref: str
    parent: Definition | None
    type: str = TEXT
    repeated: bool = False
    in_repeat: bool = False
    """Whether it is a repeat or lies in one."""
    kids: dict[str, Definition] = field(default_factory=dict)
    default: str = ""
    attributes: dict[str, str] = field(default_factory=dict)
    preload: tuple[str, str] | None = None
    relevant: Rule | None = None
    calculate: Rule | None = None
    constraint: Rule | None = None
    constraint_message: Caption | None = None
    required: Rule | None = None
    required_message: Caption | None = None
    readonly: Rule | None = None
    control: Control | None = None

    def chain(self) -> list[Definition]:
        """From the root's definition to this one."""
        found: list[Definition] = []
        here: Definition | None = self
        while here is not None:
            found.append(here)
            here = here.parent
        return found[::-1]

    @property
    def is_group(self) -> bool:
        return any(not name.startswith("@") for name in self.kids)


@dataclass(frozen=True, eq=False)
class Itemset:
    """Choices taken from nodes: a list of the form, an attached file, or a repeat."""

    nodes: NodesOf
    value: str
    label: str
    label_is_key: bool
    list_name: str = ""
    source: str = ""
    whole: bool = False
    """Whether it is a whole list of the form or attached, neither filtered nor shuffled."""


@dataclass(frozen=True, eq=False)
class StaticChoice:
    """A choice written in the question itself."""

    value: str
    label: Caption


@dataclass(frozen=True, eq=False)
class Action:
    """``setvalue``: give a node a value when something happens."""

    events: frozenset[str]
    target: Definition
    value: Rule | None


@dataclass(eq=False)
class Control:
    """What a person sees for a node: a question, a group or a repeat."""

    tag: str
    """XForm's element: input, select1, select, rank, upload, range, trigger, group, repeat."""
    definition: Definition
    label: Caption | None = None
    hint: Caption | None = None
    guidance: Caption | None = None
    appearance: frozenset[str] = frozenset()
    appearance_text: str = ""
    attributes: Mapping[str, str] = field(default_factory=dict)
    kids: list[Control] = field(default_factory=list)
    itemset: Itemset | None = None
    choices: tuple[StaticChoice, ...] = ()
    count: Rule | None = None
    fixed: bool = False
    """A repeat whose instances only a count makes."""
    actions: tuple[Action, ...] = ()
    parent: Control | None = None
    down: tuple[str, ...] | None = None
    """Names from the node of what holds it to its own (to the parent of a repeat's instances)."""
    always_note: bool = False
    """A question that the form never lets change."""


@dataclass(frozen=True, eq=False)
class StepRule:
    """One step of a full recalculation: the relevance or the calculation of a definition."""

    definition: Definition
    rule: Rule
    is_relevance: bool
    editable: bool = False


@dataclass(eq=False)
class Form:
    """A form as data. ``version`` is the hash of its content; ``author_version`` what its author wrote."""

    id: str
    title: str
    version: str
    author_version: str
    root: Definition
    definitions: tuple[Definition, ...]
    by_ref: Mapping[str, Definition]
    controls: tuple[Control, ...]
    schedule: tuple[StepRule, ...]
    actions: tuple[Action, ...]
    languages: tuple[str, ...]
    default_language: str
    texts: Mapping[str, Mapping[str, Mapping[str, Template]]]
    """Language, key, form (``""``, ``image``, ``audio``, ``guidance``...) to text."""
    lists: Mapping[str, Node]
    """Documents of the lists inside the form and attached to it."""
    external: Mapping[str, str]
    """Instance id to address (``jr://file-csv/x.csv``) of what the host must supply."""
    main_xml: Any
    prefixes: Mapping[str, str]
    templates: Mapping[int, Any]
    """The XML of a new instance of each repeat, by definition."""
    questions: tuple[Control, ...] = ()
    notes: tuple[Any, ...] = ()
    """Findings that do not stop the form."""
