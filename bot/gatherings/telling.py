"""Notices about gatherings: once each, within hours of who reads them, but for what cannot wait."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from bot.agenda.hours import next_moment
from bot.delivery.model import Notice
from bot.delivery.ports import Ledger
from bot.gatherings.model import Gathering
from bot.ids import Ids
from bot.people.model import Member
from bot.people.ports import Organisations
from bot.reminders.model import zone_of

CALLED, DATE_MOVED, CHANGED, CANCELLED, NOTES = (
    "meeting_called", "gathering_moved", "gathering_changed", "gathering_cancelled", "meeting_notes",
)  # fmt: skip
PRESSING = timedelta(hours=12)
"""A change is told at once, whatever the hour, when waiting would leave less time than this."""


def pressing(gathering: Gathering, now: datetime, moment: datetime) -> bool:
    """Whether a change of it cannot wait until a moment: it is too near."""
    starts = gathering.starts_at or datetime.combine(gathering.day, time(9), ZoneInfo(gathering.zone))
    return now < starts.astimezone(UTC) < moment + PRESSING


@dataclass(frozen=True)
class Telling:
    """Queues notices; every call runs inside the caller's transaction."""

    ledger: Ledger
    organisations: Organisations
    ids: Ids

    async def tell(
        self,
        kind: str,
        gathering: Gathering,
        members: Iterable[Member],
        now: datetime,
        *,
        but: str = "",
        version: str = "",
    ) -> int:
        """One notice a member, a kind and a ``version``, whatever happens to it afterwards; none to ``but``.

        Returns how many were new."""
        told = 0
        for member in members:
            if member.id != but:
                told += await self._queue(kind, gathering, member, now, version)
        return told

    async def _queue(
        self, kind: str, gathering: Gathering, member: Member, now: datetime, version: str
    ) -> bool:
        zone = zone_of(await self.organisations.of_member(member.id))
        moment = next_moment(now, zone)
        at_once = kind in (DATE_MOVED, CHANGED, CANCELLED) and pressing(gathering, now, moment)
        payload = {"gathering": gathering.id} | ({} if at_once else {"zone": zone.key})
        key = ":".join(part for part in (kind, gathering.id, version, member.id) if part)
        due_at = now if at_once else moment
        return await self.ledger.queue(Notice(self.ids.new(), key, member.id, kind, payload, due_at=due_at))


def waits(notice: Notice, now: datetime) -> datetime | None:
    """Until when a notice that is to keep to its reader's hours must wait; None when it may leave now.

    It was due at a decent hour, but the bot may have been stopped then and start again at night.
    """
    zone = notice.payload.get("zone")
    if zone is None or "day" in notice.payload:  # reminders of the agenda have rules of their own
        return None
    moment = next_moment(now, ZoneInfo(zone))
    return moment if moment > now else None
