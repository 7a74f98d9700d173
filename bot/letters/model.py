"""Letters, who publishes them and their issues, as values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit, urlunsplit

from bot.agenda.model import Event
from bot.agenda.themes import LETTERS
from bot.errors import Problem
from bot.i18n import T, Text
from bot.people.model import Organisation


def letters(events: Iterable[Event]) -> tuple[Event, ...]:
    """The letters that people can subscribe to: those of the agenda that are for subscribers."""
    return tuple(one for one in events if LETTERS in one.audience and one.enabled)


@dataclass(frozen=True)
class Issue:
    """One issue of a letter: a link and a few words. ``link`` as it was pasted."""

    id: str
    letter: str
    link: str
    words: str
    published_at: datetime
    published_by: str | None = None


@dataclass(frozen=True)
class Publisher:
    """A member who publishes a letter for an organisation, or asks to."""

    id: str
    letter: str
    member_id: str
    organisation_id: str
    allowed: bool = False


@dataclass(frozen=True)
class Shelf:
    """A letter as one person sees it. ``publishers``: for coordinators, who publishes it, by organisation."""

    letter: Event
    subscribed: bool
    publishes: bool
    subscribers: int | None = None
    publishers: tuple[tuple[Publisher, Organisation | None], ...] = ()


@dataclass(frozen=True)
class Published:
    """What became of an issue: how many get it."""

    issue: Issue
    letter: Event
    people: int


def same_link(link: str) -> str:
    """A link in the one form by which two are the same: host in small letters, no fragment, no last slash."""
    parts = urlsplit(link.strip())
    path = parts.path.rstrip("/")
    return urlunsplit((parts.scheme.lower(), parts.netloc.lower(), path, parts.query, ""))


class LetterRefused(Problem):
    """A letter that cannot be published, and why: the link went before, or the person may not."""

    code = "letter_refused"

    def __init__(self, why: Text) -> None:
        super().__init__(why)


def sent_before() -> LetterRefused:
    """The same link twice."""
    return LetterRefused(T("This link went to the readers of this letter before: nothing was sent again."))


def not_allowed() -> LetterRefused:
    """Not a publisher."""
    return LetterRefused(T("Only those whom a coordinator allows publish this letter: /publier asks for it."))
