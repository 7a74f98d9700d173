"""A code: the link that a place, a meeting or a forwarded message gives to whoever opens it."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.i18n import T, Text
from bot.people.model import Organisation


class CodeKind(StrEnum):
    """Where a code stands. Of a meeting and of a relay (a message that an organisation forwards), those who
    sign up are counted; of a place the openings alone.
    """

    PLACE = "place"
    MEETING = "meeting"
    RELAY = "relay"


KINDS: Mapping[CodeKind, Text] = {
    CodeKind.PLACE: T("A place"),
    CodeKind.MEETING: T("A meeting"),
    CodeKind.RELAY: T("A message to forward"),
}

PREFIXES: Mapping[CodeKind, str] = {
    CodeKind.PLACE: "lieu_",
    CodeKind.MEETING: "evt_",
    CodeKind.RELAY: "rel_",
}
"""What a payload begins with, so that a link tells what it leads to."""

LONGEST_PAYLOAD = 64
"""Characters that Telegram keeps after ``?start=`` (Bot API, deep linking)."""
LONGEST_NAME = 32
"""Characters of a bot's name at most (Telegram)."""
RELAY_ID = 16
"""Characters of the identifier of a relay's code."""
LONGEST_LINK = len("https://t.me/") + LONGEST_NAME + len("?start=rel_") + RELAY_ID
"""Characters of a relay's link at most."""
LONGEST_LABEL = 60
"""Characters of a code's name: one or two lines of the printed sign."""
MOST_OPEN = 100
"""Open codes of one organisation."""

_PAYLOAD = re.compile(r"(lieu|evt|rel)_([0-9a-z]{6,20})")


@dataclass(frozen=True)
class Code:
    """A link of an organisation's own. ``opened``: how often; ``signups``: how many people signed up from it
    (relays alone). By whom, nobody knows.
    """

    id: str
    organisation_id: str
    kind: CodeKind
    label: str
    made_at: datetime
    kit: str | None = None
    closed_at: datetime | None = None
    opened: int = 0
    signups: int = 0

    @property
    def open(self) -> bool:
        """Whether it still counts, and tags newcomers."""
        return self.closed_at is None

    @property
    def payload(self) -> str:
        """What its link carries: of the characters and the length that Telegram takes."""
        return PREFIXES[self.kind] + self.id

    def link(self, bot_name: str) -> str:
        """Its address, to be printed or sent."""
        return address(bot_name, self.payload)


def address(bot_name: str, payload: str = "") -> str:
    """The address of the bot, or of what a payload leads to."""
    return f"https://t.me/{bot_name}" + (f"?start={payload}" if payload else "")


def relay_id(organisation_id: str) -> str:
    """The identifier of an organisation's relay: always the same, so that it is made once."""
    return hashlib.sha256(f"relay:{organisation_id}".encode()).hexdigest()[:RELAY_ID]


class Found(StrEnum):
    """What a payload leads to. Whatever it is, the information page comes."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "unknown"


@dataclass(frozen=True)
class Opening:
    """A link that somebody opened."""

    found: Found
    code: Code | None = None
    owner: Organisation | None = None


def id_in(payload: str) -> str | None:
    """The identifier in a payload; None for what no code of ours carries. It may not exist all the same."""
    found = _PAYLOAD.fullmatch(payload) if len(payload) <= LONGEST_PAYLOAD else None
    return found[2] if found else None
