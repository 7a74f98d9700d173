"""The estimates that may be quoted, and which one answers a question in words."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from bot.folding import fold
from bot.i18n import T, Text

SUBJECTS: Mapping[str, Text] = {
    "people": T("People in modern slavery"),
    "forced_labour": T("of whom in forced labour"),
    "forced_marriage": T("of whom in forced marriage"),
    "children": T("Children in child labour"),
    "profits": T("Yearly profits of forced labour, in US dollars"),
}
"""What is estimated, in the order shown."""

LONGEST_QUESTION = 10
"""Words. Beyond it, a sentence tells what someone did; it does not ask."""


@dataclass(frozen=True)
class Estimate:
    """One published figure: ``value`` in units, the year it is ``about``, when ``published``, by whom."""

    id: str
    subject: str
    value: int
    about: int
    published: int
    makers: tuple[str, ...]
    sources: tuple[str, ...]
    quoted_in: Mapping[str, str] = field(default_factory=dict, hash=False)
    replaced_by: str | None = None


@cache
def estimates() -> tuple[Estimate, ...]:
    """Every estimate, those replaced included."""
    return tuple(map(_estimate, _raw()["figure"]))


def current(subject: str | None = None) -> tuple[Estimate, ...]:
    """Those that nothing replaced, in the order of SUBJECTS; of one subject when it is named."""
    kept = [one for one in estimates() if one.replaced_by is None and subject in (None, one.subject)]
    return tuple(sorted(kept, key=lambda one: list(SUBJECTS).index(one.subject)))


def replaced(estimate: Estimate) -> tuple[Estimate, ...]:
    """The older estimates that this one stands for now, newest first."""
    older = [one for one in estimates() if one.replaced_by == estimate.id]
    return tuple(sorted(older, key=lambda one: -one.about))


def subject_asked(text: str) -> str | None:
    """The subject of a question such as ``combien de victimes ?``; None when it is no such question."""
    said = fold(text)
    if not said.startswith(tuple(_raw()["questions"]["begin"])) or len(said.split()) > LONGEST_QUESTION:
        return None
    named = _raw()["questions"]["words"]
    return next((subject for subject, words in named.items() if any(word in said for word in words)), None)


@cache
def _raw() -> dict[str, Any]:
    return tomllib.loads((files("bot.reference") / "data" / "figures.toml").read_text("utf-8"))


def _estimate(row: dict[str, Any]) -> Estimate:
    values: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return Estimate(**values)
