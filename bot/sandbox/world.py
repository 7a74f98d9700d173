"""The state of the sandbox: who is there, what was said, what is on screen. No I/O."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime
from typing import Any, Literal

from bot.clock import Clock
from bot.sandbox import shapes
from bot.sandbox.model import Account, Chat, Happening, HappeningKind, Json, Message, Press, Question, Toast

Listener = Callable[[Happening], None]
FIRST_PERSON = 5_000_000_001
"""Ids of people: beyond 32 bits, as those of real accounts are today."""


class World:
    """Accounts, chats and messages, and the story of what happened to them."""

    def __init__(self, clock: Clock, bot: Account) -> None:
        self.clock = clock
        self.bot = bot
        self.accounts: dict[int, Account] = {bot.id: bot}
        self.chats: dict[int, Chat] = {}
        self.messages: dict[int, dict[int, Message]] = {}
        """By chat, then by number, oldest first."""
        self.presses: dict[str, Press] = {}
        self.questions: dict[str, Question] = {}
        self.toasts: dict[int, list[Toast]] = {}
        self.story: list[Happening] = []
        self.listeners: list[Listener] = []
        self._last_message = 0
        self._last_number = 0

    def number(self) -> int:
        """A number never given before, for queries and groups of media."""
        self._last_number += 1
        return self._last_number

    def now(self) -> datetime:
        """The present instant in the sandbox."""
        return self.clock.now()

    def add_person(
        self,
        first_name: str,
        language: str = "fr",
        last_name: str = "",
        username: str = "",
        about: str = "",
    ) -> Account:
        """Someone with a phone in that language, who has never written to the bot."""
        used = len(self.people())
        account = Account(FIRST_PERSON + used, first_name, language, last_name, username, about=about)
        self.accounts[account.id] = account
        self.chats[account.id] = Chat(account.id, members={account.id, self.bot.id})
        self.tell(account.id, "chat", account.id)
        return account

    def add_group(self, title: str, members: list[int], creator: int | None = None) -> Chat:
        """A group with these people and the bot. ``creator``: whose group it is, one of them."""
        groups = sum(chat.kind == "group" for chat in self.chats.values())
        roles = {creator: "creator"} if creator is not None else {}
        chat = Chat(-4_000_001 - groups, "group", title, {*members, self.bot.id}, roles, started=True)
        self.chats[chat.id] = chat
        return chat

    def people(self) -> list[Account]:
        """Everyone but the bot, first come first."""
        return [account for account in self.accounts.values() if not account.is_bot]

    def post(
        self,
        chat_id: int,
        sender: int,
        content: Json,
        markup: Json | None = None,
        reply_to: int | None = None,
        **extra: Any,
    ) -> Message:
        """A new message in a chat. Identifiers rise over all chats, as in Telegram."""
        self._last_message += 1
        message = Message(
            self._last_message, chat_id, sender, self.now(), content, markup, extra, reply_to=reply_to
        )
        self.messages.setdefault(chat_id, {})[message.id] = message
        self._tell_message("message", message)
        return message

    def revise(self, message: Message, content: Json, markup: Json | None) -> None:
        """New content and buttons for a message."""
        message.reworded = message.reworded or content != message.content
        message.content, message.markup = content, markup
        message.edited_at = self.now()
        self._tell_message("edit", message)

    def remove(self, message: Message) -> None:
        """The message vanishes for everyone."""
        message.deleted = True
        chat = self.chats[message.chat_id]
        chat.pinned = [pinned for pinned in chat.pinned if pinned != message.id]
        self.tell(message.chat_id, "delete", message.sender, message.id)

    def find(self, chat_id: int, message_id: int) -> Message | None:
        """A message that still exists."""
        message = self.messages.get(chat_id, {}).get(message_id)
        return None if message is None or message.deleted else message

    def find_inline(self, inline_id: str) -> Message | None:
        """A message sent through the bot's inline results."""
        everything = (message for chat in self.messages.values() for message in chat.values())
        return next((m for m in everything if m.inline_id == inline_id and not m.deleted), None)

    def on_screen(self, chat_id: int) -> list[Message]:
        """What a person sees in a chat, oldest first."""
        return [message for message in self.messages.get(chat_id, {}).values() if message.shown]

    def newest_first(self, chat_id: int) -> Iterator[Message]:
        """What is on screen, newest first."""
        return reversed(self.on_screen(chat_id))

    def set_keyboard(self, chat: Chat, keyboard: Json | None) -> None:
        """The keyboard in place of the phone's own changes."""
        if chat.keyboard != keyboard:
            chat.keyboard = keyboard
            self.tell(chat.id, "keyboard", self.bot.id, content={"keyboard": keyboard})

    def show_toast(self, press: Press, text: str, alert: bool) -> None:
        """The person who pressed sees the answer."""
        self.toasts.setdefault(press.person, []).append(Toast(text, alert, self.now()))
        content = {"text": text, "alert": alert, "press": press.id}
        self.tell(press.chat_id, "toast", press.person, press.message_id, content)

    def clear(self, chat_id: int) -> None:
        """A person empties the chat on their side and begins again."""
        for message in self.on_screen(chat_id):
            message.hidden = True
        chat = self.chats[chat_id]
        chat.pinned.clear()
        chat.keyboard = None
        self.tell(chat_id, "restart", chat_id)

    def tell(
        self,
        chat_id: int,
        kind: HappeningKind,
        who: int,
        message_id: int | None = None,
        content: Json | None = None,
    ) -> None:
        """Adds a line to the story and lets the listeners know."""
        happening = Happening(self.now(), chat_id, kind, who, message_id, content or {})
        self.story.append(happening)
        for listener in list(self.listeners):
            listener(happening)

    def _tell_message(self, kind: Literal["message", "edit"], message: Message) -> None:
        self.tell(message.chat_id, kind, message.sender, message.id, shapes.message(self, message))
