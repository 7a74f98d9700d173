"""What a person's file says of materials, before anyone believes it: rows with their place, or why none."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.i18n import T, Text


@dataclass(frozen=True)
class Given:
    """One entry of a file: where it stands there, the fields it gives, what is wrong with its notation."""

    where: Text
    values: Mapping[str, Any] = field(default_factory=dict)
    problems: tuple[Text, ...] = ()


@dataclass(frozen=True)
class ReadFile:
    """A file of materials as read. ``problem``: why nothing of it can be read."""

    name: str
    entries: tuple[Given, ...] = ()
    problem: Text | None = None


def on_line(number: int) -> Text:
    """A place in a text file."""
    return T("line {number}", number=str(number))


def on_row(sheet: str, number: int) -> Text:
    """A place in a workbook."""
    return T("sheet “{sheet}”, row {number}", sheet=sheet, number=str(number))
