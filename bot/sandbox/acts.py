"""What a person does with a phone, and the updates that makes. Used by tests, by the tour and by the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from bot.sandbox import shapes
from bot.sandbox.core import Core
from bot.sandbox.entities import cleaned, utf16, with_found
from bot.sandbox.files import photo_sizes
from bot.sandbox.limits import value
from bot.sandbox.methods.media import described
from bot.sandbox.methods.sending import location
from bot.sandbox.model import Json, Message, Press, Question
from bot.sandbox.updates import Update

Blob = tuple[str, bytes]
"""A file of a person: its name, its content."""


class Acts:
    """Everything a person can do. Each act returns the updates that go to the bot."""

    def __init__(self, core: Core) -> None:
        self.core = core

    def _post(
        self, person: int, content: Json, chat: int | None = None, **extra: Any
    ) -> tuple[Message, list[Update]]:
        world = self.core.world
        chat_id = chat or person
        woke = self._wake(chat_id)
        message = world.post(chat_id, person, content, None, extra.pop("reply_to", None), **extra)
        update = self.core.updates.put("message", shapes.message(world, message), chat_id)
        return message, [*woke, *([update] if update else [])]

    def _wake(self, chat_id: int) -> list[Update]:
        chat = self.core.world.chats[chat_id]
        woke = self.unblock(chat_id) if chat.blocked else []
        if not chat.started:
            chat.started = True
            self.core.world.tell(chat_id, "chat", chat_id)
        if (chat.keyboard and chat.keyboard.get("one_time_keyboard")) or (
            chat.keyboard and "force_reply" in chat.keyboard
        ):
            self.core.world.set_keyboard(chat, None)
        return woke

    def say(
        self,
        person: int,
        text: str,
        chat: int | None = None,
        reply_to: int | None = None,
        entities: Sequence[Json] = (),
    ) -> list[Update]:
        """Sends a text; one longer than a message holds goes in several, as phones do.

        ``entities``: its formatting, in the words of the Bot API.
        """
        found: list[Update] = []
        for piece in _pieces(text):
            words = {**_words(piece), "entities": list(entities)} if entities else _words(piece)
            _, updates = self._post(person, words, chat, reply_to=reply_to)
            found += updates
        return found

    def start(self, person: int, payload: str = "") -> list[Update]:
        """Opens the bot, by its link or by its Start button."""
        if len(payload) > value("start_parameter"):
            raise ValueError(f"a start parameter has {value('start_parameter')} characters at most")
        return self.say(person, f"/start {payload}".strip())

    def edit(self, person: int, message_id: int, text: str) -> list[Update]:
        """Changes the words of one's own message."""
        world = self.core.world
        message = world.find(person, message_id)
        if message is None or message.sender != person:
            raise ValueError(f"message {message_id} is not this person's to edit")
        words = _words(text)
        if "text" not in message.content:
            kept = {k: v for k, v in message.content.items() if k not in ("caption", "caption_entities")}
            words = kept | _caption(text)
        world.revise(message, words, None)
        update = self.core.updates.put("edited_message", shapes.message(world, message), message.chat_id)
        return [update] if update else []

    def delete(self, person: int, message_id: int) -> list[Update]:
        """Deletes a message for both; the bot is not told."""
        message = self.core.world.find(person, message_id)
        if message is not None:
            self.core.world.remove(message)
        return []

    def send_photos(self, person: int, photos: Sequence[bytes], caption: str = "") -> list[Update]:
        """One photo, or an album of several. The bot gets them smaller, without metadata."""
        contents = [{"photo": photo_sizes(self.core.files.keep_photo(photo))} for photo in photos]
        return self._send_all(person, contents, caption)

    def send_documents(self, person: int, files: Sequence[Blob], caption: str = "") -> list[Update]:
        """One document, or several together."""
        contents = [
            {"document": described(self.core.files.keep("document", data, name), {})} for name, data in files
        ]
        return self._send_all(person, contents, caption)

    def send_big_document(self, person: int, name: str, size: int, caption: str = "") -> list[Update]:
        """A document of a size, without its bytes."""
        stored = self.core.files.keep("document", None, name, size=size)
        return self._send_all(person, [{"document": described(stored, {})}], caption)

    def _send_all(self, person: int, contents: list[Json], caption: str) -> list[Update]:
        extra: Json = {}
        if len(contents) > 1:
            extra["media_group_id"] = str(13_000_000_000 + self.core.world.number())
        found: list[Update] = []
        for index, content in enumerate(contents):
            said = _caption(caption) if index == 0 else {}
            found += self._post(person, content | said, **extra)[1]
        return found

    def send_voice(self, person: int, data: bytes = b"OggS\0voice", seconds: int = 4) -> list[Update]:
        """A voice message."""
        stored = self.core.files.keep("voice", data, "", "audio/ogg")
        return self._post(
            person, {"voice": stored.to_json() | {"duration": seconds, "mime_type": "audio/ogg"}}
        )[1]

    def send_video(self, person: int, data: bytes, caption: str = "") -> list[Update]:
        """A video."""
        stored = self.core.files.keep("video", data, "video.mp4", "video/mp4")
        video = stored.to_json() | {"width": 640, "height": 360, "duration": 3, "mime_type": "video/mp4"}
        return self._send_all(person, [{"video": video}], caption)

    def send_sticker(self, person: int, emoji: str = "👍") -> list[Update]:
        """A sticker."""
        stored = self.core.files.keep(
            "sticker", b"RIFF\0\0\0\0WEBP" + emoji.encode(), "sticker.webp", "image/webp"
        )
        sticker = stored.to_json() | {
            "type": "regular", "width": 512, "height": 512, "is_animated": False, "is_video": False,
            "emoji": emoji,
        }  # fmt: skip
        return self._post(person, {"sticker": sticker})[1]

    def send_location(
        self, person: int, latitude: float, longitude: float, accuracy: float = 0.0
    ) -> list[Update]:
        """A place on the map, known within so many metres."""
        known = {"horizontal_accuracy": accuracy} if accuracy else {}
        return self._post(person, {"location": location(latitude, longitude) | known})[1]

    def send_contact(
        self, person: int, phone: str, first_name: str, user_id: int | None = None
    ) -> list[Update]:
        """Someone's card, or one's own."""
        contact: Json = {"phone_number": phone, "first_name": first_name}
        return self._post(person, {"contact": contact | ({"user_id": user_id} if user_id else {})})[1]

    def press(self, person: int, message: Message, data: str, label: str = "") -> tuple[Press, list[Update]]:
        """Presses a button of a message that the phone shows, or still shows though it is gone."""
        world = self.core.world
        press = Press(
            str(870_000_000_000 + world.number()), person, message.chat_id, message.id, data, world.now()
        )
        world.presses[press.id] = press
        world.tell(message.chat_id, "press", person, message.id, {"label": label or data, "press": press.id})
        query: Json = {
            "id": press.id,
            "from": shapes.user(world.accounts[person]),
            "chat_instance": str(-(10**15) - message.chat_id),
            "data": data,
        }
        if message.inline_id:
            query["inline_message_id"] = message.inline_id
        elif message.deleted:
            query["message"] = shapes.inaccessible(world, message.chat_id, message.id)
        else:
            query["message"] = shapes.message(world, message)
        update = self.core.updates.put("callback_query", query, message.chat_id)
        return press, [update] if update else []

    def ask_inline(self, person: int, query: str, offset: str = "") -> tuple[Question, list[Update]]:
        """Types the bot's name and some words: an inline query."""
        world = self.core.world
        question = Question(str(870_000_000_000 + world.number()), person, query, offset, world.now())
        world.questions[question.id] = question
        shape = {
            "id": question.id, "from": shapes.user(world.accounts[person]), "query": query, "offset": offset,
            "chat_type": "sender",
        }  # fmt: skip
        update = self.core.updates.put("inline_query", shape, person)
        return question, [update] if update else []

    def choose(self, person: int, question: Question, result_id: str) -> list[Update]:
        """Sends one of the results of an inline query into the chat."""
        world = self.core.world
        result = next(r for r in question.results or [] if r["id"] == result_id)
        self._wake(person)
        bot = shapes.user(world.bot)
        message = world.post(person, person, result["content"], result["markup"], via_bot=bot)
        chosen: Json = {
            "result_id": result_id, "from": shapes.user(world.accounts[person]), "query": question.query,
        }  # fmt: skip
        if result["markup"]:
            message.inline_id = chosen["inline_message_id"] = f"BAAC{world.number():012d}"
        found = [
            self.core.updates.put("message", shapes.message(world, message), person),
            self.core.updates.put("chosen_inline_result", chosen, person),
        ]
        return [update for update in found if update]

    def block(self, person: int) -> list[Update]:
        """Blocks the bot."""
        return self._member(person, blocked=True)

    def unblock(self, person: int) -> list[Update]:
        """Lets the bot write again."""
        return self._member(person, blocked=False)

    def _member(self, person: int, *, blocked: bool) -> list[Update]:
        world = self.core.world
        chat = world.chats[person]
        if chat.blocked == blocked:
            return []
        chat.blocked = blocked
        world.tell(person, "block", person, content={"blocked": blocked})
        bot = shapes.user(world.bot)
        banned: Json = {"user": bot, "status": "kicked", "until_date": 0}
        member: Json = {"user": bot, "status": "member"}
        shape = {
            "chat": shapes.chat(world, chat),
            "from": shapes.user(world.accounts[person]),
            "date": shapes.unix(world.now()),
            "old_chat_member": member if blocked else banned,
            "new_chat_member": banned if blocked else member,
        }
        update = self.core.updates.put("my_chat_member", shape, person)
        return [update] if update else []

    def put_out(self, person: int, group: int) -> list[Update]:
        """Removes the bot from a group."""
        world = self.core.world
        chat = world.chats[group]
        before = shapes.chat_member(chat, world.bot)
        chat.members.discard(world.bot.id)
        chat.roles[world.bot.id] = "kicked"
        shape = {
            "chat": shapes.chat(world, chat),
            "from": shapes.user(world.accounts[person]),
            "date": shapes.unix(world.now()),
            "old_chat_member": before,
            "new_chat_member": shapes.chat_member(chat, world.bot),
        }
        update = self.core.updates.put("my_chat_member", shape, group)
        return [update] if update else []

    def upgrade(self, person: int, group: int) -> list[Update]:
        """Makes a group a supergroup: it goes on under another number, the old one refuses (a 403 here;
        Telegram says where it went)."""
        world = self.core.world
        old = world.chats[group]
        new = replace(old, id=shapes.SUPERGROUPS + group, members=set(old.members), roles=dict(old.roles))
        world.chats[new.id] = new
        updates = self._post(person, {"migrate_to_chat_id": new.id}, group)[1]
        old.members.discard(world.bot.id)
        return [*updates, *self._post(person, {"migrate_from_chat_id": group}, new.id)[1]]

    def restart(self, person: int) -> list[Update]:
        """Empties the chat on the person's side, to begin again; the bot is not told."""
        self.core.world.clear(person)
        return []


def _words(text: str) -> Json:
    found = with_found(cleaned(text))
    content: Json = {"text": found.text}
    if found.entities:
        content["entities"] = [entity.to_json() for entity in found.entities]
    return content


def _caption(text: str) -> Json:
    room = value("caption_too_long")
    if utf16(text) > room:
        raise ValueError(f"a caption has {room} characters at most")
    names = {"text": "caption", "entities": "caption_entities"}
    return {names[name]: part for name, part in _words(text).items()} if text.strip() else {}


def _pieces(text: str) -> list[str]:
    limit = value("text_too_long")
    pieces: list[str] = []
    piece: list[str] = []
    size = 0
    for char in text:
        if size + utf16(char) > limit:
            pieces.append("".join(piece))
            piece, size = [], 0
        piece.append(char)
        size += utf16(char)
    return [*pieces, "".join(piece)]
