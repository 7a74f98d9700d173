"""What the engine asks now, as values: a question, "another?", proposals to confirm, the review, the end."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from bot.forms.choices import Choice, Choices
from bot.i18n import Text


class Kind(StrEnum):
    """Kinds of questions, named as XLSForm names them."""

    TEXT = "text"
    INTEGER = "integer"
    DECIMAL = "decimal"
    RANGE = "range"
    SELECT_ONE = "select_one"
    SELECT_MULTIPLE = "select_multiple"
    RANK = "rank"
    NOTE = "note"
    ACKNOWLEDGE = "acknowledge"
    DATE = "date"
    TIME = "time"
    DATETIME = "dateTime"
    GEOPOINT = "geopoint"
    GEOTRACE = "geotrace"
    GEOSHAPE = "geoshape"
    IMAGE = "image"
    AUDIO = "audio"
    VIDEO = "video"
    FILE = "file"
    BARCODE = "barcode"


@dataclass(frozen=True)
class Bounds:
    """The numbers a range accepts, as wire texts; ``step`` may count down when start is above end."""

    start: str
    end: str
    step: str


@dataclass(frozen=True)
class Note:
    """Something to read; consecutive notes come with the question that follows them."""

    ref: str
    label: str
    hint: str = ""
    media: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Progress:
    """How far the person is: questions settled, of those asked as the form stands now; the place of the live
    one among these, from 1 (0 where none is)."""

    done: int
    total: int
    at: int = 0


@dataclass(frozen=True)
class Question:
    """One question, everything the chat needs to ask it. Texts are in the session's language, outputs
    filled."""

    ref: str
    name: str
    kind: Kind
    label: str
    hint: str
    guidance: str
    appearance: frozenset[str]
    required: bool
    required_message: str
    readonly: bool
    value: str
    """The wire form of the present answer, empty for none."""
    shown: str
    """The present answer as a person reads it: labels of choices, else the wire form."""
    choices: Choices | Sequence[Choice]
    parameters: Mapping[str, str]
    bounds: Bounds | None
    media: Mapping[str, str]
    notes: tuple[Note, ...]
    section: tuple[str, ...]
    """Labels of the groups and repeats around it, outermost first."""
    error: Text | str | None
    progress: Progress
    can_skip: bool
    can_go_back: bool


@dataclass(frozen=True)
class AnotherRepeat:
    """Whether to add one more instance of a repeat, of which there are ``count``."""

    ref: str
    label: str
    count: int
    notes: tuple[Note, ...]
    progress: Progress
    error: Text | str | None = None


@dataclass(frozen=True)
class Entry:
    """One line of a proposal or of the review. ``state``: answered, skipped, missing, wrong or proposed."""

    ref: str
    name: str
    kind: Kind
    label: str
    wire: str
    shown: str
    state: str
    section: tuple[str, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """Answers the host prefilled, to be confirmed or corrected one by one."""

    entries: tuple[Entry, ...]
    progress: Progress
    error: Text | str | None = None


@dataclass(frozen=True)
class Review:
    """All answers before sending. ``gaps`` are the refs that keep the form from being finished."""

    entries: tuple[Entry, ...]
    gaps: tuple[str, ...]
    notes: tuple[Note, ...]
    progress: Progress
    repeats: tuple[RepeatEntry, ...] = ()
    addable: tuple[RepeatEntry, ...] = ()
    """Repeats that the person may add an instance to: their refs without the last rank."""
    error: Text | str | None = None


@dataclass(frozen=True)
class RepeatEntry:
    """One instance of a repeat, which the person may remove from the review (unless a count makes it)."""

    ref: str
    label: str
    removable: bool


@dataclass(frozen=True)
class Finished:
    """The form is sent; nothing more is asked."""

    error: Text | str | None = None


Prompt = Question | AnotherRepeat | Proposal | Review | Finished
