"""What can go wrong with the database, sorted: what passes if one tries again, and mistakes of ours."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import sqlalchemy.exc

from bot.errors import Problem
from bot.i18n import T


class StorageUnavailable(Problem):
    """The database or the disk cannot take it now (full, gone, busy, cut): nothing was written."""

    code = "storage_unavailable"

    def __init__(self) -> None:
        super().__init__(
            T("We could not save this just now. Nothing was lost on your side: send it again in a moment.")
        )


class NoTransaction(RuntimeError):
    """A repository was called outside a unit of work, from another task than its own, or it only reads."""


# Primary result codes (https://www.sqlite.org/rescode.html): the state of the machine, not a mistake of ours.
SQLITE_PASSING = frozenset(
    {
        sqlite3.SQLITE_BUSY,
        sqlite3.SQLITE_LOCKED,
        sqlite3.SQLITE_NOMEM,
        sqlite3.SQLITE_READONLY,
        sqlite3.SQLITE_INTERRUPT,
        sqlite3.SQLITE_IOERR,
        sqlite3.SQLITE_CORRUPT,
        sqlite3.SQLITE_FULL,
        sqlite3.SQLITE_CANTOPEN,
        sqlite3.SQLITE_PROTOCOL,
        sqlite3.SQLITE_NOTADB,
    }
)


def unavailable(error: BaseException) -> bool:
    """Whether an error says that the database cannot serve now, rather than that we asked it nonsense."""
    if isinstance(error, sqlalchemy.exc.DBAPIError) and error.orig is not None:
        return error.connection_invalidated or unavailable(error.orig)
    if isinstance(error, sqlite3.Error):
        return (getattr(error, "sqlite_errorcode", 0) & 0xFF) in SQLITE_PASSING
    if isinstance(error, psycopg.Error):
        return isinstance(error, psycopg.OperationalError | psycopg.InterfaceError | psycopg.errors.DiskFull)
    return isinstance(error, sqlalchemy.exc.TimeoutError | OSError)


def wrote_in_reading(error: BaseException) -> bool:
    """Whether the database refused to write because the connection only reads."""
    original = getattr(error, "orig", None) or error
    if isinstance(original, sqlite3.Error):
        return getattr(original, "sqlite_errorcode", 0) == sqlite3.SQLITE_READONLY
    return isinstance(original, psycopg.errors.ReadOnlySqlTransaction)


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the database cannot do now into StorageUnavailable; leave everything else as it is."""
    try:
        yield
    except (sqlalchemy.exc.SQLAlchemyError, sqlite3.Error, psycopg.Error) as error:
        if unavailable(error):
            raise StorageUnavailable from error
        raise
