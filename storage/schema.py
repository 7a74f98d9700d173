"""The tables brought to the shape this version needs, at every start.

``upgrade(url)`` is cheap when there is nothing to do: it asks one row, and loads Alembic only for work.
Migrations are files ``storage/migrations/versions/NNNN_words.py`` whose revision is NNNN.
"""

from __future__ import annotations

import contextlib
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import psycopg

from storage.errors import translated
from storage.urls import Location, locate

FOLDER = Path(__file__).parent / "migrations"
BASE = "base"
_ASKED = "SELECT version_num FROM alembic_version"


@cache
def head() -> str:
    """The newest migration of this version of the product."""
    return max(path.name.split("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py"))


def current(url: str) -> str | None:
    """The migration a database stands at; None for an empty one. Creates nothing."""
    location = locate(url)
    with translated():
        return _sqlite_version(location) if location.sqlite else _postgres_version(location)


def upgrade(url: str, to: str | None = None) -> bool:
    """Bring the tables to a migration (the newest by default). Returns whether anything was done.

    Several processes may call it at once: one works, the others wait and find nothing to do.
    """
    if current(url) == (to or head()):
        return False
    _migrate(url, "upgrade", to or head())
    return True


def downgrade(url: str, to: str = BASE) -> None:
    """Take the tables back to an earlier migration; ``base`` drops them all."""
    _migrate(url, "downgrade", to)


def differences(url: str) -> list[Any]:
    """What Alembic would change for the database to equal the models: nothing, or a mistake of ours."""
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext
    from sqlalchemy import create_engine

    from storage.tables import METADATA

    engine = create_engine(locate(url).plain)
    try:
        with engine.connect() as connection:
            context = MigrationContext.configure(connection)
            return list(compare_metadata(context, METADATA))
    finally:
        engine.dispose()


def _migrate(url: str, direction: str, to: str) -> None:
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.attributes["location"] = locate(url)
    with translated():
        getattr(command, direction)(config, to)


def _sqlite_version(location: Location) -> str | None:
    path = location.path
    if path is None or not path.exists():
        return None
    with contextlib.closing(sqlite3.connect(path, timeout=5)) as connection:
        known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'alembic_version'").fetchone()
        row = connection.execute(_ASKED).fetchone() if known else None
    return row[0] if row else None


def _postgres_version(location: Location) -> str | None:
    url = location.plain.set(drivername="postgresql").render_as_string(hide_password=False)
    with psycopg.connect(url, autocommit=True, connect_timeout=10) as connection:
        try:
            row = connection.execute(_ASKED).fetchone()
        except psycopg.errors.UndefinedTable:
            return None
    return row[0] if row else None
