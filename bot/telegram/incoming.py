"""Telegram's updates read into values of bot.conversation."""

from __future__ import annotations

from telegram import MaybeInaccessibleMessage, Message, Update

from bot.conversation.incoming import (
    Attachment,
    Command,
    Content,
    Incoming,
    Location,
    Moved,
    Search,
    Standing,
    Tap,
    Unreadable,
    Words,
)

UNKNOWN_TYPE = "application/octet-stream"
_ENDINGS = {"voice": ".ogg", "video_note": ".mp4", "video": ".mp4", "audio": ".mp3"}
_TYPES = {"voice": "audio/ogg", "video_note": "video/mp4"}
"""What Telegram makes of media that come without a name or a type of their own."""


def read(update: Update, bot_name: str) -> Incoming | None:
    """What an update says, or None when it is nobody's message to us (a channel, a service message)."""
    if query := update.inline_query:
        found = Search(query.id, query.query)
        return Incoming(
            update.update_id,
            query.from_user.id,
            True,
            query.from_user.id,
            query.from_user.language_code,
            found,
        )
    chat, sender = update.effective_chat, update.effective_user
    if chat is None or sender is None:
        return None
    content = _content(update, bot_name)
    if content is None or (sender.is_bot and not isinstance(content, Standing | Moved)):
        return None  # an administrator who acts under the group's name is a bot to the Bot API
    message = update.message or update.edited_message
    return Incoming(
        update_id=update.update_id,
        chat_id=chat.id,
        private=chat.type == "private",
        sender_id=sender.id,
        sender_language=sender.language_code,
        content=content,
        message_id=message.message_id if message else None,
    )


def _content(update: Update, bot_name: str) -> Content | None:
    if query := update.callback_query:
        under = query.message.message_id if query.message else None
        shown = query.message.text or "" if isinstance(query.message, Message) else ""
        filed = isinstance(query.message, Message) and query.message.effective_attachment is not None
        return Tap(query.data or "", query.id, under, _buttons(query.message), shown, filed)
    if update.my_chat_member:
        return Standing(blocked=update.my_chat_member.new_chat_member.status in ("kicked", "left"))
    if update.edited_message:
        edited = update.edited_message
        return Words(edited.text or edited.caption or "", edited=True)
    if update.message:
        if _ours(update.message, bot_name):
            return None
        if update.message.migrate_to_chat_id is not None:
            return Moved(update.message.migrate_to_chat_id)
        return _message(update.message, bot_name)
    return None


def _ours(message: Message, bot_name: str) -> bool:
    """Whether it is one of our own results, that the person chose to send here: none of their words."""
    by = message.via_bot
    return by is not None and (by.username or "").lower() == bot_name.lower()


def _buttons(message: MaybeInaccessibleMessage | None) -> tuple[str, ...]:
    """The data of the buttons under a message, in order; none when it is too old to be told."""
    markup = message.reply_markup if isinstance(message, Message) else None
    rows = markup.inline_keyboard if markup else ()
    return tuple(str(button.callback_data or "") for row in rows for button in row)


def _message(message: Message, bot_name: str) -> Content | None:
    if message.text is not None:
        return _words(message, message.text, bot_name)
    if message.location:
        place = message.location
        return Location(place.latitude, place.longitude, place.horizontal_accuracy or 0.0)
    return _attachment(message) or _unreadable(message)


def _words(message: Message, text: str, bot_name: str) -> Content | None:
    if not text.startswith("/"):
        return Words(text, html=message.text_html if message.entities else "")
    head, _, argument = text[1:].partition(" ")
    head, _, line = head.partition("\n")  # a command may be followed by a line break
    name, _, addressed = head.partition("@")
    if addressed and addressed.lower() != bot_name.lower():
        return None  # in a group, for another bot
    return Command(name.lower(), " ".join((line, argument)).strip())


def _attachment(message: Message) -> Attachment | None:
    album, caption = message.media_group_id, message.caption or ""
    html = message.caption_html if message.caption_entities else ""
    if message.photo:
        largest = message.photo[-1]
        return Attachment(
            "photo", largest.file_id, largest.file_size or 0, "photo.jpg", "image/jpeg", caption, album,
            caption_html=html,
        )  # fmt: skip
    for kind in ("document", "video", "video_note", "audio", "voice"):
        media = getattr(message, kind)
        if media:
            name = getattr(media, "file_name", None) or kind + _ENDINGS.get(kind, "")
            media_type = getattr(media, "mime_type", None) or _TYPES.get(kind, UNKNOWN_TYPE)
            return Attachment(kind, media.file_id, media.file_size or 0, name, media_type, caption, album,
                              caption_html=html)  # fmt: skip
    return None


def _unreadable(message: Message) -> Unreadable | None:
    for kind in ("sticker", "animation", "contact", "poll", "dice", "venue", "story", "game"):
        if getattr(message, kind, None):
            return Unreadable(kind)
    return None  # service messages: a photo changed, a message pinned
