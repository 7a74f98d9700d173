"""An organisation's own event, or a meeting that a coordinator calls: values and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from zoneinfo import ZoneInfo

from bot.agenda.model import Event, Occurrence
from bot.agenda.model import Kind as AgendaKind
from bot.agenda.workdays import last_workday
from bot.errors import Problem
from bot.i18n import T, Text
from bot.people.audience import Audience
from bot.people.model import Member, Organisation
from bot.places.finding import place_of
from bot.places.model import NATIONAL_CODE

OWN = "own."
"""Begins the id of a gathering in the agenda, so that none is taken for an event of the data."""
LEADS = (180, 90, 30, 7, 0)
"""Days before an organisation's event on which it is reminded of it (domain/systems.md, S19)."""
FOLLOWUPS = (14,)
"""Days after it: what was done?"""
BEFORE_MEETING = 1


class Sort(StrEnum):
    """An event that an organisation holds, or a meeting to which people are invited."""

    EVENT = "event"
    MEETING = "meeting"


class State(StrEnum):
    """Where it stands. A draft is a meeting that nobody was invited to yet."""

    DRAFT = "draft"
    PLANNED = "planned"
    CANCELLED = "cancelled"


class Answer(StrEnum):
    """What someone invited says."""

    YES = "yes"
    MAYBE = "maybe"
    NO = "no"


COMING = (Answer.YES, Answer.MAYBE)

ANSWERS: Mapping[Answer, Text] = {
    Answer.YES: T("Yes, I come"),
    Answer.MAYBE: T("Maybe"),
    Answer.NO: T("No, I do not come"),
}

KINDS: Mapping[str, Text] = {
    "festival": T("Festival, fair or show"),
    "sport": T("Sports event"),
    "training": T("Training"),
    "meeting": T("Meeting or debate"),
    "exhibition": T("Exhibition or film"),
    "other": T("Other"),
}
KIT_PUBLIC: Mapping[str, str] = {
    "festival": "citizens",
    "sport": "citizens",
    "training": "professionals",
    "meeting": "citizens",
    "exhibition": "citizens",
    "other": "citizens",
}
"""The public whose kits fit a kind of event (bot.kits.model.PUBLICS)."""


class Reach(StrEnum):
    """Who reads of an organisation's event in their agenda."""

    OURS = "ours"
    KINDS = "kinds"
    ALL = "all"


@dataclass(frozen=True)
class Gathering:
    """A dated thing of one's own. ``place`` is in bot.places' notation, ``address`` and ``link`` are words.

    ``planned_on``: the day on which its date was last set; reminders from before it are not made up for.
    ``at``: its hour where it takes place, in ``zone``.
    """

    id: str
    sort: Sort
    title: str
    day: date
    last_day: date
    planned_on: date
    kind: str = "other"
    at: time | None = None
    zone: str = "Europe/Paris"
    organisation_id: str | None = None
    author_id: str | None = None
    place: str | None = None
    address: str | None = None
    link: str | None = None
    reach: Reach = Reach.OURS
    audience: Audience = field(default_factory=Audience)
    invited: tuple[str, ...] = ()
    """Organisations invited by name."""
    state: State = State.PLANNED
    notes: str | None = None
    """What was said, or where it can be read."""
    created_at: datetime | None = None
    revision: int = 0

    @property
    def starts_at(self) -> datetime | None:
        """The instant it begins; None without an hour."""
        return datetime.combine(self.day, self.at, ZoneInfo(self.zone)) if self.at is not None else None

    @property
    def agenda_id(self) -> str:
        """What its occurrence is called."""
        return f"{OWN}{self.id}"

    def over(self, today: date) -> bool:
        """Whether its last day is past."""
        return self.last_day < today

    def invites(self, organisation: Organisation) -> bool:
        """Whether people of an organisation are invited: named, or of a group and area that is."""
        anyone = Audience()
        if not anyone.takes(organisation):
            return False
        if organisation.id in self.invited:
            return True
        named_alone = bool(self.invited) and self.audience == anyone
        return not named_alone and self.audience.takes(organisation)


@dataclass(frozen=True)
class Reply:
    """What one member said of a gathering: whether they come, follow it, want silence on it, or its notes."""

    answer: Answer | None = None
    answered_on: date | None = None
    follows: bool = False
    muted: bool = False
    notes: bool | None = None
    """None: as the answer suggests, who comes wants the notes."""

    @property
    def wants_notes(self) -> bool:
        """Whether the notes are sent to them."""
        return self.notes if self.notes is not None else self.answer in COMING


