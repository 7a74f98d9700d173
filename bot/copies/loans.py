"""A kit that is lent by the week: which weeks are free, and whose the others are."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib.resources import files

from bot.errors import Problem
from bot.i18n import T

WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Loan:
    """A week, told by its Monday, for which an organisation has a kit."""

    kit_id: str
    week: date
    organisation_id: str


@dataclass(frozen=True)
class Terms:
    """How a kit is lent (assumptions, in the data): days of notice, weeks ahead, weeks held at once."""

    notice_days: int
    weeks_ahead: int
    weeks_at_once: int

    def weeks(self, today: date) -> Iterator[date]:
        """The Mondays that can be reserved on a day, the nearest first."""
        first = monday(today + timedelta(days=self.notice_days + 6))
        yield from (first + WEEK * number for number in range(self.weeks_ahead))


@cache
def terms() -> Terms:
    """The terms in force."""
    raw = tomllib.loads((files("bot.copies") / "data" / "ceilings.toml").read_text("utf-8"))
    return Terms(**raw["loans"])


def monday(day: date) -> date:
    """The Monday of a day's week."""
    return day - timedelta(days=day.weekday())


def free_weeks(today: date, taken: Iterable[Loan], since: date | None = None) -> tuple[date, ...]:
    """The weeks that can be reserved on a day and are nobody's, from one on, the nearest first."""
    held = {loan.week for loan in taken}
    return tuple(w for w in terms().weeks(today) if w not in held and (since is None or w >= since))


class WeekTaken(Problem):
    """Another organisation has that week."""

    code = "copies_week_taken"

    def __init__(self, week: date) -> None:
        self.week = week
        super().__init__(T("The week of {date} is taken. Here are the next free ones.", date=week))


class WeekNotOffered(Problem):
    """A week too near, over, or too far ahead; or one too many at once."""

    code = "copies_week_not_offered"


def not_offered(week: date, today: date) -> WeekNotOffered:
    """Why a week is not among those that can be reserved."""
    if week < next(terms().weeks(today)):
        return WeekNotOffered(
            T("The week of {date} is too near: {count} days are needed to carry it.", date=week,
              count=terms().notice_days)
        )  # fmt: skip
    return WeekNotOffered(
        T("The week of {date} is too far ahead: {count} weeks at most.", date=week,
          count=terms().weeks_ahead)
    )  # fmt: skip


def too_many() -> WeekNotOffered:
    """An organisation that holds enough weeks."""
    return WeekNotOffered(
        T("Your organisation holds {count} weeks already: free one first.", count=terms().weeks_at_once)
    )
