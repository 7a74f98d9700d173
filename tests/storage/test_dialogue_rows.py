"""Chats and form sessions: what a person typed is there, in order, whoever else was typing."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.dialogues.ports import Chat, SessionState
from storage.database import Database
from storage.repositories import Repositories
from tests.storage.cast import People, later, session

WORDS = st.text(st.characters(codec=None, categories=None), max_size=40)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**60), 2**60) | WORDS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS, inner, max_size=4),
    max_leaves=12,
)


async def test_a_chat_never_seen_stands_nowhere(database: Database, repos: Repositories) -> None:
    stands = Chat(-1_001_234_567_890, "s1", 2**40, "uk")
    async with database.transaction():
        assert await repos.chats.get(stands.chat_id) == Chat(stands.chat_id)
        await repos.chats.save(Chat(stands.chat_id, language="fr"))
        await repos.chats.save(stands)
    async with database.transaction():
        assert await repos.chats.get(stands.chat_id) == stands
        await repos.chats.forget(stands.chat_id)
        assert await repos.chats.get(stands.chat_id) == Chat(stands.chat_id)


async def test_a_session_comes_back_as_it_was(
    database: Database, repos: Repositories, people: People
) -> None:
    begun = replace(
        session("s1", 5, organisation_id="ghettup", member_id="awa"),
        body={"z": 1, "a": {"3": None, "1": ["١٢", "\ud83d", "\x00", "é"]}, "é": 1.5},
        pending={"options": [["1200", "1.2"]]},
        about={"organisation": "ghettup"},
        created_at=later(microseconds=123456),
        updated_at=None,
    )
    async with database.transaction():
        await repos.sessions.add(begun)
    async with database.reading():
        kept = await repos.sessions.get("s1")
        assert kept == begun
        assert kept is not None
        assert list(kept.body) == ["z", "a", "é"], "the order of answers counts"
        assert await repos.sessions.get("s2") is None


@given(body=st.dictionaries(WORDS, JSON, max_size=5))
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
async def test_anything_typed_comes_back(
    database: Database, repos: Repositories, body: dict[str, Any]
) -> None:
    async with database.transaction():
        await repos.sessions.delete("s1")
        await repos.sessions.add(replace(session("s1", 5), body=body))
        kept = await repos.sessions.get("s1")
        assert kept is not None
        assert kept.body == body


async def test_whoever_is_second_writes_nothing(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await repos.sessions.add(session("s1", 5))
        read = await repos.sessions.get("s1")
    assert read is not None
    async with database.transaction():
        assert await repos.sessions.save(replace(read, body={"title": "first"}, updated_at=later(hours=1)))
    async with database.transaction():
        assert not await repos.sessions.save(replace(read, body={"title": "second"}))
        assert not await repos.sessions.save(replace(read, id="unknown"))
        kept = await repos.sessions.get("s1")
    assert kept is not None
    assert (kept.body, kept.revision, kept.updated_at) == ({"title": "first"}, 1, later(hours=1))


async def test_drafts_are_found_by_chat_and_by_organisation(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        for number, name in enumerate(("older", "newer")):
            one = session(name, 5, organisation_id="ghettup")
            await repos.sessions.add(replace(one, updated_at=later(hours=number)))
        await repos.sessions.add(session("town", 6, organisation_id="lilesd"))
        await repos.sessions.add(replace(session("done", 5), state=SessionState.FINISHED))
        of_chat = await repos.sessions.open_of_chat(5)
        of_both = await repos.sessions.open_of_organisations(["ghettup", "lilesd", "ghettup"])
        assert await repos.sessions.open_of_organisations([]) == []
    assert [s.id for s in of_chat] == ["newer", "older"]
    assert [s.id for s in of_both] == ["newer", "older", "town"]


async def test_a_deleted_session_is_let_go_by_its_chat(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await repos.sessions.add(session("s1", 5))
        await repos.chats.save(Chat(5, "s1", 7, "fr"))
        await repos.sessions.delete("s1")
        assert await repos.sessions.get("s1") is None
        assert await repos.chats.get(5) == Chat(5, None, 7, "fr")


async def test_a_form_is_kept_as_it_was_first(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await repos.form_versions.keep("v1", "report", "<h:html>é</h:html>")
        await repos.form_versions.keep("v1", "report", "something else")
        assert await repos.form_versions.xform("v1") == "<h:html>é</h:html>"
        assert await repos.form_versions.xform("v2") is None


async def test_two_hundred_answers_lose_none(database: Database, repos: Repositories) -> None:
    """Four at once, each adds its own answer and tries again when another was faster: all are there.

    Nothing else would be shown by more at once, but most of the work would be attempts that lose.
    """
    async with database.transaction():
        await repos.sessions.add(replace(session("s1", 5), body={"answers": []}))

    lost, doors = 0, asyncio.Semaphore(4)

    async def answered(number: int) -> bool:
        async with database.reading():
            read = await repos.sessions.get("s1")
        assert read is not None
        answers = [*read.body["answers"], number]
        async with database.transaction():
            return await repos.sessions.save(replace(read, body={"answers": answers}))

    async def answer(number: int) -> None:
        nonlocal lost
        async with doors:
            while not await answered(number):
                lost += 1

    await asyncio.gather(*(answer(number) for number in range(200)))
    async with database.reading():
        kept = await repos.sessions.get("s1")
    assert kept is not None
    assert lost > 100, "they were in each other's way"
    assert kept.revision == 200
    assert sorted(kept.body["answers"]) == list(range(200))
