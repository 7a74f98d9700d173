"""Where the database is: DATABASE_URL read once, in the shapes that drivers want."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy.engine import URL, make_url

SQLITE = "sqlite"
POSTGRES = "postgresql"


class UnknownDatabase(ValueError):
    """The URL names no database that the product knows."""


@dataclass(frozen=True)
class Location:
    """A database: its dialect, and its URL for the asynchronous and the plain driver."""

    dialect: str
    asynchronous: URL
    plain: URL

    @property
    def path(self) -> Path | None:
        """The file of an SQLite database."""
        return Path(self.plain.database or "") if self.dialect == SQLITE else None

    @property
    def sqlite(self) -> bool:
        """Whether it is an SQLite file."""
        return self.dialect == SQLITE


def locate(url: str) -> Location:
    """Read ``sqlite:///path`` or ``postgresql://...`` (``postgres://`` too), whatever driver it names."""
    try:
        parsed = make_url(url)
    except Exception as error:
        raise UnknownDatabase("not a database URL") from error
    dialect = {"postgres": POSTGRES}.get(parsed.get_backend_name(), parsed.get_backend_name())
    if dialect == POSTGRES:
        url_psycopg = parsed.set(drivername="postgresql+psycopg")
        return Location(POSTGRES, url_psycopg, url_psycopg)
    if dialect != SQLITE:
        raise UnknownDatabase(f"{dialect}: neither sqlite nor postgresql")
    if not parsed.database or parsed.database == ":memory:":
        raise UnknownDatabase("an SQLite database needs a file: several connections share it")
    return Location(
        SQLITE, parsed.set(drivername="sqlite+aiosqlite"), parsed.set(drivername="sqlite+pysqlite")
    )
