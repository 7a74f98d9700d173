"""The test server: quick, private, and gone when the tests are."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import psycopg
import pytest

from tests.support.postgres import PostgresServer

ROOT = Path(__file__).parents[2]
STARTS = """
import time
from tests.support.postgres import PostgresServer
began = time.monotonic()
server = PostgresServer()
print(server.pid, server.folder, time.monotonic() - began, flush=True)
time.sleep(60)
"""


def running(pid: int) -> bool:
    """Whether a process is there and is not merely waiting to be buried."""
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def test_each_test_has_a_database_of_its_own(postgres_server: PostgresServer, postgres_url: str) -> None:
    def build(url: str) -> None:
        with psycopg.connect(url) as connection:
            connection.execute("CREATE TABLE organisation (name text)")
            connection.execute("INSERT INTO organisation VALUES ('Ghett''up')")

    postgres_server.template("with_organisation", build)
    postgres_server.template("with_organisation", build)  # the second call does nothing
    one, other = (postgres_server.fresh("with_organisation") for _ in range(2))
    with psycopg.connect(one) as connection:
        connection.execute("DELETE FROM organisation")
    with psycopg.connect(other) as connection:
        assert connection.execute("SELECT name FROM organisation").fetchall() == [("Ghett'up",)]
    with psycopg.connect(postgres_url) as connection:
        assert connection.execute("SELECT to_regclass('organisation')").fetchone() == (None,)
    for url in (one, other):
        postgres_server.drop(url)


@pytest.mark.skipif(sys.platform != "linux", reason="the parent-death signal is Linux's")
def test_no_server_is_left_when_the_tests_are_killed() -> None:
    child = subprocess.Popen([sys.executable, "-c", STARTS], stdout=subprocess.PIPE, text=True, cwd=ROOT)
    assert child.stdout is not None
    pid, folder, seconds = child.stdout.readline().split()
    child.stdout.close()
    try:
        assert running(int(pid))
        assert float(seconds) < 5, "one second on a quiet machine, with room for a busy one"
    finally:
        os.kill(child.pid, signal.SIGKILL)
        child.wait()
    deadline = time.monotonic() + 10
    while running(int(pid)) and time.monotonic() < deadline:
        time.sleep(0.02)
    assert not running(int(pid))
    PostgresServer().stop()  # the next run sweeps up the folder
    assert not Path(folder).exists()


def test_shared_memory_is_in_the_folder_that_goes(postgres_server: PostgresServer) -> None:
    with psycopg.connect(postgres_server.url()) as connection:
        assert connection.execute("SHOW dynamic_shared_memory_type").fetchone() == ("mmap",)


def test_stopping_leaves_nothing() -> None:
    server = PostgresServer()
    assert running(server.pid)
    server.stop()
    assert not running(server.pid)
    assert not server.folder.exists()
