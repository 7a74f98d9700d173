"""What members do about reminders: choose, stop, put off; and the pass that makes them ready."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from bot.agenda.calendar import around, occurrence_of, sending_rules
from bot.agenda.due import Listener, Push, Told, due, is_official, may_leave
from bot.agenda.model import Event, Occurrence, ReminderDay
from bot.agenda.themes import Theme
from bot.clock import paris_day
from bot.delivery.model import Notice
from bot.delivery.ports import Ledger
from bot.dialogues.model import Seat
from bot.ids import Ids
from bot.people.actions import signed_up
from bot.people.model import Actor
from bot.reminders.model import KIND, LEADS, Choices, Subscriber, listener_of, zone_of
from bot.reminders.ports import OwnDays, Reminders, Timetable

REMEMBERED = timedelta(days=30)
"""How far back what was told is read: further than a reminder can wait for its moment."""


@dataclass(frozen=True)
class ReminderActions:
    """Every call runs inside the caller's transaction."""

    reminders: Reminders
    timetable: Timetable
    own: OwnDays
    ledger: Ledger
    ids: Ids

    async def remind(self, now: datetime) -> Mapping[str, int]:
        """Make ready what is due. Returns how many members were looked at, messages and reminders in them."""
        shared = around(paris_day(now), await self.timetable.events())
        own = await self.own.concerned(now)
        told_own = await self.own.told() if own else {}
        subscribers = await self.reminders.subscribers(now - REMEMBERED, frozenset(own))
        counts = {"members": len(subscribers), "messages": 0, "reminders": 0}
        weighed: dict[Hashable, Push | None] = {}
        for subscriber in subscribers:
            listener = listener_of(subscriber)
            member_id = subscriber.member.id
            ahead = (*shared, *own.get(member_id, ()))
            past = (*subscriber.told, *told_own.get(member_id, ()))
            # Many chose the same, and live alike.
            alike = (listener.likeness, frozenset(past), frozenset(own.get(member_id, ())))
            if alike not in weighed:
                weighed[alike] = due(now, ahead, sending_rules(), listener, past)
            push = weighed[alike]
            told = await self._queue(now, subscriber, push, listener) if push is not None else 0
            counts["messages"] += told > 0
            counts["reminders"] += told
        return counts

    async def _queue(self, now: datetime, subscriber: Subscriber, push: Push, listener: Listener) -> int:
        """One notice a day at most (its key) of reminders never told (theirs). Returns how many it tells."""
        member_id, push_id = subscriber.member.id, self.ids.new()
        fresh = []
        for one in push.reminders:
            told = Told(one.occurrence.turn, one.offset, push.day)
            kept: OwnDays | Reminders = self.own if one.occurrence.event.own else self.reminders
            if await kept.tell(member_id, told, push_id, now):
                fresh.append(one)
        payload = {
            "day": push.day.isoformat(),
            "zone": listener.zone.key,
            "department": listener.department,
            "official": is_official(push),
            "reminders": [[one.occurrence.turn, one.offset] for one in fresh],
        }
        notice = Notice(push_id, f"{KIND}:{member_id}:{push.day}", member_id, KIND, payload, due_at=now)
        if fresh and await self.ledger.queue(notice):
            return len(fresh)
        await self._withdraw(push_id)
        return 0

    def fits(self, notice: Notice, now: datetime) -> bool:
        """Whether a notice made ready may leave at an instant: on its day, within the member's hours."""
        told = notice.payload
        day, zone = date.fromisoformat(told["day"]), ZoneInfo(told["zone"])
        return may_leave(now, day, told["official"], sending_rules(), zone, told.get("department"))

    async def withdraw(self, notice: Notice) -> None:
        """It did not leave: its reminders are weighed again at the next pass."""
        await self._withdraw(notice.id)

    async def _withdraw(self, push_id: str) -> None:
        await self.reminders.withdraw(push_id)
        await self.own.withdraw(push_id)

    async def said(self, notice: Notice) -> Push:
        """What a notice tells, as it stands now."""
        keys = [key for key, _ in notice.payload["reminders"]]
        return said_by(notice, await self.own.by_key(keys), await self.timetable.events())

    async def choices(self, seat: Seat) -> Choices:
        """What the person is told."""
        return await self.reminders.choices(signed_up(seat).member.id)

    async def choose(self, seat: Seat, theme: Theme, wanted: bool) -> Choices:
        """Turn a kind on or off."""
        choices = await self.choices(seat)
        themes = choices.themes | {theme} if wanted else choices.themes - {theme}
        return await self._save(seat, replace(choices, themes=themes))

    async def choose_all(self, seat: Seat, wanted: bool) -> Choices:
        """Turn every kind on, or off."""
        choices = await self.choices(seat)
        return await self._save(seat, replace(choices, themes=frozenset(Theme if wanted else ())))

    async def not_before(self, seat: Seat, days: int) -> Choices:
        """Nothing earlier than one of ``LEADS`` days before; any other number: as early as is useful."""
        furthest = days if days in LEADS else None
        return await self._save(seat, replace(await self.choices(seat), furthest=furthest))

    async def put_off(self, seat: Seat, push_id: str, days: int) -> date | None:
        """Be told again what a message told, in some days. Returns the day; None for no such message."""
        actor = signed_up(seat)
        theirs = (actor.member.id, push_id)
        told = [*await self.reminders.told_in(*theirs), *await self.own.told_in(*theirs)]
        if not told or days not in sending_rules().snooze_days:
            return None
        today = seat.now.astimezone(zone_of(actor.organisations)).date()
        until = today + timedelta(days=days)
        choices = await self.choices(seat)
        kept = {key: day for key, day in choices.snoozed.items() if day >= today}
        snoozed = {**kept, **{one.occurrence: until for one in told}}
        await self._save(seat, replace(choices, snoozed=snoozed))
        return until

    async def data(self, actor: Actor) -> Mapping[str, Any]:
        """What is held of it, for the person."""
        choices = await self.reminders.choices(actor.member.id)
        return {
            "kinds": sorted(choices.themes),
            "not_before_days": choices.furthest,
            "put_off": [{"what": key, "until": day.isoformat()} for key, day in choices.snoozed.items()],
        }

    async def _save(self, seat: Seat, choices: Choices) -> Choices:
        await self.reminders.save(signed_up(seat).member.id, choices)
        return choices


def said_by(
    notice: Notice,
    own: Mapping[str, Occurrence] | None = None,
    among: tuple[Event, ...] | None = None,
) -> Push:
    """What a notice tells; events that left the agenda since are left out. ``own``: own dates by key;
    ``among``: the events of the agenda as coordinators set them."""
    own = own or {}
    found = [
        (own.get(key) or occurrence_of(key, among), offset) for key, offset in notice.payload["reminders"]
    ]
    day = date.fromisoformat(notice.payload["day"])
    known = [
        ReminderDay(one, offset, one.start + timedelta(days=offset))
        for one, offset in found
        if one is not None
    ]
    return Push(day, tuple(known))
