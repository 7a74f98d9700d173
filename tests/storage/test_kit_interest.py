"""Interest in kits on both databases: one row a person and kit, a count a language."""

from __future__ import annotations

import pytest

from storage.database import Database
from storage.repositories import Repositories
from tests.storage.cast import NOON


@pytest.mark.usefixtures("people")
async def test_following_twice_is_following_once(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        assert await repos.interest.follow("awa", "K01", NOON)
        assert not await repos.interest.follow("awa", "K01", NOON)
        assert await repos.interest.follow("marc", "K01", NOON)
        assert await repos.interest.follow("marc", "K06", NOON)
    async with database.transaction():
        assert await repos.interest.followed() == ["K01", "K06"]
        assert await repos.interest.followers("K01") == ["awa", "marc"]
        await repos.interest.unfollow("awa", "K01")
        await repos.interest.unfollow("awa", "K01")
        assert await repos.interest.of_member("awa") == []
        assert await repos.interest.of_member("marc") == ["K01", "K06"]


async def test_wishes_add_up(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        for language in ("es", "am", "es"):
            await repos.interest.wish("K03", language)
    async with database.transaction():
        assert list((await repos.interest.wishes("K03")).items()) == [("es", 2), ("am", 1)]
        assert await repos.interest.wishes("K01") == {}
