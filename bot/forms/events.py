"""What happened during a verb, in order; the host acts on it."""

from __future__ import annotations

from dataclasses import dataclass

from bot.i18n import Text


@dataclass(frozen=True)
class AnswerRecorded:
    """An answer is kept; wire forms before and after."""

    ref: str
    before: str
    after: str


@dataclass(frozen=True)
class AnswerRefused:
    """An answer is not kept. ``reason``: required, constraint, type, choice, range or length."""

    ref: str
    reason: str
    message: Text | str


@dataclass(frozen=True)
class Skipped:
    ref: str


@dataclass(frozen=True)
class BranchParked:
    """Answers that are no longer asked; they are kept and come back with their branch."""

    refs: tuple[str, ...]


@dataclass(frozen=True)
class BranchRestored:
    """Parked answers that count again."""

    refs: tuple[str, ...]


@dataclass(frozen=True)
class AnswersCleared:
    """Answers whose choice is no longer offered after another changed; their questions are asked again."""

    refs: tuple[str, ...]


@dataclass(frozen=True)
class RepeatAdded:
    ref: str


@dataclass(frozen=True)
class RepeatRemoved:
    ref: str


@dataclass(frozen=True)
class RepeatClosed:
    """The person said that there is no other."""

    ref: str


@dataclass(frozen=True)
class LanguageChanged:
    before: str
    after: str


@dataclass(frozen=True)
class Proposed:
    refs: tuple[str, ...]


@dataclass(frozen=True)
class ProposalRefused:
    """Prefilled values that the form does not accept; they were left out."""

    refs: tuple[str, ...]


@dataclass(frozen=True)
class ProposalConfirmed:
    refs: tuple[str, ...]


@dataclass(frozen=True)
class ProposalDiscarded:
    refs: tuple[str, ...]


@dataclass(frozen=True)
class FormFinished:
    """The form is complete (or the one question that was asked is answered)."""

    form: str
    only: str | None = None


Event = (
    AnswerRecorded | AnswerRefused | Skipped | BranchParked | BranchRestored | AnswersCleared
    | RepeatAdded | RepeatRemoved | RepeatClosed | LanguageChanged | Proposed | ProposalRefused
    | ProposalConfirmed | ProposalDiscarded | FormFinished
)  # fmt: skip
