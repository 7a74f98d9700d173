"""Several processes on one database, and processes that are killed: what was acknowledged is there, once."""

from __future__ import annotations

import asyncio
import os
import signal
import subprocess
import sys
from pathlib import Path

from sqlalchemy import select

from storage.database import Database
from storage.inbox import SqlInbox
from storage.repositories import Repositories
from storage.tables.delivery import inbox
from tests.storage.cast import NOON, session

ROOT = Path(__file__).parents[2]

# Answers questions for ever; says "<number>" after each commit, "<number> <place>" between statements.
ANSWERS = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from storage.database import Database
from storage.repositories import repositories
from tests.storage.cast import NOON

def say(*words):
    print(*words, flush=True)
    if sys.argv[3] in words:
        sys.stdin.read()  # wait here to be killed

async def main():
    database = Database(sys.argv[1])
    repos = repositories(database, Path(sys.argv[2]))
    for number in range(1, 100000):
        async with database.transaction():
            assert await repos.inbox.take(number, 5, NOON)
            say(number, "taken")
            session = await repos.sessions.get("s1")
            answers = [*session.body["answers"], number]
            assert await repos.sessions.save(replace(session, body={"answers": answers}))
            say(number, "saved")
            await repos.inbox.keep_replies(number, [{"text": str(number)}])
            say(number, "kept")
        say(number)

asyncio.run(main())
"""

# Adds its own numbers to one session, again and again until each is in.
COUNTS = """
import asyncio, sys
from dataclasses import replace
from pathlib import Path
from storage.database import Database
from storage.repositories import repositories

async def main():
    database = Database(sys.argv[1])
    repos = repositories(database, Path(sys.argv[2]))
    for number in range(40):
        done = False
        while not done:
            async with database.transaction():
                session = await repos.sessions.get("s1")
                answers = [*session.body["answers"], f"{sys.argv[3]}{number}"]
                done = await repos.sessions.save(replace(session, body={"answers": answers}))
                await repos.contributions.next_number()
    await database.close()

asyncio.run(main())
"""


async def begin(database: Database, repos: Repositories) -> None:
    """A session without answers."""
    from dataclasses import replace

    async with database.transaction():
        await repos.sessions.add(replace(session("s1", 5), body={"answers": []}))


async def answers(database: Database, repos: Repositories) -> list[object]:
    """What the session holds now."""
    async with database.reading():
        kept = await repos.sessions.get("s1")
    assert kept is not None
    return list(kept.body["answers"])


def start(code: str, *words: str) -> subprocess.Popen[str]:
    """Another process."""
    return subprocess.Popen(
        [sys.executable, "-c", code, *words],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )


def killed_at(url: str, folder: Path, number: int, place: str = "") -> int:
    """Let a process answer, kill -9 it at a place of an update (after its commit without place).

    Returns the last update it acknowledged.
    """
    child = start(ANSWERS, url, str(folder), place or "nowhere")
    assert child.stdout is not None
    assert child.stdin is not None
    acknowledged = 0
    for line in child.stdout:
        reached, *where = line.split()
        if not where:
            acknowledged = int(reached)
        if int(reached) == number and " ".join(where) == place:
            break
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    child.stdin.close()
    return acknowledged


async def test_killed_between_statements(
    database: Database, url: str, repos: Repositories, tmp_path: Path
) -> None:
    """Kill -9 in the first update, at every place: before the commit nothing is there, after it all is."""
    await begin(database, repos)
    for place, expected in (("taken", []), ("saved", []), ("kept", []), ("", [1])):
        acknowledged = killed_at(url, tmp_path, 1, place)
        assert acknowledged == len(expected)
        written = await answers(database, repos)
        assert written[: len(expected)] == expected
        async with database.reading():
            rows = (await database.unit.execute(select(inbox.c.update_id, inbox.c.replies))).all()
        assert [row.update_id for row in rows] == written, "answer, update and replies go together"
        assert all(row.replies == [{"text": str(row.update_id)}] for row in rows)


async def test_killed_at_full_speed(
    database: Database, url: str, repos: Repositories, tmp_path: Path
) -> None:
    await begin(database, repos)
    acknowledged = killed_at(url, tmp_path, 150)
    written = await answers(database, repos)
    assert acknowledged >= 150
    assert written == list(range(1, len(written) + 1))
    assert len(written) >= acknowledged, "no acknowledged answer is lost"
    async with database.transaction():
        assert await repos.inbox.take(acknowledged, 5, NOON) is False


async def test_two_processes_write_at_once(
    database: Database, url: str, repos: Repositories, tmp_path: Path
) -> None:
    """The bot and an import: each adds forty answers to the same session; all are there, no number twice."""
    await begin(database, repos)
    children = [start(COUNTS, url, str(tmp_path), name) for name in ("bot", "import")]
    for child in children:
        assert await asyncio.to_thread(child.wait, 120) == 0
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.close()
        child.stdout.close()
    written = await answers(database, repos)
    assert sorted(map(str, written)) == sorted(f"{name}{n}" for name in ("bot", "import") for n in range(40))
    async with database.transaction():
        assert await repos.contributions.next_number() > 80


async def test_one_update_taken_by_two_replicas(database: Database, url: str) -> None:
    """Both take it at once: the second waits for the first to end, and then knows it was taken."""
    replica = Database(url)
    first_has_it, go_on = asyncio.Event(), asyncio.Event()

    async def first() -> bool:
        async with database.transaction():
            taken = await SqlInbox(database).take(1, 5, NOON)
            first_has_it.set()
            await go_on.wait()
        return taken

    async def second() -> bool:
        await first_has_it.wait()
        async with replica.transaction():
            return await SqlInbox(replica).take(1, 5, NOON)

    both = asyncio.gather(first(), second())
    await first_has_it.wait()
    await asyncio.sleep(0.1)
    go_on.set()
    assert await both == [True, False]
    await replica.close()
