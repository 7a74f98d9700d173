"""A contribution in words: each field as people read it, whoever reads."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.contributions.fields import LABELS, values_of
from bot.contributions.model import Contribution
from bot.contributions.wording import choice_text
from bot.dialogues.readers import Reader
from bot.i18n import Text

READ_BY: Mapping[str, str] = {
    "codes": "codes",
    "figures": "figures",
    "period": "period",
    "place": "place",
    "partners": "partners",
    "evidence": "evidence",
}
"""Fields kept in a reader's notation, and that reader's name."""


@dataclass(frozen=True)
class Line:
    """One field: its short name and its value in words."""

    field: str
    label: Text
    shown: Text | str


@dataclass(frozen=True)
class Wording:
    """Puts contributions into words with the readers of the form's answers."""

    readers: Mapping[str, Reader]

    async def lines(self, contribution: Contribution, language: str) -> list[Line]:
        """The fields that hold something, in the form's order."""
        values = values_of(contribution)
        return [
            Line(name, label, await self.value(name, values[name], language))
            for name, label in LABELS.items()
            if name in values
        ]

    async def value(self, field: str, wire: str, language: str) -> Text | str:
        """One field's value in words."""
        if field in READ_BY:
            return await self.readers[READ_BY[field]].show(wire, language)
        return choice_text(field, wire)
