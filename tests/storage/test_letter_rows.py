"""Letters: readers, publishers and issues, on both databases."""

from __future__ import annotations

from bot.letters.model import Issue, Publisher
from storage.database import Database
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later

LETTER = "lettre-collectif"
ISSUE = Issue("i1", LETTER, "https://Exemple.org/1/", "Juin & <juillet>", NOON, "marc")


async def test_readers_come_and_go(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.letters.subscribe(LETTER, "awa", later(seconds=1))
        await repos.letters.subscribe(LETTER, "marc", NOON)
        await repos.letters.subscribe(LETTER, "awa", later(days=1))
        assert [one.id for one in await repos.letters.readers(LETTER)] == ["marc", "awa"]
        assert await repos.letters.of_member("awa") == [LETTER]
        assert await repos.letters.unsubscribe(LETTER, "awa")
        assert not await repos.letters.unsubscribe(LETTER, "awa")
        assert [one.id for one in await repos.letters.readers(LETTER)] == ["marc"]


async def test_a_right_is_asked_once_given_and_taken_back(
    database: Database, repos: Repositories, people: People
) -> None:
    request = Publisher("r1", LETTER, "marc", "lilesd")
    async with database.transaction():
        assert await repos.letters.ask(request)
        assert not await repos.letters.ask(Publisher("r2", LETTER, "marc", "lilesd"))
        assert await repos.letters.publisher("r1") == request
        await repos.letters.allow("r1", True)
        assert await repos.letters.publishers(LETTER) == [Publisher("r1", LETTER, "marc", "lilesd", True)]
        await repos.organisations.replace("lilesd", "ghettup")
        (moved,) = await repos.letters.publishers(LETTER)
        assert moved.organisation_id == "ghettup"
        await repos.letters.allow("r1", False)
        assert await repos.letters.publishers(LETTER) == []


async def test_a_link_goes_once_for_each_letter(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        assert await repos.letters.add(ISSUE, "https://exemple.org/1")
        twice = Issue("i2", LETTER, "https://exemple.org/1", "", NOON)
        assert not await repos.letters.add(twice, "https://exemple.org/1")
        assert await repos.letters.add(
            Issue("i3", "revue-presse-rhsf", "https://exemple.org/1", "", NOON), "https://exemple.org/1"
        )
        assert await repos.letters.issue("i1") == ISSUE
        assert await repos.letters.issue("i2") is None


async def test_nothing_is_left_of_who_is_forgotten(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.letters.subscribe(LETTER, "marc", NOON)
        await repos.letters.ask(Publisher("r1", LETTER, "marc", "lilesd", True))
        await repos.letters.add(ISSUE, "x")
        await repos.members.erase("marc", NOON)
        assert await repos.letters.readers(LETTER) == []
        assert await repos.letters.publishers(LETTER) == []
        kept = await repos.letters.issue("i1")
        assert kept is not None
        assert kept.published_by is None
