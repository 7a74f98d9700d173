"""What a pass does to a broadcast: begin, look again, pause of itself, end. The calls are made elsewhere.

Every call runs inside the caller's transaction.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime

from bot.agenda.calendar import sending_rules
from bot.broadcasts.model import Broadcast, State, Why, lateness
from bot.broadcasts.ports import Broadcasts
from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.ids import Ids

PAUSED = "broadcast_paused"
"""Kind of the notice that says that one paused by itself."""


@dataclass(frozen=True)
class BroadcastRuns:
    """The machine's own decisions, each noted."""

    broadcasts: Broadcasts
    ledger: Ledger
    audit: Audit
    ids: Ids

    async def begin(self, broadcast: Broadcast, now: datetime) -> Broadcast | None:
        """The broadcast, to be sent now; None when its moment was missed: asked about, or dropped."""
        waits = await self.broadcasts.waits(broadcast.id)
        missed = lateness(broadcast, waits, now, sending_rules().late_tolerance)
        if missed is State.DROPPED:
            await self.broadcasts.call_off(broadcast.id, now)
            await self._save(replace(broadcast, state=State.DROPPED, ended_at=now), "broadcast_dropped", now)
            return None
        if missed is Why.OVERDUE:
            paused = replace(broadcast, state=State.PAUSED, why=Why.OVERDUE)
            await self._halt(paused, "broadcast_overdue", now)
            return None
        await self.broadcasts.beat(broadcast.id, now)
        return broadcast

    async def look(self, broadcast_id: str, now: datetime) -> Broadcast | None:
        """How it stands now, its beat noted; None when it is not being sent any more."""
        await self.broadcasts.beat(broadcast_id, now)
        broadcast = await self.broadcasts.get(broadcast_id)
        return broadcast if broadcast is not None and broadcast.state is State.SENDING else None

    async def stumble(self, broadcast_id: str, now: datetime) -> None:
        """Too many errors in a row: it pauses, and coordinators decide."""
        broadcast = await self.broadcasts.get(broadcast_id)
        if broadcast is not None and broadcast.state is State.SENDING:
            paused = replace(broadcast, state=State.PAUSED, why=Why.ERRORS)
            await self._halt(paused, "broadcast_stumbled", now)

    async def settle(self, broadcast_id: str, now: datetime) -> datetime | None:
        """It is over when nothing is left. Returns when the next of those left may leave."""
        await self.broadcasts.let_go(broadcast_id)
        waits = await self.broadcasts.waits(broadcast_id)
        broadcast = await self.broadcasts.get(broadcast_id)
        if waits is None and broadcast is not None and broadcast.state is State.SENDING:
            done = replace(broadcast, state=State.DONE, ended_at=now)
            await self._save(done, "broadcast_done", now)
        return waits

    async def shown(self, broadcast_id: str, message: tuple[int, int]) -> None:
        """One more message shows how it goes."""
        broadcast = await self.broadcasts.get(broadcast_id)
        if broadcast is not None and message not in broadcast.told:
            await self.broadcasts.show_in(broadcast_id, (*broadcast.told, message))

    async def _halt(self, paused: Broadcast, what: str, now: datetime) -> None:
        """Pause it, and tell who wrote and who approved it."""
        await self._save(paused, what, now)
        for member_id in {paused.created_by, paused.approved_by} - {None}:
            assert member_id is not None
            key = f"{PAUSED}:{paused.id}:{paused.revision}:{member_id}"
            notice = Notice(self.ids.new(), key, member_id, PAUSED, {"broadcast": paused.id}, due_at=now)
            await self.ledger.queue(notice)

    async def _save(self, broadcast: Broadcast, what: str, now: datetime) -> None:
        """Written unless somebody was faster: then the next pass looks again."""
        if await self.broadcasts.save(broadcast):
            await self.audit.note(now, what, None, broadcast.id)
