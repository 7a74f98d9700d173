"""An XForm (the contract between XLSForm and engine) to a Form."""

from __future__ import annotations

import hashlib
import xml.etree.ElementTree as ET
from collections.abc import Mapping, Sequence

from bot.forms.lists import file_of, read_list
from bot.forms.load_body import BodyLoader
from bot.forms.load_model import apply_binds, definitions_of
from bot.forms.load_texts import translations
from bot.forms.model import Control, Definition, Form
from bot.forms.nodes import Node
from bot.forms.problems import FormRefused
from bot.forms.rules import RuleMaker, Where, nowhere
from bot.forms.schedule import schedule_of
from bot.forms.stack import deep_stack, no_collection
from bot.forms.xmlread import document_of, inside, read_xml
from bot.i18n import T

LAST_SAVED = "jr://instance/last-saved"
_ENGINE = "1"
"""Part of every version: raise it when sessions of before could not be read any more."""


def load_xform(xform: str, attachments: Mapping[str, bytes] | None = None, where: Where = nowhere) -> Form:
    """A form, every expression compiled. Raises FormRefused with its findings.

    ``attachments`` are files by name (CSV, XML, GeoJSON); those missing may be given in each Context instead.
    """
    with deep_stack(), no_collection():
        return _loaded(xform, dict(attachments or {}), where)


def _loaded(xform: str, files: dict[str, bytes], where: Where) -> Form:
    tree = read_xml(xform)
    model, body = _parts(tree)
    instances = model.findall("instance")
    if not instances or len(instances[0]) == 0:
        raise FormRefused(T("The form has no main instance."))
    main = instances[0][0]
    definitions = definitions_of(main)
    maker = RuleMaker(definitions[0], where)
    _flag_repeats(body, definitions)
    apply_binds(model, definitions, maker)
    loader = BodyLoader(definitions, maker)
    controls = tuple(loader.controls(body, None))
    actions = tuple(loader.actions(model))
    for definition in definitions:
        definition.in_repeat = any(above.repeated for above in definition.chain())
    _route(controls, definitions[0])
    languages, default, texts = translations(model, maker)
    lists, external = _lists(instances[1:], files)
    schedule = schedule_of(definitions, maker)
    errors = tuple(finding for finding in maker.findings if finding.severity == "error")
    if errors:
        raise FormRefused(errors[0].text, errors)
    return Form(
        id=main.get("id") or main.tag,
        title=_title(tree),
        version=content_hash(xform, files),
        author_version=main.get("version", ""),
        root=definitions[0],
        definitions=tuple(definitions),
        by_ref={definition.ref: definition for definition in definitions},
        controls=controls,
        schedule=schedule,
        actions=actions,
        languages=languages,
        default_language=default,
        texts=texts,
        lists=lists,
        external=external,
        main_xml=main,
        templates=_templates(main, definitions[0]),
        prefixes={name: value for name, value in tree.attrib.items() if name.startswith("xmlns:")},
        questions=tuple(loader.questions),
        notes=tuple(maker.findings),
    )


def content_hash(xform: str, files: Mapping[str, bytes]) -> str:
    """The version of a form: 16 hexadecimal digits of the SHA-256 of all it is made of."""
    digest = hashlib.sha256(_ENGINE.encode() + xform.encode())
    for name in sorted(files):
        digest.update(name.encode() + b"\0" + hashlib.sha256(files[name]).digest())
    return digest.hexdigest()[:16]


def _parts(tree: ET.Element) -> tuple[ET.Element, ET.Element]:
    model, body = inside(tree, "h:head", "model"), inside(tree, "h:body")
    if model is None or body is None:
        raise FormRefused(T("This is no XForm: its model or its body is missing."))
    return model, body


def _route(controls: Sequence[Control], above: Definition) -> None:
    """Tell each control how to go from the node of what holds it to its own."""
    for control in controls:
        own = control.definition.parent if control.tag == "repeat" else control.definition
        chain = own.chain() if own is not None else []
        if above in chain:
            control.down = tuple(definition.name for definition in chain[chain.index(above) + 1 :])
        _route(control.kids, control.definition)


def _title(tree: ET.Element) -> str:
    title = inside(tree, "h:head", "h:title")
    return (title.text or "").strip() if title is not None else ""


def _flag_repeats(body: ET.Element, definitions: list[Definition]) -> None:
    """Repeats are known before expressions are compiled: paths through them differ."""
    repeats = {element.get("nodeset") for element in body.iter("repeat")}
    for definition in definitions:
        definition.repeated = definition.ref in repeats


def _templates(main: ET.Element, root: Definition) -> dict[int, ET.Element]:
    """For each repeat its declared template, else its first instance."""
    found: dict[int, ET.Element] = {}
    declared: set[int] = set()

    def visit(element: ET.Element, definition: Definition) -> None:
        for child in element:
            kid = definition.kids[child.tag]
            if kid.repeated and kid.id not in declared:
                if child.get("jr:template") is not None:
                    declared.add(kid.id)
                    found[kid.id] = child
                else:
                    found.setdefault(kid.id, child)
            visit(child, kid)

    visit(main, root)
    return found


def _lists(instances: list[ET.Element], files: Mapping[str, bytes]) -> tuple[dict[str, Node], dict[str, str]]:
    lists: dict[str, Node] = {}
    external: dict[str, str] = {}
    for instance in instances:
        name, address = instance.get("id", ""), instance.get("src")
        if len(instance):
            lists[name] = document_of(instance[0])
        elif address == LAST_SAVED:
            lists[name] = Node("")  # nothing is kept from one session to the next
        elif address is not None:
            external[name] = address
            if file_of(address) in files:
                lists[name] = read_list(file_of(address), files[file_of(address)])
    for name, content in files.items():
        stem = name.rsplit(".", 1)[0]
        if stem not in lists and name.lower().endswith(".csv"):
            lists[stem] = read_list(name, content)
    return lists, external
