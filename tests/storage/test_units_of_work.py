"""Units of work: durable when left, undone when they fail, one at a time, each task its own."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import func, select, text

from storage.database import Database
from storage.errors import NoTransaction, StorageUnavailable
from storage.repositories import Repositories, repositories
from storage.tables.delivery import audit
from tests.storage.cast import NOON


async def notes(database: Database) -> list[str]:
    """What the audit holds, as others see it."""
    async with database.reading():
        rows = await database.unit.execute(select(audit.c.what).order_by(audit.c.seq))
        return list(rows.scalars())


async def note(repos: Repositories, what: str) -> None:
    """Write something."""
    await repos.audit.note(NOON, what, None, None)


async def test_what_is_left_in_order_is_kept(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await note(repos, "first")
        assert await notes(database) == ["first"], "inside, one sees one's own work"
    assert await notes(database) == ["first"]


async def test_an_exception_undoes_everything(database: Database, repos: Repositories) -> None:
    async def fails() -> None:
        async with database.transaction():
            await note(repos, "lost")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fails()
    assert await notes(database) == []


async def test_a_part_can_fail_alone(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await note(repos, "before")
        with contextlib.suppress(ZeroDivisionError):
            async with database.transaction():
                await note(repos, "inside")
                with contextlib.suppress(KeyError):
                    async with database.transaction():
                        await note(repos, "deeper")
                        raise KeyError
                await note(repos, "inside again")
                raise ZeroDivisionError
        async with database.transaction():
            await note(repos, "another part")
        await note(repos, "after")
    assert await notes(database) == ["before", "another part", "after"]


async def test_a_part_that_wrote_nothing_can_fail_too(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await note(repos, "before")
        with contextlib.suppress(ZeroDivisionError):
            async with database.transaction():
                async with database.transaction():
                    await note(repos, "inside")
                raise ZeroDivisionError
        with contextlib.suppress(ZeroDivisionError):
            async with database.transaction():
                raise ZeroDivisionError
        await note(repos, "after")
    assert await notes(database) == ["before", "after"]


async def test_a_statement_that_fails_in_a_part_spoils_only_that_part(
    database: Database, repos: Repositories
) -> None:
    async with database.transaction():
        await note(repos, "before")
        with pytest.raises(Exception, match="no_such_table"):
            async with database.transaction():
                await database.unit.execute(text("SELECT * FROM no_such_table"))
        await note(repos, "after")
    assert await notes(database) == ["before", "after"]


async def test_repositories_need_a_unit_of_work(database: Database, repos: Repositories) -> None:
    with pytest.raises(NoTransaction, match=r"database\.transaction"):
        await repos.members.get("awa")
    async with database.transaction():
        pass
    with pytest.raises(NoTransaction):
        await repos.inbox.take(1, 1, NOON)


async def test_a_unit_of_work_is_not_shared_between_tasks(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        with pytest.raises(NoTransaction, match="belongs to the task"):
            await asyncio.create_task(note(repos, "from elsewhere"))
        await note(repos, "mine")

    started, go_on = asyncio.Event(), asyncio.Event()

    async def outlives() -> None:
        started.set()
        await go_on.wait()
        async with database.transaction():
            await note(repos, "later, in its own")

    async with database.transaction():
        task = asyncio.create_task(outlives())
        await started.wait()
    go_on.set()
    await task
    assert await notes(database) == ["mine", "later, in its own"]


async def test_reading_writes_nothing(database: Database, repos: Repositories) -> None:
    async with database.reading():
        with pytest.raises(NoTransaction, match="only reads"):
            await note(repos, "no")
    async with database.reading():
        with pytest.raises(NoTransaction, match="only reads"):
            async with database.transaction():
                pass
    assert await notes(database) == []


async def test_reading_waits_for_no_writer(database: Database, repos: Repositories) -> None:
    async with database.transaction():
        await note(repos, "not yet")
        assert await asyncio.wait_for(asyncio.create_task(notes(database)), 2) == []
    assert await notes(database) == ["not yet"]


async def test_a_reading_sees_one_moment(database: Database, repos: Repositories) -> None:
    async def write() -> None:
        async with database.transaction():
            await note(repos, "meanwhile")

    async with database.reading():
        counted = select(func.count()).select_from(audit)
        assert (await database.unit.execute(counted)).scalar_one() == 0
        await asyncio.create_task(write())
        assert (await database.unit.execute(counted)).scalar_one() == 0
    assert await notes(database) == ["meanwhile"]


async def test_many_units_side_by_side_keep_everything(database: Database, repos: Repositories) -> None:
    async def one(number: int) -> None:
        async with database.transaction():
            await note(repos, f"a{number}")
            await asyncio.sleep(0)
            await note(repos, f"b{number}")

    await asyncio.gather(*(one(number) for number in range(60)))
    written = await notes(database)
    assert len(written) == 120
    if database.location.sqlite:
        pairs = list(zip(written[::2], written[1::2], strict=True))
        assert all(a[1:] == b[1:] for a, b in pairs), "units run one after the other"


async def test_among_many_the_failed_ones_leave_nothing(database: Database, repos: Repositories) -> None:
    async def one(number: int) -> None:
        async with database.transaction():
            await note(repos, str(number))
            if number % 3 == 0:
                raise ZeroDivisionError

    outcomes = await asyncio.gather(*(one(number) for number in range(60)), return_exceptions=True)
    assert sum(isinstance(outcome, ZeroDivisionError) for outcome in outcomes) == 20
    assert sorted(map(int, await notes(database))) == [n for n in range(60) if n % 3]


async def test_cancelled_in_the_middle(database: Database, repos: Repositories) -> None:
    inside = asyncio.Event()

    async def slow() -> None:
        async with database.transaction():
            await note(repos, "half")
            inside.set()
            await asyncio.sleep(60)

    task = asyncio.create_task(slow())
    await inside.wait()
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    async with database.transaction():
        await note(repos, "next")
    assert await notes(database) == ["next"]


async def test_cancelled_anywhere_nothing_is_stuck(database: Database, repos: Repositories) -> None:
    """Units are cancelled after every number of loop turns there can be; the next ones still get through."""

    async def one(number: int) -> None:
        async with database.transaction():
            await note(repos, f"a{number}")
            await note(repos, f"b{number}")

    finished: set[int] = set()
    for turns in range(0, 60, 2):
        tasks = [asyncio.create_task(one(turns * 10 + k)) for k in range(4)]
        for _ in range(turns):
            await asyncio.sleep(0.0001)
        tasks[turns % 4].cancel()
        for k, outcome in enumerate(await asyncio.gather(*tasks, return_exceptions=True)):
            if outcome is None:
                finished.add(turns * 10 + k)
            else:
                assert isinstance(outcome, asyncio.CancelledError)
    async with asyncio.timeout(5):
        async with database.transaction():
            await note(repos, "a1000000")
            await note(repos, "b1000000")
    written = await notes(database)
    begun = {int(what[1:]) for what in written if what[0] == "a"}
    ended = {int(what[1:]) for what in written if what[0] == "b"}
    assert begun == ended, "no half unit"
    assert finished <= ended, "nothing acknowledged is missing"


async def test_who_was_to_commit_for_others_is_cancelled(
    sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Awa's unit ends while Marc's waits: the commit is left to Marc, who goes away at that very moment."""
    database = Database(sqlite_url)
    repos = repositories(database, tmp_path)
    inside, go_on = asyncio.Event(), asyncio.Event()

    async def of_awa() -> None:
        async with database.transaction():
            await note(repos, "of Awa")
            inside.set()
            await go_on.wait()

    async def of_marc() -> None:
        async with database.transaction():
            await note(repos, "of Marc")

    awa = asyncio.create_task(of_awa())
    await inside.wait()
    marc = asyncio.create_task(of_marc())
    await asyncio.sleep(0.01)
    assert database._writer is not None
    turn = database._writer._turn
    release = turn.release

    def release_and_go_away() -> None:
        release()
        marc.cancel()

    monkeypatch.setattr(turn, "release", release_and_go_away)
    go_on.set()
    async with asyncio.timeout(5):
        await awa
    with pytest.raises(asyncio.CancelledError):
        await marc
    assert await notes(database) == ["of Awa"]
    await database.close()


