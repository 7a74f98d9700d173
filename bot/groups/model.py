"""A group that follows the agenda, and what it is told: official days alone, at three moments."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.agenda.due import Listener, Push, Told
from bot.agenda.model import Event, Kind
from bot.agenda.themes import Theme, audiences_of
from bot.people.model import Actor, Organisation
from bot.reminders.model import place_of_work, zone_of

LEADS = (14, 0)
"""Days before: two weeks, time to prepare something together; and the day itself."""


@dataclass(frozen=True)
class Following:
    """A group that is told, for an organisation, in a language. Nothing of who is in it, nor of who asked."""

    chat_id: int
    organisation_id: str
    language: str
    since: datetime


@dataclass(frozen=True)
class Follower:
    """A group with its organisation and what it was told of late."""

    following: Following
    organisation: Organisation
    told: Sequence[Told] = ()


@dataclass(frozen=True)
class Announcement:
    """One message to one group."""

    following: Following
    push: Push


def may_follow_for(actor: Actor | None) -> Organisation | None:
    """The organisation for which someone may have a group follow: the first of theirs that was checked."""
    organisations = actor.organisations if actor is not None else ()
    return next((one for one in organisations if one.checked), None)


def announced(events: Iterable[Event]) -> tuple[Event, ...]:
    """The official days as groups are told of them: the agenda's, at ``LEADS`` and at the first moment after
    that the agenda gives, if any."""
    return tuple(
        replace(one, lead_days=LEADS, followup_days=tuple(sorted(one.followup_days))[:1])
        for one in events
        if one.kind is Kind.DAY
    )


def listener_of(organisation: Organisation) -> Listener:
    """A group as the agenda sees it: where its organisation is, and what concerns it."""
    place = place_of_work((organisation,))
    return Listener(
        zone=zone_of((organisation,)),
        audiences=audiences_of((organisation.kind,), bool(organisation.groups), coordinates=False),
        themes=frozenset((Theme.DAYS,)),
        department=place.department if place is not None else None,
    )


def since_then(push: Push, follower: Follower) -> Push | None:
    """A message without what was due on the day the group began to follow, or before: who stops and begins
    again is told nothing twice. None when nothing is left."""
    began = follower.following.since.astimezone(zone_of((follower.organisation,))).date()
    fresh = tuple(one for one in push.reminders if one.day > began)
    return replace(push, reminders=fresh) if fresh else None
