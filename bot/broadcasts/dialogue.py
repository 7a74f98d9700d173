"""Saying whom a broadcast is for, and when it leaves: two dialogues."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time

from bot.broadcasts.actions import BroadcastActions
from bot.broadcasts.model import BroadcastUnready, Only, Target
from bot.clock import PARIS
from bot.dialogues.model import Ended, Intruder, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text
from bot.kits.catalogue import kit_of
from bot.people.actions import may_coordinate
from bot.people.audience import Audience

SHOWN = "broadcast_shown"
"""The ending that shows the broadcast again."""


@dataclass(frozen=True)
class TargetDialogue(NothingProposed):
    """A coordinator says whom it is for."""

    actions: BroadcastActions
    name: str = "broadcast_target"
    form: str = "broadcast_target"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {
            "kinds": T("Organisations"),
            "areas": T("Departments and regions"),
            "languages": T("Languages"),
            "only": T("All or a part"),
            "kit": T("Kit"),
        }

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Note it; how many people it reaches is shown."""
        if not may_coordinate(seat.actor):
            raise Intruder
        parts = {name: tuple(values.get(name, "").split()) for name in ("kinds", "areas", "languages")}
        only = Only(values["only"])
        target = Target(Audience(**parts), only, _kit(values.get("kit", "")) if only is Only.KIT else "")
        await self.actions.aim(seat, stored.about["broadcast"], target)
        return Ended(SHOWN, await self.actions.overview(seat, stored.about["broadcast"]), drop=True)


def _kit(written: str) -> str:
    kit = kit_of(written)
    if kit is None:
        raise BroadcastUnready(T("There is no kit {kit}. /kits lists them.", kit=written))
    return kit.id


@dataclass(frozen=True)
class WhenDialogue(NothingProposed):
    """A coordinator says when it leaves."""

    actions: BroadcastActions
    name: str = "broadcast_when"
    form: str = "broadcast_when"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {"moment": T("When"), "day": T("Day"), "hour": T("Time")}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Note it; a moment out of hours is refused and can be said again."""
        if not may_coordinate(seat.actor):
            raise Intruder
        start = None
        if values["moment"] == "later":
            hour = time.fromisoformat(values["hour"]).replace(tzinfo=None)
            start = datetime.combine(date.fromisoformat(values["day"]), hour, PARIS)
        await self.actions.schedule(seat, stored.about["broadcast"], start)
        return Ended(SHOWN, await self.actions.overview(seat, stored.about["broadcast"]), drop=True)
