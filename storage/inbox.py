"""Updates taken, and the replies they led to until these are sent. Hot path."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import delete

from storage.database import Database
from storage.hot import Hot, bound_instant, pack, unpack
from storage.tables.delivery import inbox

TAKE = Hot(
    "INSERT INTO inbox (update_id, chat_id, taken_at) VALUES (:update_id, :chat_id, :taken_at)"
    " ON CONFLICT (update_id) DO NOTHING RETURNING update_id"
)
KEEP = Hot("UPDATE inbox SET replies = :replies WHERE update_id = :update_id")
SENT = Hot("UPDATE inbox SET replies = NULL, chat_id = NULL WHERE update_id = :update_id")
UNSENT = "SELECT update_id, chat_id, CAST(replies AS TEXT) FROM inbox WHERE replies IS NOT NULL"
UNSENT_OF = Hot(f"{UNSENT} AND update_id = :update_id")
UNSENT_ALL = Hot(f"{UNSENT} ORDER BY update_id")


class SqlInbox:
    """Implements bot.delivery.ports.Inbox."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def take(self, update_id: int, chat_id: int, at: datetime) -> bool:
        """Note the update. Returns False when it was taken before."""
        unit = self._database.unit
        taken_at = bound_instant(at, unit.dialect)
        values = {"update_id": update_id, "chat_id": chat_id, "taken_at": taken_at}
        return bool(await unit.fetch(TAKE, values))

    async def keep_replies(self, update_id: int, replies: list[dict[str, Any]]) -> None:
        """Keep the replies until they are sent; none to send is the same as sent."""
        if not replies:
            await self.sent(update_id)
            return
        await self._database.unit.fetch(KEEP, {"update_id": update_id, "replies": pack(replies)})

    async def unsent(self, update_id: int | None = None) -> Sequence[tuple[int, int, list[dict[str, Any]]]]:
        """(update, chat, replies) decided and not known as sent: of one update, or all."""
        hot = UNSENT_ALL if update_id is None else UNSENT_OF
        rows = await self._database.unit.fetch(hot, {} if update_id is None else {"update_id": update_id})
        return [(update, chat, unpack(replies)) for update, chat, replies in rows]

    async def sent(self, update_id: int) -> None:
        """The replies left: their text is dropped, and which chat it was."""
        await self._database.unit.fetch(SENT, {"update_id": update_id})

    async def forget_before(self, instant: datetime) -> int:
        """Drop numbers of updates taken before an instant, whose replies left. Returns how many."""
        old = delete(inbox).where(inbox.c.taken_at < instant, inbox.c.replies.is_(None))
        return (await self._database.unit.execute(old)).rowcount
