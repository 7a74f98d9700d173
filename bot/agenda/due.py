"""Which reminders a member is to be sent at an instant: in one message, at a decent hour, not too often.

Pure: what was told before comes in, what to tell now goes out. A reminder has a moment: the first allowed
hour from its day on (not at night, not on a weekend or a public holiday, not past the limits a day and a
week). Until its moment it waits; a little after it (the bot was stopped), it is still sent; later, dropped.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from bot.agenda.model import Kind, Occurrence, ReminderDay, SendingRules
from bot.agenda.recurrence import reminder_days, speakable
from bot.agenda.themes import Theme, theme_of
from bot.agenda.workdays import is_workday

LOOK_BACK = timedelta(days=14)
"""How long a reminder can wait for its moment: longer than any holidays and a week that is full."""
STILL_NEWS = timedelta(days=3)
"""How long after an event began a reminder of that day can still be told, if a holiday held it back."""
SPOKEN_OF = 5
"""Events that one message names, more would not be read: the others wait for the next."""
WEEK = timedelta(days=7)
ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Listener:
    """A member, as reminders see them.

    ``themes``: what they chose to be told, nothing for who never chose; ``furthest``: they want nothing
    earlier than so many days before; ``snoozed``: occurrences to be told again on a day; ``pushes`` False:
    they asked for silence; ``department``: where they act, for its holidays.
    """

    zone: ZoneInfo
    audiences: frozenset[str]
    themes: frozenset[Theme]
    furthest: int | None = None
    snoozed: Mapping[str, date] = field(default_factory=dict)
    pushes: bool = True
    department: str | None = None

    @property
    def likeness(self) -> Hashable:
        """Equal for two members whom the same would be told, had they been told the same."""
        snoozed = tuple(sorted(self.snoozed.items()))
        return (self.zone, self.audiences, self.themes, self.furthest, snoozed, self.pushes, self.department)


@dataclass(frozen=True)
class Told:
    """A reminder that was sent: of which occurrence, how many days before or after it, on which local day."""

    occurrence: str
    offset: int
    day: date


@dataclass(frozen=True)
class Push:
    """One message: its reminders (the day itself first, then the nearest event), and the member's own day."""

    day: date
    reminders: tuple[ReminderDay, ...]


@dataclass(frozen=True)
class _Past:
    """What was told: the days of messages, the last word on each occurrence."""

    days: frozenset[date]
    last: Mapping[str, int]


def due(
    now: datetime,
    occurrences: Iterable[Occurrence],
    rules: SendingRules,
    listener: Listener,
    told: Sequence[Told],
) -> Push | None:
    """What to send now, in one message; None when there is nothing, or when it is not the moment."""
    local = now.astimezone(listener.zone)
    if not listener.pushes or not _in_hours(local, rules):
        return None
    past, today = _past(told), local.date()
    wanted = [one for one in _wanted(occurrences, listener, past, today) if not _began(one, now)]
    reserved = [one.day for one in wanted if _official(one) and one.day > today]
    ready = [
        one
        for one in wanted
        if one.day <= today
        and _open(today, one, rules, past, reserved, listener.department)
        and _timely(now, one, rules, listener, past, reserved)
    ]
    latest: dict[str, ReminderDay] = {}
    for one in sorted(ready, key=lambda one: one.offset):
        latest[one.occurrence.turn] = one
    reminders = sorted(latest.values(), key=lambda one: (not _official(one), one.occurrence.start, one.day))
    return Push(today, tuple(reminders[:SPOKEN_OF])) if reminders else None


def may_leave(
    now: datetime,
    push_day: date,
    official: bool,
    rules: SendingRules,
    zone: ZoneInfo,
    department: str | None = None,
) -> bool:
    """Whether a message made ready for a local day may leave at an instant: that day, within hours."""
    local = now.astimezone(zone)
    allowed = official or not rules.skip_weekends or is_workday(push_day, department)
    return local.date() == push_day and allowed and _in_hours(local, rules)


def is_official(push: Push) -> bool:
    """Whether a message speaks of an official day on that very day: it may leave on a weekend."""
    return any(_official(one) for one in push.reminders)


