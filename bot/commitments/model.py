"""The ladder of a local authority: which steps there are, and which were taken."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from bot.errors import Problem
from bot.i18n import T, Text


class Step(StrEnum):
    """A commitment, in the order of the ladder (system S17)."""

    KIT = "kit"
    DAY = "day"
    TRAINING = "training"
    CLAUSE = "clause"
    RESOLUTION = "resolution"


@dataclass(frozen=True)
class Rung:
    """What a step says, and the action of the roadmap that its report serves."""

    label: Text
    action: str


LADDER: Mapping[Step, Rung] = {
    Step.KIT: Rung(T("An awareness kit within reach of residents"), "2.4.E"),
    Step.DAY: Rung(T("An official day marked: 12 June, 30 July or 18 October"), "2.2.E"),
    Step.TRAINING: Rung(T("Staff or elected members trained"), "1.3.A"),
    Step.CLAUSE: Rung(T("A social clause in a public contract"), "1.2.D"),
    Step.RESOLUTION: Rung(T("A resolution of the council"), "2.1.E"),
}


@dataclass(frozen=True)
class Ladder:
    """The steps that an authority has taken, and since which day."""

    taken: Mapping[Step, date] = field(default_factory=dict)

    @property
    def count(self) -> int:
        """How many steps were taken."""
        return len(self.taken)


class NotATown(Problem):
    """The ladder is for local authorities, and the person speaks for none."""

    code = "commitments.not_a_town"

    def __init__(self) -> None:
        super().__init__(
            T("This ladder is for local authorities: towns, groups of towns, departments, regions.")
        )
