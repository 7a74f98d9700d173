"""A year of five hundred members played on the product itself: its database, its pass, its courier."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from sqlalchemy import select

from bot.agenda.themes import Theme
from bot.agenda.workdays import SATURDAY
from bot.assembly import Relais, assemble, jobs_of
from bot.catalogues import translator
from bot.clock import SetClock
from bot.conversation.ports import Outcome, Pushed
from bot.conversation.replies import Screen
from bot.dialogues.model import Seat
from bot.ids import CountingIds
from bot.people.model import Consent, Member, Organisation
from bot.reminders.model import Choices, zone_of
from storage.tables.delivery import notices
from tests.chat.conftest import settings_of
from tests.support.ground import migrated

BEGIN, END = date(2026, 5, 1), date(2027, 4, 30)
MEMBERS = 500
STOPPED = (datetime(2026, 7, 29, 20, tzinfo=UTC), datetime(2026, 7, 30, 12, tzinfo=UTC))
"""The bot is down in the night before 30 July, and until early afternoon in Paris."""
MORNING = ("Europe/Paris", "America/Guadeloupe", "Pacific/Noumea")
"""A pass at nine sharp of each: all other zones are then in their day, their evening or their night."""
QUIET = MORNING[:1]
"""On weekends one pass is enough to see that nothing leaves, but on the official days of this year."""
OFFICIAL = ((6, 12), (7, 30), (10, 18))
PLACES = ("commune:93066", "department:971", "department:972", "department:973", "department:974",
          "department:976", "department:987", "department:988")  # fmt: skip
KINDS = ("local_association", "local_authority", "associations_ong", "administrations", "reseaux_entreprises")


@dataclass(frozen=True)
class Wish:
    """What some ask for; ``share``: how many of 62 do."""

    words: str
    choices: Choices
    share: int
    silent: bool = False
    coordinates: bool = False
    puts_off: bool = False


ALL, DAYS = frozenset(Theme), frozenset((Theme.DAYS,))
WISHES = (
    Wish("everything, and coordinates", Choices(ALL), 1, coordinates=True),
    Wish("everything", Choices(ALL), 1),
    Wish("everything, and puts each lead off by 3 days, once", Choices(ALL), 1, puts_off=True),
    Wish("official days, 7 days before at most", Choices(DAYS, 7), 3),
    Wish("days and kits, 30 days before at most", Choices(DAYS | {Theme.KITS}, 30), 1),
    Wish("the year of report and meetings", Choices(frozenset((Theme.PERIOD, Theme.MEETINGS))), 1),
    Wish("letters", Choices(frozenset((Theme.LETTERS,))), 1),
    Wish("everything, but asked for silence", Choices(ALL), 16, silent=True),
    Wish("nothing: never asked", Choices(), 37),
)


@dataclass(frozen=True)
class Group:
    """Members who are alike: of one place, one kind of organisation, one wish."""

    number: int
    place: str
    kind: str
    wish: Wish
    members: tuple[str, ...]

    @property
    def organisation(self) -> Organisation:
        """For whom they speak."""
        sits = (self.kind,) if self.kind in KINDS[2:] else ()
        return Organisation(f"o{self.number:02}", f"O{self.number}", self.kind, place=self.place, groups=sits)

    @property
    def zone(self) -> ZoneInfo:
        """Where they are."""
        return zone_of((self.organisation,))


def groups() -> Sequence[Group]:
    """Five hundred members in their groups: each wish in each place."""
    found: list[Group] = []
    first = 0
    for at, place in enumerate(PLACES):
        for number, wish in enumerate(WISHES):
            more = wish.share + (at < MEMBERS - 62 * len(PLACES) and wish is WISHES[-1])
            names = tuple(f"m{one:03}" for one in range(first, first + more))
            found.append(Group(len(found), place, KINDS[(at + number) % len(KINDS)], wish, names))
            first += more
    return found


@dataclass
class Postman:
    """The messenger: notes who was written to, and when."""

    clock: SetClock
    pushed: list[tuple[datetime, int, str]] = field(default_factory=list)

    async def push(self, chat_id: int, screen: Screen) -> Pushed:
        """It arrived."""
        self.pushed.append((self.clock.now(), chat_id, str(screen.text)))
        return Pushed(Outcome.SENT)


@asynccontextmanager
async def product(folder: Path) -> AsyncIterator[tuple[Relais, Postman]]:
    """The bot as it is, but for its messenger and its clock."""
    settings = settings_of(folder, 1)
    migrated(settings.database_url)
    clock = SetClock(datetime.combine(BEGIN, time(), UTC))
    postman = Postman(clock)
    relais = await assemble(settings, clock, CountingIds(), messenger=postman)  # type: ignore[arg-type]
    try:
        yield relais, postman
    finally:
        await relais.database.close()


async def sign_up(relais: Relais, everyone: Sequence[Group]) -> None:
    """All of them, in one unit of work."""
    repos, now = relais.repositories, relais.clock.now()
    async with relais.database.transaction():
        for group in everyone:
            await repos.organisations.add(group.organisation)
            for name in group.members:
                silent = group.wish.silent
                member = Member(name, int(name[1:]) + 1, "fr", pushes=not silent, joined_at=now, seen_at=now)
                await repos.members.add(member, Consent(name, "2026-1", "fr", now))
                await repos.organisations.join(name, group.organisation.id, now)
                await repos.members.save(member)
                if group.wish.choices.themes:
                    await repos.reminders.save(name, group.wish.choices)
        leaders = [int(n[1:]) + 1 for group in everyone if group.wish.coordinates for n in group.members]
        await repos.members.set_coordinators(leaders)


def passes() -> Iterator[datetime]:
    """The instants at which the bot weighs what is due, in order; none while it is down."""
    day = BEGIN
    while day <= END:
        zones = MORNING if day.weekday() < SATURDAY or (day.month, day.day) in OFFICIAL else QUIET
        nines = (datetime.combine(day, time(9), ZoneInfo(zone)).astimezone(UTC) for zone in zones)
        yield from (at for at in sorted(nines) if not STOPPED[0] <= at < STOPPED[1])
        if day == STOPPED[1].date():
            yield STOPPED[1]
        day += timedelta(days=1)


@dataclass(frozen=True)
class Sent:
    """A message that left, as the ledger tells it."""

    at: datetime
    member_id: str
    zone: ZoneInfo
    reminders: tuple[tuple[str, int], ...]

    @property
    def local(self) -> datetime:
        """In the member's own time."""
        return self.at.astimezone(self.zone)


