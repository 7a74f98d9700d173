"""Lines of an import file (JSON, one contribution a line) as values: taken, or rejected with reasons.

Fields are those of the 2023 report's records. Line numbers start at 1 and count blank lines; a byte order
mark, blank lines and Windows line ends are accepted. Whether an organisation is known is for the importer to
see.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from bot.contributions.figures import Figure
from bot.contributions.imported_figures import figures_of
from bot.contributions.model import Held
from bot.i18n import Code, T, Text
from bot.roadmap.codes import MAX_CODES, Unknown, read_codes
from bot.roadmap.model import plan

MAX_LINE = 100_000  # characters: a record of the report takes about 800
MAX_TITLE = 500
PRECISIONS = ("day", "month", "year", "period", "unknown")
SENSITIVITIES = ("none", "aggregated_victims", "victim_support", "restricted_document", *Held)
HELD_KINDS = {"contentieux": Held.PENDING_LITIGATION, "litigation": Held.PENDING_LITIGATION}

_TAKEN = (
    "id", "org_id", "organisation", "codes", "kind", "title", "status", "dates", "place", "indicators",
    "audience", "partners", "evidence", "sensitivity",
)  # fmt: skip
# Known to the records, of no use here: notes of whoever made the file.
_ASIDE = frozenset((
    "acronym", "org_type", "section", "code_source", "flags", "source", "line", "hint", "languages",
    "chat_fr", "objective", "evidence_planned", "domain",
))  # fmt: skip


@dataclass(frozen=True)
class Incoming:
    """A line that can be imported. ``id`` is its reference in the file's own numbering."""

    line: int
    id: str
    organisation_id: str
    organisation: str
    title: str
    codes: tuple[str, ...]
    digest: str
    """SHA-256 of the fields taken: equal when nothing that matters changed."""
    kind: str | None = None
    status: str | None = None
    start: date | None = None
    end: date | None = None
    precision: str = "unknown"
    place: str | None = None
    figures: tuple[Figure, ...] = ()
    audience: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    """Ids of organisations, or names."""
    evidence: tuple[str, ...] = ()
    sensitivity: str = "none"
    held: Held | None = None
    """Why only a human may decide."""
    notes: tuple[Text, ...] = ()
    """What was left out, for whoever imports."""


@dataclass(frozen=True)
class Rejected:
    """A line that cannot be imported, and every reason why."""

    line: int
    reasons: tuple[Text, ...]
    id: str | None = None


