"""What each error of the Bot API means for what was being sent."""

from __future__ import annotations

from datetime import timedelta

import pytest
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TelegramError,
    TimedOut,
)

from bot.telegram import application  # noqa: F401 - sets the library's switch for waits as timedeltas
from bot.telegram.outcomes import Verdict, is_stale, judge


@pytest.mark.parametrize(
    ("error", "verdict"),
    [
        (RetryAfter(timedelta(seconds=7)), Verdict.WAIT),
        (Forbidden("Forbidden: bot was blocked by the user"), Verdict.STOPPED),
        (Forbidden("Forbidden: user is deactivated"), Verdict.STOPPED),
        (BadRequest("Chat not found"), Verdict.STOPPED),
        (ChatMigrated(-100), Verdict.STOPPED),
        (BadRequest("Can't parse entities: unsupported start tag"), Verdict.REFUSED),
        (BadRequest("Message text is empty"), Verdict.REFUSED),
        (TimedOut(), Verdict.UNKNOWN),
        (NetworkError("the connection was cut (ServerDisconnectedError)"), Verdict.UNKNOWN),
        (NetworkError("httpx.RemoteProtocolError: the connection was closed"), Verdict.UNKNOWN),
        (NetworkError("Internal Server Error (500)"), Verdict.UNKNOWN),
        (NetworkError("Gateway Timeout (504)"), Verdict.UNKNOWN),
        (NetworkError("could not connect"), Verdict.RETRY),
        (NetworkError("Bad Gateway"), Verdict.RETRY),
        (InvalidToken(), Verdict.RETRY),
    ],
    ids=lambda value: str(value)[:50],
)
def test_verdicts(error: TelegramError, verdict: Verdict) -> None:
    assert judge(error).verdict is verdict


def test_the_wait_asked_is_the_wait_obeyed() -> None:
    assert judge(RetryAfter(timedelta(seconds=7))).wait == timedelta(seconds=7)


@pytest.mark.parametrize(
    ("text", "stale"),
    [
        ("Message is not modified: specified new message content", True),
        ("Query is too old and response timeout expired", True),
        ("Message to delete not found", True),
        ("Message can't be edited", True),
        ("Message text is empty", False),
        ("Chat not found", False),
    ],
)
def test_only_refusals_about_older_things_are_stale(text: str, stale: bool) -> None:
    assert is_stale(BadRequest(text)) is stale
    assert not is_stale(Forbidden(text))
