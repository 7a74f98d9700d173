"""The roadmap: 3 axes, 11 priorities, 51 actions, read once from ``data/roadmap.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")


@dataclass(frozen=True)
class Axis:
    """An axis: ``1``."""

    code: str
    label_fr: str
    label_en: str


@dataclass(frozen=True)
class Priority:
    """A priority of an axis: ``1.1``."""

    code: str
    label_fr: str
    label_en: str
    keywords: tuple[str, ...]

    @property
    def axis(self) -> str:
        """The code of its axis."""
        return self.code[:1]


@dataclass(frozen=True)
class Action:
    """A lettered action of a priority: ``1.1.A``."""

    code: str
    label_fr: str
    label_en: str
    example_fr: str
    keywords: tuple[str, ...]
    concerned: tuple[str, ...]
    """Who is typically concerned: a reading that the coordinators confirm."""
    indicators: tuple[str, ...]
    """Keys of the figures that say most here."""
    local: bool
    """A local association or authority may well report something here."""
    sensitive: bool
    """People may be tempted to type victims' data here: totals only."""
    reported_2023: int

    @property
    def axis(self) -> str:
        """The code of its axis."""
        return self.code[:1]

    @property
    def priority(self) -> str:
        """The code of its priority."""
        return self.code[:3]

    @property
    def letter(self) -> str:
        """The letter within the priority."""
        return self.code[4]


Entry = Axis | Priority | Action


@dataclass(frozen=True)
class Plan:
    """The whole roadmap, in its own order, with lookups by code."""

    version: str
    axes: Mapping[str, Axis]
    priorities: Mapping[str, Priority]
    actions: Mapping[str, Action]

    def entry(self, code: str) -> Entry | None:
        """The axis, priority or action of a code written as the plan writes it."""
        return self.axes.get(code) or self.priorities.get(code) or self.actions.get(code)

    def priorities_of(self, axis: str) -> tuple[Priority, ...]:
        """The priorities of an axis, in order."""
        return tuple(one for one in self.priorities.values() if one.axis == axis)

    def actions_of(self, code: str) -> tuple[Action, ...]:
        """The actions of a priority or an axis, in order."""
        return tuple(one for one in self.actions.values() if code in (one.axis, one.priority))

    def letters(self, priority: str) -> str:
        """The letters that a priority has: "ABCDE"; empty when there is no such priority."""
        return "".join(one.letter for one in self.actions_of(priority))

    def codes(self) -> Iterator[str]:
        """Every code that a contribution may carry: priorities and actions."""
        yield from self.priorities
        yield from self.actions

    def is_code(self, code: str) -> bool:
        """Whether a contribution may carry this code."""
        return code in self.priorities or code in self.actions


def label(entry: Entry, language: str) -> str:
    """The label in a language: French for French, English for every other."""
    return entry.label_fr if language == "fr" else entry.label_en


@lru_cache(maxsize=1)
def plan() -> Plan:
    """The roadmap in force."""
    data = tomllib.loads((DATA / "roadmap.toml").read_text("utf-8"))
    return Plan(
        data["version"],
        {row["code"]: Axis(**row) for row in data["axis"]},
        {row["code"]: Priority(**_tuples(row)) for row in data["priority"]},
        {row["code"]: Action(**_tuples(row)) for row in data["action"]},
    )


def _tuples(row: Mapping[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
