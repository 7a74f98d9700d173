"""A past for the demonstration: the contributions of the 2023 report, most of them validated."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from importlib import resources

from bot.assembly import Relais, import_contributions
from bot.catalogues import translator
from bot.contributions.model import Contribution
from bot.dialogues.model import Seat
from bot.people.model import Organisation
from storage.schema import head

COORDINATION = "delegation-oit"
TOWN = "ile-saint-denis"
LEFT_IN_QUEUE = 6
"""Contributions that still wait, so that the coordinator of the demonstration has something to do."""


def past() -> str:
    """The contributions, one JSON object a line."""
    return resources.files("bot.cli").joinpath("data", "contributions.jsonl").read_text(encoding="utf-8")


def snapshot_key(people: Sequence[int]) -> str:
    """Changes with the data, the schema and the people: an older snapshot is then made again."""
    said = "|".join([past(), head(), *(str(person) for person in people)])
    return hashlib.sha256(said.encode()).hexdigest()[:12]


async def fill(relais: Relais, claire: int, marc: int) -> None:
    """Claire coordinates and Marc works at a town hall; the past is imported, most of it validated."""
    await _member(relais, claire, COORDINATION)
    await _member(relais, marc, TOWN)
    lines = past().splitlines()
    await import_contributions(relais.database, relais.repositories, lines, relais.clock, relais.ids)
    async with relais.database.transaction():
        seat = await _seat(relais, claire)
        length = await relais.repositories.contributions.queue_length()
        waiting = await relais.services.review.contributions.queue(0, length)
        for contribution in _settled(waiting):
            await relais.services.review.validate(seat, contribution.id, contribution.revision)


def _settled(waiting: Sequence[Contribution]) -> Sequence[Contribution]:
    return waiting[LEFT_IN_QUEUE:]


async def _member(relais: Relais, telegram_id: int, organisation_id: str) -> None:
    async with relais.database.transaction():
        organisation = await relais.repositories.organisations.get(organisation_id)
        assert isinstance(organisation, Organisation), organisation_id
        await relais.services.people.join(await _seat(relais, telegram_id), organisation, "demo")


async def _seat(relais: Relais, telegram_id: int) -> Seat:
    actor = await relais.services.people.actor(telegram_id)
    return Seat(telegram_id, actor, translator("fr"), relais.clock.now())
