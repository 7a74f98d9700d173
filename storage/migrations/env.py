"""How Alembic reaches the database: one transaction, one process at a time, on both databases.

SQLite changes a table by copying it; with foreign keys on, dropping the old one would empty the tables that
point to it. So they are off while migrating and checked before the commit.
"""

from __future__ import annotations

import time
from typing import Any, Literal

from alembic import context
from sqlalchemy import Connection, create_engine
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool
from sqlalchemy.types import TypeDecorator

from storage.tables import METADATA
from storage.urls import Location

LOCK = 870_000_001
"""Key of PostgreSQL's advisory lock: any number, the same in every process."""
BUSY_TIMEOUT_MS = 60_000
"""A migration copies whole tables: others that start meanwhile wait for it."""


def main(location: Location) -> None:
    """Run the migrations that were asked for."""
    if location.path is not None:
        location.path.parent.mkdir(parents=True, exist_ok=True)
    engine = create_engine(location.plain, poolclass=NullPool, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            _begin(connection, location)
            try:
                _run(connection, location)
            except BaseException:
                connection.exec_driver_sql("ROLLBACK")
                raise
            connection.exec_driver_sql("COMMIT")
    finally:
        engine.dispose()


def _begin(connection: Connection, location: Location) -> None:
    if not location.sqlite:
        connection.exec_driver_sql("BEGIN")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({LOCK})")
        return
    connection.exec_driver_sql(f"PRAGMA busy_timeout={BUSY_TIMEOUT_MS}")
    _write_ahead(connection)
    connection.exec_driver_sql("PRAGMA synchronous=FULL")
    connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql("BEGIN IMMEDIATE")


def _write_ahead(connection: Connection) -> None:
    """Ask for the write-ahead log. This one statement waits for nobody: so wait first for whoever is in."""
    deadline = time.monotonic() + BUSY_TIMEOUT_MS / 1000
    while True:
        try:
            connection.exec_driver_sql("PRAGMA journal_mode=WAL")
            return
        except OperationalError:
            if time.monotonic() > deadline:
                raise
            connection.exec_driver_sql("BEGIN EXCLUSIVE")
            connection.exec_driver_sql("ROLLBACK")


def _run(connection: Connection, location: Location) -> None:
    # The transaction is ours, around everything: Alembic is told to begin and commit none.
    context.configure(
        connection=connection,
        target_metadata=METADATA,
        render_as_batch=location.sqlite,
        transactional_ddl=False,
        render_item=_plain_type,
    )
    context.run_migrations()
    if location.sqlite:
        broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        if broken:
            raise RuntimeError(f"the migration would leave rows that point nowhere: {broken[:5]}")


def _plain_type(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    # A migration says what the column was on its day, whatever becomes of our own types later.
    if kind != "type" or not isinstance(item, TypeDecorator):
        return False
    return f"sa.{item.impl!r}"


main(context.config.attributes["location"])
