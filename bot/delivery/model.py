"""A notice: one message that the product sends of itself to one member."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """Where a notice stands in the ledger."""

    QUEUED = "queued"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    STOPPED = "stopped"  # the member blocked the bot or asked for silence
    UNKNOWN = "unknown"  # the call was cut: never sent again of itself
    CANCELLED = "cancelled"  # called off before it left


@dataclass(frozen=True)
class Notice:
    """What to tell whom. Rendered when sent, in the member's language then."""

    id: str
    key: str
    """Unique: queueing the same notice twice keeps one (``returned:C-0042:3:member``)."""
    member_id: str
    kind: str
    """Name of the screen that renders it, in handlers/chat/notices."""
    payload: Mapping[str, Any] = field(default_factory=dict)
    outcome: Outcome = Outcome.QUEUED
    due_at: datetime | None = None
    attempts: int = 0
