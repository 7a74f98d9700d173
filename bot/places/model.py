"""A place: where an organisation sits, where an action took place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from bot.i18n import T, Text

Kind = Literal["commune", "department", "region", "country", "area", "online"]

ONLINE_CODE = "online"
NATIONAL_CODE = "country:FR"
OTHER_PLACE = "text:"
"""Before words that name a place which the list does not hold: an import keeps them as they are."""


@dataclass(frozen=True)
class Place:
    """A place of the official list, a country, or no place at all (online).

    ``code`` is what is stored and sent: ``commune:93066``, ``department:93``, ``region:11``, ``country:MY``,
    ``area:002`` (Africa, by UN M49 number), ``online``; all of France is ``country:FR``. Overseas
    collectivities are departments here (``department:975``), as in the official list. ``name`` is in French,
    ``department`` and ``region`` are bare codes (``93``, ``11``), None where they mean nothing;
    ``population`` is None if unknown.
    """

    code: str
    name: str
    department: str | None = None
    department_name: str | None = None
    region: str | None = None
    population: int | None = None
    english: str | None = None

    @property
    def kind(self) -> Kind:
        """What sort of place, from its code."""
        return self.code.partition(":")[0]  # type: ignore[return-value]

    @property
    def overseas(self) -> bool:
        """In an overseas department or collectivity."""
        return len(self.department or "") == 3

    def label(self, language: str = "fr") -> Text:
        """The place as shown to a person, with what tells it from its namesakes: ``Saint-Denis (93)``."""
        if self.kind == "online":
            return T("Online")
        if self.code == NATIONAL_CODE:
            return T("All of France")
        name = self.name if language == "fr" or self.english is None else self.english
        if self.kind == "commune":
            return T("{place} ({department})", place=name, department=self.department or "")
        if self.kind == "department":
            return T("{place} (department {department})", place=name, department=self.department or "")
        if self.kind == "region":
            return T("{place} (region)", place=name)
        return T("{place}", place=name)


@dataclass(frozen=True)
class Candidate:
    """A place someone may mean, and how near it is, 0 to 100.

    ``sure``: it is exactly what was typed and nothing else is. ``formerly``: the name typed is that of a
    former commune, now part of this one.
    """

    place: Place
    score: float
    sure: bool = False
    formerly: str | None = None
