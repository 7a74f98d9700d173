"""relais87 tour: the journeys through the real bot and the sandbox, printed as a person would read them."""

from __future__ import annotations

import argparse
import asyncio
import tempfile
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from bot.assembly import prepare_storage
from bot.cli.journeys import JOURNEYS
from bot.cli.stage import Stage, staged
from bot.clock import PARIS, SetClock
from bot.ids import CountingIds
from bot.sandbox.people import NotOnScreen, Person
from bot.sandbox.sandbox import TOKEN, Sandbox
from bot.sandbox.server import serve
from bot.settings import load
from bot.telemetry import configure

A_SATURDAY_IN_JUNE = datetime(2026, 6, 20, 10, 0, tzinfo=PARIS)


@dataclass
class Tour:
    """The people of a journey, and what was expected of each screen."""

    awa: Person
    marc: Person
    claire: Person
    stage: Stage
    clock: SetClock
    failures: list[str] = field(default_factory=list)
    held: int = 0

    def expect(self, person: Person, *words: str) -> None:
        """The person's newest message says these words."""
        seen = person.last.text.replace("\u2068", "").replace("\u2069", "")
        for word in words:
            if word in seen:
                self.held += 1
            else:
                self.failures.append(f"{person.name} does not read “{word}” in:\n{seen}")

    def expect_that(self, what: str, holds: bool) -> None:
        """Something that no screen shows."""
        if holds:
            self.held += 1
        else:
            self.failures.append(what)


def command(options: argparse.Namespace) -> int:
    """Exit code 0 only if every expectation held."""
    configure("error", "console")
    with tempfile.TemporaryDirectory(prefix="relais87-tour-") as folder:
        return asyncio.run(_tour(Path(folder), print if not options.quiet else _silent))


async def _tour(folder: Path, tell: Callable[[str], None]) -> int:
    failed, held = 0, 0
    for name, journey in JOURNEYS.items():
        tell(f"\n=== {name} ===\n")
        tour = await _play(folder / name.split()[0], journey, tell)
        held += tour.held
        failed += len(tour.failures)
        for failure in tour.failures:
            print(f"!!! {failure}")
    print(f"\n{held} expectations held, {failed} did not.")
    return 1 if failed else 0


async def _play(folder: Path, journey: Callable[..., object], tell: Callable[[str], None]) -> Tour:
    clock = SetClock(A_SATURDAY_IN_JUNE)
    sandbox = Sandbox(clock)
    awa, marc, claire = sandbox.three_people()
    served = await serve(sandbox.app)
    settings = load(
        {
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_URL": served.url,
            "RELAIS87_DATA": str(folder),
            "RELAIS87_COORDINATORS": str(claire.id),
        }
    )
    await asyncio.to_thread(prepare_storage, settings)
    try:
        async with staged(settings, sandbox, clock, CountingIds()) as stage:
            tour = Tour(awa, marc, claire, stage, clock)
            try:
                await journey(tour)  # type: ignore[misc]
            except NotOnScreen as problem:
                tour.failures.append(str(problem))
            for person in (awa, marc, claire):
                if person.messages:
                    tell(f"--- {person.name}\n{person.story}\n")
            tour.expect_that("Telegram would refuse something", not sandbox.journal.violations)
            return tour
    finally:
        await served.stop()
        await sandbox.close()


def _silent(_: str) -> None:
    """Nothing."""
