"""XML read without trust: no entities, bounded size and depth. Names keep their prefixes as written."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from xml.parsers import expat

from bot.forms import limits
from bot.forms.nodes import Node
from bot.forms.problems import FormRefused
from bot.i18n import T


class _Reader:
    def __init__(self) -> None:
        self.builder = ET.TreeBuilder()
        self.depth = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > limits.XML_DEPTH:
            raise FormRefused(T("Elements nest deeper than {limit} levels.", limit=limits.XML_DEPTH))
        self.builder.start(name, attributes)

    def end(self, name: str) -> None:
        self.depth -= 1
        self.builder.end(name)

    def entity(self, *_: object) -> None:
        raise FormRefused(T("The file declares XML entities, which are not accepted."))


def read_xml(text: str | bytes, most_bytes: int = limits.XFORM_BYTES) -> ET.Element:
    """The root element. Raises FormRefused when the text is no XML, too large, too deep, or declares
    entities."""
    raw = text.encode() if isinstance(text, str) else text
    if len(raw) > most_bytes:
        raise FormRefused(T("The file is larger than {limit} bytes.", limit=most_bytes))
    reader = _Reader()
    parser = expat.ParserCreate()
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.builder.data
    parser.EntityDeclHandler = reader.entity
    parser.buffer_text = True
    try:
        parser.Parse(raw, True)
    except (expat.ExpatError, UnicodeError) as problem:
        raise FormRefused(T("The file is not well-formed XML: {problem}.", problem=str(problem))) from None
    return reader.builder.close()


def inside(element: ET.Element | None, *tags: str) -> ET.Element | None:
    """The first element under others, by names with prefixes."""
    for tag in tags:
        element = (
            next((child for child in element if child.tag == tag), None) if element is not None else None
        )
    return element


def document_of(element: ET.Element, whole_text: bool = False) -> Node:
    """A document node over the nodes of an element, values as texts.

    ``whole_text`` gives elements with children the text of all they contain, as plain XPath has it.
    """
    document = Node("")
    document.append(node_of(element, whole_text))
    return document


def node_of(element: ET.Element, whole_text: bool = False) -> Node:
    """The node of an element and all under it."""
    node = Node(element.tag)
    for name, value in element.attrib.items():
        node.set_attribute(name, value)
    for child in element:
        node.append(node_of(child, whole_text))
    if whole_text:
        node.value = "".join(element.itertext()) or None
    elif not node.kids:
        node.value = element.text or None
    return node
