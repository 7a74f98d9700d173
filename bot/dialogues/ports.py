"""What dialogues need of storage. Every call runs inside the caller's transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, Protocol


class SessionState(StrEnum):
    """Open: can be taken up again. The others are ends."""

    OPEN = "open"
    FINISHED = "finished"
    ABANDONED = "abandoned"


@dataclass(frozen=True)
class StoredSession:
    """One person filling one version of one form, as kept between two updates."""

    id: str
    chat_id: int
    dialogue: str
    """Name of the dialogue: signup, report, return_question, answer_field."""
    form_version: str
    body: Mapping[str, Any]
    """The forms engine's session, as JSON."""
    pending: Mapping[str, Any] = field(default_factory=dict)
    """What the host awaits besides an answer: options of a doubt, refusals counted, pages shown."""
    about: Mapping[str, Any] = field(default_factory=dict)
    """What the session is about: organisation, contribution, field."""
    organisation_id: str | None = None
    """Drafts belong to the organisation: a colleague can take them over."""
    member_id: str | None = None
    state: SessionState = SessionState.OPEN
    revision: int = 0
    created_at: datetime | None = None
    updated_at: datetime | None = None


@dataclass(frozen=True)
class Chat:
    """Where a chat stands: the session that its next words answer, the message that carries it."""

    chat_id: int
    session_id: str | None = None
    live_message_id: int | None = None
    language: str | None = None
    """Chosen before signing up; afterwards the member's own counts."""


class Sessions(Protocol):
    """Form sessions: one row each, compare-and-swap on the revision."""

    async def get(self, session_id: str) -> StoredSession | None: ...

    async def add(self, session: StoredSession) -> None: ...

    async def save(self, session: StoredSession) -> bool:
        """Write it if its revision is still the stored one; the stored revision grows by one.

        Returns False when it is not: nothing was written.
        """
        ...

    async def delete(self, session_id: str) -> None: ...

    async def open_of_chat(self, chat_id: int) -> Sequence[StoredSession]: ...

    async def open_of_organisations(self, organisation_ids: Sequence[str]) -> Sequence[StoredSession]: ...


class Chats(Protocol):
    """Where each chat stands."""

    async def get(self, chat_id: int) -> Chat: ...

    async def save(self, chat: Chat) -> None: ...

    async def forget(self, chat_id: int) -> None: ...


class FormVersions(Protocol):
    """Forms as they were when a session began: sessions finish on the version they began."""

    async def keep(
        self, version: str, name: str, xform: str, files: Mapping[str, bytes] | None = None
    ) -> None: ...

    async def xform(self, version: str) -> str | None: ...

    async def files(self, version: str) -> Mapping[str, bytes]:
        """The lists attached to that version, by name."""
        ...
