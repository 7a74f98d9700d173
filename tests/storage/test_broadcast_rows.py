"""Messages to many as rows: written once each, claimed one by one, paused, called off, counted."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.broadcasts.content import Link, Media, Version
from bot.broadcasts.model import Broadcast, Only, State, Target, Why
from bot.broadcasts.ports import Claimed, Pen
from bot.delivery.model import Notice, Outcome
from bot.people.audience import Audience
from bot.people.model import MemberState
from storage.database import Database
from storage.repositories import Repositories
from storage.tables.delivery import notices
from tests.storage.cast import NOON, People, later

NEWS = Broadcast(
    "b1", 1, State.SENDING,
    {"fr": Version("<b>12 juin</b>", Media("photo", "AgAC"), (Link("Lire", "https://a.org"),))},
    "fr", Target(Audience(("local_association",)), Only.KIT, "K03"), "journee-12-juin",
    start=NOON, created_at=NOON, created_by="claire", approved_at=NOON, approved_by="marc", digest="d",
)  # fmt: skip


def to(member: str, **given: object) -> Notice:
    """Its message to one member."""
    made = Notice(f"n-{member}", f"broadcast:b1:{member}", member, "broadcast", {"zone": "Europe/Paris"})
    return replace(made, due_at=NOON, **given)  # type: ignore[arg-type]


@pytest.fixture
async def sent(database: Database, repos: Repositories, people: People) -> None:
    """One broadcast to Awa, Marc and Claire, queued."""
    async with database.transaction():
        await repos.broadcasts.add(NEWS)
        assert await repos.broadcasts.queue("b1", [to("awa"), to("marc"), to("claire")]) == 3


async def claim(database: Database, repos: Repositories) -> Claimed | None:
    """The next one, in a unit of its own."""
    async with database.transaction():
        return await repos.broadcasts.claim("b1", later(minutes=1))


async def test_everything_of_it_is_kept(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.broadcasts.add(NEWS)
        assert await repos.broadcasts.get("b1") == NEWS
        assert await repos.broadcasts.save(replace(NEWS, state=State.PAUSED, why=Why.ERRORS))
        assert not await repos.broadcasts.save(NEWS), "somebody was faster"
        await repos.broadcasts.beat("b1", later(hours=1))
        await repos.broadcasts.show_in("b1", [(7, 8)])
        found = await repos.broadcasts.get("b1")
        assert found is not None
        assert (found.why, found.beat_at, found.told, found.revision) == (
            Why.ERRORS, later(hours=1), ((7, 8),), 1,
        )  # fmt: skip
        assert await repos.broadcasts.alike("d", NOON - timedelta(days=1)) == found
        assert await repos.broadcasts.alike("d", later(days=1)) is None


async def test_written_once_each(database: Database, repos: Repositories, sent: None) -> None:
    async with database.transaction():
        assert await repos.broadcasts.queue("b1", [to("awa"), replace(to("awa"), id="other")]) == 0


async def test_claimed_side_by_side_each_goes_to_one(
    database: Database, repos: Repositories, sent: None
) -> None:
    found = await asyncio.gather(*(claim(database, repos) for _ in range(6)))
    assert sorted(one.member_id for one in found if one is not None) == ["awa", "claire", "marc"]
    [awa] = [one for one in found if one is not None and one.member_id == "awa"]
    assert (awa.language, awa.zone, awa.attempts) == ("fr", "Europe/Paris", 1)


async def test_the_courier_and_silence_leave_them_alone(
    database: Database, repos: Repositories, people: People, sent: None
) -> None:
    assert await repos.ledger.anything_due(later(hours=1)) is False
    async with database.transaction():
        assert await repos.ledger.claim(later(hours=1), 9) == []
        await repos.members.save(replace(people.awa, pushes=False))
        assert await repos.ledger.silent("awa") == []


@pytest.mark.parametrize("state", [State.PAUSED, State.CANCELLED, State.DONE])
async def test_nothing_is_claimed_of_one_that_is_not_being_sent(
    database: Database, repos: Repositories, sent: None, state: State
) -> None:
    async with database.transaction():
        await repos.broadcasts.save(replace(NEWS, state=state))
    assert await claim(database, repos) is None


async def test_who_left_meanwhile_is_let_go(
    database: Database, repos: Repositories, people: People, sent: None
) -> None:
    async with database.transaction():
        await repos.members.save(replace(people.awa, pushes=False))
        await repos.members.save(replace(people.marc, state=MemberState.BLOCKED))
    only = await claim(database, repos)
    assert only is not None
    assert only.member_id == "claire"
    assert await claim(database, repos) is None
    async with database.transaction():
        assert await repos.broadcasts.let_go("b1") == 2
        assert await repos.broadcasts.waits("b1") is None
        tally = await repos.broadcasts.tally("b1")
    assert (tally[Outcome.STOPPED], tally[Outcome.CLAIMED], tally.total, tally.remaining) == (2, 1, 3, 0)


async def test_postponed_deferred_called_off(database: Database, repos: Repositories, sent: None) -> None:
    first = await claim(database, repos)
    assert first is not None
    async with database.transaction():
        await repos.broadcasts.postpone(first.notice_id, later(hours=12))
        attempts = select(notices.c.attempts).where(notices.c.id == first.notice_id)
        assert (await database.unit.execute(attempts)).scalar_one() == 0, "it was not tried"
        assert await repos.broadcasts.waits("b1") == NOON
    second = await claim(database, repos)
    assert second is not None
    assert second.member_id != first.member_id
    async with database.transaction():
        await repos.ledger.defer(second.notice_id, later(minutes=2))
        assert await repos.broadcasts.call_off("b1", later(minutes=3)) == 3
        assert (await repos.broadcasts.tally("b1"))[Outcome.CANCELLED] == 3


async def test_what_a_kill_left_claimed_is_unknown(
    database: Database, repos: Repositories, sent: None
) -> None:
    await claim(database, repos)
    async with database.transaction():
        assert await repos.ledger.abandon_claims(later(minutes=5)) == 1
        assert (await repos.broadcasts.tally("b1"))[Outcome.UNKNOWN] == 1


async def test_one_pen_each(database: Database, repos: Repositories, sent: None) -> None:
    async with database.transaction():
        for part in ("text:fr", "links:fr"):
            await repos.broadcasts.take_pen("claire", Pen("b1", part, NOON))
        assert await repos.broadcasts.pen("claire") == Pen("b1", "links:fr", NOON)
        await repos.broadcasts.drop_pen("claire")
        assert await repos.broadcasts.pen("claire") is None


async def test_a_forgotten_coordinator_leaves_no_name(
    database: Database, repos: Repositories, sent: None
) -> None:
    async with database.transaction():
        await repos.broadcasts.take_pen("claire", Pen("b1", "text:fr", NOON))
        await repos.members.erase("claire", later(days=1))
        found = await repos.broadcasts.get("b1")
        assert found is not None
        assert (found.created_by, found.approved_by) == (None, "marc")
        assert (await repos.broadcasts.tally("b1")).total == 2
