"""Commitments on both databases: one row a step, and what becomes of them when two organisations are one."""

from __future__ import annotations

from datetime import date

from bot.commitments.model import Step
from storage.database import Database
from storage.repositories import Repositories
from tests.storage.cast import People

JUNE, JULY = date(2026, 6, 12), date(2026, 7, 1)


async def test_a_step_is_taken_once(database: Database, repos: Repositories, people: People) -> None:
    town = people.town.id
    async with database.transaction():
        await repos.commitments.take(town, Step.KIT, JUNE)
        await repos.commitments.take(town, Step.KIT, JULY)
        await repos.commitments.take(town, Step.DAY, JULY)
    async with database.transaction():
        assert (await repos.commitments.of(town)).taken == {Step.KIT: JUNE, Step.DAY: JULY}
        [(organisation, ladder)] = await repos.commitments.all()
        assert (organisation.id, ladder.count) == (town, 2)
        await repos.commitments.take_back(town, Step.DAY)
        await repos.commitments.take_back(town, Step.DAY)
        assert (await repos.commitments.of(town)).count == 1


async def test_two_that_were_one(database: Database, repos: Repositories, people: People) -> None:
    kept, gone = people.town.id, people.ghettup.id
    async with database.transaction():
        await repos.commitments.take(kept, Step.KIT, JULY)
        await repos.commitments.take(gone, Step.KIT, JUNE)
        await repos.commitments.take(gone, Step.CLAUSE, JUNE)
        await repos.organisations.replace(gone, kept)
    async with database.reading():
        assert (await repos.commitments.of(kept)).taken == {Step.KIT: JULY, Step.CLAUSE: JUNE}
        assert (await repos.commitments.of(gone)).count == 0
