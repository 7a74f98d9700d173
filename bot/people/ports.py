"""What people's actions need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from bot.people.model import Consent, Member, Organisation, Role, Standing


class Members(Protocol):
    """Members and what they accepted."""

    async def by_telegram(self, telegram_id: int) -> Member | None: ...

    async def get(self, member_id: str) -> Member | None: ...

    async def add(self, member: Member, consent: Consent) -> None: ...

    async def save(self, member: Member) -> None: ...

    async def erase(self, member_id: str, at: datetime) -> None:
        """Forget the person: row, memberships, consents, sessions of their own, notices not yet sent.

        Contributions stay with the organisation, their author unset. A proof remains: the day and the text
        version, under no one's name.
        """
        ...

    async def consents(self, member_id: str) -> Sequence[Consent]: ...

    async def roles(self, member_id: str) -> frozenset[Role]: ...

    async def coordinators(self) -> Sequence[Member]: ...

    async def set_coordinators(self, telegram_ids: Sequence[int]) -> None:
        """Make exactly these accounts coordinators; an account not yet a member is remembered by its id."""
        ...


class Organisations(Protocol):
    """Organisations, and who speaks for them."""

    async def all(self) -> Sequence[Organisation]: ...

    async def get(self, organisation_id: str) -> Organisation | None: ...

    async def add(self, organisation: Organisation, proposed_by: str | None = None) -> None: ...

    async def save(self, organisation: Organisation) -> None: ...

    async def standing(self, standing: Standing) -> Sequence[Organisation]: ...

    async def of_member(self, member_id: str) -> Sequence[Organisation]: ...

    async def members_of(self, organisation_id: str) -> Sequence[Member]: ...

    async def join(self, member_id: str, organisation_id: str, at: datetime) -> None: ...

    async def leave(self, member_id: str, organisation_id: str, at: datetime) -> None: ...

    async def replace(self, organisation_id: str, by: str) -> None:
        """Move members, drafts and contributions of one organisation to another (a proposed double)."""
        ...

    async def count_members(self) -> Sequence[tuple[Organisation, int]]:
        """Organisations that have members, with how many."""
        ...


class Meetings(Protocol):
    """Meetings and relays whose newcomers are counted."""

    async def came(self, code_id: str, organisation_id: str, newcomer: bool) -> None:
        """Someone signed up from a code, for an organisation. ``newcomer``: they had no account. A code that
        counts no more is fine.
        """
        ...
