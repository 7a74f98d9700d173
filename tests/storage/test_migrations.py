"""The tables climb, descend, and equal the models, on both databases."""

from __future__ import annotations

import subprocess
import sys
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from sqlalchemy import create_engine, inspect, text

from storage import schema
from storage.errors import StorageUnavailable
from storage.tables import METADATA
from storage.urls import UnknownDatabase, locate


def tables(url: str) -> set[str]:
    """The names of the tables that a database has."""
    engine = create_engine(locate(url).plain)
    try:
        return set(inspect(engine).get_table_names())
    finally:
        engine.dispose()


def test_up_down_and_up_again(empty_url: str) -> None:
    assert schema.current(empty_url) is None
    assert schema.upgrade(empty_url) is True
    assert schema.current(empty_url) == schema.head()
    assert tables(empty_url) == set(METADATA.tables) | {"alembic_version"}
    schema.downgrade(empty_url)
    assert tables(empty_url) == {"alembic_version"}
    assert schema.current(empty_url) is None
    assert schema.upgrade(empty_url) is True
    assert tables(empty_url) == set(METADATA.tables) | {"alembic_version"}


def test_the_models_equal_the_migrations(url: str) -> None:
    assert schema.differences(url) == []


def test_a_missing_column_would_be_seen(url: str) -> None:
    engine = create_engine(locate(url).plain)
    with engine.begin() as connection:
        connection.execute(text("ALTER TABLE organisations DROP COLUMN acronym"))
    engine.dispose()
    assert [change[0] for change in schema.differences(url)] == ["add_column"]


def test_starting_again_costs_next_to_nothing(url: str) -> None:
    timings = []
    for _ in range(5):
        began = time.perf_counter()
        assert schema.upgrade(url) is False
        timings.append(time.perf_counter() - began)
    assert sorted(timings)[2] < 0.5, "some milliseconds, with room for a busy machine"


def test_starting_again_does_not_load_alembic(sqlite_url: str) -> None:
    code = (
        "import sys; from storage.schema import upgrade;"
        f"assert upgrade({sqlite_url!r}) is False; assert 'alembic' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True, timeout=60)


def test_two_replicas_start_at_once(empty_url: str) -> None:
    command = [sys.executable, "-c", f"from storage.schema import upgrade; upgrade({empty_url!r})"]
    replicas = [subprocess.Popen(command) for _ in range(3)]
    assert [replica.wait(timeout=120) for replica in replicas] == [0, 0, 0]
    assert schema.current(empty_url) == schema.head()
    assert schema.differences(empty_url) == []


def test_a_start_waits_for_the_one_that_migrates(empty_url: str) -> None:
    location = locate(empty_url)
    engine = create_engine(location.plain, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection, ThreadPoolExecutor() as threads:
        taken = "BEGIN IMMEDIATE" if location.sqlite else "SELECT pg_advisory_lock(870000001)"
        connection.exec_driver_sql(taken)
        second = threads.submit(schema.upgrade, empty_url)
        with pytest.raises(TimeoutError):
            second.result(timeout=1.5)
        assert tables(empty_url) == set()
        connection.exec_driver_sql("ROLLBACK" if location.sqlite else "SELECT pg_advisory_unlock_all()")
        assert second.result(timeout=30) is True
    engine.dispose()
    assert schema.current(empty_url) == schema.head()


def test_a_failed_migration_leaves_the_database_as_it_was(
    empty_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    from alembic.operations import Operations

    real = Operations.create_table

    def breaks_late(self: Operations, name: str, *columns: object, **options: object) -> object:
        if name == "memberships":
            raise RuntimeError("power cut")
        return real(self, name, *columns, **options)

    monkeypatch.setattr(Operations, "create_table", breaks_late)
    with pytest.raises(RuntimeError, match="power cut"):
        schema.upgrade(empty_url)
    assert tables(empty_url) <= {"alembic_version"}
    assert schema.current(empty_url) is None


def test_migrations_are_found_from_anywhere(sqlite_url: str, tmp_path: Path) -> None:
    code = (
        f"from storage import schema; schema.upgrade('sqlite:///{tmp_path}/other.db'); print(schema.head())"
    )
    elsewhere = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, check=True, capture_output=True, text=True, timeout=60
    )
    assert elsewhere.stdout.strip() == schema.head()


def test_a_folder_is_made_for_a_new_file(tmp_path: Path) -> None:
    url = f"sqlite:///{tmp_path}/data of Relais 100%/relais87.db"
    assert schema.upgrade(url) is True
    assert schema.current(url) == schema.head()


def test_a_database_that_does_not_answer() -> None:
    with pytest.raises(StorageUnavailable):
        schema.upgrade("postgresql://relais@127.0.0.1:1/relais87")


@pytest.mark.parametrize("url", ["mysql://x/y", "sqlite://", "sqlite:///:memory:", "relais87.db", ""])
def test_urls_that_name_no_database_of_ours(url: str) -> None:
    with pytest.raises(UnknownDatabase):
        locate(url)


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://claire:pa%40ss@db/relais87",
        "postgres://claire:pa%40ss@db/relais87",
        "postgresql+asyncpg://claire:pa%40ss@db/relais87",
    ],
)
def test_postgresql_urls_as_hosts_give_them(url: str) -> None:
    location = locate(url)
    assert location.asynchronous.render_as_string(hide_password=False) == (
        "postgresql+psycopg://claire:pa%40ss@db/relais87"
    )
    assert "pa" not in str(location.asynchronous).split("@")[0].split(":")[-1]


def test_a_waiting_writer_does_not_stop_a_start(sqlite_url: str) -> None:
    """The bot starts while an import holds the file: nothing to migrate, so no wait."""
    engine = create_engine(locate(sqlite_url).plain, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
        done = threading.Event()
        threading.Thread(target=lambda: (schema.upgrade(sqlite_url), done.set())).start()
        assert done.wait(2)
        connection.exec_driver_sql("ROLLBACK")
    engine.dispose()
