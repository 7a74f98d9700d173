"""What a member chose to be reminded of, as values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from bot.agenda.due import Listener, Told
from bot.agenda.themes import Theme, audiences_of
from bot.clock import PARIS
from bot.i18n import T, Text
from bot.people.model import Member, Organisation
from bot.places.finding import place_of, timezone
from bot.places.model import Place

KIND = "reminder"
"""The kind of their notices."""

THEMES: Mapping[Theme, tuple[Text, Text]] = {
    Theme.DAYS: (T("Official days"), T("two weeks before, the day itself, and once after")),
    Theme.KITS: (T("Choosing a kit"), T("from three weeks before a day: choose it, have it printed")),
    Theme.PERIOD: (T("The year of report"), T("when it opens, when it closes, what to read again")),
    Theme.MEETINGS: (T("Meetings and training"), T("the Forum, working groups, conferences")),
    Theme.LETTERS: (T("Newsletters"), T("when the Collective's letter or the press review is due")),
}
"""Each kind of reminder: its name, and what it brings."""

LEADS = (7, 30)
"""Days before which nothing is told, for who wants no earlier word; none: as early as the agenda says."""


@dataclass(frozen=True)
class Choices:
    """What one member wants: kinds of reminders, none earlier than ``furthest`` days before, and the
    occurrences that they put off, each until a day."""

    themes: frozenset[Theme] = frozenset()
    furthest: int | None = None
    snoozed: Mapping[str, date] = field(default_factory=dict)


@dataclass(frozen=True)
class Subscriber:
    """Someone who chose at least one kind, with the organisations they speak for."""

    member: Member
    organisations: tuple[Organisation, ...]
    coordinates: bool
    choices: Choices
    told: Sequence[Told] = ()
    """What they were told of late."""


def place_of_work(organisations: Sequence[Organisation]) -> Place | None:
    """Where someone acts: the place of their first organisation that has one."""
    known = (place_of(organisation.place) for organisation in organisations if organisation.place)
    return next((place for place in known if place is not None), None)


def zone_of(organisations: Sequence[Organisation]) -> ZoneInfo:
    """The time zone of where someone acts; Paris when that is not known."""
    place = place_of_work(organisations)
    return timezone(place) if place is not None else PARIS


def listener_of(subscriber: Subscriber) -> Listener:
    """A subscriber as the agenda sees them."""
    organisations, choices = subscriber.organisations, subscriber.choices
    place = place_of_work(organisations)
    return Listener(
        zone=timezone(place) if place is not None else PARIS,
        audiences=audiences_of(
            (organisation.kind for organisation in organisations),
            any(organisation.groups for organisation in organisations),
            subscriber.coordinates,
        ),
        themes=choices.themes,
        furthest=choices.furthest,
        snoozed=choices.snoozed,
        pushes=subscriber.member.pushes,
        department=place.department if place is not None else None,
    )
