"""What an error of the Bot API means for what was being sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    RetryAfter,
    TelegramError,
    TimedOut,
)


class Verdict(StrEnum):
    """Wait and retry, retry soon, never for this person, never this message, or nobody knows."""

    WAIT = "wait"
    RETRY = "retry"
    STOPPED = "stopped"
    REFUSED = "refused"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Judgement:
    """A verdict, and how long the server asks to wait.

    ``sure``: it is certain that the call had no effect. A gateway that answers in the server's place may
    have lost its answer alone: worth another try for a reply, not for what must never be said twice.
    """

    verdict: Verdict
    wait: timedelta = timedelta()
    sure: bool = True


GONE = ("chat not found", "user is deactivated", "bot was kicked", "not enough rights")
NEVER_LEFT = ("could not connect", "connecterror")
"""Failures in which the call surely had no effect."""
HARDLY_DONE = ("bad gateway", "service unavailable", "(503)")
"""Failures of a gateway, which most of the time found nobody behind it."""
STALE = (
    "message is not modified",
    "message to edit not found",
    "message can't be edited",
    "message to delete not found",
    "message can't be deleted",
    "query is too old",
    "message_id_invalid",
    "message identifier is not specified",
)
"""Refusals about an older message or a late button: nothing is lost by going on."""


def judge(error: TelegramError) -> Judgement:
    """Decide from an error's class and text. To PTB a BadRequest is a NetworkError: it is looked at first."""
    match error:
        case RetryAfter():
            asked = error.retry_after
            wait = asked if isinstance(asked, timedelta) else timedelta(seconds=asked)
            return Judgement(Verdict.WAIT, wait)
        case Forbidden() | ChatMigrated():
            return Judgement(Verdict.STOPPED)
        case BadRequest():
            gone = any(sign in error.message.lower() for sign in GONE)
            return Judgement(Verdict.STOPPED if gone else Verdict.REFUSED)
        case TimedOut():
            return Judgement(Verdict.UNKNOWN)
        case InvalidToken():
            return Judgement(Verdict.RETRY)
    text = error.message.lower()
    if any(sign in text for sign in NEVER_LEFT):
        return Judgement(Verdict.RETRY)
    hardly = any(sign in text for sign in HARDLY_DONE)
    return Judgement(Verdict.RETRY, sure=False) if hardly else Judgement(Verdict.UNKNOWN)


def is_stale(error: TelegramError) -> bool:
    """Whether a refusal only says that an older message or button is gone."""
    return isinstance(error, BadRequest) and any(sign in error.message.lower() for sign in STALE)
