"""XLSForms (xlsx, xls, Markdown) to forms: the only module that knows pyxform."""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from io import BytesIO
from typing import Any

from pyxform.builder import create_survey_element_from_dict
from pyxform.xls2json import workbook_to_json
from pyxform.xls2json_backends import DefinitionData, get_xlsform

from bot.forms.load import load_xform
from bot.forms.markdown import Translate, translated
from bot.forms.model import Form
from bot.forms.problems import Finding, FormRefused
from bot.forms.stack import no_collection
from bot.i18n import T

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".md", ".csv")
_ROW = re.compile(r"\[row : (\d+)\]\s*")
_SHEET = re.compile(r"On the '(\w+)' sheet")
_COLUMN = re.compile(r"the '([^']+)' (?:value|column)")
_COLUMNS = {
    "relevant": ("relevant", "relevance", "bind::relevant"),
    "calculation": ("calculation", "calculate", "bind::calculate"),
    "constraint": ("constraint", "bind::constraint"),
    "required": ("required", "bind::required"),
    "read_only": ("read_only", "readonly", "bind::readonly"),
    "choice_filter": ("choice_filter",),
    "repeat_count": ("repeat_count", "jr:count"),
    "default": ("default", "calculation"),
}


@dataclass(frozen=True)
class Sheets:
    """A workbook read by pyxform: rows of each sheet as dictionaries."""

    data: DefinitionData

    def rows(self, sheet: str) -> Sequence[Mapping[str, str]]:
        """The rows under a sheet's header, blank ones included; the first is row 2."""
        return getattr(self.data, sheet, None) or ()


def read_sheets(content: bytes, suffix: str) -> Sheets:
    """The sheets of a file. Raises FormRefused, whatever pyxform or the file's reader raises."""
    if suffix not in SUFFIXES:
        raise FormRefused(T("Only xlsx, xls and Markdown tables are XLSForms."))
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl remarks on styles, which say nothing of the form
            return Sheets(get_xlsform(BytesIO(content), file_type=suffix))
    except Exception as problem:
        raise refusal(problem) from None


def load_bytes(
    content: bytes, suffix: str, attachments: Mapping[str, bytes] | None = None, name: str | None = None
) -> Form:
    """The form of an XLSForm file. Raises FormRefused with findings that name sheet, row and column."""
    return load_sheets(read_sheets(content, suffix), attachments, name)


def load_markdown(text: str, name: str, translate: Mapping[str, Translate] | None = None) -> Form:
    """The form of Markdown tables. ``translate`` adds languages to a form written in English (see
    markdown.py)."""
    return load_sheets(markdown_sheets(text, name, translate))


def markdown_sheets(text: str, name: str, translate: Mapping[str, Translate] | None = None) -> Sheets:
    """The sheets of Markdown tables, with the languages that ``translate`` adds."""
    sheets = read_sheets(text.encode(), ".md")
    settings = [{"form_id": name, **(dict(row))} for row in sheets.rows("settings") or [{}]]
    changed: dict[str, Sequence[Mapping[str, str]]] = {"settings": settings}
    if translate:
        changed = {key: translated(key, sheets.rows(key), translate) for key in ("survey", "choices")}
        changed["settings"] = translated("settings", settings, translate)
    return Sheets(DefinitionData(**(_as_dict(sheets.data) | _with_headers(changed))))


def load_sheets(
    sheets: Sheets, attachments: Mapping[str, bytes] | None = None, name: str | None = None
) -> Form:
    """The form of sheets already read."""
    return load_xform(to_xform(sheets, name), attachments, Locator(sheets))


def to_xform(sheets: Sheets, name: str | None = None, fallback: str | None = None) -> str:
    """The XForm that pyxform makes of sheets. Raises FormRefused.

    ``name`` names the root of its instances, ``fallback`` identifies it when its settings do not.

    These are the steps of pyxform's own convert(), its search for external choices left out: nobody here
    needs its
    result, and it reads each list of choices anew for each question, seconds for a list of villages.
    """
    remarks: list[str] = []
    data = replace(sheets.data)
    try:
        with no_collection():
            survey = create_survey_element_from_dict(
                workbook_to_json(data, name, fallback or data.fallback_form_name, warnings=remarks)
            )
            return str(survey.to_xml(validate=False, pretty_print=False, warnings=remarks))
    except Exception as problem:
        raise _tangled(sheets) or refusal(problem) from None


