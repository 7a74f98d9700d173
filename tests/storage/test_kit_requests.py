"""Requests for printed copies, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from bot.copies.model import Line, Request, State
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later

DAY = date(2026, 7, 1)


def request(name: str, number: int, organisation_id: str = "lilesd", **given: Any) -> Request:
    """200 copies of K03, as Marc asked for them at noon."""
    known: dict[str, Any] = {
        "lines": (Line("ar", 120), Line("uk", 80)),
        "by_when": DAY,
        "use": "day",
        "address": "Mairie\n1 rue Méchin, 93450 L'Île-Saint-Denis",
        "contact": "accueil",
        "requester": "commune",
        "holder_id": "ghettup",
        "asked_by": "marc",
        "access": ("large_print",),
        "extra": {"places": "town_hall market"},
        "asked_at": NOON,
        "changed_at": NOON,
    }
    return Request(name, 2026, number, "K03", organisation_id, **(known | given))


async def test_a_request_comes_back_whole(database: Database, repos: Repositories, people: People) -> None:
    kept = request("r1", 1)
    async with database.transaction():
        await repos.requests.add(kept)
    async with database.reading():
        found = await repos.requests.get("r1")
        assert found == kept
        assert found.extra == kept.extra
        assert await repos.requests.by_number(2026, 1) == kept
        assert await repos.requests.by_number(2025, 1) is None
        assert await repos.requests.get("r2") is None


async def test_numbers_follow_each_other_within_a_year(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        taken = [await repos.requests.next_number(year) for year in (2026, 2026, 2027)]
    assert taken == [1, 2, 1]
    async with database.transaction():
        assert await repos.requests.next_number(2026) == 3
        assert await repos.contributions.next_number() == 1, "a series of its own"


async def test_of_two_who_change_it_the_second_fails(
    database: Database, repos: Repositories, people: People
) -> None:
    kept = request("r1", 1)
    async with database.transaction():
        await repos.requests.add(kept)
        assert await repos.requests.save(replace(kept, state=State.ACCEPTED))
        assert not await repos.requests.save(replace(kept, state=State.REFUSED, reason="none left"))
        found = await repos.requests.get("r1")
        assert found is not None
        assert (found.state, found.revision, found.reason) == (State.ACCEPTED, 1, "")


async def test_each_sees_what_is_theirs(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.requests.add(request("r1", 1))
        await repos.requests.add(request("r2", 2, by_when=date(2026, 6, 20), asked_at=later(seconds=1)))
        await repos.requests.add(request("r3", 3, state=State.REFUSED, asked_at=later(seconds=2)))
        await repos.requests.add(
            request("r4", 4, "ghettup", holder_id=None, asked_by="awa", asked_at=later(seconds=3))
        )

        async def ids(found: Any) -> list[str]:
            return [one.id for one in await found]

        assert await ids(repos.requests.of_organisations(["lilesd"])) == ["r3", "r2", "r1"], "newest first"
        assert await ids(repos.requests.of_organisations([])) == []
        assert await ids(repos.requests.to_treat(["ghettup"])) == ["r2", "r1"], "nearest day first"
        assert await ids(repos.requests.to_treat(["lilesd"])) == []
        assert await ids(repos.requests.to_treat(None)) == ["r2", "r1", "r4"]
        assert await ids(repos.requests.of_member("awa")) == ["r4"]


async def test_copies_of_a_year_leave_out_what_never_left(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        for number, given in enumerate(
            (
                {},
                {"state": State.REFUSED},
                {"state": State.CLOSED},
                {"state": State.CLOSED, "shipped_at": NOON},
                {"state": State.USED, "shipped_at": NOON},
            )
        ):
            await repos.requests.add(request(f"r{number}", number, **given))
        assert await repos.requests.copies_of_year("lilesd", 2026) == 600
        assert await repos.requests.copies_of_year("lilesd", 2025) == 0
        assert await repos.requests.copies_of_year("ghettup", 2026) == 0


async def test_what_is_to_be_asked_afterwards(
    database: Database, repos: Repositories, people: People
) -> None:
    shipped = {"state": State.SHIPPED, "shipped_at": NOON}
    cases: dict[str, dict[str, Any]] = {
        "due": shipped,
        "received": shipped | {"state": State.RECEIVED},
        "not yet": shipped | {"by_when": date(2026, 7, 2)},
        "asked before": shipped | {"followed_up_at": NOON},
        "just left": shipped | {"shipped_at": later(days=15)},
        "accepted": {"state": State.ACCEPTED},
        "told": shipped | {"state": State.USED},
    }
    async with database.transaction():
        for number, (name, given) in enumerate(cases.items()):
            await repos.requests.add(request(name, number, **given))
        found = await repos.requests.to_follow_up(date(2026, 7, 2), later(days=14))
        assert [one.id for one in found] == ["due", "received"]


async def test_who_is_forgotten_leaves_the_request_to_the_organisation(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.requests.add(request("r1", 1))
        await repos.members.erase("marc", NOON)
        assert await repos.requests.get("r1") == replace(request("r1", 1), asked_by=None)


async def test_a_double_gives_its_requests(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.requests.add(request("r1", 1, "lilesd", holder_id="lilesd"))
        await repos.organisations.replace("lilesd", "ghettup")
        moved = await repos.requests.get("r1")
        assert moved is not None
        assert (moved.organisation_id, moved.holder_id) == ("ghettup", "ghettup")
        assert not await repos.requests.save(replace(request("r1", 1), state=State.ACCEPTED))


async def test_old_requests_are_forgotten(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.requests.add(request("r1", 1))
        assert await SqlPurge(database).requests_before(NOON) == 0
        assert await SqlPurge(database).requests_before(later(seconds=1)) == 1
        assert await repos.requests.get("r1") is None
