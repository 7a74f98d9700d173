"""Openings are added up in the database: once for an update, whoever counts beside."""

from __future__ import annotations

import asyncio

from bot.codes.model import Code, CodeKind, relay_id
from storage.codes import SqlCodes
from storage.database import Database
from storage.repositories import Repositories
from storage.schema import downgrade, upgrade
from tests.storage.cast import NOON, People


async def made(database: Database, repos: Repositories, code_id: str = "c1") -> None:
    """A code of Ghett'up's."""
    async with database.transaction():
        await repos.codes.add(Code(code_id, "ghettup", CodeKind.MEETING, "Rencontre", NOON, kit="K02"))


async def opened(database: Database, repos: Repositories) -> int:
    """How often it was."""
    async with database.reading():
        code = await repos.codes.get("c1")
    assert code is not None
    return code.opened


async def counts(database: Database, repos: Repositories, update_id: int) -> bool:
    """One opening, in a transaction of its own."""
    async with database.transaction():
        return await repos.codes.count("c1", update_id)


async def test_openings_side_by_side_are_all_counted_and_none_twice(
    database: Database, repos: Repositories, people: People
) -> None:
    await made(database, repos)
    numbers = [870_000_000 + number for number in range(60)]
    await asyncio.gather(*(counts(database, repos, number) for number in numbers))
    assert await opened(database, repos) == 60
    assert not any(await asyncio.gather(*(counts(database, repos, number) for number in numbers)))
    assert await counts(database, repos, 87), "the end of another number is another update"
    assert await opened(database, repos) == 61


async def test_what_is_remembered_stays_short(
    database: Database, repos: Repositories, people: People
) -> None:
    await made(database, repos)
    for number in range(300):
        assert await counts(database, repos, 870_000_000 + number)
    assert not await counts(database, repos, 870_000_299)
    assert await opened(database, repos) == 300
    async with database.reading():
        from sqlalchemy import select

        from storage.codes import REMEMBERED
        from storage.tables.codes import codes

        [kept] = (await database.unit.execute(select(codes.c.counted))).scalars()
    assert len(kept) <= REMEMBERED


async def test_a_closed_one_and_an_unknown_one_count_nothing(
    database: Database, repos: Repositories, people: People
) -> None:
    await made(database, repos)
    async with database.transaction():
        await repos.codes.close("c1", NOON)
    assert not await counts(database, repos, 1)
    async with database.transaction():
        assert not await repos.codes.count("nobody", 2)
        found = await repos.codes.get("c1")
    assert found is not None
    assert (found.opened, found.open, found.kit) == (0, False, "K02")


async def test_an_organisation_comes_once(database: Database, repos: Repositories, people: People) -> None:
    await made(database, repos)
    async with database.transaction():
        assert await repos.codes.attend("c1", people.town.id)
        assert not await repos.codes.attend("c1", people.town.id)
        assert await repos.codes.attend("c1", "ghettup")
        assert await repos.codes.attending("c1") == sorted(["ghettup", people.town.id])


async def test_a_relay_made_by_two_at_once_is_one_and_keeps_its_counts(
    database: Database, repos: Repositories, people: People
) -> None:
    relays = [Code(relay_id(one), one, CodeKind.RELAY, "", NOON) for one in ("ghettup", people.town.id)]

    async def makes() -> None:
        async with database.transaction():
            await repos.codes.add_missing(relays)

    async def signs_up() -> None:
        async with database.transaction():
            await repos.codes.signed_up(relays[0].id)

    await asyncio.gather(*(makes() for _ in range(5)))
    await asyncio.gather(*(signs_up() for _ in range(20)), makes())
    async with database.reading():
        found = await repos.codes.of_organisations(["ghettup", people.town.id])
    assert {code.id: code.signups for code in found} == {relays[0].id: 20, relays[1].id: 0}


async def test_relays_of_many_organisations_are_made_in_one_go(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.reading():
        every = [one.id for one in await repos.organisations.all()]
    async with database.transaction():
        await repos.codes.add_missing([])
        await repos.codes.add_missing([Code(relay_id(one), one, CodeKind.RELAY, "", NOON) for one in every])
        assert len(await repos.codes.of_organisations(every)) == len(every) > 1


async def test_going_back_a_version_keeps_the_codes_that_it_knows(
    database: Database, repos: Repositories, people: People, url: str
) -> None:
    await made(database, repos)
    async with database.transaction():
        await repos.codes.add(Code(relay_id("ghettup"), "ghettup", CodeKind.RELAY, "", NOON))
        await repos.codes.attend(relay_id("ghettup"), people.town.id)
    await database.close()
    await asyncio.to_thread(downgrade, url, "0010")
    await asyncio.to_thread(upgrade, url)
    again = Database(url)
    async with again.reading():
        [code] = await SqlCodes(again).of_organisations(["ghettup"])
    await again.close()
    assert (code.id, code.signups) == ("c1", 0)
