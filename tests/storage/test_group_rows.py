"""Groups that follow and what they were told, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from bot.agenda.due import Told
from bot.groups.model import Follower, Following
from storage.database import Database
from storage.purge import SqlPurge
from storage.repositories import Repositories
from tests.storage.cast import NOON, People, later

GROUP, SUPERGROUP = -4_000_001, -1_004_000_001_234
FOLLOWING = Following(GROUP, "ghettup", "fr", NOON)
TOLD = Told("journee-30-juillet@2026.1", 0, date(2026, 7, 30))


async def test_a_group_follows_once_and_is_told_once(
    database: Database, repos: Repositories, people: People
) -> None:
    groups = repos.groups
    async with database.transaction():
        assert await groups.get(GROUP) is None
        await groups.follow(FOLLOWING)
        await groups.follow(replace(FOLLOWING, language="en"))
        assert await groups.get(GROUP) == replace(FOLLOWING, language="en")
        assert await groups.tell(GROUP, TOLD, NOON)
        assert not await groups.tell(GROUP, replace(TOLD, day=date(2026, 7, 31)), NOON)
        assert await groups.followers() == [
            Follower(replace(FOLLOWING, language="en"), people.ghettup, (TOLD,))
        ]
        await groups.withdraw(GROUP, TOLD)
        assert await groups.tell(GROUP, TOLD, NOON)


async def test_a_group_gets_another_number_or_stops(
    database: Database, repos: Repositories, people: People
) -> None:
    groups = repos.groups
    async with database.transaction():
        await groups.move(GROUP, SUPERGROUP)
        assert await groups.followers() == [], "it did not follow"
        await groups.follow(FOLLOWING)
        await groups.tell(GROUP, TOLD, NOON)
        await groups.move(GROUP, SUPERGROUP)
        moved = replace(FOLLOWING, chat_id=SUPERGROUP)
        assert await groups.followers() == [Follower(moved, people.ghettup, (TOLD,))]
        await groups.stop(SUPERGROUP)
        assert await groups.followers() == []
        await groups.follow(moved)
        assert await groups.followers() == [Follower(moved, people.ghettup)], "what was told went with it"


async def test_it_goes_on_for_the_organisation_that_takes_the_place_and_forgets_in_time(
    database: Database, repos: Repositories, people: People
) -> None:
    async with database.transaction():
        await repos.groups.follow(FOLLOWING)
        await repos.groups.tell(GROUP, TOLD, NOON)
        await repos.organisations.replace("ghettup", "lilesd")
        (follower,) = await repos.groups.followers()
        assert (follower.organisation, follower.told) == (people.town, (TOLD,))
        await SqlPurge(database).reminders_before(NOON)
        assert (await repos.groups.followers())[0].told == (TOLD,)
        await SqlPurge(database).reminders_before(later(days=1))
        assert (await repos.groups.followers())[0].told == ()
