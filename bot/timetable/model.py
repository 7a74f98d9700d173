"""The shared agenda as coordinators set it, as values."""

from __future__ import annotations

from dataclasses import dataclass

from bot.agenda.changes import Change
from bot.agenda.model import Event, Occurrence
from bot.errors import Problem
from bot.i18n import Text


class CannotSet(Problem):
    """A change of the agenda that cannot be made, and why."""

    code = "timetable_cannot_set"

    def __init__(self, why: Text) -> None:
        super().__init__(why)


@dataclass(frozen=True)
class Entry:
    """An event as it stands, what was changed of it, and its next (or present) occurrence."""

    event: Event
    change: Change
    coming: Occurrence | None
