"""Each kind of update, read into what the conversation knows."""

from __future__ import annotations

from typing import Any

import pytest
from telegram import Update

from bot.conversation.incoming import (
    Attachment,
    Command,
    Content,
    Location,
    Moved,
    Search,
    Standing,
    Tap,
    Unreadable,
    Words,
)
from bot.telegram.incoming import read

AWA = {"id": 5_000_000_001, "is_bot": False, "first_name": "Awa", "language_code": "fr"}
CHAT = {"id": AWA["id"], "type": "private", "first_name": "Awa"}
SQUARE = {"width": 1, "height": 1}
FILE = {"file_id": "f", "file_unique_id": "u", "file_size": 9}


def message(**content: Any) -> dict[str, Any]:
    return {"message_id": 7, "date": 1_781_000_000, "chat": CHAT, "from": AWA} | content


def incoming(**update: Any):
    return read(Update.de_json({"update_id": 1} | update, None), "relais87_bot")


@pytest.mark.parametrize(
    ("content", "means"),
    [
        ({"text": "rhsf"}, Words("rhsf")),
        ({"text": "/tableau 1.4"}, Command("tableau", "1.4")),
        ({"text": "/TABLEAU"}, Command("tableau")),
        ({"text": "/tableau@relais87_bot 1.4"}, Command("tableau", "1.4")),
        ({"text": "/declarer\natelier"}, Command("declarer", "atelier")),
        ({"text": "/"}, Command("")),
        ({"text": "1 / 2"}, Words("1 / 2")),
        (
            {"photo": [FILE | {"width": 1, "height": 1}, FILE | {"file_id": "g", "width": 9, "height": 9}]},
            Attachment("photo", "g", 9, "photo.jpg", "image/jpeg"),
        ),
        (
            {
                "document": FILE | {"file_name": "a.pdf", "mime_type": "application/pdf"},
                "caption": "bilan",
            },
            Attachment("document", "f", 9, "a.pdf", "application/pdf", "bilan"),
        ),
        (
            {"document": {"file_id": "f", "file_unique_id": "u"}, "media_group_id": "12"},
            Attachment("document", "f", 0, "document", "application/octet-stream", "", "12"),
        ),
        (
            {"voice": FILE | {"duration": 3, "mime_type": "audio/ogg"}},
            Attachment("voice", "f", 9, "voice.ogg", "audio/ogg"),
        ),
        ({"location": {"latitude": 48.9, "longitude": 2.3}}, Location(48.9, 2.3)),
        ({"contact": {"phone_number": "+33611223344", "first_name": "Fatou"}}, Unreadable("contact")),
        ({"dice": {"emoji": "🎲", "value": 3}}, Unreadable("dice")),
        (
            {
                "sticker": FILE
                | {"type": "regular", "width": 1, "height": 1, "is_animated": False, "is_video": False}
            },
            Unreadable("sticker"),
        ),
    ],
    ids=lambda value: str(value)[:40],
)
def test_messages(content: dict[str, Any], means: Content) -> None:
    found = incoming(message=message(**content))
    assert found is not None
    assert found.content == means
    assert (found.chat_id, found.sender_id, found.message_id, found.private) == (
        AWA["id"],
        AWA["id"],
        7,
        True,
    )


@pytest.mark.parametrize(
    "content",
    [
        {"text": "/tableau@another_bot"},
        {"pinned_message": message(text="x")},
        {"new_chat_title": "x"},
    ],
)
def test_what_says_nothing_to_us(content: dict[str, Any]) -> None:
    assert incoming(message=message(**content)) is None


def test_other_bots_and_channels_are_not_answered() -> None:
    assert incoming(message=message(text="x") | {"from": AWA | {"is_bot": True}}) is None
    channel = {"id": -100, "type": "channel", "title": "x"}
    assert incoming(channel_post={"message_id": 1, "date": 1, "chat": channel, "text": "x"}) is None


@pytest.mark.parametrize(
    ("content", "words"), [({"text": "non"}, "non"), ({"caption": "non"}, "non"), ({}, "")]
)
def test_edited_messages(content: dict[str, Any], words: str) -> None:
    found = incoming(edited_message=message(edit_date=1_781_000_001, **content))
    assert found is not None
    assert found.content == Words(words, edited=True)


def test_a_tap_tells_what_its_message_still_shows() -> None:
    buttons = {
        "inline_keyboard": [[{"text": "a", "callback_data": "g:a"}], [{"text": "b", "callback_data": "g:b"}]]
    }
    query = {"id": "q", "from": AWA, "chat_instance": "1", "data": "g:a"}
    found = incoming(callback_query=query | {"message": message(text="x", reply_markup=buttons)})
    assert found is not None
    assert found.content == Tap("g:a", "q", 7, ("g:a", "g:b"))


def test_a_tap_under_a_message_too_old_to_be_told() -> None:
    query = {"id": "q", "from": AWA, "chat_instance": "1", "data": "g:a"}
    found = incoming(callback_query=query | {"message": {"message_id": 7, "date": 0, "chat": CHAT}})
    assert found is not None
    assert found.content == Tap("g:a", "q", 7)


@pytest.mark.parametrize(("status", "blocked"), [("kicked", True), ("member", False)])
def test_blocking_and_coming_back(status: str, blocked: bool) -> None:
    bot = {"id": 1, "is_bot": True, "first_name": "Relais"}
    member = {"user": bot, "status": status} | ({"until_date": 0} if status == "kicked" else {})
    old = {"user": bot, "status": "member"}
    found = incoming(
        my_chat_member={
            "chat": CHAT,
            "from": AWA,
            "date": 1,
            "old_chat_member": old,
            "new_chat_member": member,
        }
    )
    assert found is not None
    assert found.content == Standing(blocked)


def test_a_group_that_gets_another_number_and_what_its_nameless_administrators_do() -> None:
    group = {"id": -5, "type": "group", "title": "Bénévoles"}
    nameless = {"id": 1087968824, "is_bot": True, "first_name": "Group"}
    moved = incoming(message=message(chat=group, migrate_to_chat_id=-1005, **{"from": nameless}))
    assert moved is not None
    assert (moved.content, moved.chat_id, moved.private) == (Moved(-1005), -5, False)
    assert incoming(message=message(chat=group, text="/suivre", **{"from": nameless})) is None


def test_a_search_typed_in_any_chat_is_read_and_a_result_sent_here_is_no_word_of_theirs() -> None:
    found = incoming(inline_query={"id": "9", "from": AWA, "query": "cacao", "offset": ""})
    assert found is not None
    assert (found.content, found.chat_id, found.text) == (Search("9", "cacao"), AWA["id"], "")
    ours = {"id": 1, "is_bot": True, "first_name": "R", "username": "Relais87_bot"}
    assert incoming(message=message(text="K03", via_bot=ours)) is None
    assert incoming(message=message(text="K03", via_bot=ours | {"username": "wiki"})) is not None
