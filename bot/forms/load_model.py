"""The model of an XForm: node definitions from the instance, rules and types from binds."""

from __future__ import annotations

import xml.etree.ElementTree as ET

from bot.forms import limits
from bot.forms import model as m
from bot.forms.load_texts import caption_of_attribute
from bot.forms.model import Definition
from bot.forms.problems import FormRefused
from bot.forms.rules import RuleMaker
from bot.forms.scope import find
from bot.i18n import T

_TYPES = {
    "string": m.TEXT, "text": m.TEXT, "int": m.INTEGER, "integer": m.INTEGER, "long": m.INTEGER,
    "decimal": m.DECIMAL,
    "double": m.DECIMAL, "float": m.DECIMAL, "date": m.DATE, "time": m.TIME, "dateTime": m.INSTANT,
    "boolean": m.BOOLEAN, "select1": m.SELECT_ONE, "select": m.SELECT_MANY, "odk:rank": m.SELECT_MANY,
    "geopoint": m.GEOPOINT, "geotrace": m.GEOTRACE, "geoshape": m.GEOSHAPE, "barcode": m.BARCODE,
    "binary": m.BINARY,
}  # fmt: skip


def type_of(text: str | None) -> str:
    """The type a bind declares, text when it is none of ours."""
    return _TYPES.get((text or "").removeprefix("xsd:"), m.TEXT)


def definitions_of(instance: ET.Element) -> list[Definition]:
    """Definitions of the main instance's nodes, the root's first. Repeated siblings share one."""
    found: list[Definition] = []
    _define(instance, None, found)
    return found


def _define(element: ET.Element, parent: Definition | None, found: list[Definition]) -> None:
    definition = parent.kids.get(element.tag) if parent is not None else None
    if definition is None:
        ref = f"{parent.ref if parent is not None else ''}/{element.tag}"
        definition = Definition(len(found), element.tag, ref, parent)
        if len(found) >= limits.NODES:
            raise FormRefused(T("The form has more than {limit} fields.", limit=limits.NODES))
        found.append(definition)
        if parent is not None:
            parent.kids[element.tag] = definition
    if len(element) == 0 and (element.text or "").strip():
        definition.default = element.text or ""
    for name, value in element.attrib.items():
        if not name.startswith(("xmlns", "jr:")):
            definition.attributes[name] = value
    for child in element:
        _define(child, definition, found)


def apply_binds(model: ET.Element, found: list[Definition], maker: RuleMaker) -> None:
    """Give definitions what their binds say."""
    for bind in model.findall("bind"):
        definition = at(found, bind.get("nodeset", ""))
        if definition is None:
            continue
        if bind.get("type"):
            definition.type = type_of(bind.get("type"))
        definition.relevant = maker.rule(bind.get("relevant"), definition, "relevant") or definition.relevant
        definition.calculate = (
            maker.rule(bind.get("calculate"), definition, "calculation") or definition.calculate
        )
        definition.constraint = (
            maker.rule(bind.get("constraint"), definition, "constraint") or definition.constraint
        )
        definition.required = maker.rule(bind.get("required"), definition, "required") or definition.required
        definition.readonly = maker.rule(bind.get("readonly"), definition, "read_only") or definition.readonly
        definition.constraint_message = caption_of_attribute(bind.get("jr:constraintMsg"))
        definition.required_message = caption_of_attribute(bind.get("jr:requiredMsg"))
        if bind.get("jr:preload"):
            definition.preload = (bind.get("jr:preload", ""), bind.get("jr:preloadParams", ""))


def at(found: list[Definition], ref: str) -> Definition | None:
    """The definition of a reference; that of an attribute is made when it is first asked."""
    names = ref.strip().strip("/").split("/")
    definition = find(found[0], [name for name in names if not name.startswith("@")])
    if definition is None or not names[-1].startswith("@"):
        return definition
    name = names[-1]
    if name not in definition.kids:
        made = Definition(len(found), name, f"{definition.ref}/{name}", definition)
        made.default = definition.attributes.get(name[1:], "")
        definition.kids[name] = made
        found.append(made)
    return definition.kids[name]
