"""What all tables share: names of constraints, column types that hold on SQLite and PostgreSQL alike.

Import tables from ``storage.tables``: the naming convention below must be set before the first of them.
No column of text has a length: PostgreSQL would refuse what SQLite takes; lengths are the forms' business.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any, cast

from sqlalchemy import JSON, BigInteger, Integer, String, Table
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator
from sqlmodel import SQLModel

SQLModel.metadata.naming_convention = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")


def storable(text: str) -> str:
    """Text as both databases take it: no NUL, no half of a surrogate pair. No answer is lost over it."""
    return _UNSTORABLE.sub("\ufffd", text) if _UNSTORABLE.search(text) else text


class Words(TypeDecorator[str]):
    """Text that people typed, of any length."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> str | None:
        """Replace the characters that a database would refuse."""
        return None if value is None else storable(value)


class ExactNumber(TypeDecorator[Decimal]):
    """A number as it was said, kept as text: SQLite has no decimals, and 62.70 is not 62.7."""

    impl = String
    cache_ok = True

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> str | None:
        """The number in digits."""
        return None if value is None else format(value, "f")

    def process_result_value(self, value: str | None, dialect: Dialect) -> Decimal | None:
        """The same number again."""
        return None if value is None else Decimal(value)


# JSON, not JSONB: the order of keys counts (answers of a form), and JSONB refuses characters people can type.
Json = JSON(none_as_null=True)
BigId = BigInteger
"""Telegram's ids need 52 bits."""
Sequence = BigInteger().with_variant(Integer, "sqlite")
"""Numbers given by the database, in order; SQLite numbers only an INTEGER key."""


def table_of(row: type[SQLModel]) -> Table:
    """The table behind a model, for Core statements."""
    return cast(Table, cast(Any, row).__table__)
