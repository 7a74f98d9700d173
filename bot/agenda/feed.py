"""The shared agenda as a calendar that phones and offices subscribe to. Pure.

What anyone may read, and nothing else: no event of an organisation, nothing about a person, no check before
it is over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from urllib.parse import urlsplit

from bot.agenda.calendar import PUBLIC, upcoming
from bot.agenda.ics import calendar_file
from bot.agenda.model import Event
from bot.i18n import Translator

FOLDER, SUFFIX = "/agenda/", ".ics"
REFRESH = timedelta(hours=12)
"""How often subscribers are told to ask again."""
KEPT = timedelta(days=92)
"""How long a date that is over stays: what leaves the feed leaves people's calendars."""
_UNDATED = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Feed:
    """The calendar in one language; ``tag`` changes with what it says, ``changed_at`` (UTC, whole seconds) is
    when it began to say so."""

    content: bytes
    tag: str
    changed_at: datetime


def address(webhook: str, language: str) -> str | None:
    """Where the feed of a language is read, beside the webhook; None without a webhook."""
    parts = urlsplit(webhook)
    return f"{parts.scheme}://{parts.netloc}{FOLDER}{language}{SUFFIX}" if parts.netloc else None


def feed(tr: Translator, now: datetime, today: date, among: Sequence[Event], before: Feed | None) -> Feed:
    """The calendar now; ``before``: as it was last made, returned as it is when it says the same.

    ``today``: the day in Paris; ``among``: the events as coordinators set them.
    """
    since = (today - KEPT).replace(day=1)
    found = upcoming(today, since=since, audiences=PUBLIC, among=among)
    dated = [one for one in found if one.precision == "day"]
    tag = sha256(calendar_file(dated, tr, _UNDATED, REFRESH)).hexdigest()[:32]
    if before is not None and before.tag == tag:
        return before
    at = now.astimezone(UTC).replace(microsecond=0)
    return Feed(calendar_file(dated, tr, at, REFRESH), tag, at)
