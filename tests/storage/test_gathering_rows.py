"""Events and meetings, what members said of them and were told, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time

from bot.agenda.due import Told
from bot.gatherings.model import Answer, Gathering, Reach, Reply, Sort, State
from bot.people.audience import Audience
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later

DAY = date(2026, 7, 20)
FESTIVAL = Gathering(
    "f1", Sort.EVENT, "Festival des <quais> 🎪", DAY, date(2026, 7, 21), date(2026, 5, 1), "festival",
    at=time(15), zone="Indian/Reunion", organisation_id="ghettup", author_id="awa", place="commune:93039",
    address="Salle 2", link="https://ghettup.fr/fete", reach=Reach.KINDS,
    audience=Audience(("local_authority",), ("region:11",)), created_at=NOON,
)  # fmt: skip
MEETING = Gathering(
    "m1", Sort.MEETING, "Réunion", date(2026, 7, 2), date(2026, 7, 2), date(2026, 6, 12),
    invited=("ghettup", "lilesd"), state=State.DRAFT,
)  # fmt: skip
COMES = Reply(Answer.YES, date(2026, 6, 13), notes=True)


async def test_a_gathering_is_kept_as_it_was(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        for one in (FESTIVAL, MEETING):
            await repos.gatherings.add(one)
        assert await repos.gatherings.get("f1") == FESTIVAL
        assert await repos.gatherings.get("m1") == MEETING
        assert await repos.gatherings.get("x") is None
        assert [one.id for one in await repos.gatherings.since(date(2026, 7, 2))] == ["m1", "f1"]
        assert [one.id for one in await repos.gatherings.since(date(2026, 7, 21))] == ["f1"]


async def test_of_two_changes_one_is_written(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.gatherings.add(FESTIVAL)
        moved = replace(FESTIVAL, day=date(2026, 8, 3), last_day=date(2026, 8, 3))
        assert await repos.gatherings.save(moved)
        assert not await repos.gatherings.save(replace(FESTIVAL, title="Autre"))
        assert await repos.gatherings.get("f1") == replace(moved, revision=1)


async def test_the_last_reply_counts(database: Database, repos: Repositories, people: People) -> None:
    async with database.transaction():
        await repos.gatherings.add(MEETING)
        await repos.gatherings.reply("m1", "awa", Reply(Answer.NO, date(2026, 6, 12)))
        await repos.gatherings.reply("m1", "awa", COMES)
        await repos.gatherings.reply("m1", "marc", Reply(follows=True, muted=True))
        replies = {"awa": COMES, "marc": Reply(follows=True, muted=True)}
        assert await repos.gatherings.replies("m1") == replies
        assert await repos.gatherings.of_member("awa") == {"m1": COMES}


async def test_none_is_told_twice_when_the_date_moved(
    database: Database, repos: Repositories, people: People
) -> None:
    week = Told("own.f1", -7, date(2026, 7, 13))
    async with database.transaction():
        await repos.gatherings.add(FESTIVAL)
        assert await repos.gatherings.tell("f1", "awa", week, "p1", NOON)
        await repos.gatherings.save(replace(FESTIVAL, day=date(2026, 9, 1), last_day=date(2026, 9, 1)))
        again = replace(week, day=date(2026, 8, 25))
        assert not await repos.gatherings.tell("f1", "awa", again, "p2", later(days=40))
        assert await repos.gatherings.told() == {"awa": [week]}
        assert await repos.gatherings.told_in("awa", "p1") == [week]
        assert await repos.gatherings.told_in("marc", "p1") == []
        await repos.gatherings.withdraw("p1")
        assert await repos.gatherings.tell("f1", "awa", again, "p2", later(days=40))


async def test_an_organisation_that_takes_anothers_place_has_its_events(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.gatherings.add(replace(FESTIVAL, organisation_id="lilesd"))
        await repos.organisations.replace("lilesd", "ghettup")
        kept = await repos.gatherings.get("f1")
    assert kept == replace(FESTIVAL, revision=1)


async def test_what_is_over_goes_with_all_that_was_said_of_it(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.gatherings.add(FESTIVAL)
        await repos.gatherings.reply("f1", "awa", COMES)
        await repos.gatherings.tell("f1", "awa", Told("own.f1", 0, DAY), "p1", NOON)
        assert await SqlPurge(database).gatherings_before(FESTIVAL.last_day) == 0
        assert await SqlPurge(database).gatherings_before(date(2026, 7, 22)) == 1
        assert await repos.gatherings.of_member("awa") == {}
        assert await repos.gatherings.told() == {}


async def test_nothing_is_left_of_who_is_forgotten(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.gatherings.add(FESTIVAL)
        await repos.gatherings.reply("f1", "awa", COMES)
        await repos.gatherings.tell("f1", "awa", Told("own.f1", 0, DAY), "p1", NOON)
        await repos.members.erase("awa", NOON)
        assert await repos.gatherings.of_member("awa") == {}
        assert await repos.gatherings.told() == {}
        assert await repos.gatherings.get("f1") == replace(FESTIVAL, author_id=None)
