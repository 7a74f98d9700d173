"""Labels, hints and messages filled in for one person: language chosen, outputs evaluated."""

from __future__ import annotations

from collections.abc import Mapping

from bot.forms import limits
from bot.forms.instance import Instance
from bot.forms.model import Caption, Template
from bot.forms.nodes import Node
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.values import atom, to_text
from bot.forms.xpath.world import Place


def forms_of_key(instance: Instance, key: str) -> Mapping[str, Template]:
    """The forms of a translated text (text, image, audio, guidance) in the session's language, or the
    default one."""
    texts, form = instance.form.texts, instance.form
    found = texts.get(instance.language, {}).get(key)
    return found if found is not None else texts.get(form.default_language, {}).get(key, {})


def text_of_key(instance: Instance, key: str, node: Node, form: str = "") -> str:
    """A translated text, filled."""
    forms = forms_of_key(instance, key)
    template = forms.get("long", forms.get("")) if not form else forms.get(form)
    return fill(instance, template, node) if template is not None else ""


def text_of(instance: Instance, caption: Caption | None, node: Node, form: str = "") -> str:
    """A caption, filled."""
    if caption is None:
        return ""
    if caption.template is not None:
        return "" if form else fill(instance, caption.template, node)
    return text_of_key(instance, caption.key, node, form)


def media_of(instance: Instance, caption: Caption | None, node: Node) -> dict[str, str]:
    """Files that go with a caption, by kind: image, big-image, audio, video. Addresses keep their file name
    only."""
    if caption is None or not caption.key:
        return {}
    kinds = ("image", "big-image", "audio", "video")
    forms = forms_of_key(instance, caption.key)
    return {kind: fill(instance, forms[kind], node).rsplit("/", 1)[-1] for kind in kinds if kind in forms}


def fill(instance: Instance, template: Template, node: Node) -> str:
    """The text with its outputs evaluated from a node."""
    out: list[str] = []
    for piece in template.pieces:
        if isinstance(piece, str):
            if piece.strip() or not instance.as_reference:
                out.append(piece)
            continue
        try:
            value = piece.value(Place(instance, node))
            if isinstance(value, list) and len(value) > 1 and instance.as_reference:
                return ""
            out.append(to_text(atom(value)))
        except ExpressionFault as fault:
            instance.faults.append((node.name, fault))
            if instance.as_reference:
                return ""
    return "".join(out).strip()[: limits.OUTPUT_CHARACTERS]
