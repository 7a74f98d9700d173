"""The hot statements of a broadcast: what is done once for each of its messages."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.delivery.model import Notice
from storage.hot import Hot

CLAIM = Hot(
    """
    UPDATE notices SET outcome = 'claimed', claimed_at = :now, attempts = attempts + 1
    WHERE outcome = 'queued' AND seq = (
        SELECT n.seq FROM notices AS n
        JOIN members AS m ON m.id = n.member_id
        JOIN broadcasts AS b ON b.id = n.broadcast_id
        WHERE n.broadcast_id = :broadcast AND n.outcome = 'queued' AND n.due_at <= :now
          AND m.state = 'active' AND m.pushes AND b.state = 'sending'
        ORDER BY n.seq LIMIT 1 {lock}
    )
    RETURNING id, member_id, CAST(payload AS TEXT), attempts
    """,
    lock="FOR UPDATE OF n SKIP LOCKED",
)
"""One row, of a broadcast that is being sent."""
REACHED = Hot("SELECT telegram_id, language FROM members WHERE id = :member")
"""Asked apart: inside RETURNING, SQLite reads all the members for each message."""


def notice_values(notice: Notice, broadcast_id: str) -> Mapping[str, Any]:
    """A row of the ledger."""
    return {
        "id": notice.id,
        "key": notice.key,
        "member_id": notice.member_id,
        "kind": notice.kind,
        "payload": dict(notice.payload),
        "outcome": notice.outcome.value,
        "due_at": notice.due_at,
        "attempts": notice.attempts,
        "broadcast_id": broadcast_id,
    }
