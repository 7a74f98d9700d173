"""What the periodic jobs need of storage."""

from __future__ import annotations

from datetime import date, datetime
from typing import Protocol


class Purge(Protocol):
    """Forgets what is old. Every call runs inside the caller's transaction and returns how many went."""

    async def updates_before(self, instant: datetime) -> int:
        """Numbers of updates whose replies left."""
        ...

    async def drafts_before(self, instant: datetime) -> int:
        """Form sessions not touched since, finished ones included; and chats that have none left."""
        ...

    async def dropped_before(self, instant: datetime) -> int:
        """Files that coordinators sent towards a form."""
        ...

    async def reminders_before(self, instant: datetime) -> int:
        """What members were reminded of."""
        ...

    async def requests_before(self, instant: datetime) -> int: ...

    async def gatherings_before(self, day: date) -> int:
        """Events and meetings over since, with what was said of them and told."""
        ...

    async def log_before(self, instant: datetime) -> int:
        """Messages to many that ended, and what was sent of itself to whom."""
        ...

    async def members_unseen_since(self, instant: datetime) -> int:
        """Members who have not written since: forgotten as /supprimer does."""
        ...
