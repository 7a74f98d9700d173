"""What columns the answers of a form have: its fields by sheet, the versions of a form put together.

A sheet for the form, one for each repeat, as KoboToolbox does. Paths leave the root out: ``group/question``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from bot.forms import model as m
from bot.forms.asking import asked_kind
from bot.forms.languages import language_for
from bot.forms.model import Caption, Control, Definition, Form, Itemset, Rule, Template
from bot.forms.nodes import Node
from bot.forms.prompts import Kind

MAIN = ""
"""Path of the sheet that has one row a submission."""
LISTED = 200
"""Choices of a question that get a column before anyone chose them: longer lists have those chosen alone."""
_KINDS: Mapping[str, Kind] = {
    m.INTEGER: Kind.INTEGER, m.DECIMAL: Kind.DECIMAL, m.DATE: Kind.DATE, m.TIME: Kind.TIME,
    m.INSTANT: Kind.DATETIME, m.GEOPOINT: Kind.GEOPOINT,
}  # fmt: skip


@dataclass(frozen=True)
class Field:
    """One question, or one value that the form computes."""

    path: str
    name: str
    kind: Kind
    label: str
    choices: Mapping[str, str] = field(default_factory=dict)
    """Labels by value, for those known beforehand."""


@dataclass
class Sheet:
    """The fields of the form, or of one repeat. ``parent`` is the path of the sheet around it."""

    path: str
    name: str
    label: str
    parent: str | None
    fields: dict[str, Field]


def sheets_of(forms: Iterable[Form], language: str = "") -> dict[str, Sheet]:
    """The sheets of a form through its versions, given from the newest to the oldest, by path.

    Where versions differ the newer one gives the label and the kind; fields that are gone come last.
    """
    found: dict[str, Sheet] = {}
    for form in forms:
        for path, sheet in _sheets(form, language_for(form, language)).items():
            known = found.setdefault(path, sheet)
            for name, one in sheet.fields.items():
                known.fields.setdefault(name, one)
    return found


def repeats_of(form: Form) -> frozenset[str]:
    """The paths of a form's repeats."""
    return frozenset(path_of(definition) for definition in form.definitions if definition.repeated)


def path_of(definition: Definition) -> str:
    """``group/question``: the names from below the root down."""
    return "/".join(above.name for above in definition.chain()[1:])


def _sheets(form: Form, language: str) -> dict[str, Sheet]:
    sheets = {MAIN: Sheet(MAIN, form.id, form.title or form.id, None, {})}
    labels = {id(control.definition): control for control in _controls(form.controls) if control.label}
    for definition in form.definitions:
        if definition is form.root or "@" in definition.name[:1] or _of_the_form_itself(definition):
            continue
        path, around = path_of(definition), _sheet_of(definition)
        if definition.repeated:
            label = _label(form, labels.get(id(definition)), language)
            sheets[path] = Sheet(path, definition.name, label or definition.name, around, {})
        elif not definition.is_group and not _is_note(definition):
            sheets[around].fields[path] = _field(form, definition, path, language)
    return sheets


def _controls(controls: Iterable[Control]) -> Iterator[Control]:
    for control in controls:
        yield control
        yield from _controls(control.kids)


def _of_the_form_itself(definition: Definition) -> bool:
    chain = definition.chain()
    return len(chain) > 1 and chain[1].name.rpartition(":")[2] == "meta"


def _sheet_of(definition: Definition) -> str:
    """The path of the nearest repeat around a definition."""
    for above in reversed(definition.chain()[:-1]):
        if above.repeated:
            return path_of(above)
    return MAIN


def _is_note(definition: Definition) -> bool:
    control = definition.control
    return (
        control is not None
        and control.always_note
        and definition.calculate is None
        and not definition.default
    )


def _field(form: Form, definition: Definition, path: str, language: str) -> Field:
    control = definition.control
    kind = asked_kind(control) if control is not None else _KINDS.get(definition.type, Kind.TEXT)
    choices = dict(_choices(form, control, language)) if control is not None else {}
    return Field(path, definition.name, kind, _label(form, control, language) or definition.name, choices)


def _label(form: Form, control: Control | None, language: str) -> str:
    return _words(form, control.label, language) if control is not None else ""


def _words(form: Form, caption: Caption | None, language: str) -> str:
    """A caption in a language, on one line, what it quotes from answers named between brackets."""
    if caption is None:
        return ""
    template = caption.template
    if template is None:
        texts = form.texts.get(language, {}).get(caption.key) or form.texts.get(
            form.default_language, {}
        ).get(caption.key, {})
        template = texts.get("long", texts.get(""))
    return " ".join(_plain(template).split()) if template is not None else ""


def _plain(template: Template) -> str:
    return "".join(
        f"[{_last_step(piece)}]" if isinstance(piece, Rule) else piece for piece in template.pieces
    )


def _last_step(rule: Rule) -> str:
    return rule.source.strip().rpartition("/")[2] or "…"


def _choices(form: Form, control: Control, language: str) -> Iterator[tuple[str, str]]:
    for choice in control.choices:
        yield choice.value, _words(form, choice.label, language) or choice.value
    itemset = control.itemset
    document = form.lists.get(itemset.list_name) if itemset is not None else None
    if itemset is None or document is None or itemset.list_name in form.external:
        return
    items = [item for root in document.kids for item in root.kids]
    for item in items[:LISTED]:
        value = _column(item, itemset.value)
        if value:
            yield value, _item_label(form, itemset, item, language) or value


def _item_label(form: Form, itemset: Itemset, item: Node, language: str) -> str:
    label = _column(item, itemset.label)
    return _words(form, Caption(key=label), language) if itemset.label_is_key else label


def _column(item: Node, name: str) -> str:
    found = item.groups.get(name, ())
    return str(found[0].value or "") if found else ""
