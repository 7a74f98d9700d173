"""A thousand openings of a code: how long each takes, and what they leave in the database.

``python bench/codes.py [OPENINGS]``: so many people (1,000 by default) who never wrote before open one link,
twenty at a time, against the local Bot API server. Exit code 1 when a row about any of them is left,
when one opening was not counted, or when an opening takes more than 100 ms on average.
"""

from __future__ import annotations

import asyncio
import sys
import tempfile
import time
from pathlib import Path

from sqlalchemy import select
from sqlmodel import SQLModel
from telegram.request import HTTPXRequest

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from bot.assembly import Relais, prepare_storage  # noqa: E402
from bot.cli.stage import staged  # noqa: E402
from bot.clock import SystemClock  # noqa: E402
from bot.codes.model import Code, CodeKind  # noqa: E402
from bot.ids import RandomIds  # noqa: E402
from bot.sandbox.inprocess import InProcess  # noqa: E402
from bot.sandbox.people import Person  # noqa: E402
from bot.sandbox.sandbox import TOKEN, Sandbox  # noqa: E402
from bot.settings import load  # noqa: E402
from bot.telemetry import configure  # noqa: E402

AT_ONCE = 20
WANTED = 0.1


async def stored(relais: Relais) -> dict[str, list[str]]:
    """Every row of every table, as text."""
    found = {}
    async with relais.database.reading():
        for table in SQLModel.metadata.sorted_tables:
            rows = await relais.database.unit.execute(select(table))
            found[table.name] = [str(tuple(row)) for row in rows]
    return found


async def open_all(people: list[Person], payload: str) -> float:
    """Seconds until the last of them has read the page."""
    begun = time.perf_counter()
    for first in range(0, len(people), AT_ONCE):
        await asyncio.gather(*(person.starts(payload) for person in people[first : first + AT_ONCE]))
    return time.perf_counter() - begun


async def main(openings: int) -> int:
    """Measures, and looks at what is left."""
    configure("error")
    clock, folder = SystemClock(), tempfile.TemporaryDirectory()
    sandbox = Sandbox(clock)
    environ = {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": "http://127.0.0.1:9000",
        "RELAIS87_DATA": folder.name,
        "RELAIS87_CONTROLLER": "-",
        "RELAIS87_PRIVACY_CONTACT": "-",
    }
    settings = load(environ)
    prepare_storage(settings)
    request = HTTPXRequest(httpx_kwargs={"transport": InProcess(sandbox.app)})
    async with staged(settings, sandbox, clock, RandomIds(), request) as stage:
        relais = stage.relais
        code = Code("bench00001", "ghettup", CodeKind.PLACE, "Piscine", clock.now())
        async with relais.database.transaction():
            await relais.repositories.codes.add(code)
        before = await stored(relais)
        people = [sandbox.person(f"P{number}", "fr") for number in range(openings)]
        seconds = await open_all(people, code.payload)
        after = await stored(relais)
        async with relais.database.reading():
            counted = await relais.repositories.codes.get(code.id)
    folder.cleanup()
    more = {
        name: len(rows) - len(before[name]) for name, rows in after.items() if len(rows) != len(before[name])
    }
    everything = "\n".join(row for rows in after.values() for row in rows)
    known = sum(str(person.id) in everything for person in people)
    opened = counted.opened if counted else 0
    print(f"{openings} openings: {seconds:.1f} s, {1000 * seconds / openings:.1f} ms each; counted {opened}")
    print(f"rows more: {more or 'none'}; people found in the database: {known}")
    return 0 if opened == openings and not more and not known and seconds / openings <= WANTED else 1


if __name__ == "__main__":
    raise SystemExit(asyncio.run(main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)))
