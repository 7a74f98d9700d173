"""Every storage test runs twice: on an SQLite file and on PostgreSQL, both migrated, both fresh."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from bot.people.model import Consent, Organisation, Standing
from storage.database import Database
from storage.repositories import Repositories, repositories
from storage.schema import upgrade
from tests.storage.cast import NOON, People, later, member
from tests.support.ground import migrated
from tests.support.postgres import PostgresServer


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """A database with nothing in it."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'relais87.db'}"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """A migrated database."""
    if request.param == "sqlite":
        yield migrated(f"sqlite:///{tmp_path / 'relais87.db'}")
        return
    server: PostgresServer = request.getfixturevalue("postgres_server")
    server.template("relais87_schema", lambda address: upgrade(address) and None)
    address = server.fresh("relais87_schema")
    yield address
    server.drop(address)


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """A migrated SQLite file, for what concerns SQLite alone."""
    return migrated(f"sqlite:///{tmp_path / 'relais87.db'}")


@pytest.fixture
async def database(url: str) -> AsyncIterator[Database]:
    """A database opened, closed after the test."""
    opened = Database(url)
    yield opened
    await opened.close()


@pytest.fixture
def repos(database: Database, tmp_path: Path) -> Repositories:
    """Everything storage offers, on the test's database."""
    return repositories(database, tmp_path / "data")


@pytest.fixture
async def people(database: Database, repos: Repositories) -> People:
    """Everyone signed up, in one unit of work."""
    awa, marc, claire = member("awa", 4_500_000_087), member("marc", 9_300_039), member("claire", 7_700_001)
    ghettup = Organisation("ghettup", "Ghett'up", "local_association", place="commune:93066")
    town = Organisation(
        "lilesd", "Mairie de L'Île-Saint-Denis", "local_authority", standing=Standing.PROPOSED
    )
    async with database.transaction():
        for number, person in enumerate((awa, marc, claire)):
            consent = Consent(person.id, "2026-1", person.language, later(seconds=number))
            await repos.members.add(person, consent)
        await repos.organisations.add(ghettup)
        await repos.organisations.add(town, proposed_by="marc")
        await repos.organisations.join("awa", "ghettup", NOON)
        await repos.organisations.join("marc", "lilesd", NOON)
        await repos.members.set_coordinators([claire.telegram_id])
    return People(awa, marc, claire, ghettup, town)
