"""What comes in from a messenger, as values that know no messenger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Words:
    """A text the person typed. ``edited``: it replaces an earlier message of theirs."""

    text: str
    edited: bool = False
    html: str = field(default="", compare=False)
    """The same with its formatting, as the messenger writes it; empty without any."""


@dataclass(frozen=True)
class Command:
    """A command and what follows it: ``/tableau 1.4`` is ("tableau", "1.4")."""

    name: str
    argument: str = ""


@dataclass(frozen=True)
class Tap:
    """A button pressed: the data it carried, the message it stood under, what that one still shows."""

    data: str
    query_id: str
    message_id: int | None
    buttons: tuple[str, ...] = ()
    text: str = field(default="", compare=False)
    under_file: bool = field(default=False, compare=False)
    """Whether that message is a picture or a document: its text cannot become a screen's."""


@dataclass(frozen=True)
class Attachment:
    """A photo, document, video or voice message. Size in bytes; ``content`` once it was fetched.

    ``unreachable``: fetching it failed.
    """

    kind: str
    file_id: str
    size: int
    name: str
    media_type: str
    caption: str = ""
    caption_html: str = field(default="", compare=False, kw_only=True)
    album: str | None = None
    content: bytes | None = None
    unreachable: bool = False
    made: Any = None
    """What was made of it before the unit of work, when that takes long."""


@dataclass(frozen=True)
class Location:
    """A point the person shared, WGS 84 degrees. ``accuracy``: metres around it, 0 when not known."""

    latitude: float
    longitude: float
    accuracy: float = 0.0


@dataclass(frozen=True)
class Standing:
    """The person blocked the bot, or took it back; in a group, the bot was put out of it, or let in."""

    blocked: bool


@dataclass(frozen=True)
class Moved:
    """The group became a supergroup, with another number: ``chat_id``."""

    chat_id: int


@dataclass(frozen=True)
class Search:
    """Our name and some words typed in any chat: results are offered there, and nothing is kept."""

    query_id: str
    words: str


@dataclass(frozen=True)
class Unreadable:
    """Anything else: a sticker, a poll, a contact... ``kind`` names it in the messenger's words."""

    kind: str


Content = Words | Command | Tap | Attachment | Location | Standing | Moved | Search | Unreadable


def never() -> bool:
    """No newer tap waits."""
    return False


@dataclass(frozen=True)
class Incoming:
    """One update: who, in which chat, what."""

    update_id: int
    chat_id: int
    private: bool
    sender_id: int
    sender_language: str | None
    content: Content
    message_id: int | None = None
    """The person's own message, to delete it on request or to reply to it."""
    overtaken: Callable[[], bool] = never
    """Whether a newer tap on the same message waits already: it will show what this one did as well."""

    @property
    def text(self) -> str:
        """All the words in it, for the checks that every text goes through."""
        match self.content:
            case Words(text=text):
                return text
            case Command(argument=argument):
                return argument
            case Attachment(caption=caption):
                return caption
            case _:
                return ""
