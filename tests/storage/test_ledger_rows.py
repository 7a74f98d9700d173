"""The ledger of notices and the inbox of updates: nothing twice, nothing lost, nothing kept too long."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from bot.delivery.model import Notice, Outcome
from bot.people.model import MemberState
from storage.database import Database
from storage.inbox import SqlInbox
from storage.repositories import Repositories
from storage.tables.delivery import audit, inbox, notices
from tests.storage.cast import NOON, People, later


def notice(name: str, to: str = "awa", **given: Any) -> Notice:
    """Something to tell Awa."""
    return Notice(name, f"returned:{name}:{to}", to, "contribution_returned", {"contribution": "c1"}, **given)


async def outcomes(database: Database) -> dict[str, str]:
    """Where each notice stands."""
    async with database.reading():
        rows = await database.unit.execute(select(notices.c.id, notices.c.outcome))
        return {row.id: row.outcome for row in rows}


async def test_the_same_notice_is_queued_once(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        assert await repos.ledger.queue(notice("n1")) is True
        assert await repos.ledger.queue(replace(notice("n1"), id="n2")) is False
    assert await outcomes(database) == {"n1": "queued"}


async def test_what_is_due_is_claimed_once_the_oldest_first(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        for name, due in (
            ("soon", later(hours=1)),
            ("late", later(hours=-1)),
            ("at_once", None),
            ("now", NOON),
        ):
            await repos.ledger.queue(notice(name, due_at=due))
        await repos.ledger.queue(notice("town", "marc", due_at=later(hours=-2)))
    assert await repos.ledger.anything_due(NOON) is True
    async with database.transaction():
        first = await repos.ledger.claim(NOON, 2)
        rest = await repos.ledger.claim(NOON, 10)
        assert await repos.ledger.claim(NOON, 10) == []
    assert [n.id for n in first] == ["at_once", "town"]
    assert [n.id for n in rest] == ["late", "now"]
    assert first[0] == replace(notice("at_once"), outcome=Outcome.CLAIMED, attempts=1)
    assert await repos.ledger.anything_due(NOON) is False
    assert await repos.ledger.anything_due(later(hours=1)) is True


async def test_who_asked_for_silence_is_left_alone(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        for who in ("awa", "marc", "claire"):
            await repos.ledger.queue(notice(who, who))
        await repos.ledger.queue(notice("awa2", "awa", due_at=later(days=3)))
        await repos.members.save(replace(people.awa, pushes=False))
        await repos.members.save(replace(people.marc, state=MemberState.BLOCKED))
        assert [n.id for n in await repos.ledger.claim(NOON, 10)] == ["claire"]
    assert await repos.ledger.anything_due(NOON) is False
    async with database.transaction():
        assert await repos.ledger.silent("marc") == [], "Marc never asked for silence"
        shown = await repos.ledger.silent("awa")
        assert [(n.id, n.outcome) for n in shown] == [("awa", Outcome.CLAIMED), ("awa2", Outcome.CLAIMED)]
        assert await repos.ledger.silent("awa") == []


async def test_the_life_of_a_notice(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        for name in ("sent", "waits", "cut"):
            await repos.ledger.queue(notice(name))
        await repos.ledger.claim(NOON, 10)
        await repos.ledger.close("sent", Outcome.SENT, NOON)
        await repos.ledger.defer("waits", later(seconds=30))
        await repos.ledger.defer("sent", later(seconds=30))
    assert await outcomes(database) == {"sent": "sent", "waits": "queued", "cut": "claimed"}
    async with database.transaction():
        assert await repos.ledger.claim(later(seconds=29), 10) == []
        assert await repos.ledger.abandon_claims(later(minutes=1)) == 1
        (again,) = await repos.ledger.claim(later(seconds=30), 10)
    assert (again.id, again.attempts) == ("waits", 2)
    assert await outcomes(database) == {"sent": "sent", "waits": "claimed", "cut": "unknown"}
    async with database.transaction():
        await repos.ledger.close("cut", Outcome.SENT, later(minutes=2))
    assert (await outcomes(database))["cut"] == "sent", "the answer came late, but it came"
    async with database.transaction():
        with pytest.raises(ValueError, match="claimed"):
            await repos.ledger.close("sent", Outcome.CLAIMED, NOON)


async def test_several_senders_never_claim_the_same(
    database: Database, url: str, repos: Repositories, people: People
) -> None:
    from storage.ledger import SqlLedger

    async with database.transaction():
        for number in range(60):
            await repos.ledger.queue(notice(f"n{number}", due_at=NOON))
    replica = Database(url)
    claimed: list[str] = []

    async def send(through: Database) -> None:
        ledger = SqlLedger(through)
        while True:
            async with through.transaction():
                batch = await ledger.claim(NOON, 7)
            if not batch:
                return
            claimed.extend(one.id for one in batch)

    await asyncio.gather(*(send(through) for through in (database, replica) for _ in range(3)))
    await replica.close()
    assert sorted(claimed) == sorted(f"n{number}" for number in range(60))


async def test_the_same_update_is_taken_once(database: Database, repos: Repositories) -> None:
    taken: list[int] = []

    async def take(update_id: int) -> None:
        async with database.transaction():
            if await repos.inbox.take(update_id, 5, NOON):
                await asyncio.sleep(0.001)
                taken.append(update_id)

    await asyncio.gather(*(take(number % 10) for number in range(40)))
    assert sorted(taken) == list(range(10))


async def test_an_update_whose_work_failed_is_taken_again(database: Database, repos: Repositories) -> None:
    async def fails() -> None:
        async with database.transaction():
            assert await repos.inbox.take(1, 5, NOON)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    async with database.transaction():
        assert await repos.inbox.take(1, 5, NOON)


async def test_replies_are_kept_until_they_left(database: Database, repos: Repositories) -> None:
    first = [{"text": "Merci <b>Awa</b> \ud83d\x00", "buttons": [["Oui", "s1.2.y"]]}]
    async with database.transaction():
        for number, replies in ((2, [{"text": "b"}]), (1, first), (3, [])):
            assert await repos.inbox.take(number, 50 + number, NOON)
            await repos.inbox.keep_replies(number, replies)
        await repos.inbox.take(4, 54, NOON)
    async with database.transaction():
        assert await repos.inbox.unsent() == [(1, 51, first), (2, 52, [{"text": "b"}])]
        assert await repos.inbox.unsent(1) == [(1, 51, first)]
        assert await repos.inbox.unsent(4) == []
        await repos.inbox.sent(1)
        assert await repos.inbox.unsent(1) == []
        assert await repos.inbox.take(1, 51, NOON) is False, "sent, and still known"
        rows = await database.unit.execute(
            select(inbox.c.update_id, inbox.c.chat_id).order_by(inbox.c.update_id)
        )
        assert [tuple(row) for row in rows] == [(1, None), (2, 52), (3, None), (4, 54)]


async def test_old_updates_are_forgotten(database: Database) -> None:
    kept = SqlInbox(database)
    async with database.transaction():
        for number, days in ((1, 0), (2, 1), (3, 8)):
            await kept.take(number, 5, later(days=days))
        await kept.keep_replies(2, [{"text": "never left"}])
        assert await kept.forget_before(later(days=7)) == 1
        assert await kept.take(1, 5, NOON) is True
        assert await kept.take(2, 5, NOON) is False


async def test_the_audit_only_grows(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await repos.audit.note(NOON, "forged_button", None, "validate")
        await repos.audit.note(later(seconds=1), "validated", "claire", "c1")
    async with database.reading():
        rows = await database.unit.execute(select(audit.c.at, audit.c.what, audit.c.by, audit.c.about))
        assert [tuple(row) for row in rows] == [
            (NOON, "forged_button", None, "validate"),
            (later(seconds=1), "validated", "claire", "c1"),
        ]
