"""Members, organisations and roles, as values."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class Standing(StrEnum):
    """Where an organisation stands in the directory."""

    LISTED = "listed"  # in the official directory
    PROPOSED = "proposed"  # named by a member, waits for a coordinator
    APPROVED = "approved"
    REFUSED = "refused"


class Role(StrEnum):
    """What a member may do beyond reporting. Roles come from the server's settings, never from chat."""

    COORDINATOR = "coordinator"


class MemberState(StrEnum):
    """Whether the product may write to a member."""

    ACTIVE = "active"
    BLOCKED = "blocked"  # blocked the bot or deleted their account: nothing is sent


@dataclass(frozen=True)
class Organisation:
    """An association, a local authority, a ministry... It owns its contributions and carries its groups."""

    id: str
    name: str
    kind: str
    """One of bot.people.kinds: local association, local authority, or a working group's kind."""
    acronym: str | None = None
    aliases: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    """Working groups of the Forum: none for local associations and local authorities."""
    place: str | None = None
    """A place in bot.places' notation, e.g. ``commune:93066``."""
    standing: Standing = Standing.LISTED

    @property
    def checked(self) -> bool:
        """Whether it is in the official directory, or a coordinator approved it."""
        return self.standing in (Standing.LISTED, Standing.APPROVED)


@dataclass(frozen=True)
class Member:
    """A person with a Telegram account who accepted the privacy notice. No name, no phone."""

    id: str
    telegram_id: int
    language: str
    state: MemberState = MemberState.ACTIVE
    pushes: bool = True
    """False: the product never writes first. Off after /stop and after an emergency card alike."""
    joined_at: datetime | None = None
    seen_at: datetime | None = None


@dataclass(frozen=True)
class Consent:
    """Proof that a person accepted a text: which version, in which language, when."""

    member_id: str
    text_version: str
    language: str
    given_at: datetime


@dataclass(frozen=True)
class Actor:
    """Who is acting, as an action needs to know it."""

    member: Member
    organisations: tuple[Organisation, ...]
    roles: frozenset[Role]

    @property
    def coordinates(self) -> bool:
        """Whether the actor may validate, import and see the queue."""
        return Role.COORDINATOR in self.roles

    def belongs_to(self, organisation_id: str) -> bool:
        """Whether the actor speaks for an organisation now."""
        return any(organisation.id == organisation_id for organisation in self.organisations)
