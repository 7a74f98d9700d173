"""Plans to ask about, and organisations that reported last year and not this one, as values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from bot.clock import paris_day
from bot.contributions.model import Contribution
from bot.contributions.periods import ReportingYear, reporting_year
from bot.errors import Problem
from bot.i18n import T
from bot.people.model import Organisation

EVERY = timedelta(days=30)
"""An organisation is reminded no more often than this."""
CHAT = "chat"
"""Source of contributions that people sent themselves."""
ASKED = "plan_asked"
"""Kind of the notice that asks whether what was planned took place, and begins its key."""
LATER = timedelta(days=14)
"""How long after "not yet" the question comes again."""


@dataclass(frozen=True)
class Silent:
    """An organisation that reported last year and not this one: how often then, when it was last reminded."""

    organisation: Organisation
    last_year: int
    reminded_at: datetime | None
    reachable: int
    """Members who can be written to."""

    def may_be_reminded(self, now: datetime) -> bool:
        """Whether one more reminder may leave."""
        return self.reachable > 0 and (self.reminded_at is None or now - self.reminded_at >= EVERY)


@dataclass(frozen=True)
class YearOnYear:
    """Who reported this year and last: organisations by kind (last, this), new ones, silent ones."""

    year: ReportingYear
    kinds: Mapping[str, tuple[int, int]]
    new: int
    silent: tuple[Silent, ...]


def years_of(contribution: Contribution) -> frozenset[ReportingYear]:
    """The reporting years in which an organisation was active for it: that of its end, and that in which its
    people sent it (who imports a file is not them)."""
    days = [contribution.period.end or contribution.period.start]
    sent = contribution.sent_at if contribution.source == CHAT or days == [None] else None
    days.append(paris_day(sent) if sent is not None else None)
    return frozenset(reporting_year(day) for day in days if day is not None)


def active_in(contributions: Iterable[Contribution], year: ReportingYear) -> dict[str, int]:
    """Organisations active in a reporting year, with how many contributions."""
    found: dict[str, int] = {}
    for one in contributions:
        if year in years_of(one):
            found[one.organisation_id] = found.get(one.organisation_id, 0) + 1
    return found


def due_day(contribution: Contribution, today: date) -> date | None:
    """The last day of what is only planned on a day; None for what began."""
    start = contribution.period.start
    if start is None or start <= today:
        return None
    return contribution.period.end or start


class NudgedLately(Problem):
    """The organisation was reminded not long ago, has nobody to remind, or reported since."""

    code = "followup_nudged_lately"

    def __init__(self) -> None:
        super().__init__(
            T("Not sent: it was reminded in the last 30 days, reported since, or has nobody to write to.")
        )
