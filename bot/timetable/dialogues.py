"""The guided dialogues of the shared agenda: another date, other lead times."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from bot.dialogues.model import Ended, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text
from bot.timetable.actions import TimetableActions

SHORT: Mapping[str, Text] = {"day": T("Day"), "last_day": T("Last day"), "leads": T("Days before")}


@dataclass(frozen=True)
class DateDialogue(NothingProposed):
    """Another date for an event of the agenda."""

    actions: TimetableActions
    name: str = "calendar_date"
    form: str = "calendar_date"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return SHORT

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Set it."""
        start = date.fromisoformat(values["day"])
        end = date.fromisoformat(values["last_day"]) if values.get("last_day") else start
        entry = await self.actions.set_date(seat, stored.about["event"], start, max(start, end))
        return Ended("calendar_set", entry, drop=True)


@dataclass(frozen=True)
class LeadsDialogue(NothingProposed):
    """Other lead times."""

    actions: TimetableActions
    name: str = "calendar_leads"
    form: str = "calendar_leads"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return SHORT

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Set them."""
        leads = tuple(int(part) for part in values["leads"].replace(",", " ").split())
        return Ended(
            "calendar_set", await self.actions.set_leads(seat, stored.about["event"], leads), drop=True
        )
