"""A code: the link that a place or a meeting gives to whoever scans it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from bot.i18n import T, Text
from bot.people.model import Organisation


class CodeKind(StrEnum):
    """Where a code stands. A meeting's newcomers are counted, by organisation; a place's openings alone."""

    PLACE = "place"
    MEETING = "meeting"


KINDS: Mapping[CodeKind, Text] = {CodeKind.PLACE: T("A place"), CodeKind.MEETING: T("A meeting")}

PREFIXES: Mapping[CodeKind, str] = {CodeKind.PLACE: "lieu_", CodeKind.MEETING: "evt_"}
"""What a payload begins with, so that a link tells what it leads to."""

LONGEST_PAYLOAD = 64
"""Characters that Telegram keeps after ``?start=`` (Bot API, deep linking)."""
LONGEST_LABEL = 60
"""Characters of a code's name: one or two lines of the printed sign."""
MOST_OPEN = 100
"""Open codes of one organisation."""

_PAYLOAD = re.compile(r"(lieu|evt)_([0-9a-z]{6,20})")


@dataclass(frozen=True)
class Code:
    """A link of an organisation's own. ``opened``: how often, by nobody knows whom."""

    id: str
    organisation_id: str
    kind: CodeKind
    label: str
    made_at: datetime
    kit: str | None = None
    closed_at: datetime | None = None
    opened: int = 0

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
        return f"https://t.me/{bot_name}?start={self.payload}"


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