async def test_the_disk_is_full(sqlite_url: str, tmp_path: Path) -> None:
    """SQLite's own limit of pages stands for a full disk: the same error, the same automatic rollback."""
    database = Database(sqlite_url)
    async with database.transaction():
        await database.unit.execute(text("CREATE TABLE filler (words TEXT)"))
        pages = (await database.unit.execute(text("PRAGMA page_count"))).scalar_one()
        await database.unit.execute(text(f"PRAGMA max_page_count={pages + 2}"))

    async def too_much() -> None:
        async with database.transaction():
            await database.unit.execute(text("INSERT INTO filler VALUES ('kept with the rest')"))
            await database.unit.execute(text("INSERT INTO filler VALUES (:w)"), {"w": "x" * 100_000})

    with pytest.raises(StorageUnavailable) as told:
        await too_much()
    assert told.value.text.msgid.startswith("We could not save this just now.")
    async with database.transaction():
        assert (await database.unit.execute(text("SELECT count(*) FROM filler"))).scalar_one() == 0
        await database.unit.execute(text("INSERT INTO filler VALUES ('small')"))
    await database.close()


async def test_a_full_disk_swallowed_by_someone_keeps_nothing_by_halves(sqlite_url: str) -> None:
    """When SQLite rolls back by itself, later statements of the same unit must not be kept on their own."""
    database = Database(sqlite_url)
    async with database.transaction():
        await database.unit.execute(text("CREATE TABLE filler (words TEXT)"))
        pages = (await database.unit.execute(text("PRAGMA page_count"))).scalar_one()
        await database.unit.execute(text(f"PRAGMA max_page_count={pages + 2}"))

    async def goes_on_regardless() -> None:
        async with database.transaction():
            with contextlib.suppress(Exception):
                await database.unit.execute(text("INSERT INTO filler VALUES (:w)"), {"w": "x" * 100_000})
            await database.unit.execute(text("INSERT INTO filler VALUES ('half')"))

    with pytest.raises(StorageUnavailable):
        await goes_on_regardless()
    async with database.reading():
        assert (await database.unit.execute(text("SELECT count(*) FROM filler"))).scalar_one() == 0
    await database.close()


