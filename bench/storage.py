"""What an answered question costs in storage: medians of several runs, printed as a table.

    python bench/storage.py            # SQLite, on this disk
    python bench/storage.py postgresql://...

A unit takes the update, reads the chat and the session, saves the session, keeps the replies, and is on the
disk at its end. The same statements on the standard library's sqlite3, in the same run, say what the disk
and SQLite themselves cost: the ratio holds from one machine to the next, the figures do not.
"""

from __future__ import annotations

import sys
from pathlib import Path

# Run as a file, this folder comes first on the path, and this file would hide the package of its name.
sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != Path(__file__).resolve().parent]

import asyncio  # noqa: E402
import json  # noqa: E402
import sqlite3  # noqa: E402
import tempfile  # noqa: E402
import time  # noqa: E402
from collections.abc import Awaitable, Callable  # noqa: E402
from dataclasses import replace  # noqa: E402
from datetime import UTC, datetime  # noqa: E402
from itertools import count  # noqa: E402
from statistics import median  # noqa: E402

from bot.dialogues.ports import Chat, StoredSession  # noqa: E402
from storage.database import SQLITE_SETUP, Database  # noqa: E402
from storage.dialogues import CHAT_GET, SESSION_GET, SESSION_SAVE  # noqa: E402
from storage.inbox import KEEP, TAKE  # noqa: E402
from storage.repositories import Repositories, repositories  # noqa: E402
from storage.schema import upgrade  # noqa: E402
from storage.urls import locate  # noqa: E402

RUNS = 5
UNITS = 600
PEOPLE = 30
NOW = datetime(2026, 6, 12, 10, tzinfo=UTC)
BODY = {
    "answers": {f"question_{n}": "une réponse de quelques mots" for n in range(25)},
    "path": list(range(25)),
}
REPLIES = [
    {"text": "Merci. À quelle date ?" * 5, "buttons": [["Aujourd'hui", "s1.4.today"], ["Hier", "s1.4.y"]]}
]
updates = count(1)
waiting: list[int] = []


async def unit(database: Database, repos: Repositories, chat_id: int) -> None:
    """One answered question."""
    update = next(updates)
    async with database.transaction():
        assert await repos.inbox.take(update, chat_id, NOW)
        chat = await repos.chats.get(chat_id)
        session = await repos.sessions.get(str(chat.session_id))
        assert session is not None
        assert await repos.sessions.save(replace(session, body={**BODY, "update": update}))
        await repos.inbox.keep_replies(update, REPLIES)
    waiting.append(update)


async def sent(database: Database, repos: Repositories) -> None:
    """The replies of one update left."""
    async with database.transaction():
        await repos.inbox.sent(waiting.pop())


async def prepare(database: Database, repos: Repositories) -> None:
    """A chat and a session for each person, and connections warm."""
    async with database.transaction():
        for chat_id in range(1, PEOPLE + 1):
            await repos.chats.save(Chat(chat_id, f"s{chat_id}", 5, "fr"))
            await repos.sessions.add(StoredSession(f"s{chat_id}", chat_id, "report", "v1", BODY))
    for chat_id in range(1, PEOPLE + 1):
        await unit(database, repos, chat_id)


async def rate(times: int, work: Callable[[], Awaitable[object]], units: int = 1) -> float:
    """Units a second."""
    began = time.perf_counter()
    for _ in range(times):
        await work()
    return units * times / (time.perf_counter() - began)


def raw_rate(connection: sqlite3.Connection) -> float:
    """Units a second of the same statements, one person, on the standard library's sqlite3."""
    began = time.perf_counter()
    for _ in range(UNITS):
        raw_unit(connection, next(updates))
    return UNITS / (time.perf_counter() - began)


def raw(path: Path) -> sqlite3.Connection:
    """The same file, set up as the product does."""
    connection = sqlite3.connect(path, isolation_level=None)
    for pragma in SQLITE_SETUP[:-1]:
        connection.execute(pragma)
    return connection


def raw_unit(connection: sqlite3.Connection, update: int) -> None:
    """One answered question, by hand."""
    run = connection.execute
    run("BEGIN IMMEDIATE")
    run(TAKE.sqlite, {"update_id": update, "chat_id": 1, "taken_at": str(NOW)}).fetchall()
    run(CHAT_GET.sqlite, {"chat_id": 1}).fetchall()
    (row,) = run(SESSION_GET.sqlite, {"id": "s1"}).fetchall()
    values = {
        "id": "s1", "chat_id": 1, "dialogue": "report", "form_version": "v1", "state": "open",
        "body": json.dumps(json.loads(row[4]) | {"update": update}), "pending": "{}", "about": "{}",
        "organisation_id": None, "member_id": None, "updated_at": None, "revision": row[10],
    }  # fmt: skip
    assert run(SESSION_SAVE.sqlite, values).fetchall()
    run(KEEP.sqlite, {"update_id": update, "replies": json.dumps(REPLIES)})
    run("COMMIT")


async def main(url: str, folder: Path) -> None:
    """Measure and print."""
    upgrade(url)
    database = Database(url)
    repos = repositories(database, folder)
    await prepare(database, repos)

    async def side_by_side() -> None:
        await asyncio.gather(*(unit(database, repos, chat_id) for chat_id in range(1, PEOPLE + 1)))

    path = locate(url).path
    bare = raw(path) if path is not None else None
    rates: dict[str, list[float]] = {}
    for _ in range(RUNS):  # in turn, so that a noisy machine is noisy for all
        found = {
            "one person": await rate(UNITS, lambda: unit(database, repos, 1)),
            f"{PEOPLE} people side by side": await rate(UNITS // PEOPLE, side_by_side, PEOPLE),
            "replies noted as sent": await rate(UNITS, lambda: sent(database, repos)),
        }
        if bare is not None:
            found["raw sqlite3, one person"] = raw_rate(bare)
        for name, value in found.items():
            rates.setdefault(name, []).append(value)
    await database.close()
    show(rates)
    if bare is not None:
        bare.close()


def show(rates: dict[str, list[float]]) -> None:
    """Medians, and the ratios of each round to the raw figure of the same round."""
    for name, values in rates.items():
        print(f"{name:30} {median(values):8.0f} units/s  {1000 / median(values):6.2f} ms")
    *ours, raw_name = rates
    if raw_name.startswith("raw"):
        for name in ours:
            ratio = median(a / b for a, b in zip(rates[name], rates[raw_name], strict=True))
            print(f"{name:30} {ratio:8.2f} times raw sqlite3")


if __name__ == "__main__":
    with tempfile.TemporaryDirectory(dir=Path.cwd()) as temporary:
        given = sys.argv[1] if len(sys.argv) > 1 else f"sqlite:///{temporary}/bench.db"
        asyncio.run(main(given, Path(temporary)))
