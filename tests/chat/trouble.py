"""What goes wrong around the bot, caused on purpose."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.assembly import jobs_of
from handlers.ticks.jobs import TICKS
from tests.chat.conftest import Scene


async def every_tick(scene: Scene) -> None:
    """One pass of each periodic job, as the clock stands."""
    jobs = jobs_of(scene.relais)
    for tick in TICKS.values():
        await tick.job(jobs)


@asynccontextmanager
async def without_its_database(scene: Scene) -> AsyncIterator[None]:
    """The database file is no longer one: every statement fails until the end of the block."""
    path = scene.relais.settings.data / "relais87.db"
    await scene.relais.database.close()  # connections open again at the next use
    hidden = {other: other.with_name(f"{other.name}.hidden") for other in path.parent.glob("relais87.db*")}
    for there, away in hidden.items():
        os.rename(there, away)
    path.mkdir()
    try:
        yield
    finally:
        await scene.relais.database.close()
        path.rmdir()
        for there, away in hidden.items():
            os.rename(away, there)
