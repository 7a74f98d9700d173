"""What goes out to the person who wrote, as values that can be kept until they are sent."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, replace
from html import unescape
from typing import Any

from bot.i18n import RLM, Html


@dataclass(frozen=True)
class Button:
    """A button under a message: it either sends data back, opens an address, or starts an inline search."""

    label: str
    data: str | None = None
    url: str | None = None


@dataclass(frozen=True)
class Enclosed:
    """A ``photo`` or ``document`` that the messenger holds already, by its own identifier."""

    kind: str
    file_id: str


_TAGS = re.compile(r"<[^>]*>")
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True)
class Screen:
    """A message: text in Telegram's HTML, and buttons."""

    text: Html
    rows: Rows = ()
    position_key: str | None = None
    """Under the writing field, a key of that label that sends the person's position; empty: it is put away.
    Only where there are no buttons."""
    enclosed: Enclosed | None = None
    """A file above the text, which is then its caption."""

    @property
    def data(self) -> tuple[str, ...]:
        """What its buttons carry, in order: two screens with the same show the same step."""
        return tuple(button.data or "" for row in self.rows for button in row)

    @property
    def plain(self) -> str:
        """Its text without markup, as a messenger gives it back."""
        return unescape(_TAGS.sub("", self.text)).strip()

    def right_to_left(self) -> Screen:
        """The same for right-to-left languages: each line starts with the mark that says so."""
        lines = [RLM + line if line else line for line in self.text.split("\n")]
        return replace(self, text=Html("\n".join(lines)))


@dataclass(frozen=True)
class Show:
    """Show a screen. ``live``: it carries the question that the next words answer.

    ``replaces``: the message to edit in place; when it cannot be edited, a new one is sent.
    """

    screen: Screen
    live: bool = False
    replaces: int | None = None


@dataclass(frozen=True)
class Toast:
    """The small answer to a pressed button; empty text only stops its spinner."""

    query_id: str
    text: str = ""
    alert: bool = False


@dataclass(frozen=True)
class Delete:
    """Take one of the chat's messages away, the person's own included (within 48 hours)."""

    message_id: int


@dataclass(frozen=True)
class Strip:
    """Take the buttons of an older message away: its question moved elsewhere."""

    message_id: int


@dataclass(frozen=True)
class GiveFile:
    """Send a file kept by its content hash, or made when it is sent (see bot.surveys.files)."""

    digest: str
    name: str


@dataclass(frozen=True)
class Finding:
    """A result offered while someone types in any chat; tapped, its screen is sent there, by them.

    ``id``: 1 to 64 bytes, one of its kind among the results. Its buttons open addresses: data would lead
    nowhere in a chat where we are not.
    """

    id: str
    title: str
    in_short: str
    screen: Screen


Reply = Show | Toast | Delete | Strip | GiveFile
_KINDS: dict[str, type[Any]] = {kind.__name__: kind for kind in (Show, Toast, Delete, Strip, GiveFile)}


def to_json(reply: Reply) -> dict[str, Any]:
    """The reply as JSON, to keep it beside the answer it follows."""
    return {"kind": type(reply).__name__, **asdict(reply)}


def from_json(data: dict[str, Any]) -> Reply:
    """The reply as it was."""
    fields = {key: value for key, value in data.items() if key != "kind"}
    if "screen" in fields:
        screen = fields["screen"]
        rows = tuple(tuple(Button(**button) for button in row) for row in screen["rows"])
        enclosed = Enclosed(**screen["enclosed"]) if screen.get("enclosed") else None
        fields["screen"] = Screen(Html(screen["text"]), rows, screen.get("position_key"), enclosed)
    reply: Reply = _KINDS[data["kind"]](**fields)
    return reply
