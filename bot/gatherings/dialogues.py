"""The guided dialogues: an event of one's own, a meeting, another date, the notes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, time
from zoneinfo import ZoneInfo

from bot.clock import PARIS, paris_day
from bot.dialogues.model import Ended, Intruder, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.gatherings.actions import GatheringActions
from bot.gatherings.model import Gathering, Reach, Sort, State
from bot.i18n import T, Text
from bot.people.actions import may_coordinate
from bot.people.audience import Audience
from bot.places.finding import place_of, timezone
from bot.reminders.model import zone_of


@dataclass(frozen=True)
class EventDialogue(NothingProposed):
    """An organisation plans an event of its own."""

    actions: GatheringActions
    name: str = "event"
    form: str = "event"
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return SHORT

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Keep it; its reminders are planned from what is still ahead."""
        actor = seat.actor
        if actor is None or not actor.belongs_to(stored.organisation_id or ""):
            raise Intruder
        own = [one for one in actor.organisations if one.id == stored.organisation_id]
        gathering = _gathering(
            self.actions.ids.new(), Sort.EVENT, seat, values, zone=_zone(values, zone_of(own)),
            organisation_id=stored.organisation_id, kind=values["kind"], reach=Reach(values["reach"]),
            audience=Audience(kinds=tuple(values.get("kinds", "").split())),
        )  # fmt: skip
        await self.actions.plan(seat, gathering)
        return Ended("event_planned", await self.actions.card(seat, gathering.id), drop=True)


@dataclass(frozen=True)
class MeetingDialogue(NothingProposed):
    """A coordinator prepares a meeting; nobody is invited before they say so."""

    actions: GatheringActions
    name: str = "meeting"
    form: str = "meeting"
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return SHORT

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Keep it as a draft, with how many it would invite."""
        if not may_coordinate(seat.actor):
            raise Intruder
        audience = Audience(
            kinds=tuple(values.get("kinds", "").split()), areas=tuple(values.get("areas", "").split())
        )
        gathering = _gathering(
            self.actions.ids.new(), Sort.MEETING, seat, values, zone=_zone(values, PARIS),
            kind="meeting", audience=audience, invited=tuple(values.get("invited", "").split()),
            state=State.DRAFT,
        )  # fmt: skip
        await self.actions.plan(seat, gathering)
        return Ended("meeting_ready", await self.actions.card(seat, gathering.id), drop=True)


@dataclass(frozen=True)
class MoveDialogue(NothingProposed):
    """Another date."""

    actions: GatheringActions
    name: str = "gathering_move"
    form: str = "move"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return SHORT

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Move it; who it concerns is told."""
        day, last_day, at = _dates(values)
        moved = await self.actions.move(seat, stored.about["gathering"], day, last_day, at)
        return Ended("gathering_moved", await self.actions.card(seat, moved.id), drop=True)


@dataclass(frozen=True)
class CorrectDialogue(NothingProposed):
    """One line of an event or a meeting, alone: its name, its place, its address or its link."""

    actions: GatheringActions
    form: str
    review: bool = False

    @property
    def name(self) -> str:
        """``event_correct``, ``meeting_correct``."""
        return f"{self.form}_correct"

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return SHORT

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Change that line; the hour is that of the new place."""
        field = stored.about["field"]
        what = {field: values.get(field) or None}
        if field == "place" and what["place"]:
            what["zone"] = _zone({"place": what["place"]}, PARIS)
        corrected = await self.actions.correct(seat, stored.about["gathering"], what)
        return Ended("gathering_corrected", await self.actions.card(seat, corrected.id), drop=True)


CORRECTED = ("title", "place", "address", "link")
"""What can be corrected."""


def known_of(gathering: Gathering) -> dict[str, str]:
    """A gathering as the answers of its form, for a line to be asked alone."""
    values = {
        "title": gathering.title,
        "kind": gathering.kind,
        "day": gathering.day.isoformat(),
        "last_day": gathering.last_day.isoformat(),
        "place": gathering.place or "",
        "address": gathering.address or "",
        "link": gathering.link or "",
        "reach": gathering.reach,
    }
    return {name: value for name, value in values.items() if value}


@dataclass(frozen=True)
class NotesDialogue(NothingProposed):
    """What was said in a meeting."""

    actions: GatheringActions
    name: str = "meeting_notes"
    form: str = "notes"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return SHORT

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Send them to who wants them."""
        noted = await self.actions.write_notes(seat, stored.about["gathering"], values["notes"])
        return Ended("notes_sent", await self.actions.card(seat, noted.id), drop=True)


SHORT: Mapping[str, Text] = {
    "title": T("Name"),
    "kind": T("Sort"),
    "day": T("Day"),
    "last_day": T("Last day"),
    "at": T("Time"),
    "place": T("Place"),
    "address": T("Address or room"),
    "link": T("Link"),
    "reach": T("Who reads of it"),
    "kinds": T("Organisations"),
    "areas": T("Departments and regions"),
    "invited": T("Invited by name"),
    "notes": T("Notes"),
}


def _gathering(
    gathering_id: str, sort: Sort, seat: Seat, values: Mapping[str, str], **given: object
) -> Gathering:
    day, last_day, at = _dates(values)
    return Gathering(
        gathering_id, sort, values["title"], day, last_day, paris_day(seat.now),
        at=at,
        author_id=seat.actor.member.id if seat.actor else None,
        place=values.get("place") or None,
        address=values.get("address") or None,
        link=values.get("link") or None,
        created_at=seat.now,
        **given,  # type: ignore[arg-type]
    )  # fmt: skip


def _dates(values: Mapping[str, str]) -> tuple[date, date, time | None]:
    """The days and the hour of a form; a single day ends on itself."""
    day = date.fromisoformat(values["day"])
    last_day = date.fromisoformat(values["last_day"]) if values.get("last_day") else day
    at = time.fromisoformat(values["at"][:5]) if values.get("at") else None
    return day, max(day, last_day), at


def _zone(values: Mapping[str, str], otherwise: ZoneInfo) -> str:
    """Hours are those of where it takes place; of its organisation when it is online or nowhere said."""
    place = place_of(values["place"]) if values.get("place") else None
    return timezone(place).key if place is not None and place.department else otherwise.key
