"""An expression evaluated on a document that belongs to no form: the conformance protocol, trying things
out."""

from __future__ import annotations

import random
import re
import uuid
from dataclasses import dataclass
from datetime import datetime, tzinfo

from bot.forms.dates import read_date
from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.stack import deep_stack
from bot.forms.xmlread import document_of, read_xml
from bot.forms.xpath.compile import Compiler
from bot.forms.xpath.parser import parse
from bot.forms.xpath.tree import Call
from bot.forms.xpath.values import Value, atom, to_number, to_text, to_truth
from bot.forms.xpath.world import Place
from bot.i18n import T

_DAY_TEXT = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)


@dataclass
class Alone:
    """A world with a document, a clock and nothing else. ``seed`` settles its chance."""

    document: Node
    instant: datetime
    tz: tzinfo
    seed: str = ""
    as_reference: bool = False

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)  # noqa: S311 - no secret is drawn

    def now(self) -> datetime:
        return self.instant.astimezone(self.tz).replace(tzinfo=None)

    def secondary(self, name: str) -> Node | None:
        for node in self.document.below():
            if (
                node.name == "instance"
                and node.attributes
                and node.attributes.get("id", Node("")).value == name
            ):
                return node
        return None

    def property(self, name: str) -> str:
        return ""

    def random(self) -> float:
        return self._chance.random()

    def lasting_seed(self, node: Node) -> int:
        return self._chance.getrandbits(31)

    def unique(self) -> str:
        return str(uuid.UUID(int=self._chance.getrandbits(128), version=4))

    def choice_name(self, value: str, ref: str, place: Node) -> str:
        raise ExpressionFault(T("jr:choice-name() has a meaning in a form only."))

    def translated(self, key: str) -> str:
        raise ExpressionFault(T("jr:itext() has a meaning in a form only."))

    def version(self) -> str:
        return ""


def evaluate(
    expression: str, document: str, place: str, instant: datetime, tz: tzinfo, wanted: str
) -> bool | float | str | list[str]:
    """The value of an expression at a node (given by an expression too), as the wanted type.

    ``wanted`` is boolean, number, string or nodeset (the texts of the nodes). Raises ExpressionFault.
    """
    with deep_stack():
        return _evaluated(expression, document, place, instant, tz, wanted)


def _evaluated(
    expression: str, document: str, place: str, instant: datetime, tz: tzinfo, wanted: str
) -> bool | float | str | list[str]:
    compiler = Compiler(loose=True)
    tree = parse(expression)
    top = document_of(read_xml(_without_doctype(document)), whole_text=True)
    _days_as_dates(top)
    world = Alone(top, instant, tz, expression)
    found = compiler.nodes(parse(place))(Place(world, top))
    if not found:
        raise ExpressionFault(T("The place of evaluation does not exist."))
    here = Place(world, found[0])
    if wanted == "nodeset":
        return [to_text(node.read()) for node in compiler.nodes(tree)(here)]
    value: Value = compiler.value(tree)(here)
    if wanted == "boolean":
        return to_truth(value)
    if wanted == "string" and isinstance(tree, Call) and tree.name == "now":
        return world.now().replace(tzinfo=tz).isoformat(timespec="milliseconds")
    return to_number(value) if wanted == "number" else to_text(atom(value))


def _without_doctype(document: str) -> str:
    return re.sub(r"<!DOCTYPE[^>\[]*>", "", document, count=1)


def _days_as_dates(top: Node) -> None:
    """Nodes of such a document have no type: those that hold just a day are dates."""
    for node in top.below():
        if not node.kids and isinstance(node.value, str) and _DAY_TEXT.match(node.value):
            node.value = read_date(node.value) or node.value
