"""The stage: the real bot, the strict sandbox, three people, a clock that stands still.

After each test, whatever was looked at in it: nothing the bot sent would have been refused by Telegram.
"""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from telegram.request import HTTPXRequest

from bot.assembly import Relais, prepare_storage
from bot.cli.stage import staged
from bot.clock import PARIS, SetClock
from bot.ids import CountingIds
from bot.sandbox.inprocess import InProcess
from bot.sandbox.people import Person
from bot.sandbox.sandbox import TOKEN, Sandbox
from bot.settings import Settings, load
from bot.telemetry import configure
from tests.support.ground import migrated

NOW = datetime(2026, 6, 20, 10, 0, tzinfo=PARIS)


@dataclass
class Scene:
    """Everything a story needs."""

    awa: Person
    marc: Person
    claire: Person
    sandbox: Sandbox
    relais: Relais
    clock: SetClock

    def newcomer(self, name: str, language: str = "fr") -> Person:
        """Someone the bot has never seen."""
        return self.sandbox.person(name, language)

    async def rows(self) -> dict[str, int]:
        """How many rows each table holds: to prove that nothing was written."""
        from sqlalchemy import func, select
        from sqlmodel import SQLModel

        async with self.relais.database.reading():
            unit = self.relais.database.unit
            return {
                table.name: (await unit.execute(select(func.count()).select_from(table))).scalar_one()
                for table in SQLModel.metadata.sorted_tables
            }

    async def everything_stored(self) -> str:
        """All that the database holds, as one text: to prove that words are not in it."""
        from sqlalchemy import select
        from sqlmodel import SQLModel

        async with self.relais.database.reading():
            found = []
            for table in SQLModel.metadata.sorted_tables:
                rows = await self.relais.database.unit.execute(select(table))
                found += [str(tuple(row)) for row in rows]
        return "\n".join(found)


SettingsOf = Callable[[Path, int], Settings]


def settings_of(data: Path, coordinator: int, database_url: str = "") -> Settings:
    """Settings of a bot that speaks to the sandbox."""
    environ = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": "http://127.0.0.1:9000",
        "RELAIS87_DATA": str(data),
        "RELAIS87_COORDINATORS": str(coordinator),
        "RELAIS87_CONTROLLER": "Association Exemple",
        "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
    }
    return load(environ | ({"DATABASE_URL": database_url} if database_url else {}))


@pytest.fixture
async def scene(tmp_path: Path, forms_read_once: None) -> AsyncIterator[Scene]:
    """A fresh database and three people who have not written yet; Claire's account coordinates."""
    configure("info", strict=True)
    clock = SetClock(NOW)
    sandbox = Sandbox(clock)
    awa, marc, claire = sandbox.three_people()
    settings = settings_of(tmp_path, claire.id)
    migrated(settings.database_url)
    prepare_storage(settings)
    request = HTTPXRequest(httpx_kwargs={"transport": InProcess(sandbox.app)})
    async with staged(settings, sandbox, clock, CountingIds(), request) as stage:
        yield Scene(awa, marc, claire, sandbox, stage.relais, clock)
    assert not sandbox.journal.violations, sandbox.journal.violations
    assert not stage.relais.application.user_data, "nothing lives in memory between two updates"
    assert not stage.relais.application.chat_data, "nothing lives in memory between two updates"
    assert not stage.relais.application.bot_data, "nothing lives in memory between two updates"


@pytest.fixture
def ask(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Any]:
    """Puts a form of coordinators on stage (see ``tests.chat.asking``)."""
    from tests.chat.asking import asked

    return partial(asked, scene, monkeypatch)
