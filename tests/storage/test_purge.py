"""What was kept long enough is forgotten, and nothing else."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy import insert, select

from bot.broadcasts.content import Version
from bot.broadcasts.model import Broadcast, State, Target
from bot.broadcasts.ports import Pen
from bot.delivery.model import Notice, Outcome
from bot.dialogues.ports import Chat
from bot.people.audience import Audience
from bot.people.model import Consent
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from storage.tables.broadcasts import broadcasts
from storage.tables.delivery import audit, notices
from storage.tables.followup import planned_contributions
from tests.storage.cast import NOON, People, change, contribution, later, member, session


async def test_old_drafts_go_with_chats_that_lead_nowhere(
    database: Database, repos: Repositories, people: People
) -> None:
    awa, stranger, newcomer = people.awa.telegram_id, 11, 12
    async with database.transaction():
        for name, chat_id, days in (
            ("awa", awa, -200),
            ("stranger", stranger, -200),
            ("newcomer", newcomer, -1),
        ):
            await repos.sessions.add(replace(session(name, chat_id), updated_at=later(days=days)))
            await repos.chats.save(Chat(chat_id, name, 5, "fr"))
        assert await SqlPurge(database).drafts_before(later(days=-183)) == 2
        assert await repos.sessions.get("newcomer") is not None
        assert await repos.chats.get(newcomer) == Chat(newcomer, "newcomer", 5, "fr")
        assert await repos.chats.get(awa) == Chat(awa, None, 5, "fr"), "a member keeps her chat"
        assert await repos.chats.get(stranger) == Chat(stranger), "nothing is left of a stranger"
        assert await SqlPurge(database).drafts_before(later(days=-183)) == 0


async def test_members_who_left_long_ago_are_forgotten(
    database: Database, repos: Repositories, people: People
) -> None:
    never_wrote = replace(member("ines", 600), joined_at=later(days=-800), seen_at=None)
    async with database.transaction():
        await repos.members.add(never_wrote, Consent("ines", "2024-1", "fr", later(days=-800)))
        await repos.members.save(replace(people.marc, seen_at=later(days=-731)))
        assert await SqlPurge(database).members_unseen_since(later(days=-730)) == 2
        assert await repos.members.get("ines") is None
        assert await repos.members.get("marc") is None
        assert await repos.members.get("awa") == people.awa


async def test_numbers_of_old_updates_are_forgotten(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await repos.inbox.take(1, 5, NOON)
        assert await SqlPurge(database).updates_before(NOON) == 0
        assert await SqlPurge(database).updates_before(later(seconds=1)) == 1


YEARS = later(days=1080)
"""The instant before which the log goes, three years after what is sent at noon."""


def news(key: str, number: int, state: State, ended_days: int | None) -> Broadcast:
    """A message to many that ended so many days after noon, or did not end."""
    ended = later(days=ended_days) if ended_days is not None else None
    return Broadcast(
        key, number, state, {"fr": Version("<b>12 juin</b>")}, "fr", Target(Audience()), None,
        start=NOON, created_at=NOON, created_by="claire", ended_at=ended, digest=key,
    )  # fmt: skip


async def test_ended_messages_to_many_go_after_their_time(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.broadcasts.add(news("old", 1, State.DONE, 1079))
        await repos.broadcasts.add(news("young", 2, State.DONE, 1080))
        await repos.broadcasts.add(news("called-off", 3, State.CANCELLED, 10))
        await repos.broadcasts.add(news("running", 4, State.SENDING, None))
        await repos.broadcasts.add(news("draft", 5, State.DRAFT, None))
        await repos.broadcasts.take_pen("claire", Pen("draft", "text", NOON))
        assert await SqlPurge(database).log_before(YEARS) == 2
        kept = (await database.unit.execute(select(broadcasts.c.id))).scalars()
        assert sorted(kept) == ["draft", "running", "young"]
        assert await SqlPurge(database).log_before(YEARS) == 0


@pytest.mark.parametrize("outcome", list(Outcome))
async def test_what_was_sent_to_whom_goes_once_it_is_closed(
    database: Database, repos: Repositories, people: People, outcome: Outcome
) -> None:
    left = outcome in (Outcome.QUEUED, Outcome.CLAIMED)
    async with database.transaction():
        for number, days in enumerate((1079, 1080)):
            await repos.ledger.queue(Notice(f"n{number}", f"k{number}", "awa", "validated", {}, due_at=NOON))
            row = notices.update().where(notices.c.id == f"n{number}")
            closed = None if left else later(days=days)
            await database.unit.execute(row.values(outcome=outcome.value, closed_at=closed))
        assert await SqlPurge(database).log_before(YEARS) == (0 if left else 1)
        kept = (await database.unit.execute(select(notices.c.id))).scalars()
        assert sorted(kept) == (["n0", "n1"] if left else ["n1"])


async def test_a_plan_that_waits_for_its_answer_is_not_asked_about_twice(
    database: Database, repos: Repositories, people: People
) -> None:
    asked = Notice("n", "plan_asked:c1:2026-06-01:awa", "awa", "plan_asked", {}, due_at=NOON)
    settled = replace(asked, id="m", key="plan_asked:c2:2026-06-01:awa")
    async with database.transaction():
        await repos.contributions.add(contribution("c1", 1), change("c1"))
        await database.unit.execute(
            insert(planned_contributions).values(contribution_id="c1", due=NOON.date())
        )
        for one in (asked, settled):
            await repos.ledger.queue(one)
        await database.unit.execute(notices.update().values(outcome="sent", closed_at=NOON))
        assert await SqlPurge(database).log_before(YEARS) == 1
        assert not await repos.ledger.queue(replace(asked, id="again")), "it was asked, and waits"


async def test_who_did_what_goes_with_the_log(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await repos.audit.note(later(days=1079), "validated", "claire", "c1")
        await repos.audit.note(YEARS, "merged", "claire", "c1")
        await SqlPurge(database).log_before(YEARS)
        assert list((await database.unit.execute(select(audit.c.what))).scalars()) == ["merged"]
