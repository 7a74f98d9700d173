"""A broadcast to a crowd, through the real bot: approved in the database, sent by `relais87 run`."""

from __future__ import annotations

import asyncio
from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from sqlalchemy import func, insert, select

from bot.broadcasts.actions import BroadcastActions
from bot.broadcasts.content import Version
from bot.broadcasts.model import State, Target
from bot.catalogues import translator
from bot.clock import PARIS, SystemClock
from bot.codes.relays import RelayActions
from bot.dialogues.model import Seat
from bot.ids import RandomIds
from bot.people.model import Actor, Consent, Member, Role
from bot.sandbox.model import Account, Chat
from bot.sandbox.sandbox import Sandbox
from bot.timetable.actions import TimetableActions
from storage.database import Database
from storage.repositories import repositories
from storage.schema import upgrade
from storage.seed import seed_directory
from storage.tables.broadcasts import broadcasts
from storage.tables.delivery import notices
from storage.tables.organisations import memberships
from storage.tables.people import members

NEWS = "Le 12 juin approche."
A_MONDAY = datetime(2026, 5, 11, 10, 0, tzinfo=PARIS)
FIRST = 880_000_001


@dataclass(frozen=True)
class Crowd:
    """So many members, and a broadcast to them all that is approved and not sent yet."""

    sandbox: Sandbox
    url: str
    size: int

    async def tally(self) -> dict[str, int]:
        """How the rows of the ledger stand."""
        database = Database(self.url)
        try:
            async with database.reading():
                asked = (
                    select(notices.c.outcome, func.count().label("many"))
                    .where(notices.c.broadcast_id.is_not(None))
                    .group_by(notices.c.outcome)
                )
                return {row.outcome: row.many for row in await database.unit.execute(asked)}
        finally:
            await database.close()

    async def unknown(self) -> set[int]:
        """The Telegram ids of those of whom nobody knows."""
        database = Database(self.url)
        try:
            async with database.reading():
                asked = (
                    select(members.c.telegram_id)
                    .join(notices, notices.c.member_id == members.c.id)
                    .where(notices.c.broadcast_id.is_not(None), notices.c.outcome == "unknown")
                )
                return set((await database.unit.execute(asked)).scalars())
        finally:
            await database.close()

    async def over(self) -> bool:
        """Whether it ended."""
        database = Database(self.url)
        try:
            async with database.reading():
                state = (await database.unit.execute(select(broadcasts.c.state))).scalar_one()
                return bool(state == State.DONE.value)
        finally:
            await database.close()

    def read(self) -> Counter[int]:
        """How many times each of them has it on screen."""
        found: Counter[int] = Counter()
        for chat in range(FIRST, FIRST + self.size):
            found[chat] = sum(message.words == NEWS for message in self.sandbox.world.newest_first(chat))
        return found


def populate(sandbox: Sandbox, size: int) -> None:
    """People with a phone who opened the bot once."""
    world = sandbox.world
    for number in range(size):
        account = Account(FIRST + number, f"Membre {number}")
        world.accounts[account.id] = account
        world.chats[account.id] = Chat(account.id, members={account.id, world.bot.id}, started=True)


async def crowd(sandbox: Sandbox, folder: Path, size: int, coordinator: int, url: str = "") -> Crowd:
    """Members written straight into a fresh database, and the broadcast approved as coordinators do."""
    populate(sandbox, size)
    (folder / "data").mkdir(exist_ok=True)
    url = url or f"sqlite:///{folder}/data/relais87.db"
    await asyncio.to_thread(upgrade, url)
    database = Database(url)
    await seed_directory(database)
    repos = repositories(database, folder / "data")
    claire = Member("claire", coordinator, "fr", joined_at=A_MONDAY, seen_at=A_MONDAY)
    async with database.transaction():
        await repos.members.add(claire, Consent("claire", "v1", "fr", A_MONDAY))
        organisation = (await repos.organisations.all())[0]
        rows = [
            {"id": f"m{number}", "telegram_id": FIRST + number, "language": "fr", "state": "active",
             "pushes": True, "joined_at": A_MONDAY, "seen_at": A_MONDAY}
            for number in range(size)
        ]  # fmt: skip
        await database.unit.execute(insert(members), rows)
        spoken = [
            {"member_id": row["id"], "organisation_id": organisation.id, "since": A_MONDAY} for row in rows
        ]
        await database.unit.execute(insert(memberships), spoken)
    actions = BroadcastActions(
        repos.broadcasts,
        repos.members,
        TimetableActions(repos.calendar_changes, repos.audit),
        repos.ledger,
        repos.audit,
        RandomIds(),
        RelayActions(repos.codes),
        lambda: "bot",
        second_approval=False,
    )
    seat = Seat(coordinator, Actor(claire, (), frozenset({Role.COORDINATOR})), translator("fr"), A_MONDAY)
    async with database.transaction():
        begun = await actions.begin(seat)
        await actions.write(seat, begun.id, "fr", Version(NEWS))
        aimed = await actions.aim(seat, begun.id, Target())
        await actions.approve(seat, aimed.id, aimed.revision)
    await database.close()
    return Crowd(sandbox, url, size)


def clock_offset() -> timedelta:
    """From the machine's clock to a Monday at ten, when people may be written to."""
    return A_MONDAY - SystemClock().now()