@dataclass(frozen=True)
class Tally:
    """Who answered what, as counts: nobody is named."""

    invited: int
    counts: Mapping[Answer, int]
    organisations: int

    @property
    def silent(self) -> int:
        """Invited who did not answer."""
        return max(0, self.invited - sum(self.counts.values()))


@dataclass(frozen=True)
class Card:
    """A gathering as one person sees it."""

    gathering: Gathering
    owner: Organisation | None
    reply: Reply
    mine: bool
    """They hold it: of the organisation, or a coordinator for a meeting."""
    invited: bool
    tally: Tally | None
    """For who holds a meeting."""


def occurrence_of(gathering: Gathering, where: str = "") -> Occurrence:
    """A gathering as the agenda and its reminders see it: only the reminders still ahead are planned."""
    meeting = gathering.sort is Sort.MEETING
    event = Event(
        gathering.agenda_id,
        AgendaKind.MEETING if meeting else AgendaKind.OWN,
        {"fr": gathering.title},
        themes=(gathering.kind,),
        lead_days=leads_ahead(gathering),
        followup_days=() if meeting else FOLLOWUPS,
    )
    return Occurrence(
        event,
        gathering.day,
        gathering.last_day,
        starts_at=gathering.starts_at,
        where=where or gathering.address or "",
        link=gathering.link or "",
        version=gathering.revision,
    )


def takes_place_in(gathering: Gathering, department: str) -> bool:
    """Whether it concerns a department by its place: in it, over all its region or France, or nowhere."""
    place = place_of(gathering.place) if gathering.place else None
    around = place_of(f"department:{department}")
    if place is None or place.kind == "online" or place.code == NATIONAL_CODE:
        return True
    if place.kind == "region":
        return around is not None and place.region == around.region
    return place.department == department


def leads_ahead(gathering: Gathering) -> tuple[int, ...]:
    """The reminders before it that are still ahead of the day on which its date was set."""
    if gathering.sort is Sort.MEETING:
        told = last_workday(gathering.day - timedelta(days=BEFORE_MEETING))
        return (BEFORE_MEETING,) if told > gathering.planned_on else ()
    return tuple(lead for lead in LEADS if gathering.day - timedelta(days=lead) > gathering.planned_on)


def reminded(gathering: Gathering, reply: Reply | None, mine: bool) -> bool:
    """Whether someone is reminded of it: who said yes or maybe to a meeting; of an event its organisation's
    people (``mine``) and whoever follows it. ``muted`` ends it."""
    reply = reply or Reply()
    if gathering.state is not State.PLANNED or reply.muted:
        return False
    if gathering.sort is Sort.EVENT:
        return mine or reply.follows
    told = last_workday(gathering.day - timedelta(days=BEFORE_MEETING))
    fresh = reply.answered_on is not None and reply.answered_on >= told
    return reply.answer in COMING and not fresh


def readable(gathering: Gathering, organisations: Iterable[Organisation], owner: Organisation | None) -> bool:
    """Whether people of ``organisations`` may read of it. Events of an organisation that no coordinator has
    checked yet (``owner``) are read by its own people alone."""
    theirs = tuple(organisations)
    if any(one.id == gathering.organisation_id for one in theirs):
        return True
    if gathering.state is State.DRAFT:
        return False
    if gathering.sort is Sort.MEETING:
        return any(gathering.invites(one) for one in theirs)
    if owner is None or not owner.checked or gathering.reach is Reach.OURS:
        return False
    if gathering.reach is Reach.ALL:
        return bool(theirs)
    return any(gathering.audience.takes(one) for one in theirs)


def invited_members(gathering: Gathering, people: Iterable[tuple[Member, Organisation]]) -> dict[str, Member]:
    """The members invited, each once, by id."""
    return {member.id: member for member, organisation in people if gathering.invites(organisation)}


class GatheringGone(Problem):
    """The event or meeting does not exist, or not for this person."""

    code = "gathering_gone"

    def __init__(self) -> None:
        super().__init__(T("This date is not there any more. /agenda shows what is to come."))


class GatheringMoved(Problem):
    """Somebody changed it since its screen was shown."""

    code = "gathering_moved"

    def __init__(self) -> None:
        super().__init__(T("This date changed meanwhile. Here is where it stands."))


class GatheringOver(Problem):
    """What was asked only makes sense before the end, or after it was called."""

    code = "gathering_over"

    def __init__(self, why: Text) -> None:
        super().__init__(why)
