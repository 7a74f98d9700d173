"""Answers of Bot API servers that leave fields out are completed, so that the library can read them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from telegram import Message, Update, User

from bot.telegram.leniency import completed


def answer(result: Any) -> Any:
    """What the library is given for a result."""
    return json.loads(completed(json.dumps({"ok": True, "result": result}).encode()))["result"]


def test_the_bot_itself_without_saying_that_it_is_one() -> None:
    me = User.de_json(answer({"id": 666, "first_name": "Relais", "username": "TestNameBot"}), None)
    assert me.is_bot


def test_a_message_dated_in_milliseconds_with_its_options_as_text() -> None:
    sent = answer(
        {
            "message_id": 3, "date": 1_781_949_600_000, "text": "Bonjour",
            "chat": {"id": 5, "type": "private"},
            "link_preview_options": '{"is_disabled": true}', "reply_markup": '{"inline_keyboard": []}',
        }
    )  # fmt: skip
    message = Message.de_json(sent, None)
    assert message.date.year == 2026
    assert message.link_preview_options is not None


def test_a_press_without_chat_instance_nor_date() -> None:
    awa = {"id": 5, "first_name": "Awa", "username": "awa"}
    press = {"id": "1", "from": awa, "data": "g:menu", "message": {"chat": {"id": 5, "type": "private"}}}
    update = Update.de_json(answer([{"update_id": 7, "callback_query": press}])[0], None)
    assert update.callback_query is not None
    assert not update.callback_query.from_user.is_bot


def test_nothing_to_say_means_yes() -> None:
    assert answer(None) is True


@pytest.mark.parametrize("content", [b"", b"not json", b"[1, 2]", b'{"ok": false, "description": "no"}'])
def test_anything_else_passes_as_it_is(content: bytes) -> None:
    assert completed(content) == content


def test_telegrams_own_answers_are_left_alone() -> None:
    whole = {
        "message_id": 1,
        "date": 1_781_949_600,
        "chat": {"id": 5, "type": "private", "first_name": "Awa"},
    }
    assert answer(whole) == whole
