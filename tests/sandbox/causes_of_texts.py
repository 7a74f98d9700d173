"""Ways to meet the limits of texts, of their formatting, and of keyboards."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from bot.sandbox.limits import value
from tests.sandbox.stage import Stage, causes_in, inline, photo

Body = dict[str, Any]
Cause = Callable[[Stage], Awaitable[Body]]

BAD_TEXTS: dict[str, dict[str, Any]] = {
    "text_empty": {"text": ""},
    "text_blank": {"text": " \n\t "},
    "parse_mode_unknown": {"text": "Bonjour", "parse_mode": "RTF"},
    "parse_mode_and_entities": {
        "text": "Bonjour", "parse_mode": "HTML", "entities": [{"type": "bold", "offset": 0, "length": 1}],
    },
    "link_dropped": {"text": '<a href="tel:119">119</a>', "parse_mode": "HTML"},
    "html_unclosed_start": {"text": "Bonjour <b", "parse_mode": "HTML"},
    "html_unclosed_tag": {"text": "<a href", "parse_mode": "HTML"},
    "html_unsupported": {"text": "<h1>Bonjour</h1>", "parse_mode": "HTML"},
    "html_empty_attribute": {"text": "<a =x>lien</a>", "parse_mode": "HTML"},
    "html_name_token": {"text": "<a href=a/b>lien</a>", "parse_mode": "HTML"},
    "html_span": {"text": "<span>Bonjour</span>", "parse_mode": "HTML"},
    "html_unexpected_end": {"text": "Bonjour</b>", "parse_mode": "HTML"},
    "html_unclosed_end": {"text": "<b>Bonjour</b", "parse_mode": "HTML"},
    "html_unmatched_end": {"text": "<b><i>Bonjour</b></i>", "parse_mode": "HTML"},
    "html_no_end": {"text": "<b>Bonjour", "parse_mode": "HTML"},
    "custom_emoji": {"text": '<tg-emoji emoji-id="x">👍</tg-emoji>', "parse_mode": "HTML"},
    "markdown_no_end": {"text": "secours_catholique", "parse_mode": "Markdown"},
    "markdown2_reserved": {"text": "12 juin 2026.", "parse_mode": "MarkdownV2"},
    "markdown2_no_end": {"text": "*Bonjour", "parse_mode": "MarkdownV2"},
    "markdown2_url": {"text": "[lien](https://example", "parse_mode": "MarkdownV2"},
    "markdown2_emoji_link": {"text": "![👍]", "parse_mode": "MarkdownV2"},
    "markdown2_emoji_url": {"text": "![👍](https://example\\.org)", "parse_mode": "MarkdownV2"},
}  # fmt: skip

BAD_ENTITIES: dict[str, dict[str, Any]] = {
    "entity_fields": {"type": "gold", "offset": 0, "length": 1},
    "entity_offset": {"type": "bold", "offset": -1, "length": 1},
    "entity_length": {"type": "bold", "offset": 0, "length": -1},
    "entity_begins_after": {"type": "bold", "offset": 10, "length": 1},
    "entity_ends_after": {"type": "bold", "offset": 0, "length": 11},
    "entity_begins_inside": {"type": "bold", "offset": 9, "length": 1},
    "entity_ends_inside": {"type": "bold", "offset": 0, "length": 9},
}
"""Over a text of 10 units, whose last two are one symbol."""

OK = {"text": "Oui", "callback_data": "y"}
BAD_MARKUPS: dict[str, Any] = {
    "markup_object": [1],
    "markup_kind": {"inline_keyboard": [[OK]], "keyboard": [["Oui"]]},
    "markup_empty": {"keyboard": []},
    "inline_rows": {"inline_keyboard": [OK]},
    "reply_rows": {"keyboard": ["Oui"]},
    "buttons_too_many": {"inline_keyboard": [[OK]] * 101},
    "row_too_long": {"inline_keyboard": [[OK] * 9]},
    "button_object": {"inline_keyboard": [["Oui"]]},
    "button_field": {"inline_keyboard": [[{"callback_data": "y"}]]},
    "button_text": {"inline_keyboard": [[OK | {"text": " "}]]},
    "button_no_action": {"inline_keyboard": [[{"text": "Oui"}]]},
    "button_two_actions": {"inline_keyboard": [[OK | {"url": "https://example.org"}]]},
    "button_action": {"inline_keyboard": [[{"text": "Payer", "pay": True}]]},
    "callback_data": {"inline_keyboard": [[OK | {"callback_data": "é" * 33}]]},
    "copy_text": {"inline_keyboard": [[{"text": "Copier", "copy_text": {"text": "x" * 257}}]]},
    "button_url": {"inline_keyboard": [[{"text": "Site", "url": "http://pas d'adresse"}]]},
    "key_object": {"keyboard": [[3]]},
    "key_text": {"keyboard": [[" "]]},
    "key_action": {"keyboard": [[{"text": "Sondage", "request_poll": {}}]]},
    "placeholder": {"force_reply": True, "input_field_placeholder": "x" * 65},
}
FINE_MARKUPS: dict[str, Any] = {
    "buttons_too_many": {"inline_keyboard": [[OK] * 4] * 25},
    "row_too_long": {"inline_keyboard": [[OK] * 8]},
    "callback_data": {"inline_keyboard": [[OK | {"callback_data": "é" * 32}]]},
    "copy_text": {"inline_keyboard": [[{"text": "Copier", "copy_text": {"text": "x" * 256}}]]},
    "button_url": {"inline_keyboard": [[{"text": "Site", "url": "example.org"}]]},
    "placeholder": {"force_reply": True, "input_field_placeholder": "x" * 64},
}
"""The same at the figure itself."""


def _text(fields: dict[str, Any]) -> Cause:
    async def cause(stage: Stage) -> Body:
        return await stage.no("sendMessage", chat_id=stage.awa.id, **fields)

    return cause


def _markup(name: str) -> Cause:
    async def cause(stage: Stage) -> Body:
        if name in FINE_MARKUPS:
            await stage.sent(reply_markup=FINE_MARKUPS[name])
        markup = BAD_MARKUPS[name]
        return await stage.no("sendMessage", chat_id=stage.awa.id, text="Oui ?", reply_markup=markup)

    return cause


async def text_too_long(stage: Stage) -> Body:
    await stage.sent(text="é" * value("text_too_long"))
    await stage.sent(text="<b>" + "é" * value("text_too_long") + "</b>", parse_mode="HTML")
    await stage.no("sendMessage", chat_id=stage.awa.id, text="👍" * (value("text_too_long") // 2) + "!")
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="é" * (value("text_too_long") + 1))


async def edit_too_long(stage: Stage) -> Body:
    message = await stage.sent()
    edit = {"chat_id": stage.awa.id, "message_id": message}
    await stage.ok("editMessageText", text="é" * value("edit_too_long"), **edit)
    return await stage.no("editMessageText", text="é" * (value("edit_too_long") + 1), **edit)


async def _photo(stage: Stage, caption: str) -> Body:
    files = {"photo": ("affiche.jpg", photo(), "image/jpeg")}
    return await stage.call("sendPhoto", files, chat_id=str(stage.awa.id), caption=caption)


async def caption_too_long(stage: Stage) -> Body:
    assert (await _photo(stage, "é" * value("caption_too_long")))["ok"]
    return await _photo(stage, "é" * (value("caption_too_long") + 1))


async def edit_caption_too_long(stage: Stage) -> Body:
    message = (await _photo(stage, "Affiche"))["result"]["message_id"]
    edit = {"chat_id": stage.awa.id, "message_id": message}
    await stage.ok("editMessageCaption", caption="é" * value("edit_caption_too_long"), **edit)
    return await stage.no("editMessageCaption", caption="é" * (value("edit_caption_too_long") + 1), **edit)


async def source_too_long(stage: Stage) -> Body:
    tags = "<b>" + "<i></i>" * 4700 + "Bonjour</b>"
    return await stage.no("sendMessage", chat_id=stage.awa.id, text=tags, parse_mode="HTML")


async def entities_too_many(stage: Stage) -> Body:
    room = value("entities_too_many")
    await stage.sent(text="<b>a</b> " * room, parse_mode="HTML")
    return await stage.no(
        "sendMessage", chat_id=stage.awa.id, text="<b>a</b> " * (room + 1), parse_mode="HTML"
    )


async def markup_json(stage: Stage) -> Body:
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="Oui ?", reply_markup="{")


async def markup_not_inline(stage: Stage) -> Body:
    message = await stage.sent(reply_markup=inline("Oui"))
    edit = {"chat_id": stage.awa.id, "message_id": message}
    return await stage.no("editMessageReplyMarkup", reply_markup={"keyboard": [["Oui"]]}, **edit)


def _entity(entity: dict[str, Any]) -> Cause:
    return _text({"text": "Bonjour!👍", "entities": [entity]})


CAUSES: dict[str, Cause] = {
    **causes_in(globals()),
    **{name: _text(fields) for name, fields in BAD_TEXTS.items()},
    **{name: _entity(entity) for name, entity in BAD_ENTITIES.items()},
    **{name: _markup(name) for name in BAD_MARKUPS},
}