def read_lines(lines: Iterable[str]) -> Iterator[Incoming | Rejected]:
    """Each line of a file that is not blank, in order. An id met twice is rejected the second time."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines, start=1):
        text = line.removeprefix("\ufeff") if number == 1 else line
        if not text.strip():
            continue
        read = read_line(text, number)
        if isinstance(read, Incoming):
            first = seen.setdefault(read.id, number)
            if first != number:
                read = Rejected(
                    number, (T("Same id as line {line}: {id}.", line=first, id=Code(read.id)),), read.id
                )
        yield read


def read_line(text: str, number: int) -> Incoming | Rejected:
    """One line. ``number``: its place in the file, from 1."""
    record = _record(text)
    if isinstance(record, Text):
        return Rejected(number, (record,))
    reasons: list[Text] = []
    taken = _Taken(record, reasons)
    incoming = taken.incoming(number)
    if reasons:
        return Rejected(number, tuple(reasons), taken.id or None)
    return incoming


def _record(text: str) -> dict[str, Any] | Text:
    if len(text) > MAX_LINE:
        return T("The line is too long: {count} characters at most.", count=MAX_LINE)
    try:
        record = json.loads(text, parse_float=Decimal, parse_constant=_refuse)
    except (ValueError, RecursionError):
        return T("The line is not valid JSON.")
    if not isinstance(record, dict):
        return T("The line is not a JSON object.")
    return record


def _refuse(name: str) -> None:
    raise ValueError(name)


class _Taken:
    """The fields of one record, read one by one; each that is wrong adds its reason."""

    def __init__(self, record: Mapping[str, Any], reasons: list[Text]) -> None:
        self.record, self.reasons = record, reasons
        self.id = self._text("id", required=True)

    def incoming(self, number: int) -> Incoming:
        """The value; of use only if no reason was added."""
        title = self._text("title", required=True)
        if len(title) > MAX_TITLE:
            self.reasons.append(T("The title is too long: {count} characters at most.", count=MAX_TITLE))
        organisation_id, organisation = self._text("org_id"), self._text("organisation")
        if not organisation_id and not organisation:
            self.reasons.append(T("The organisation is missing: org_id or organisation."))
        start, end, precision = self._dates()
        figures, problems = figures_of(self.record.get("indicators"))
        self.reasons.extend(problems)
        kind, sensitivity = self._text("kind") or None, self._text("sensitivity") or "none"
        return Incoming(
            line=number, id=self.id, organisation_id=organisation_id, organisation=organisation, title=title,
            codes=self._codes(), digest=_digest(self.record), kind=kind, status=self._text("status") or None,
            start=start, end=end, precision=precision, place=self._text("place") or None, figures=figures,
            audience=self._texts("audience"), partners=self._texts("partners"),
            evidence=self._texts("evidence"),
            sensitivity=sensitivity, held=_held(kind, sensitivity), notes=self._notes(sensitivity),
        )  # fmt: skip

    def _text(self, name: str, required: bool = False) -> str:
        value = self.record.get(name)
        if value is None:
            value = ""
        if not isinstance(value, str):
            self.reasons.append(T("{field} must be text.", field=Code(name)))
            return ""
        value = " ".join(value.split())
        if required and not value:
            self.reasons.append(T("{field} is missing.", field=Code(name)))
        return value

    def _texts(self, name: str) -> tuple[str, ...]:
        values = self.record.get(name)
        if values is None:
            return ()
        if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
            self.reasons.append(T("{field} must be a list of texts.", field=Code(name)))
            return ()
        return tuple(values)

    def _codes(self) -> tuple[str, ...]:
        codes = self._texts("codes")
        if not codes:
            self.reasons.append(T("No action code: {field} is empty.", field=Code("codes")))
        if len(codes) > MAX_CODES:
            self.reasons.append(T("Too many codes: {count} at most.", count=MAX_CODES))
        for code in codes:
            if not plan().is_code(code):
                self.reasons.append(_unknown_code(code))
        return codes

    def _dates(self) -> tuple[date | None, date | None, str]:
        dates = self.record.get("dates")
        if dates is None:
            return None, None, "unknown"
        if not isinstance(dates, dict):
            self.reasons.append(T("{field} must be an object.", field=Code("dates")))
            return None, None, "unknown"
        start, end = self._day(dates, "start"), self._day(dates, "end")
        precision = dates.get("precision") or ("day" if start else "unknown")
        if precision not in PRECISIONS:
            self.reasons.append(T("Unknown precision of dates: {value}.", value=str(precision)))
        if start and end and end < start:
            self.reasons.append(T("The end, {end}, comes before the start, {start}.", start=start, end=end))
        if end and not start:
            self.reasons.append(T("An end without a start."))
        return start, end, str(precision)

    def _day(self, dates: Mapping[str, Any], name: str) -> date | None:
        value = dates.get(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value)
        except (TypeError, ValueError):
            self.reasons.append(
                T(
                    "{field} is not a date such as 2023-05-30: {value}.",
                    field=Code(f"dates.{name}"),
                    value=str(value),
                )
            )
            return None

    def _notes(self, sensitivity: str) -> tuple[Text, ...]:
        unknown = [name for name in self.record if name not in _TAKEN and name not in _ASIDE]
        notes = [T("Field left out: {field}.", field=Code(name)) for name in unknown]
        if sensitivity not in SENSITIVITIES:
            notes.append(T("Unknown sensitivity, to be looked at: {value}.", value=sensitivity))
        return tuple(notes)


def _unknown_code(code: str) -> Text:
    """Why a code is refused, with what exists; one known but written otherwise is refused too."""
    read = read_codes(code)
    if read and read.codes and not read.unknown:
        return T("Code to be written {known}, not {code}.", known=Code(read.codes[0]), code=Code(code))
    if read and read.unknown:
        first: Unknown = read.unknown[0]
        return first.reason
    return T("Unknown code: {code}.", code=Code(code))


def _held(kind: str | None, sensitivity: str) -> Held | None:
    if sensitivity in tuple(Held):
        return Held(sensitivity)
    return HELD_KINDS.get(kind or "")


def _digest(record: Mapping[str, Any]) -> str:
    kept = {name: record[name] for name in _TAKEN if record.get(name) is not None}
    text = json.dumps(kept, ensure_ascii=False, sort_keys=True, default=str)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