async def played(relais: Relais, everyone: Sequence[Group]) -> Sequence[str]:
    """The year, pass after pass. Returns names of members who put something off."""
    jobs, clock = jobs_of(relais), relais.clock
    assert isinstance(clock, SetClock)
    delayers = {name: group for group in everyone if group.wish.puts_off for name in group.members}
    for instant in passes():
        clock.instant = instant
        counts = await jobs.remind()
        while counts["messages"] and await jobs.courier.drain():
            pass
        if counts["messages"]:
            await _put_off(relais, delayers, instant)
    return tuple(delayers)


async def _put_off(relais: Relais, delayers: Mapping[str, Group], now: datetime) -> None:
    """Who puts off does it as soon as they read, by the button: by three days, each thing once."""
    async with relais.database.transaction():
        asked = select(notices.c.id, notices.c.member_id, notices.c.payload)
        fresh = asked.where(notices.c.closed_at == now, notices.c.member_id.in_(delayers))
        for row in (await relais.database.unit.execute(fresh)).all():
            actor = await relais.services.people.actor(int(row.member_id[1:]) + 1)
            before = (await relais.repositories.reminders.choices(row.member_id)).snoozed
            leads = [key for key, offset in row.payload["reminders"] if offset < -3]
            if leads and not any(key in before for key in leads):
                seat = Seat(0, actor, translator("fr"), now)
                assert await relais.services.reminders.put_off(seat, row.id, 3) is not None


async def ledger(relais: Relais) -> Sequence[Sent]:
    """Every message of the year, in order. Each was sent: none failed, none is in doubt."""
    async with relais.database.reading():
        rows = (await relais.database.unit.execute(select(notices).order_by(notices.c.seq))).all()
    assert {(row.kind, row.outcome) for row in rows} == {("reminder", "sent")}
    return [
        Sent(
            row.closed_at,
            row.member_id,
            ZoneInfo(row.payload["zone"]),
            tuple((key, offset) for key, offset in row.payload["reminders"]),
        )
        for row in rows
    ]
