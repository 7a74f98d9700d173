"""Texts of an XForm: labels with outputs, and translations."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Mapping

from bot.forms.model import Caption, Definition, Rule, Template
from bot.forms.rules import RuleMaker

_KEY = re.compile(r"\s*jr:itext\(\s*(['\"])(.*?)\1\s*\)\s*\Z", re.DOTALL)
Texts = Mapping[str, Mapping[str, Mapping[str, Template]]]


def template_of(
    element: ET.Element, maker: RuleMaker, here: Definition | None, aspect: str, about: str
) -> Template:
    """The text of an element, its ``<output>`` compiled."""
    pieces: list[str | Rule] = [element.text or ""]
    for child in element:
        if child.tag == "output":
            source = child.get("value") or child.get("ref")
            pieces.append(maker.output(source or "", here, aspect, about))
        else:
            pieces.append("".join(child.itertext()))
        pieces.append(child.tail or "")
    return _tidy(pieces)


def _tidy(pieces: list[str | Rule]) -> Template:
    if isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if isinstance(pieces[-1], str):
        pieces[-1] = pieces[-1].rstrip()
    return Template(tuple(piece for piece in pieces if piece != ""))


def key_of(text: str | None) -> str:
    """The key in ``jr:itext('key')``, else nothing."""
    found = _KEY.match(text or "")
    return found.group(2) if found else ""


def caption_of(
    element: ET.Element | None, maker: RuleMaker, here: Definition | None, aspect: str
) -> Caption | None:
    """The caption of a ``<label>`` or ``<hint>``."""
    if element is None:
        return None
    key = key_of(element.get("ref"))
    if key:
        return Caption(key=key)
    return Caption(template_of(element, maker, here, aspect, here.ref if here else ""))


def caption_of_attribute(text: str | None) -> Caption | None:
    """The caption of a bind's message."""
    if not text:
        return None
    key = key_of(text)
    return Caption(key=key) if key else Caption(Template((text,)))


def translations(model: ET.Element, maker: RuleMaker) -> tuple[tuple[str, ...], str, Texts]:
    """The languages, the default one, and every translated text."""
    itext = model.find("itext")
    texts: dict[str, dict[str, dict[str, Template]]] = {}
    default = ""
    for translation in itext.findall("translation") if itext is not None else ():
        language = translation.get("lang", "")
        if translation.get("default") is not None:
            default = default or language
        texts[language] = {text.get("id", ""): _forms(text, maker) for text in translation.findall("text")}
    languages = tuple(texts)
    return languages, default or (languages[0] if languages else ""), texts


def _forms(text: ET.Element, maker: RuleMaker) -> dict[str, Template]:
    key = text.get("id", "")
    about, _, aspect = key.partition(":")
    return {
        value.get("form", ""): template_of(value, maker, None, aspect or "label", about)
        for value in text.findall("value")
    }
