"""What was kept long enough is forgotten, and nothing else."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogues.ports import Chat
from bot.people.model import Consent
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later, member, session


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
