"""Members, their consent and roles; and what is left of a person who asked to be forgotten."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select

from bot.clock import paris_day
from bot.delivery.model import Notice, Outcome
from bot.dialogues.ports import Chat, SessionState
from bot.people.model import Consent, MemberState, Role
from storage.database import Database
from storage.repositories import Repositories
from storage.tables import METADATA
from storage.tables.people import erasures
from tests.storage.cast import NOON, People, change, contribution, later, member, session


async def test_a_member_is_found_as_she_signed_up(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.reading():
        assert await repos.members.by_telegram(people.awa.telegram_id) == people.awa
        assert await repos.members.get("awa") == people.awa
        assert await repos.members.by_telegram(1) is None
        assert await repos.members.get("nobody") is None
        assert await repos.members.consents("awa") == [Consent("awa", "2026-1", "fr", NOON)]


async def test_what_changes_is_kept(database: Database, repos: Repositories, people: People) -> None:
    quiet = replace(
        people.awa,
        language="en",
        pushes=False,
        state=MemberState.BLOCKED,
        seen_at=later(days=3, microseconds=1),
    )
    async with database.transaction():
        await repos.members.save(quiet)
    async with database.reading():
        assert await repos.members.get("awa") == quiet
        assert await repos.members.get("marc") == people.marc


async def test_one_account_signs_up_once(database: Database, repos: Repositories, people: People) -> None:
    again = replace(people.awa, id="awa2")
    with pytest.raises(Exception, match=r"(?i)unique"):
        async with database.transaction():
            await repos.members.add(again, Consent("awa2", "2026-1", "fr", NOON))


async def test_an_instant_without_a_time_zone_is_refused(
    database: Database, repos: Repositories, people: People
) -> None:
    with pytest.raises(Exception, match=r"(?i)time ?zone"):
        async with database.transaction():
            await repos.members.save(replace(people.awa, seen_at=NOON.replace(tzinfo=None)))


async def test_coordinators_are_those_of_the_settings(
    database: Database, repos: Repositories, people: People
) -> None:
    newcomer = member("ines", 5_000_000_001)
    async with database.transaction():
        assert await repos.members.roles("claire") == {Role.COORDINATOR}
        assert await repos.members.roles("awa") == frozenset()
        assert await repos.members.coordinators() == [people.claire]
        await repos.members.set_coordinators([newcomer.telegram_id, people.marc.telegram_id])
    async with database.transaction():
        assert await repos.members.coordinators() == [people.marc], "Claire lost it, Ines has not signed up"
        await repos.members.add(newcomer, Consent("ines", "2026-1", "fr", NOON))
        assert await repos.members.roles("ines") == {Role.COORDINATOR}
        await repos.members.set_coordinators([])
        assert await repos.members.coordinators() == []


async def live_a_while(database: Database, repos: Repositories, people: People) -> None:
    """Awa leaves traces everywhere: drafts, contributions, notices, replies, roles."""
    awa = people.awa.telegram_id
    async with database.transaction():
        await repos.members.set_coordinators([awa, people.claire.telegram_id])
        await repos.organisations.add(replace(people.ghettup, id="second"), proposed_by="awa")
        await repos.organisations.leave("awa", "ghettup", later(days=1))
        await repos.sessions.add(session("draft", awa, organisation_id="ghettup", member_id="awa"))
        await repos.sessions.add(session("taken_over", 55, organisation_id="ghettup", member_id="awa"))
        await repos.sessions.add(session("own", awa, member_id="awa"))
        await repos.sessions.add(session("signup", awa))
        done = session("done", awa, organisation_id="ghettup", member_id="awa")
        await repos.sessions.add(replace(done, state=SessionState.FINISHED))
        await repos.sessions.add(session("of_marc", people.marc.telegram_id, member_id="marc"))
        await repos.chats.save(Chat(awa, "draft", 12, "fr"))
        await repos.contributions.add(contribution("c1", 1), change("c1"))
        for number, outcome in enumerate(Outcome):
            await repos.ledger.queue(
                Notice(f"n{number}", f"k:{outcome}:awa", "awa", "x", {"for": "awa"}, outcome)
            )
        await repos.ledger.queue(Notice("n9", "k:marc", "marc", "x"))
        await repos.inbox.take(1, awa, NOON)
        await repos.inbox.keep_replies(1, [{"text": "Bonjour Awa"}])
        await repos.inbox.take(2, awa, NOON)
        await repos.audit.note(NOON, "returned", "awa", "c1")


async def test_a_person_is_forgotten(database: Database, repos: Repositories, people: People) -> None:
    await live_a_while(database, repos, people)
    async with database.transaction():
        await repos.inbox.take(3, people.awa.telegram_id, NOON)
        await repos.members.erase("awa", later(hours=13))
        await repos.inbox.keep_replies(3, [{"text": "You are forgotten"}])
    async with database.transaction():
        (unsent,) = await repos.inbox.unsent()
        assert unsent[:2] == (3, people.awa.telegram_id), "the last reply still goes out"
        await repos.inbox.sent(3)
        assert await repos.members.get("awa") is None
        assert await repos.members.by_telegram(people.awa.telegram_id) is None
        assert [s.id for s in await repos.sessions.open_of_organisations(["ghettup"])] == [
            "draft",
            "taken_over",
        ]
        draft = await repos.sessions.get("draft")
        assert draft is not None
        assert (draft.chat_id, draft.member_id, draft.organisation_id) == (0, None, "ghettup")
        taken_over = await repos.sessions.get("taken_over")
        assert taken_over is not None
        assert (taken_over.chat_id, taken_over.member_id) == (55, None)
        for gone in ("own", "signup", "done"):
            assert await repos.sessions.get(gone) is None
        kept = await repos.contributions.get("c1")
        assert kept is not None
        assert (kept.author_id, kept.organisation_id) == (None, "ghettup")
        assert [line.by for line in await repos.contributions.history("c1")] == [None]
        assert await repos.sessions.get("of_marc") is not None
        assert await repos.members.get("marc") == people.marc
    async with database.reading():
        proof = (await database.unit.execute(select(erasures.c.day, erasures.c.text_version))).one()
        assert tuple(proof) == (paris_day(NOON) + timedelta(days=1), "2026-1"), "1 in the morning in Paris"


async def test_no_column_knows_the_person_any_more(
    database: Database, repos: Repositories, people: People
) -> None:
    await live_a_while(database, repos, people)
    async with database.transaction():
        await repos.members.erase("awa", later(hours=1))
    found: list[str] = []
    async with database.reading():
        for table in METADATA.sorted_tables:
            for row in (await database.unit.execute(select(table))).mappings():
                found += [
                    f"{table.name}.{column} = {value}"
                    for column, value in row.items()
                    if str(people.awa.telegram_id) in str(value) or "awa" in str(value)
                ]
    # An update taken whose reply was never decided keeps its chat for the week the inbox remembers; the
    # audit keeps an identifier that leads nowhere.
    assert found == ["audit.by = awa", f"inbox.chat_id = {people.awa.telegram_id}"]


async def test_forgetting_nobody_changes_nothing(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.members.erase("nobody", NOON)
        assert (await database.unit.execute(select(erasures))).all() == []


async def test_a_save_under_way_does_not_bring_the_name_back(
    database: Database, repos: Repositories, people: People
) -> None:
    await live_a_while(database, repos, people)
    async with database.reading():
        draft = await repos.sessions.get("draft")
    assert draft is not None
    async with database.transaction():
        await repos.members.erase("awa", NOON)
    async with database.transaction():
        assert await repos.sessions.save(draft) is False
