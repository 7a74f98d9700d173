"""Answers sent, taken apart: one row a submission, one row for each instance of a repeat."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime

from bot.surveys.shape import MAIN


@dataclass(frozen=True)
class Answers:
    """A submission, with what is said of it beside its answers."""

    uuid: str
    """Without ``uuid:``."""
    xml: str
    version: str
    """As its author calls the version."""
    organisation: str
    sent_at: datetime
    repeats: frozenset[str]
    """Paths of the repeats in its own version."""


@dataclass
class Row:
    """Values by path. Indexes count from 1 within their sheet; ``parent`` is that of the row around."""

    answers: Answers
    index: int
    parent: int | None = None
    values: dict[str, str] = field(default_factory=dict)


def rows_of(submissions: Iterable[Answers]) -> Mapping[str, list[Row]]:
    """The rows of each sheet, by its path."""
    sheets: dict[str, list[Row]] = {MAIN: []}
    for answers in submissions:
        row = Row(answers, len(sheets[MAIN]) + 1)
        sheets[MAIN].append(row)
        _read(ET.fromstring(answers.xml), "", row, sheets)  # noqa: S314 - our own serialiser wrote it
    return sheets


def _read(element: ET.Element, path: str, row: Row, sheets: dict[str, list[Row]]) -> None:
    for child in element:
        name = child.tag.rpartition("}")[2]
        here = f"{path}/{name}" if path else name
        if here in row.answers.repeats:
            rows = sheets.setdefault(here, [])
            instance = Row(row.answers, len(rows) + 1, row.index)
            rows.append(instance)
            _read(child, here, instance, sheets)
        elif len(child):
            _read(child, here, row, sheets)
        elif child.text:
            row.values[here] = child.text
