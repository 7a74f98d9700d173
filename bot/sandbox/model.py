"""What exists in the sandbox: accounts, chats, messages, presses on buttons. No I/O."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

Json = dict[str, Any]


@dataclass
class Account:
    """A person, or the bot."""

    id: int
    first_name: str
    language: str = ""
    last_name: str = ""
    username: str = ""
    is_bot: bool = False
    deactivated: bool = False
    about: str = ""
    """Who this is in the demonstration: a key of the page's words (volunteer, town_hall...)."""


@dataclass
class Chat:
    """A private chat of one person with the bot (its id is the person's), or a group."""

    id: int
    kind: Literal["private", "group"] = "private"
    title: str = ""
    members: set[int] = field(default_factory=set)
    roles: dict[int, str] = field(default_factory=dict)
    """In a group, who is its creator, an administrator, or kicked; the others are members, or left."""
    started: bool = False
    """The person wrote first: until then the bot may not write."""
    blocked: bool = False
    keyboard: Json | None = None
    """The reply keyboard, or force_reply, now in place of the phone's own."""
    menu_button: Json | None = None
    pinned: list[int] = field(default_factory=list)


@dataclass
class Message:
    """One message. ``content`` is in the words of the Bot API: text, entities, photo, caption, document..."""

    id: int
    chat_id: int
    sender: int
    at: datetime
    content: Json
    markup: Json | None = None
    extra: Json = field(default_factory=dict)
    """media_group_id, via_bot, forward_origin, has_protected_content."""
    reply_to: int | None = None
    edited_at: datetime | None = None
    reworded: bool = False
    """Whether phones mark it as edited: a change of buttons alone leaves no mark."""
    deleted: bool = False
    hidden: bool = False
    """Out of the person's sight after they restarted the chat; the bot may still edit it."""
    inline_id: str | None = None
    """Set when the message was chosen from the bot's inline results and has buttons."""
    reactions: list[str] = field(default_factory=list)

    @property
    def shown(self) -> bool:
        """Whether a person sees it now."""
        return not (self.deleted or self.hidden)

    @property
    def words(self) -> str:
        """Its text or caption."""
        return str(self.content.get("text") or self.content.get("caption") or "")


@dataclass
class Press:
    """A person pressed a button: a callback query that waits for its answer."""

    id: str
    person: int
    chat_id: int
    message_id: int
    data: str
    at: datetime
    answered: bool = False


@dataclass
class Question:
    """An inline query, its answer when it came."""

    id: str
    person: int
    query: str
    offset: str
    at: datetime
    results: list[Json] | None = None
    button: Json | None = None


@dataclass(frozen=True)
class Toast:
    """What a person saw in answer to a press: a passing line, or an alert to close."""

    text: str
    alert: bool
    at: datetime


HappeningKind = Literal[
    "message", "edit", "delete", "press", "toast", "action", "keyboard", "block", "restart", "chat",
    "reaction",
]  # fmt: skip


@dataclass(frozen=True)
class Happening:
    """One line of the story of a chat, for transcripts and for the page."""

    at: datetime
    chat_id: int
    kind: HappeningKind
    who: int
    message_id: int | None = None
    content: Json = field(default_factory=dict)
    """The message's JSON when it happened, the label pressed, the toast, the action."""
