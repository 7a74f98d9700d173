"""Answers to presses on buttons and to inline queries."""

from __future__ import annotations

from typing import Any

from bot.sandbox import formatting, keyboards
from bot.sandbox.call import Call
from bot.sandbox.core import Core
from bot.sandbox.entities import utf16
from bot.sandbox.limits import Refused, value
from bot.sandbox.method import method
from bot.sandbox.methods.media import content_of
from bot.sandbox.model import Json

START_CHARACTERS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
CACHED = {"photo": "photo_file_id", "document": "document_file_id"}
CONTENT_FIELDS = {"message_text", "parse_mode", "entities", "link_preview_options"}
RESULT_FIELDS = {
    "type", "id", "title", "description", "input_message_content", "reply_markup", "caption", "parse_mode",
    "caption_entities", "show_caption_above_media", "thumbnail_url", "thumbnail_width", "thumbnail_height",
    "url", *CACHED.values(),
}  # fmt: skip


@method("answerCallbackQuery", "callback_query_id!:str text:str show_alert:bool url:str cache_time:int")
async def answer_callback_query(core: Core, call: Call) -> Any:
    text = call["text"] or ""
    press = core.world.presses.get(call["callback_query_id"])
    if press is None:
        raise Refused("query_unknown")
    if press.answered:
        raise Refused("query_answered")
    if (core.clock.now() - press.at).total_seconds() > value("query_too_old"):
        raise Refused("query_too_old")
    if utf16(text) > value("answer_too_long"):
        raise Refused("answer_too_long")
    if call["url"] and not call["url"].startswith(f"https://t.me/{core.world.bot.username}?start="):
        raise Refused("answer_url")
    press.answered = True
    core.world.show_toast(press, text, bool(call["show_alert"]))
    return True


@method(
    "answerInlineQuery",
    "inline_query_id!:str results!:json cache_time:int is_personal:bool next_offset:str button:json",
)
async def answer_inline_query(core: Core, call: Call) -> Any:
    question = core.world.questions.get(call["inline_query_id"])
    if question is None:
        raise Refused("query_unknown")
    if question.results is not None:
        raise Refused("query_answered")
    if (core.clock.now() - question.at).total_seconds() > value("query_too_old"):
        raise Refused("query_too_old")
    results = call["results"]
    if not isinstance(results, list):
        raise Refused("parameter_type", name="results", kind="Array of InlineQueryResult")
    if len(results) > value("results_too_many"):
        raise Refused("results_too_many")
    if len((call["next_offset"] or "").encode()) > value("next_offset"):
        raise Refused("next_offset")
    checked = [_result(core, item) for item in results]
    if len({item["id"] for item in checked}) < len(checked):
        raise Refused("result_id_twice")
    button = _button(call["button"])
    question.results, question.button = checked, button
    core.world.tell(question.person, "chat", core.world.bot.id)
    return True


def _result(core: Core, item: Any) -> Json:
    """A result, with the ``content`` and ``markup`` of the message it would send."""
    if not isinstance(item, dict):
        raise Refused("result_object", why="Inline query result must be an object")
    kind = item.get("type")
    if kind not in ("article", *CACHED):
        raise Refused("result_kind", kind=kind)
    for name in item:
        if name not in RESULT_FIELDS:
            raise Refused("field_unknown", name=name, kind="InlineQueryResult")
    if not isinstance(item.get("id"), str) or not 1 <= len(item["id"].encode()) <= value("result_id"):
        raise Refused("result_id")
    if kind != "photo" and not item.get("title"):
        raise Refused("result_title")
    markup = keyboards.checked(item.get("reply_markup"), inline_only=True)
    return {**item, "content": _content(core, kind, item), "markup": markup}


def _content(core: Core, kind: str, item: Json) -> Json:
    said = item.get("input_message_content")
    if said is None and kind == "article":
        raise Refused("result_object", why='Can\'t find field "input_message_content"')
    if said is None:
        fields = {
            name: item.get(name)
            for name in ("caption", "parse_mode", "caption_entities", "show_caption_above_media")
        }
        return content_of(core, kind, item.get(CACHED[kind]), fields) | formatting.caption(core.world, fields)
    if not isinstance(said, dict) or not isinstance(said.get("message_text"), str):
        raise Refused("result_object", why='Can\'t find field "message_text"')
    for name in said:
        if name not in CONTENT_FIELDS:
            raise Refused("field_unknown", name=name, kind="InputTextMessageContent")
    whole = formatting.formatted(
        said["message_text"], said.get("parse_mode"), said.get("entities"), "text_too_long"
    )
    entities = [entity.to_json() for entity in whole.entities]
    return {"text": whole.text} | ({"entities": entities} if entities else {})


def _button(button: Any) -> Json | None:
    if button is None:
        return None
    parameter = button.get("start_parameter") if isinstance(button, dict) else None
    if not isinstance(parameter, str) or not 1 <= len(parameter) <= value("start_parameter"):
        raise Refused("start_parameter")
    if not set(parameter) <= START_CHARACTERS:
        raise Refused("start_parameter")
    return dict(button)