_NESTED = ("media", "bind", "control", "instance", "body")
"""Columns whose heading may have three parts: ``media::image::French (fr)``."""


def _tangled(sheets: Sheets) -> FormRefused | None:
    """Headings of two columns run into one, over which the converter stumbles without a word.

    Looked at only when it stumbled: where it does not, such a heading does no harm.
    """
    found = tuple(
        Finding("error", T("Two headings stand in one cell: {heading}. Give each a column.", heading=heading),
                sheet, 1, heading)
        for sheet in ("survey", "choices")
        for heading in _headings(sheets, sheet)
        if heading.count("::") > 1 and heading.partition("::")[0].strip().lower() not in _NESTED
    )  # fmt: skip
    return FormRefused(found[0].text, found) if found else None


def _headings(sheets: Sheets, sheet: str) -> Sequence[str]:
    header = getattr(sheets.data, f"{sheet}_header", None) or [{}]
    return [str(heading) for heading in header[0]]


def _as_dict(data: DefinitionData) -> dict[str, Any]:
    return {field.name: getattr(data, field.name) for field in fields(data)}


def _with_headers(rows: Mapping[str, Sequence[Mapping[str, str]]]) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for sheet, found in rows.items():
        if found:
            out[sheet] = found
            out[f"{sheet}_header"] = [dict.fromkeys(column for row in found for column in row)]
    return out


def refusal(problem: Exception) -> FormRefused:
    """What pyxform (or what it is built on) raised, as a problem for the form's author."""
    if isinstance(problem, FormRefused):
        return problem
    message = " ".join(str(problem).split()) or type(problem).__name__
    row, sheet, column = _ROW.search(message), _SHEET.search(message), _COLUMN.search(message)
    text = T("The XLSForm cannot be read: {message}", message=_ROW.sub("", message)[:1000])
    finding = Finding(
        "error",
        text,
        sheet.group(1) if sheet else ("survey" if row else ""),
        int(row.group(1)) if row else 0,
        column.group(1) if column else "",
    )
    return FormRefused(text, (finding,))


class Locator:
    """Where in the XLSForm the rules of a node come from."""

    def __init__(self, sheets: Sheets) -> None:
        self._rows = dict(_refs(sheets.rows("survey")))
        self._lists: dict[str, list[int]] = {}
        for number, row in enumerate(sheets.rows("choices"), start=2):
            found = (cell for column, cell in row.items() if column.replace(" ", "_") == "list_name")
            name = str(next(found, "")).strip()
            if name:
                self._lists.setdefault(name, []).append(number)

    def __call__(self, ref: str, aspect: str) -> tuple[str, int, str]:
        if not ref.startswith("/"):
            return self._choice(ref, aspect)
        names = ref.strip("/").split("/")[1:]
        found = self._rows.get("/".join(names))
        if found is None and names and names[-1].endswith("_count"):
            found = self._rows.get("/".join([*names[:-1], names[-1].removesuffix("_count")]))
            aspect = "repeat_count"
        if found is None:
            return "survey", 0, aspect
        number, row = found
        wanted = _COLUMNS.get(aspect, (aspect,))
        return "survey", number, next((column for column in row if column.lower() in wanted), wanted[0])

    def _choice(self, key: str, aspect: str) -> tuple[str, int, str]:
        """The place of a choice's text, whose key is made of its list and its rank in it."""
        name, _, rank = key.rpartition("-")
        rows = self._lists.get(name, [])
        known = rank.isdecimal() and int(rank) < len(rows)
        return "choices", rows[int(rank)] if known else 0, aspect


def _refs(rows: Sequence[Mapping[str, str]]) -> Iterator[tuple[str, tuple[int, Mapping[str, str]]]]:
    """References (root left out) of the rows of a survey, with row numbers."""
    inside: list[str] = []
    for number, row in enumerate(rows, start=2):
        kind = str(row.get("type", "")).strip().lower().replace("_", " ")
        name = str(row.get("name", "")).strip()
        if kind.startswith("end ") and inside:
            inside.pop()
            continue
        yield "/".join([*inside, name]), (number, row)
        if kind.startswith("begin "):
            inside.append(name)
