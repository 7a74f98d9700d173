"""Keyboards checked as Telegram checks them, and a little more."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.sandbox import links
from bot.sandbox.entities import utf16
from bot.sandbox.limits import Refused, value
from bot.sandbox.model import Json

ACTIONS = {"url", "callback_data", "switch_inline_query", "switch_inline_query_current_chat", "copy_text"}
NOT_CARRIED = {
    "web_app", "login_url", "switch_inline_query_chosen_chat", "callback_game", "pay",
}  # fmt: skip
INLINE_FIELDS = {"text", "style", *ACTIONS, *NOT_CARRIED}
KEY_ACTIONS = {"request_location", "request_contact"}
KEY_NOT_CARRIED = {"request_users", "request_chat", "request_poll", "web_app", "request_managed_bot"}
MARKUPS: Mapping[str, set[str]] = {
    "inline_keyboard": set(),
    "keyboard": {
        "is_persistent", "resize_keyboard", "one_time_keyboard", "input_field_placeholder", "selective",
    },
    "remove_keyboard": {"selective"},
    "force_reply": {"input_field_placeholder", "selective"},
}  # fmt: skip


def checked(markup: Any, *, inline_only: bool = False) -> Json | None:
    """A reply markup as it will be kept; None for none, or for an inline keyboard emptied. Raises Refused."""
    if markup is None:
        return None
    if not isinstance(markup, dict):
        raise Refused("markup_object")
    kinds = [kind for kind in MARKUPS if kind in markup]
    if len(kinds) != 1:
        raise Refused("markup_kind")
    kind = kinds[0]
    for name in markup:
        if name != kind and name not in MARKUPS[kind]:
            raise Refused("field_unknown", name=name, kind=kind)
    if inline_only and kind != "inline_keyboard":
        raise Refused("markup_not_inline")
    _placeholder(markup)
    if kind == "inline_keyboard":
        rows = _rows(markup[kind], "inline_rows", _inline_button)
        return {"inline_keyboard": rows} if any(rows) else None
    if kind == "keyboard":
        rows = _rows(markup[kind], "reply_rows", _key)
        if not any(rows):
            raise Refused("markup_empty")
        return {**markup, "keyboard": rows}
    return dict(markup)


def _placeholder(markup: Json) -> None:
    if utf16(str(markup.get("input_field_placeholder", ""))) > value("placeholder"):
        raise Refused("placeholder")


def _rows(rows: Any, refusal: str, button: Any) -> list[list[Json]]:
    if not isinstance(rows, list) or any(not isinstance(row, list) for row in rows):
        raise Refused(refusal)
    if any(len(row) > value("row_too_long") for row in rows):
        raise Refused("row_too_long", value=value("row_too_long"))
    if sum(map(len, rows)) > value("buttons_too_many"):
        raise Refused("buttons_too_many")
    return [[button(item) for item in row] for row in rows if row]


def _inline_button(item: Any) -> Json:
    if not isinstance(item, dict):
        raise Refused("button_object")
    text = item.get("text")
    if not isinstance(text, str):
        raise Refused("button_field", name="text", kind="String")
    if not text.strip():
        raise Refused("button_text")
    for name in item:
        if name in NOT_CARRIED:
            raise Refused("button_action", name=name)
        if name not in INLINE_FIELDS:
            raise Refused("field_unknown", name=name, kind="InlineKeyboardButton")
    actions = [name for name in item if name in ACTIONS]
    if not actions or (item.get("callback_data") == "" and len(actions) == 1):
        raise Refused("button_no_action")
    if len(actions) > 1:
        raise Refused("button_two_actions")
    return _with_action(dict(item), actions[0])


def _with_action(item: Json, action: str) -> Json:
    held = item[action]
    if action == "copy_text":
        text = held.get("text") if isinstance(held, dict) else None
        if not isinstance(text, str) or not 1 <= utf16(text) <= value("copy_text"):
            raise Refused("copy_text")
        return item
    if not isinstance(held, str):
        raise Refused("button_field", name=action, kind="String")
    if action == "callback_data" and len(held.encode()) > value("callback_data"):
        raise Refused("callback_data")
    if action == "url":
        item["url"] = _url(held)
    return item


def _url(url: str) -> str:
    if links.mentioned_user(url) is not None:
        return url
    try:
        return links.checked(url)
    except links.BadLink as why:
        raise Refused("button_url", url=url, why=why) from why


def _key(item: Any) -> Json:
    if isinstance(item, str):
        item = {"text": item}
    if not isinstance(item, dict) or not isinstance(item.get("text"), str):
        raise Refused("key_object")
    if not item["text"].strip():
        raise Refused("key_text")
    for name in item:
        if name in KEY_NOT_CARRIED:
            raise Refused("key_action", name=name)
        if name not in {"text", "style", *KEY_ACTIONS}:
            raise Refused("field_unknown", name=name, kind="KeyboardButton")
    return dict(item)


def labels(markup: Json | None) -> list[list[str]]:
    """The labels of a keyboard of either kind, by rows."""
    rows = (markup or {}).get("inline_keyboard") or (markup or {}).get("keyboard") or []
    return [[button["text"] for button in row] for row in rows]
