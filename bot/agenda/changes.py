"""What coordinators change of the agenda's data: dates, lead times, what is shown. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from bot.agenda.model import Event, Known
from bot.agenda.recurrence import occurrences


@dataclass(frozen=True)
class NewDate:
    """An occurrence has other days than the data says: the one that began on ``was`` (None: one more)."""

    was: date | None
    start: date
    end: date


@dataclass(frozen=True)
class Change:
    """What is changed of one event; None and nothing leave what the data says."""

    event_id: str
    enabled: bool | None = None
    leads: tuple[int, ...] | None = None
    dates: tuple[NewDate, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether the event is as the data says."""
        return self.enabled is None and self.leads is None and not self.dates


def changed(events: Iterable[Event], changes: Mapping[str, Change]) -> tuple[Event, ...]:
    """The events with their changes, by id."""
    return tuple(_with(one, changes[one.id]) if one.id in changes else one for one in events)


def _with(event: Event, change: Change) -> Event:
    found = event
    for new in change.dates:
        found = replace(found, known=_known(found, new))
    if change.leads is not None and not event.never_before:
        found = replace(found, lead_days=change.leads)
    return found if change.enabled is None else replace(found, enabled=change.enabled)


def _known(event: Event, new: NewDate) -> tuple[Known, ...]:
    """Known dates take the place of the rule's in their year: the year's other occurrences are stated too."""
    year = new.start.year
    there = [
        one for one in occurrences(event, date(year, 1, 1), date(year, 12, 31)) if one.start.year == year
    ]
    kept = [
        Known(one.start, one.end, one.precision, one.own_label, one.tentative)
        for one in there
        if one.start != new.was
    ]
    label = next((one.own_label for one in there if one.start == new.was), {})
    others = [one for one in event.known if one.start.year != year]
    return (*others, *kept, Known(new.start, new.end, "day", label))
