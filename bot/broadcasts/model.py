"""A broadcast, as values: what it says, to whom, when, and where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from bot.broadcasts.content import Version
from bot.delivery.model import Outcome
from bot.errors import Problem
from bot.i18n import T
from bot.people.audience import Audience
from bot.people.model import Member

KIND = "broadcast"
"""Kind of its notices in the ledger."""
LATE = timedelta(hours=6)
"""Missed by less (the machine was stopped), it is sent; by more, coordinators are asked; past the agenda's
late tolerance (36 hours), it is dropped."""
ALIKE = timedelta(days=30)
"""How long the same words are not sent again."""
ERRORS = 10
"""Refusals or failures in a row after which it pauses by itself."""


class State(StrEnum):
    """Where a broadcast stands."""

    DRAFT = "draft"
    WAITING = "waiting"  # for a second coordinator
    SENDING = "sending"  # approved: begins at its hour, or goes on
    PAUSED = "paused"
    DONE = "done"
    CANCELLED = "cancelled"
    DROPPED = "dropped"  # its moment was missed by too much


class Why(StrEnum):
    """What paused it."""

    ASKED = "asked"
    ERRORS = "errors"
    OVERDUE = "overdue"


class Only(StrEnum):
    """A part of those meant."""

    ALL = "all"
    SILENT = "silent"  # whose organisation has not reported in this period
    COORDINATORS = "coordinators"
    DAYS = "days"  # who asked for reminders of official days
    LETTERS = "letters"  # who asked for newsletters
    KIT = "kit"  # who waits for a kit, or asked for it


@dataclass(frozen=True)
class Target:
    """Whom it is for: an audience, and a part of it. ``kit``: which, for ``Only.KIT``."""

    audience: Audience = field(default_factory=Audience)
    only: Only = Only.ALL
    kit: str = ""

    def to_json(self) -> dict[str, Any]:
        """As kept."""
        return {**self.audience.to_json(), "only": self.only.value, "kit": self.kit}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Target:
        """The target that ``to_json`` wrote."""
        return Target(Audience.from_json(data), Only(data["only"]), data["kit"])


@dataclass(frozen=True)
class Broadcast:
    """One message to many."""

    id: str
    number: int
    state: State = State.DRAFT
    versions: Mapping[str, Version] = field(default_factory=dict)
    fallback: str = ""
    """Language that people get when theirs has no version: the first one written."""
    target: Target | None = None
    about: str | None = None
    """Id of the agenda's event that it speaks of."""
    start: datetime | None = None
    """None: as soon as hours allow."""
    created_at: datetime | None = None
    created_by: str | None = None
    approved_at: datetime | None = None
    approved_by: str | None = None
    ended_at: datetime | None = None
    why: Why | None = None
    beat_at: datetime | None = None
    """When a pass last looked after it."""
    digest: str = ""
    told: tuple[tuple[int, int], ...] = ()
    """Messages that show how it goes: chat and message."""
    revision: int = 0

    @property
    def title(self) -> str:
        """Its first words."""
        version = self.versions.get(self.fallback)
        words = " ".join(version.plain.split()) if version else ""
        return words[:60] + ("…" if len(words) > 60 else "")

    @property
    def personal(self) -> bool:
        """Whether it holds the link of each reader's organisation."""
        return any(version.personal for version in self.versions.values())

    @property
    def label(self) -> str:
        """Its number, as people quote it."""
        return str(self.number)

    @property
    def editable(self) -> bool:
        """Whether what it says, to whom and when can still change."""
        return self.state is State.DRAFT

    def version_for(self, language: str) -> Version:
        """What someone of a language gets."""
        return self.versions.get(language) or self.versions[self.fallback]


@dataclass(frozen=True)
class Recipient:
    """Someone meant, with the zone of where they act (IANA name)."""

    member: Member
    zone: str
    organisation_id: str = ""
    """The first checked one for which they are meant, whose link they forward; empty: none."""


@dataclass(frozen=True)
class Reach:
    """Whom a target reaches today."""

    recipients: tuple[Recipient, ...] = ()
    silent: int = 0
    """Meant too, but they asked for silence or cannot be written to: nothing goes to them."""

    @property
    def languages(self) -> Mapping[str, int]:
        """How many speak each language, the most spoken first."""
        counts: dict[str, int] = {}
        for one in self.recipients:
            counts[one.member.language] = counts.get(one.member.language, 0) + 1
        return dict(sorted(counts.items(), key=lambda item: (-item[1], item[0])))


@dataclass(frozen=True)
class Tally:
    """How many messages stand where."""

    counts: Mapping[Outcome, int] = field(default_factory=dict)

    def __getitem__(self, outcome: Outcome) -> int:
        return self.counts.get(outcome, 0)

    @property
    def total(self) -> int:
        """All of them."""
        return sum(self.counts.values())

    @property
    def remaining(self) -> int:
        """Those that have not left yet."""
        return self[Outcome.QUEUED]


@dataclass(frozen=True)
class Overview:
    """All that a coordinator decides on."""

    broadcast: Broadcast
    reach: Reach
    tally: Tally
    mine: bool
    """Whether the one who looks wrote it."""
    needs_second: bool
    """Whether another coordinator must approve it."""


class BroadcastMoved(Problem):
    """Somebody, or another button, was faster."""

    code = "broadcast_moved"

    def __init__(self) -> None:
        super().__init__(T("This message changed in between. Here is where it stands."))


class BroadcastUnready(Problem):
    """It cannot be sent as it is."""

    code = "broadcast_unready"


def lateness(
    broadcast: Broadcast, waits: datetime | None, now: datetime, tolerance: timedelta
) -> Why | State | None:
    """What becomes of one whose moment was missed: nothing, a question (OVERDUE), or it is DROPPED.

    ``waits``: when the next of its messages may leave.
    """
    since = max((at for at in (broadcast.start, broadcast.beat_at, waits) if at), default=now)
    late = now - since
    if late <= LATE:
        return None
    return Why.OVERDUE if late <= tolerance else State.DROPPED


def parts_missing(broadcast: Broadcast) -> Sequence[str]:
    """What must still be said before it can be sent: ``text``, ``target``."""
    missing = [] if broadcast.versions else ["text"]
    return [*missing, *(["target"] if broadcast.target is None else [])]
