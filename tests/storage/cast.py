"""Who and when: the people of storage tests, and a clock's noon."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.contributions.model import Change, Contribution, Period
from bot.dialogues.ports import StoredSession
from bot.people.model import Member, Organisation

NOON = datetime(2026, 6, 12, 10, 0, tzinfo=UTC)
"""12 June in Paris, at noon."""


def later(**by: float) -> datetime:
    """An instant after noon."""
    return NOON + timedelta(**by)


@dataclass(frozen=True)
class People:
    """Who is there: Awa and Marc with their organisations, Claire who coordinates."""

    awa: Member
    marc: Member
    claire: Member
    ghettup: Organisation
    town: Organisation


def member(name: str, telegram_id: int, language: str = "fr") -> Member:
    """Someone who just signed up."""
    return Member(name, telegram_id, language, joined_at=NOON, seen_at=NOON)


def session(name: str, chat_id: int, **about: Any) -> StoredSession:
    """A report just begun."""
    known = {"organisation_id": None, "member_id": None} | about
    return StoredSession(
        name, chat_id, "report", "v1", {"answers": {}}, created_at=NOON, updated_at=NOON, **known
    )


def contribution(name: str, number: int, organisation_id: str = "ghettup", **given: Any) -> Contribution:
    """A workshop with the kit, as sent by Awa."""
    known: dict[str, Any] = {
        "title": "Atelier au collège avec le kit",
        "codes": ("1.4.C", "2.2.E"),
        "author_id": "awa",
        "period": Period(NOON.date(), None, "day"),
        "sent_at": NOON,
    }
    return Contribution(id=name, number=number, organisation_id=organisation_id, **(known | given))


def change(contribution_id: str, what: str = "sent", by: str | None = "awa", **given: Any) -> Change:
    """A line of history, at noon."""
    return Change(contribution_id, NOON, what, by, **given)
