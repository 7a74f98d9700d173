"""The instance as XML, as ODK servers receive it: what is not relevant is left out."""

from __future__ import annotations

import re
from xml.sax.saxutils import escape, quoteattr

from bot.forms import wire
from bot.forms.instance import Instance
from bot.forms.nodes import Node

# Characters that XML 1.0 cannot hold.
_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def instance_xml(instance: Instance) -> str:
    """The XML of an instance. Same-named siblings are written together."""
    out = ["<?xml version='1.0' encoding='UTF-8' ?>"]
    root = instance.document.kids[0]
    _write(instance, root, out, dict(instance.form.prefixes) | dict(instance.form.root.attributes))
    return "".join(out)


def _write(instance: Instance, node: Node, out: list[str], attributes: dict[str, str]) -> None:
    if not node.relevant:
        return
    shown = "".join(f" {name}={quoteattr(_clean(value))}" for name, value in attributes.items())
    out.append(f"<{node.name}{shown}>")
    if node.value is not None and not node.kids:
        out.append(escape(_clean(wire.write(node.value, node.definition.type, instance.tz))))
    for same in node.groups.values():
        for kid in same:
            _write(instance, kid, out, attributes_of(instance, kid))
    out.append(f"</{node.name}>")


def attributes_of(instance: Instance, node: Node) -> dict[str, str]:
    """The attributes of a node, those with a bind as they stand now."""
    found = dict(node.definition.attributes)
    for name, attribute in (node.attributes or {}).items():
        found[name] = wire.write(attribute.read() or None, attribute.definition.type, instance.tz)
    return found


def _clean(text: str) -> str:
    return _FORBIDDEN.sub("", text)
