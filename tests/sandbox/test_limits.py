"""Every limit of the registry is met, at its figure and one beyond, and answers in Telegram's words."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from bot.sandbox.limits import LIMITS, value
from tests.sandbox import causes_of_files, causes_of_messages, causes_of_requests, causes_of_texts
from tests.sandbox.stage import Stage

Cause = Callable[[Stage], Awaitable[dict[str, Any]]]
CAUSES: dict[str, Cause] = {
    **causes_of_requests.CAUSES,
    **causes_of_texts.CAUSES,
    **causes_of_messages.CAUSES,
    **causes_of_files.CAUSES,
}


def test_every_limit_has_a_cause_and_every_cause_a_limit() -> None:
    assert CAUSES.keys() == LIMITS.keys()


@pytest.mark.parametrize("name", LIMITS)
async def test_the_sandbox_refuses(name: str, stage: Stage) -> None:
    body = await CAUSES[name](stage)

    limit = LIMITS[name]
    assert body["error_code"] == limit.code
    assert re.fullmatch(pattern_of(limit.text), body["description"], re.DOTALL), body
    record = [record for record in stage.sandbox.journal.records if record.limit][-1]
    assert record.limit == name
    assert (record in stage.sandbox.journal.violations) == limit.blamed
    if limit.code == 429:
        assert body["parameters"]["retry_after"] >= 1


def pattern_of(text: str) -> str:
    """A limit's words with anything in their holes."""
    return re.sub(r"\\\{\w+\\\}", ".*", re.escape(text))


def test_figures_are_those_of_telegram() -> None:
    figures = {
        "text_too_long": 4096, "caption_too_long": 1024, "callback_data": 64, "buttons_too_many": 100,
        "row_too_long": 8, "answer_too_long": 200, "delete_too_late": 48 * 3600, "query_too_old": 15 * 60,
        "upload_too_big": 50_000_000, "download_too_big": 20_000_000, "photo_too_big": 10_000_000,
        "album_too_few": 2, "album_too_many": 10, "results_too_many": 50, "start_parameter": 64,
        "flood_chat": 1, "flood_all": 30, "flood_group": 20, "flood_paid": 1000,
        "command_name": 32, "commands_too_many": 100,
    }  # fmt: skip
    assert {name: value(name) for name in figures} == figures
