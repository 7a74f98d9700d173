"""Forms of the coordinators' own, as values: the survey, whom it is for, what comes back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from bot.clock import paris_day
from bot.errors import Problem
from bot.i18n import T
from bot.people.audience import Audience


class SurveyState(StrEnum):
    """Where a survey stands."""

    READY = "ready"  # its form is accepted; nobody sees it yet
    OPEN = "open"
    CLOSED = "closed"


@dataclass(frozen=True)
class Survey:
    """A form of the coordinators' own, and where it stands."""

    id: str
    form_id: str
    """The identifier its author gave the form: a second file with the same one is its next version."""
    title: str
    version: str
    """Content hash of the form that people begin now."""
    state: SurveyState = SurveyState.READY
    next_version: str | None = None
    """An accepted form that waits to replace it."""
    audience: Audience | None = None
    """None: not chosen yet."""
    until: date | None = None
    """The last day on which answers are taken, in Paris."""
    created_at: datetime | None = None
    created_by: str | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    revision: int = 0

    def takes_answers(self, now: datetime) -> bool:
        """Whether people may begin and send it."""
        return self.state is SurveyState.OPEN and (self.until is None or paris_day(now) <= self.until)


@dataclass(frozen=True)
class Version:
    """One version of a survey's form. ``number`` counts from 1 in the order they were accepted."""

    survey_id: str
    version: str
    number: int
    file: str
    accepted_at: datetime


@dataclass(frozen=True)
class Submission:
    """Answers sent, under no person's name: the organisation, the version, the ODK instance."""

    instance_id: str
    """``uuid:...``, from the instance itself."""
    survey_id: str
    version: str
    organisation_id: str | None
    finished_at: datetime
    xml: str


@dataclass(frozen=True)
class Counts:
    """What came back so far."""

    sent: int = 0
    drafts: int = 0


class Passing(StrEnum):
    """Where a submission stands on its way to another server."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    TAKEN = "taken"
    REFUSED = "refused"


@dataclass(frozen=True)
class Passed:
    """How many submissions of a survey stand where, and what the server last said of those refused."""

    counts: Mapping[Passing, int] = field(default_factory=dict)
    refusal: str = ""
    """A status and a reason, in the server's words."""


@dataclass(frozen=True)
class Overview:
    """A survey as its screen shows it."""

    survey: Survey
    counts: Counts
    versions: tuple[Version, ...]
    languages: tuple[str, ...]
    """Of the form that would be previewed: the next version's if there is one."""
    missing: tuple[str, ...]
    """Lists that the form asks for and that did not come."""
    people: int
    organisations: int
    passed: Passed | None
    """None when answers are passed on to no server."""


class SurveyGone(Problem):
    """The survey does not exist, or not for this person."""

    code = "survey_gone"

    def __init__(self) -> None:
        super().__init__(T("This form is not there any more. /menu shows what you can do."))


class SurveyMoved(Problem):
    """Somebody changed the survey since its screen was shown."""

    code = "survey_moved"

    def __init__(self) -> None:
        super().__init__(T("This form changed meanwhile. Here is where it stands."))


class SurveyClosed(Problem):
    """Answers came after the end."""

    code = "survey_closed"

    def __init__(self) -> None:
        super().__init__(
            T(
                "This form no longer takes answers. Yours are kept as a draft: "
                "they can be sent if a coordinator opens it again."
            )
        )