def _past(told: Sequence[Told]) -> _Past:
    last: dict[str, int] = {}
    for one in told:
        last[one.occurrence] = max(one.offset, last.get(one.occurrence, one.offset))
    return _Past(frozenset(one.day for one in told), last)


def _wanted(
    occurrences: Iterable[Occurrence], listener: Listener, past: _Past, today: date
) -> Iterator[ReminderDay]:
    """Reminders of late and of the week to come that concern the member and were not told.

    Own events and meetings are given for who they concern: nothing else is asked of those.
    """
    for occurrence in occurrences:
        if occurrence.event.own or not listener.audiences.isdisjoint(occurrence.event.audience):
            for one in _days(occurrence, listener.snoozed.get(occurrence.turn)):
                near = today - LOOK_BACK <= one.day < today + WEEK
                if near and _chosen(one, listener) and _news(one, past) and _useful(one, today):
                    yield one


def _days(occurrence: Occurrence, snoozed: date | None) -> Sequence[ReminderDay]:
    """Its days; when the member put it off, that day stands for those before it."""
    days = reminder_days(occurrence)
    if snoozed is None:
        return days
    again = ReminderDay(occurrence, (snoozed - occurrence.start).days, snoozed)
    return (again, *(one for one in days if one.day > snoozed))


def _began(one: ReminderDay, now: datetime) -> bool:
    """Whether a meeting began already: "tomorrow" has nothing more to say."""
    starts_at = one.occurrence.starts_at
    return one.occurrence.event.kind is Kind.MEETING and starts_at is not None and now >= starts_at


def _chosen(one: ReminderDay, listener: Listener) -> bool:
    if one.occurrence.event.own:
        return True
    if theme_of(one.occurrence.event, one.offset) not in listener.themes:
        return False
    return listener.furthest is None or -one.offset <= listener.furthest


def _news(one: ReminderDay, past: _Past) -> bool:
    """Not told, and nothing later was: "in 7 days" is over once "tomorrow" was said."""
    last = past.last.get(one.occurrence.turn)
    return last is None or one.offset > last


def _useful(one: ReminderDay, today: date) -> bool:
    """Whether it still says something to do; of a check, only once it is over."""
    if not speakable(one.occurrence, max(one.day, today)):
        return False
    if one.offset < 0:
        return today <= one.occurrence.start
    return one.offset > 0 or today <= one.occurrence.end + STILL_NEWS


def _official(one: ReminderDay) -> bool:
    return one.offset == 0 and one.occurrence.event.kind in (Kind.DAY, Kind.OWN)


def _in_hours(local: datetime, rules: SendingRules) -> bool:
    return rules.send_from <= local.time() < rules.send_until


def _timely(
    now: datetime,
    one: ReminderDay,
    rules: SendingRules,
    listener: Listener,
    past: _Past,
    reserved: Sequence[date],
) -> bool:
    """Its moment came, and was not missed by too much."""
    day = one.day
    while not _open(day, one, rules, past, reserved, listener.department):
        day += ONE_DAY
    moment = datetime.combine(day, rules.send_from, listener.zone).astimezone(UTC)
    return moment <= now <= moment + rules.late_tolerance


def _open(
    day: date,
    one: ReminderDay,
    rules: SendingRules,
    past: _Past,
    reserved: Sequence[date],
    department: str | None,
) -> bool:
    """Whether a reminder may be told on a day: its kind of day, and room in the day and the week.

    The week is any seven days in a row. Room is kept for an official day to come within it. Who said that
    they come to a meeting is told the day before whatever else they were told: they count on it.
    """
    if one.occurrence.event.kind is Kind.MEETING:
        return is_workday(day, department)
    if rules.skip_weekends and not _official(one) and not is_workday(day, department):
        return False
    if rules.max_push_per_day <= (day in past.days) or _pushes(past, day, day) >= rules.max_push_per_week:
        return False
    kept = [] if _official(one) else [other for other in reserved if day < other < day + WEEK]
    return all(_pushes(past, other, day) + 1 < rules.max_push_per_week for other in kept)


def _pushes(past: _Past, end: date, until: date) -> int:
    """Messages of the seven days that end on ``end``, those after ``until`` left out."""
    return sum(end - WEEK < day <= until for day in past.days)
