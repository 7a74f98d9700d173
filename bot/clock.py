"""The only place that reads the time. Everything else is given a clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Protocol
from zoneinfo import ZoneInfo

PARIS = ZoneInfo("Europe/Paris")


class Clock(Protocol):
    """Tells the present instant."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present instant, aware, in UTC."""
        return datetime.now(UTC)


@dataclass
class SetClock:
    """A clock that stands still until it is moved: tests, `relais87 tick --at`, the tour."""

    instant: datetime

    def now(self) -> datetime:
        """The instant it was set to, in UTC."""
        return self.instant.astimezone(UTC)

    def advance(self, **by: float) -> None:
        """Move forward (or back, as clocks of machines do) by a timedelta's keywords."""
        self.instant += timedelta(**by)


def paris_day(instant: datetime) -> date:
    """The calendar day in Paris at an instant: what "today" means to most members."""
    return instant.astimezone(PARIS).date()
