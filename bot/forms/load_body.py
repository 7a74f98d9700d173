"""The body of an XForm: questions, groups and repeats as controls."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET

from bot.forms import limits
from bot.forms import model as m
from bot.forms.load_model import at
from bot.forms.load_texts import caption_of
from bot.forms.model import Action, Caption, Control, Definition, Itemset, StaticChoice, Template
from bot.forms.problems import ExpressionFault, FormRefused
from bot.forms.rules import RuleMaker
from bot.forms.scope import FormScope
from bot.forms.xpath.compile import Compiler
from bot.forms.xpath.parser import parse
from bot.i18n import T

QUESTIONS = ("input", "select1", "select", "odk:rank", "rank", "upload", "range", "trigger", "secret")
_LIST = re.compile(r"instance\(\s*['\"]([^'\"]+)['\"]\s*\)")


class BodyLoader:
    """Turns body elements into controls."""

    def __init__(self, definitions: list[Definition], maker: RuleMaker) -> None:
        self.definitions, self.maker = definitions, maker
        self.questions: list[Control] = []

    def controls(self, parent: ET.Element, above: Control | None) -> list[Control]:
        """The controls directly inside an element."""
        found: list[Control] = []
        for element in parent:
            if element.tag in QUESTIONS:
                found.append(self.question(element, above))
            elif element.tag == "group":
                found += self.group(element, above)
            elif element.tag == "repeat":
                found.append(self.repeat(element, above, None))
        return found

    def target(self, element: ET.Element, ref: str | None) -> Definition:
        definition = at(self.definitions, ref or "")
        if definition is None:
            raise FormRefused(T("A question points to {ref}, which does not exist.", ref=ref or element.tag))
        return definition

    def group(self, element: ET.Element, above: Control | None) -> list[Control]:
        """A group; one that only wraps a repeat lends it its label, one bound to nothing keeps its parent's
        node."""
        inner = [child for child in element if child.tag in (*QUESTIONS, "group", "repeat")]
        ref = element.get("ref") or element.get("nodeset")
        if len(inner) == 1 and inner[0].tag == "repeat":
            return [self.repeat(inner[0], above, element)]
        definition = (
            self.target(element, ref) if ref else (above.definition if above else self.definitions[0])
        )
        control = self.common(Control("group", definition, parent=above), element)
        control.kids = self.controls(element, control)
        return [control]

    def repeat(self, element: ET.Element, above: Control | None, wrapper: ET.Element | None) -> Control:
        definition = self.target(element, element.get("nodeset"))
        definition.repeated = True
        control = Control("repeat", definition, parent=above)
        self.common(control, element)
        if wrapper is not None:
            control.label = caption_of(wrapper.find("label"), self.maker, definition, "label")
        count = element.get("jr:count")
        control.count = self.maker.rule(count, definition, "repeat_count")
        control.fixed = (element.get("jr:noAddRemove") or "").strip() in ("true()", "true")
        if control.count is not None:
            control.fixed = True
        control.kids = self.controls(element, control)
        control.actions = tuple(self.actions(element))
        return control

    def common(self, control: Control, element: ET.Element) -> Control:
        control.label = caption_of(element.find("label"), self.maker, control.definition, "label")
        control.appearance_text = element.get("appearance", "")
        control.appearance = frozenset(control.appearance_text.split())
        control.attributes = dict(element.attrib)
        return control

    def question(self, element: ET.Element, above: Control | None) -> Control:
        if len(self.questions) >= limits.QUESTIONS:
            raise FormRefused(T("The form has more than {limit} questions.", limit=limits.QUESTIONS))
        definition = self.target(element, element.get("ref"))
        control = self.common(Control(element.tag.removeprefix("odk:"), definition, parent=above), element)
        control.hint = caption_of(element.find("hint"), self.maker, definition, "hint")
        _settle_type(control)
        itemset = element.find("itemset")
        if itemset is not None:
            control.itemset = self.itemset(itemset, definition)
        control.choices = tuple(self.choice(item, definition) for item in element.findall("item"))
        control.actions = tuple(self.actions(element))
        readonly = definition.readonly
        control.always_note = (
            element.tag != "trigger" and readonly is not None and readonly.source.strip() == "true()"
        )
        definition.control = control
        self.questions.append(control)
        return control

    def choice(self, item: ET.Element, definition: Definition) -> StaticChoice:
        label = caption_of(item.find("label"), self.maker, definition, "label") or Caption(Template(()))
        return StaticChoice((item.findtext("value") or "").strip(), label)

    def itemset(self, element: ET.Element, definition: Definition) -> Itemset | None:
        source = element.get("nodeset", "")
        label, value = element.find("label"), element.find("value")
        if label is None or value is None:
            raise FormRefused(T("A list of choices has no label or no value."))
        label_ref = label.get("ref", "label")
        key = re.match(r"\s*jr:itext\(\s*(.+?)\s*\)\s*\Z", label_ref)
        try:
            nodes = Compiler(FormScope(self.definitions[0], definition)).nodes(parse(source))
        except ExpressionFault as fault:
            self.maker.fault(fault, definition.ref, "choice_filter", source)
            return None
        self.maker.rule(f"count({source})", definition, "choice_filter")
        names = _LIST.search(source)
        return Itemset(
            nodes,
            value.get("ref", "name"),
            key.group(1) if key else label_ref,
            key is not None,
            names.group(1) if names else "",
            source,
            "[" not in source and source.strip().startswith("instance("),
        )

    def actions(self, element: ET.Element) -> list[Action]:
        """The ``setvalue`` directly inside an element."""
        found: list[Action] = []
        for child in element.findall("setvalue"):
            target = at(self.definitions, child.get("ref", ""))
            if target is None:
                continue
            source = child.get("value")
            if source is None and (child.text or "").strip():
                source = "'" + (child.text or "").strip().replace("'", "") + "'"
            events = frozenset((child.get("event") or "").split())
            found.append(Action(events, target, self.maker.rule(source, target, "default")))
        return found


def _settle_type(control: Control) -> None:
    """Selects are typed by their control, whatever the bind says."""
    definition = control.definition
    if control.tag == "select1" and definition.type == m.TEXT:
        definition.type = m.SELECT_ONE
    elif control.tag in ("select", "rank"):
        definition.type = m.SELECT_MANY