async def test_when_the_shared_commit_fails_everyone_is_told(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    import storage.writer

    database = Database(sqlite_url)
    real = storage.writer.command
    failing = True

    async def command(driver: Any, sql: str) -> None:
        if sql == "COMMIT" and failing:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR
            raise error
        await real(driver, sql)

    monkeypatch.setattr(storage.writer, "command", command)

    async def one(number: int) -> None:
        async with database.transaction():
            await database.unit.execute(audit.insert().values(at=NOON, what=str(number)))

    outcomes = await asyncio.gather(*(one(number) for number in range(5)), return_exceptions=True)
    assert all(isinstance(outcome, StorageUnavailable) for outcome in outcomes), outcomes
    failing = False
    await one(6)
    assert await notes(database) == ["6"]
    await database.close()


async def test_the_database_is_gone(tmp_path: Path) -> None:
    database = Database(f"sqlite:///{tmp_path}/no/such/folder/relais87.db")
    with pytest.raises(StorageUnavailable):
        async with database.transaction():
            pass
    with pytest.raises(StorageUnavailable):
        async with database.reading():
            pass
    with pytest.raises(StorageUnavailable):
        await database.probe()
    await database.close()


async def test_the_file_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "relais87.db").write_bytes(b"something else entirely " * 1000)
    database = Database(f"sqlite:///{tmp_path}/relais87.db")
    with pytest.raises(StorageUnavailable):
        await database.probe()
    await database.close()


async def test_postgresql_restarts(postgres_url: str) -> None:
    """The server cut every connection: the pool finds out by itself, nobody has to ask twice."""
    database = Database(postgres_url)
    await asyncio.gather(*(database.probe() for _ in range(4)))
    other = Database(postgres_url)
    async with other.transaction():
        ours = "datname = current_database() AND pid <> pg_backend_pid()"
        cut = f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {ours}"
        await other.unit.execute(text(cut))
    await other.close()
    await database.probe()
    await database.close()


async def test_postgresql_does_not_answer() -> None:
    database = Database("postgresql://relais@127.0.0.1:1/relais87")
    with pytest.raises(StorageUnavailable):
        async with database.transaction():
            pass
    await database.close()


async def test_another_process_holds_sqlite(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(
        "storage.database.SQLITE_SETUP", ("PRAGMA journal_mode=WAL", "PRAGMA busy_timeout=200")
    )
    database = Database(sqlite_url)
    await database.probe()
    other = sqlite3.connect(tmp_path / "relais87.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with pytest.raises(StorageUnavailable):
        async with database.transaction():
            pass
    other.execute("ROLLBACK")
    async with database.transaction():
        await database.unit.execute(audit.insert().values(at=NOON, what="my turn"))
    assert await notes(database) == ["my turn"]
    other.close()
    await database.close()


async def test_sqlite_is_set_up_as_it_must_be(sqlite_url: str) -> None:
    database = Database(sqlite_url)
    wanted = {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "busy_timeout": 5000}
    for opened in (database.transaction, database.reading):
        async with opened():
            for pragma, value in wanted.items():
                assert (await database.unit.execute(text(f"PRAGMA {pragma}"))).scalar_one() == value
    await database.close()
