"""What an author should know of a form before opening it to people: errors, and what works otherwise in a
chat."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import unescape

from bot.forms.hostile import read_upload
from bot.forms.lists import file_of
from bot.forms.load import load_xform
from bot.forms.model import Form
from bot.forms.problems import Finding, FormRefused
from bot.forms.registry import (
    APPEARANCES,
    OWN_APPEARANCES,
    QUESTION_TYPES,
    SETTINGS,
    Feature,
    Support,
    appearance_of,
    type_of,
)
from bot.forms.xlsform import Locator, Sheets, read_sheets, to_xform
from bot.i18n import T

_TOKENS = re.compile(r"[^\s(]+(?:\([^)]*\))?")
_DAY = re.compile(r"(?:<=?|>=?)\s*(['\"])\d{4}-\d\d-\d\d\1|(['\"])\d{4}-\d\d-\d\d\2\s*(?:<=?|>=?)")
_ADDRESS = re.compile(r'src="jr://[\w-]+/([^"]+)"')
Row = Mapping[str, str]


@dataclass(frozen=True)
class Examined:
    """What an XLSForm file holds: findings, and the form unless one of them is an error."""

    findings: list[Finding]
    xform: str = ""
    form: Form | None = None
    used: tuple[str, ...] = ()
    """Names of the attachments that the form asks for: the others are no part of it."""


def check(path: Path | str, attachments: Mapping[str, bytes] | None = None) -> list[Finding]:
    """Findings on an XLSForm file, errors first, then by place. An empty list: nothing to say.

    Never raises for what the file holds. Run it in a process with limits when the file comes from outside
    (see
    ``bot.forms.apart``): reading a workbook takes time and memory that only a process can bound.
    """
    return examine(path, attachments).findings


def examine(
    path: Path | str, attachments: Mapping[str, bytes] | None = None, name: str | None = None
) -> Examined:
    """As ``check``, with the form itself. ``name`` identifies it when its settings do not."""
    file = Path(path)
    try:
        sheets = read_sheets(read_upload(file), file.suffix.lower())
    except FormRefused as problem:
        return Examined(list(problem.findings))
    found = [*_rows(sheets), *_settings(sheets), *_entities(sheets)]
    try:
        xform = to_xform(sheets, fallback=name)
        asked = {unescape(name) for name in _ADDRESS.findall(xform)}
        used = {name: content for name, content in (attachments or {}).items() if name in asked}
        form = load_xform(xform, used, Locator(sheets))
    except FormRefused as problem:
        return Examined(_sorted([*found, *problem.findings]))
    findings = _sorted([*found, *form.notes, *_missing_files(form), *_untranslated(form)])
    return Examined(findings, xform, form, tuple(used)) if accepted(findings) else Examined(findings)


def _sorted(found: Iterable[Finding]) -> list[Finding]:
    order = {"error": 0, "warning": 1}
    once = {repr(finding): finding for finding in found}.values()
    return sorted(once, key=lambda f: (order.get(f.severity, 2), f.sheet, f.row, f.column))


def _say(feature: Feature, what: str, sheet: str, row: int, column: str) -> Iterator[Finding]:
    if feature.support is Support.REFUSED:
        yield Finding(
            "error", T("{what} is not supported. {note}", what=what, note=feature.note), sheet, row, column
        )
    elif feature.support is Support.WARNED:
        yield Finding("warning", T("{what}: {note}", what=what, note=feature.note), sheet, row, column)


def _rows(sheets: Sheets) -> Iterator[Finding]:
    """Types and appearances of the survey, row by row."""
    for number, row in enumerate(sheets.rows("survey"), start=2):
        kind = type_of(_cell(row, "type"))
        if kind in QUESTION_TYPES:
            yield from _say(QUESTION_TYPES[kind], kind, "survey", number, "type")
        for token in _TOKENS.findall(_cell(row, "appearance", "control::appearance")):
            yield from _appearance(token, number)
        for column, cell in row.items():
            if column.lower() in ("constraint", "relevant", "calculation") and _DAY.search(str(cell)):
                text = T(
                    "A day compared with < or > must be written as date('2026-01-31'), else it is no number."
                )
                yield Finding("warning", text, "survey", number, column)


def _appearance(token: str, number: int) -> Iterator[Finding]:
    if token.startswith(OWN_APPEARANCES):
        return
    known = APPEARANCES.get(appearance_of(token))
    if known is not None:
        yield from _say(known, token, "survey", number, "appearance")
    else:
        yield Finding(
            "warning", T("The appearance {name} is not known.", name=token), "survey", number, "appearance"
        )


def _cell(row: Row, *columns: str) -> str:
    return next((str(cell) for column, cell in row.items() if column.lower() in columns), "")


def _settings(sheets: Sheets) -> Iterator[Finding]:
    for number, row in enumerate(sheets.rows("settings"), start=2):
        for column in row:
            feature = SETTINGS.get(column.lower())
            if feature is not None:
                yield from _say(feature, column, "settings", number, column)


def _entities(sheets: Sheets) -> Iterator[Finding]:
    if sheets.rows("entities"):
        yield Finding(
            "warning", T("Entities are not kept here: their values go with the answers only."), "entities", 2
        )


def _missing_files(form: Form) -> Iterator[Finding]:
    for name, address in form.external.items():
        if name not in form.lists:
            yield Finding(
                "warning", T("The list {file} must be sent with the form.", file=file_of(address)), "survey"
            )


def _untranslated(form: Form) -> Iterator[Finding]:
    """Languages in which some texts are missing (pyxform fills them with a dash)."""
    for language, texts in form.texts.items():
        missing = sum(
            1 for forms in texts.values() if (text := forms.get("")) is not None and text.literal() == "-"
        )
        if missing:
            yield Finding(
                "warning",
                T("{count} texts are missing in {language}.", count=missing, language=language),
                "survey",
            )


def accepted(findings: list[Finding]) -> bool:
    """Whether a form with these findings may be opened to people."""
    return not any(finding.severity == "error" for finding in findings)
