"""A year of reminders, hour by hour, for sixty people in eight time zones: as a text that a person can read.

To renew ``year.txt`` after a change that is meant, delete it and run this test twice: the first writes it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.agenda.calendar import event_of, events, occurrence_of, sending_rules
from bot.agenda.due import Told
from bot.agenda.model import Event, Kind, Occurrence
from bot.agenda.themes import Theme
from bot.agenda.workdays import is_workday
from bot.delivery.model import Notice
from bot.ids import CountingIds
from bot.people.model import Member, Organisation
from bot.reminders.actions import ReminderActions
from bot.reminders.model import Choices, Subscriber, zone_of

GOLDEN = Path(__file__).with_name("year.txt")
BEGIN, END = datetime(2026, 5, 1, tzinfo=UTC), datetime(2027, 5, 1, tzinfo=UTC)
STOPPED = (datetime(2026, 7, 29, 20, tzinfo=UTC), datetime(2026, 7, 30, 12, tzinfo=UTC))
"""The bot is down in the night before 30 July, and until early afternoon in Paris."""
PLACES = ("commune:93066", "department:971", "department:972", "department:973", "department:974",
          "department:976", "department:987", "department:988")  # fmt: skip
KINDS = ("local_association", "local_authority", "associations_ong", "administrations", "reseaux_entreprises")
WISHES: Sequence[tuple[str, Choices]] = (
    ("everything", Choices(frozenset(Theme))),
    ("official days", Choices(frozenset((Theme.DAYS,)))),
    ("days and kits, 30 days before at most", Choices(frozenset((Theme.DAYS, Theme.KITS)), 30)),
    ("the year of report and meetings", Choices(frozenset((Theme.PERIOD, Theme.MEETINGS)))),
    ("letters and official days", Choices(frozenset((Theme.LETTERS, Theme.DAYS)))),
    ("nothing: never asked", Choices()),
)
SILENT, COORDINATES, PUTS_OFF = {7, 31}, {0, 30}, {8, 12}
"""Members who asked for silence, who coordinate, who put each lead off by three days."""


@dataclass
class World:
    """Reminders and ledger in memory: what the product asks of storage, for sixty members."""

    subscribed: dict[str, Subscriber] = field(default_factory=dict)
    told: dict[str, dict[tuple[str, int], tuple[Told, str, datetime]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    notices: dict[str, Notice] = field(default_factory=dict)

    async def subscribers(self, since: datetime, also: frozenset[str] = frozenset()) -> Sequence[Subscriber]:
        return [
            replace(one, told=[told for told, _, at in self.told[one.member.id].values() if at >= since])
            for one in self.subscribed.values()
            if one.choices.themes and one.member.pushes
        ]

    async def tell(self, member_id: str, told: Told, push_id: str, at: datetime) -> bool:
        key = (told.occurrence, told.offset)
        return self.told[member_id].setdefault(key, (told, push_id, at))[1] == push_id

    async def withdraw(self, push_id: str) -> None:
        for theirs in self.told.values():
            for key in [key for key, row in theirs.items() if row[1] == push_id]:
                del theirs[key]

    async def queue(self, notice: Notice) -> bool:
        return self.notices.setdefault(notice.key, notice) is notice


def cast(world: World) -> Mapping[str, str]:
    """Sixty members; returns who each is."""
    who = {}
    for number in range(60):
        place, kind = PLACES[number % 8], KINDS[number % 5]
        wish, choices = WISHES[number % 6]
        member = Member(f"m{number:02}", number + 1, "fr", pushes=number not in SILENT)
        organisation = Organisation(f"o{number:02}", f"O{number}", kind, place=place,
                                    groups=(kind,) if kind in KINDS[2:] else ())  # fmt: skip
        leads = number in COORDINATES
        world.subscribed[member.id] = Subscriber(member, (organisation,), leads, choices)
        notes = [zone_of((organisation,)).key, kind, wish, *(["coordinates"] if leads else ())]
        notes += ["asked for silence"] if number in SILENT else []
        notes += ["puts each lead off by 3 days, once"] if number in PUTS_OFF else []
        who[member.id] = ", ".join(notes)
    return who


def puts_off(world: World, member_id: str, payload: Mapping[str, Any], day: date) -> None:
    """Three days later, unless it was put off before or three days are too many."""
    subscriber = world.subscribed[member_id]
    snoozed = dict(subscriber.choices.snoozed)
    for key, offset in payload["reminders"]:
        if offset < -3 and key not in snoozed:
            snoozed[key] = day + timedelta(days=3)
    world.subscribed[member_id] = replace(subscriber, choices=replace(subscriber.choices, snoozed=snoozed))


@dataclass(frozen=True)
class Sent:
    """A message that left."""

    at: datetime
    notice: Notice

    @property
    def local(self) -> datetime:
        return self.at.astimezone(ZoneInfo(self.notice.payload["zone"]))


class AsTheDataSays:
    """No coordinator changed the agenda."""

    async def events(self) -> tuple[Event, ...]:
        return events()


class NoOwnDays:
    """Nobody has dates of their own."""

    async def concerned(self, now: datetime) -> Mapping[str, Sequence[Occurrence]]:
        return {}

    async def withdraw(self, push_id: str) -> None:
        pass


async def played(world: World) -> Sequence[Sent]:
    """Every hour of the year the pass is made; what it makes ready leaves at once."""
    actions = ReminderActions(world, AsTheDataSays(), NoOwnDays(), world, CountingIds())  # type: ignore[arg-type]
    sent: list[Sent] = []
    now = BEGIN
    while now < END:
        if not STOPPED[0] <= now < STOPPED[1]:
            before = set(world.notices)
            await actions.remind(now)
            for key in [key for key in world.notices if key not in before]:
                one = Sent(now, world.notices[key])
                assert actions.fits(one.notice, now)
                sent.append(one)
                if int(one.notice.member_id[1:]) in PUTS_OFF:
                    puts_off(world, one.notice.member_id, one.notice.payload, one.local.date())
        now += timedelta(hours=1)
    return sent


def line(sent: Sent) -> str:
    said = []
    for key, offset in sent.notice.payload["reminders"]:
        event_id = key.partition("@")[0]
        when = "on the day" if offset == 0 else f"{-offset} before" if offset < 0 else f"{offset} after"
        said.append(f"{event_id} ({when})")
    return f"  {sent.local:%Y-%m-%d %a %H:%M}  {' + '.join(said)}"


def shown(who: Mapping[str, str], sent: Sequence[Sent]) -> str:
    """The year of each member, and what it comes to."""
    theirs: dict[str, list[Sent]] = defaultdict(list)
    for one in sent:
        theirs[one.notice.member_id].append(one)
    lines = [
        "A year of reminders, from 1 May 2026 to 30 April 2027, sixty people, eight time zones.",
        "Hours are those of where each person is. Down: 29 July 20:00 UTC to 30 July 12:00 UTC.",
    ]
    for member_id, about in who.items():
        lines += [
            "",
            f"{member_id}: {about}; {len(theirs[member_id])} messages",
            *map(line, theirs[member_id]),
        ]
    return "\n".join(lines) + "\n"


async def test_a_year_of_sixty_people() -> None:
    world = World()
    who = cast(world)
    sent = await played(world)
    none_twice(sent)
    none_outside_its_hours(sent)
    few_enough(sent)
    only_to_who_asked(world, sent)
    no_check_before_its_end(sent)
    text = shown(who, sent)
    if not GOLDEN.exists():
        GOLDEN.write_text(text, encoding="utf-8")
        pytest.fail("year.txt was written: read it, then run again")
    assert text == GOLDEN.read_text(encoding="utf-8")


def none_twice(sent: Sequence[Sent]) -> None:
    told = Counter(
        (one.notice.member_id, key, offset) for one in sent for key, offset in one.notice.payload["reminders"]
    )
    assert [what for what, times in told.items() if times > 1] == []


def none_outside_its_hours(sent: Sequence[Sent]) -> None:
    rules = sending_rules()
    for one in sent:
        assert rules.send_from <= one.local.time() < rules.send_until, one
        official = any(
            offset == 0 and (event := event_of(key.partition("@")[0])) is not None and event.kind is Kind.DAY
            for key, offset in one.notice.payload["reminders"]
        )
        assert official or is_workday(one.local.date()), one


def few_enough(sent: Sequence[Sent]) -> None:
    days: dict[str, list[date]] = defaultdict(list)
    for one in sent:
        days[one.notice.member_id].append(one.local.date())
    for member_id, theirs in days.items():
        assert len(set(theirs)) == len(theirs), f"{member_id}: two in a day"
        for day in theirs:
            week = [other for other in theirs if day - timedelta(days=7) < other <= day]
            assert len(week) <= 2, f"{member_id}: {week}"


def only_to_who_asked(world: World, sent: Sequence[Sent]) -> None:
    told = {one.notice.member_id for one in sent}
    wanting = {
        member_id for member_id, one in world.subscribed.items() if one.choices.themes and one.member.pushes
    }
    assert told == wanting
    zones = {one.notice.payload["zone"] for one in sent}
    assert len(zones) == 8


def no_check_before_its_end(sent: Sequence[Sent]) -> None:
    for one in sent:
        for key, _ in one.notice.payload["reminders"]:
            occurrence = occurrence_of(key)
            assert occurrence is not None
            assert not occurrence.event.never_before or one.local.date() > occurrence.end
