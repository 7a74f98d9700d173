"""INSERT that gives way: the same clause on SQLite and PostgreSQL, from two modules of SQLAlchemy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Table
from sqlalchemy.dialects.postgresql import Insert as PostgresInsert
from sqlalchemy.dialects.postgresql import insert as insert_postgres
from sqlalchemy.dialects.sqlite import Insert as SqliteInsert
from sqlalchemy.dialects.sqlite import insert as insert_sqlite

from storage.unit import Unit
from storage.urls import SQLITE


def inserting(unit: Unit, table: Table) -> SqliteInsert | PostgresInsert:
    """An INSERT that knows ON CONFLICT, in the database's own dialect."""
    return insert_sqlite(table) if unit.dialect == SQLITE else insert_postgres(table)


async def add_unless_there(unit: Unit, table: Table, values: Mapping[str, Any]) -> bool:
    """Insert a row unless one like it (by any unique key) is there. Returns whether it was new."""
    row = inserting(unit, table).values(**values).on_conflict_do_nothing()
    return (await unit.execute(row.returning(*table.primary_key))).first() is not None


async def add_all(unit: Unit, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert rows in one go; none is fine."""
    if rows:
        await unit.execute(table.insert(), rows)
