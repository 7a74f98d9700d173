"""Telegram's limits and refusals, one named entry each, with Telegram's own words.

Whatever the sandbox refuses, it refuses by an entry of this registry; a test walks it and causes each.
Figures come from ``telegram.constants`` where it has them. Texts come from the source of Telegram's own
Bot API server (tdlib: Client.cpp, MessageEntity.cpp, ReplyMarkup.cpp...); words in capitals are codes of the
server behind it. Entries whose source says "sandbox" have no like in Telegram, which would keep silent or do
something else: there the sandbox is stricter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from operator import attrgetter
from typing import Any

from telegram import constants


@dataclass(frozen=True)
class Limit:
    """One thing Telegram refuses: the figure it turns on (0: none), where that is known from, the answer."""

    name: str
    value: int
    source: str
    text: str
    code: int = 400
    blamed: bool = True
    """False when a well-behaved bot may meet it (a person blocked it, flood, an old button)."""


class Refused(Exception):
    """The answer is no: a limit of the registry, its words filled in."""

    def __init__(self, limit: str, /, retry_after: int | None = None, **holes: Any) -> None:
        self.limit = LIMITS[limit]
        self.description = self.limit.text.format(**holes, retry_after=retry_after)
        self.retry_after = retry_after
        super().__init__(self.description)


def value(name: str) -> int:
    """The figure of a limit."""
    return LIMITS[name].value


def _row(
    name: str, text: str, value: int = 0, *, source: str = "tdlib", code: int = 400, blamed: bool = True,
    bare: bool = False,
) -> Limit:  # fmt: skip
    whole = text if bare or code != 400 else f"Bad Request: {text}"
    return Limit(name, value, source, whole, code, blamed)


def _figure(
    name: str, text: str, constant: str, *, note: str = "", code: int = 400, blamed: bool = True
) -> Limit:
    """A row whose figure is a constant of PTB, taken from there."""
    source = f"telegram.constants.{constant}" + (f"; {note}" if note else "")
    return _row(name, text, int(attrgetter(constant)(constants)), source=source, code=code, blamed=blamed)


HOUR = 3600
ENTITIES = "can't parse entities: "
BUTTON = "can't parse inline keyboard button: "
KEY = "can't parse keyboard button: "
SLOW_DOWN = "Too Many Requests: retry after {retry_after}"
QUERY_OLD = "query is too old and response timeout expired or query ID is invalid"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a "
    "current content and reply markup of the message"
)

# fmt: off
# The request itself: token, method, parameters.
REQUEST = [
    _row("unauthorized", "Unauthorized", code=401),
    _row("method_unknown", "Not Found: method not found", code=404),
    _row("logged_out", "Logged out", bare=True),
    _row("body_unreadable", "can't parse the request: {why}"),
    _row("parameter_unknown", 'unknown parameter "{name}" in {method}', source="sandbox"),
    _row("parameter_repeated", 'parameter "{name}" is given twice', source="sandbox"),
    _row("parameter_required", 'parameter "{name}" is required'),
    _row("parameter_type", 'parameter "{name}" must be of type {kind}', source="sandbox"),
    _row("parameter_range", 'parameter "{name}" must be {low} to {high}', source="sandbox"),
    _row("field_unknown", 'unknown field "{name}" in {kind}', source="sandbox"),
    _row("file_unused", 'uploaded file "{name}" is attached to nothing', source="sandbox"),
    _row("utf8", "strings must be encoded in UTF-8"),
]

# Whom a bot may write to.
CHATS = [
    _row("chat_id_empty", "chat_id is empty"),
    _row("chat_not_found", "chat not found"),
    _row("user_not_found", "user not found"),
    _row("blocked", "Forbidden: bot was blocked by the user", code=403, blamed=False),
    _row("deactivated", "Forbidden: user is deactivated", code=403, blamed=False),
    _row("no_conversation",
        "Forbidden: bot can't initiate conversation with a user", source="server code", code=403),
    _row("not_in_group", "Forbidden: bot is not a member of the group chat", code=403, blamed=False),
    _row("private_cannot_leave",
        "chat member status can't be changed in private chats", source="server code"),
]

# What a message may say.
TEXT = [
    _figure("text_empty", "message text is empty", "MessageLimit.MIN_TEXT_LENGTH"),
    _row("text_blank", "text must be non-empty", 1),
    _figure("text_too_long", "message is too long", "MessageLimit.MAX_TEXT_LENGTH", note="in UTF-16 units"),
    _figure("edit_too_long", "MESSAGE_TOO_LONG", "MessageLimit.MAX_TEXT_LENGTH", note="in UTF-16 units"),
    _figure("caption_too_long",
        "message caption is too long", "MessageLimit.CAPTION_LENGTH", note="in UTF-16 units"),
    _figure("edit_caption_too_long",
        "MEDIA_CAPTION_TOO_LONG", "MessageLimit.CAPTION_LENGTH", note="in UTF-16 units"),
    _row("source_too_long", "text is too long", 1 << 15, source="tdlib, in bytes before parsing"),
    _figure("entities_too_many",
        "too many entities", "MessageLimit.MESSAGE_ENTITIES", note="sandbox: Telegram ignores the rest"),
    _row("parse_mode_unknown", "unsupported parse_mode"),
    _row("link_dropped", "link '{url}' would be dropped: {why}", source="sandbox"),
    _row("parse_mode_and_entities", "parse_mode and {name} can't be given together", source="sandbox"),
]

# Text in HTML that cannot be read; offsets in bytes of UTF-8, as Telegram counts them.
HTML = [
    _row("html_unclosed_start", ENTITIES + "Unclosed start tag at byte offset {at}"),
    _row("html_unclosed_tag", ENTITIES + 'Unclosed start tag "{tag}" at byte offset {at}'),
    _row("html_unsupported", ENTITIES + 'Unsupported start tag "{tag}" at byte offset {at}'),
    _row("html_empty_attribute", ENTITIES + 'Empty attribute name in the tag "{tag}" at byte offset {at}'),
    _row("html_name_token", ENTITIES + "Unexpected end of name token at byte offset {at}"),
    _row("html_span", ENTITIES + 'Tag "span" must have class "tg-spoiler" at byte offset {at}'),
    _row("html_unexpected_end", ENTITIES + "Unexpected end tag at byte offset {at}"),
    _row("html_unclosed_end", ENTITIES + "Unclosed end tag at byte offset {at}"),
    _row("html_unmatched_end",
        ENTITIES + 'Unmatched end tag at byte offset {at}, expected "</{tag}>", found "</{found}>"'),
    _row("html_no_end", ENTITIES + "Can't find end tag corresponding to start tag \"{tag}\""),
    _row("custom_emoji", ENTITIES + "Invalid custom emoji identifier specified"),
]

# Text in Markdown that cannot be read, and explicit entities that do not fit their text.
MARKDOWN = [
    _row("markdown_no_end", ENTITIES + "Can't find end of the entity starting at byte offset {at}"),
    _row("markdown2_reserved",
        ENTITIES + "Character '{char}' is reserved and must be escaped with the preceding '\\'"),
    _row("markdown2_no_end", ENTITIES + "Can't find end of {kind} entity at byte offset {at}"),
    _row("markdown2_url", ENTITIES + "Can't find end of a URL at byte offset {at}"),
    _row("markdown2_emoji_link", ENTITIES + "The entity must contain a tg://emoji or tg://time URL"),
    _row("markdown2_emoji_url", ENTITIES + "Invalid tg://emoji or tg://time URL specified"),
    _row("entity_fields", "can't parse MessageEntity: {why}"),
    _row("entity_offset", "receive an entity with incorrect offset {value}"),
    _row("entity_length", "receive an entity with incorrect length {value}"),
    _row("entity_begins_after", "entity begins after the end of the text at UTF-16 offset {offset}"),
    _row("entity_ends_after",
        "entity beginning at UTF-16 offset {offset} ends after the end of the text at UTF-16 offset {end}"),
    _row("entity_begins_inside", "entity begins in a middle of a UTF-16 symbol at byte offset {at}"),
    _row("entity_ends_inside",
        "entity beginning at UTF-16 offset {offset} ends in a "
        "middle of a UTF-16 symbol at byte offset {at}"),
]

# Keyboards under messages and in place of the phone's own.
BUTTONS = [
    _row("markup_json", "can't parse reply keyboard markup JSON object"),
    _row("markup_object", "object expected as reply markup"),
    _row("markup_kind", "reply markup must be of exactly one kind", 1, source="sandbox"),
    _row("markup_empty", "the keyboard has no button", 1, source="sandbox"),
    _row("inline_rows", 'field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays'),
    _row("reply_rows", 'field "keyboard" must be an Array of Arrays'),
    _row("markup_not_inline", "inline keyboard expected"),
    _figure("buttons_too_many",
        "reply markup is too long", "InlineKeyboardMarkupLimit.TOTAL_BUTTON_NUMBER"),
    _figure("row_too_long",
        "a row of the keyboard has more than {value} buttons",
        "InlineKeyboardMarkupLimit.BUTTONS_PER_ROW", note="sandbox: Telegram shows the row badly"),
    _row("button_object", BUTTON + "InlineKeyboardButton must be an Object"),
    _row("button_field", BUTTON + 'Field "{name}" must be of type {kind}'),
    _row("button_text", "inline keyboard button text must be non-empty", 1),
    _row("button_no_action", BUTTON + "Text buttons are unallowed in the inline keyboard", 1),
    _row("button_two_actions",
        BUTTON + "exactly one optional field must be used", 1, source="Bot API documentation"),
    _row("button_action", BUTTON + 'the sandbox does not carry "{name}" buttons', source="sandbox"),
    _figure("callback_data",
        "BUTTON_DATA_INVALID", "InlineKeyboardButtonLimit.MAX_CALLBACK_DATA", note="in bytes"),
    _figure("copy_text", "BUTTON_COPY_TEXT_INVALID", "InlineKeyboardButtonLimit.MAX_COPY_TEXT"),
    _row("button_url", "inline keyboard button URL '{url}' is invalid: {why}"),
    _row("key_object", KEY + "KeyboardButton must be a String or an Object"),
    _row("key_text", "keyboard button text must be non-empty", 1),
    _row("key_action", KEY + 'the sandbox does not carry "{name}" keys', source="sandbox"),
    _figure("placeholder", "input field placeholder is too long", "ReplyLimit.MAX_INPUT_FIELD_PLACEHOLDER"),
]

# Editing, deleting, replying, forwarding, reacting.
MESSAGES = [
    _row("not_modified", NOT_MODIFIED),
    _row("edit_not_found", "message to edit not found"),
    _row("edit_forbidden", "message can't be edited"),
    _row("edit_no_text", "there is no text in the message to edit"),
    _row("edit_no_caption", "there is no caption in the message to edit"),
    _row("edit_no_media", "there is no media in the message to edit", source="server code"),
    _row("album_media_type", "can't change media type in the album"),
    _row("edit_which", "message identifier is not specified"),
    _row("delete_not_found", "message to delete not found"),
    _row("delete_too_late",
        "message can't be deleted for everyone", 48 * HOUR, source="Bot API documentation, in seconds",
        blamed=False),
    _row("delete_forbidden", "message can't be deleted"),
    _figure("ids_too_many", "too many message identifiers specified", "BulkRequestLimit.MAX_LIMIT"),
    _row("ids_missing", "message identifiers are not specified", 1),
    _row("ids_invalid", "invalid message identifier specified", 1),
    _row("reply_not_found", "message to be replied not found"),
    _row("forward_not_found", "message to forward not found"),
    _row("copy_not_found", "message to copy not found"),
    _row("forward_protected", "message has protected content and can't be forwarded"),
    _row("pin_not_found", "message to pin not found"),
    _row("unpin_not_found", "message to unpin not found"),
    _row("react_not_found", "message to react not found"),
    _row("reaction_type", "invalid reaction type specified"),
    _row("reaction", "REACTION_INVALID", source="server code"),
    _row("reactions_too_many", "REACTIONS_TOO_MANY", 1, source="Bot API documentation"),
    _row("chat_action", "wrong parameter action in request"),
]

# Answers to buttons and to inline queries.
QUERIES = [
    _row("query_too_old", QUERY_OLD, HOUR // 4, source="Bot API documentation, in seconds", blamed=False),
    _row("query_unknown", QUERY_OLD),
    _row("query_answered", QUERY_OLD, 1, source="server code"),
    _figure("answer_too_long", "MESSAGE_TOO_LONG", "CallbackQueryLimit.ANSWER_CALLBACK_QUERY_TEXT_LENGTH"),
    _row("answer_url", "URL_INVALID", source="server code"),
    _figure("results_too_many", "too many inline query results specified", "InlineQueryLimit.RESULTS"),
    _row("result_object", "can't parse inline query result: {why}"),
    _row("result_kind",
        "can't parse inline query result: type \"{kind}\" is unsupported for the inline query result"),
    _figure("result_id", "RESULT_ID_INVALID", "InlineQueryResultLimit.MAX_ID_LENGTH", note="in bytes"),
    _row("result_id_twice", "RESULT_ID_DUPLICATE", source="server code"),
    _row("result_title", "ARTICLE_TITLE_EMPTY", 1, source="server code"),
    _figure("next_offset", "NEXT_OFFSET_INVALID", "InlineQueryLimit.MAX_OFFSET_LENGTH", note="in bytes"),
    _figure("start_parameter",
        "START_PARAM_INVALID", "InlineQueryResultsButtonLimit.MAX_START_PARAMETER_LENGTH"),
]

# Files up and down.
FILES = [
    _figure("upload_too_big", "Request Entity Too Large", "FileSizeLimit.FILESIZE_UPLOAD", code=413),
    _figure("photo_too_big",
        "file of size {size} bytes is too big for a photo; the maximum size is {value} bytes",
        "FileSizeLimit.PHOTOSIZE_UPLOAD"),
    _figure("download_too_big", "file is too big", "FileSizeLimit.FILESIZE_DOWNLOAD", blamed=False),
    _row("file_empty", "file must be non-empty", 1, source="server code"),
    _row("file_missing", "there is no {kind} in the request"),
    _row("file_id_missing", "file_id not specified"),
    _row("file_id_wrong", "wrong file_id or the file is temporarily unavailable"),
    _row("file_kind", "can't use file of type {real} as {kind}"),
    _row("file_by_url", "failed to get HTTP URL content", source="sandbox"),
    _row("photo_unreadable", "IMAGE_PROCESS_FAILED", source="server code"),
    _row("photo_dimensions",
        "PHOTO_INVALID_DIMENSIONS", 10_000, source="Bot API documentation, width and height together"),
    _row("photo_ratio",
        "PHOTO_INVALID_DIMENSIONS", 20, source="Bot API documentation, longer side by shorter"),
    _figure("album_too_many", "too many messages to send as an album", "MediaGroupLimit.MAX_MEDIA_LENGTH"),
    _figure("album_too_few",
        "too few messages to send as an album",
        "MediaGroupLimit.MIN_MEDIA_LENGTH", note="sandbox: Telegram sends one message"),
    _row("album_empty", "there are no messages to send", 1),
    _row("album_mixed", "{kind} can't be mixed with other media types"),
    _row("media_json", "can't parse media JSON object"),
    _row("media_fields", "can't parse InputMedia: {why}"),
    _row("location", "GEO_POINT_INVALID", source="server code"),
]

# Commands, names, menu.
PROFILE = [
    _row("commands_json", "can't parse BotCommand: {why}"),
    _figure("commands_too_many", "BOT_COMMANDS_TOO_MUCH", "BotCommandLimit.MAX_COMMAND_NUMBER"),
    _figure("command_name",
        "BOT_COMMAND_INVALID", "BotCommandLimit.MAX_COMMAND", note="a to z, 0 to 9 and _"),
    _figure("command_description", "BOT_COMMAND_DESCRIPTION_INVALID", "BotCommandLimit.MAX_DESCRIPTION"),
    _row("command_twice", 'command "{name}" is given twice', source="sandbox"),
    _row("command_scope", "can't parse BotCommandScope: {why}"),
    _row("language_code", "invalid language code specified", 2, source="tdlib: two letters"),
    _figure("name_too_long", "BOT_TITLE_INVALID", "BotNameLimit.MAX_NAME_LENGTH"),
    _figure("description_too_long",
        "BOT_DESCRIPTION_TOO_LONG", "BotDescriptionLimit.MAX_DESCRIPTION_LENGTH"),
    _figure("short_description_too_long",
        "BOT_ABOUT_TOO_LONG", "BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH"),
    _row("menu_button", "can't parse MenuButton: {why}"),
]

# How updates are fetched or pushed, and how fast a bot may write.
UPDATES = [
    _row("two_pollers",
        "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        1, code=409, blamed=False),
    _row("poller_and_webhook",
        "Conflict: can't use getUpdates method while webhook is active; "
        "use deleteWebhook to delete the webhook first", code=409),
    _row("poll_ended_by_webhook", "Conflict: terminated by setWebhook request", code=409, blamed=False),
    _row("update_kind", 'unknown update type "{name}" in allowed_updates', source="sandbox"),
    _row("webhook_url", "invalid webhook URL specified"),
    _row("webhook_http", "bad webhook: An HTTPS URL must be provided for webhook"),
    _figure("secret_too_long", "secret token is too long", "WebhookLimit.MAX_SECRET_TOKEN_LENGTH"),
    _row("secret_characters", "secret token contains unallowed characters"),
    _figure("flood_chat", SLOW_DOWN, "FloodLimit.MESSAGES_PER_SECOND_PER_CHAT", code=429, blamed=False),
    _figure("flood_all", SLOW_DOWN, "FloodLimit.MESSAGES_PER_SECOND", code=429, blamed=False),
    _figure("flood_paid", SLOW_DOWN, "FloodLimit.PAID_MESSAGES_PER_SECOND", code=429, blamed=False),
    _figure("flood_group", SLOW_DOWN, "FloodLimit.MESSAGES_PER_MINUTE_PER_GROUP", code=429, blamed=False),
]
# fmt: on


def _registry(*groups: list[Limit]) -> dict[str, Limit]:
    found = {limit.name: limit for group in groups for limit in group}
    assert len(found) == sum(map(len, groups)), "names are unique"
    return found


LIMITS: Mapping[str, Limit] = _registry(
    REQUEST, CHATS, TEXT, HTML, MARKDOWN, BUTTONS, MESSAGES, QUERIES, FILES, PROFILE, UPDATES
)

REACTIONS: frozenset[str] = frozenset(emoji.value for emoji in constants.ReactionEmoji)
"""The emoji that a bot may react with."""
