"""Codes to scan, as rows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Row, select, update

from bot.codes.model import Code, CodeKind
from storage.database import Database
from storage.hot import Hot
from storage.tables.codes import code_organisations, codes
from storage.upsert import add_unless_there, inserting

REMEMBERED = 1000
"""Characters of the last updates counted, about ninety: more than Telegram delivers again in one go."""

ROWS_AT_ONCE = 1000
"""Rows written by one statement."""

COUNT = Hot(
    "UPDATE codes SET opened = opened + 1, counted = substr(:told || counted, 1, :remembered)"
    " WHERE id = :id AND closed_at IS NULL AND counted NOT LIKE :seen RETURNING opened"
)
"""One statement, so that openings side by side are all counted, and none twice."""


class SqlCodes:
    """Implements bot.codes.ports.Codes."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, code: Code) -> None:
        """A new one."""
        await self._database.unit.execute(codes.insert().values(**_values(code)))

    async def add_missing(self, missing: Sequence[Code]) -> None:
        """Those whose identifier is not there yet."""
        unit = self._database.unit
        for at in range(0, len(missing), ROWS_AT_ONCE):
            rows = [_values(code) for code in missing[at : at + ROWS_AT_ONCE]]
            await unit.execute(inserting(unit, codes).values(rows).on_conflict_do_nothing())

    async def get(self, code_id: str) -> Code | None:
        """The code, as it stands."""
        row = (await self._database.unit.execute(select(codes).where(codes.c.id == code_id))).one_or_none()
        return _code(row) if row else None

    async def of_organisations(self, organisation_ids: Sequence[str]) -> Sequence[Code]:
        """Theirs, those that are open first, then the newest."""
        asked = select(codes).where(codes.c.organisation_id.in_(organisation_ids))
        order = (codes.c.closed_at.is_not(None), codes.c.made_at.desc(), codes.c.id)
        return [_code(row) for row in await self._database.unit.execute(asked.order_by(*order))]

    async def close(self, code_id: str, at: datetime) -> None:
        """It counts no more, and needs no memory of what it counted."""
        closed = update(codes).where(codes.c.id == code_id, codes.c.closed_at.is_(None))
        await self._database.unit.execute(closed.values(closed_at=at, counted=","))

    async def count(self, code_id: str, update_id: int) -> bool:
        """One more opening of an open code; the same update once only."""
        values = {
            "id": code_id,
            "told": f",{update_id}",
            "seen": f"%,{update_id},%",
            "remembered": REMEMBERED,
        }
        return bool(await self._database.unit.fetch(COUNT, values))

    async def signed_up(self, code_id: str) -> None:
        """One more person signed up from it."""
        one_more = update(codes).where(codes.c.id == code_id).values(signups=codes.c.signups + 1)
        await self._database.unit.execute(one_more)

    async def attend(self, code_id: str, organisation_id: str) -> bool:
        """An organisation came through it. Returns False when it had already."""
        values = {"code_id": code_id, "organisation_id": organisation_id}
        return await add_unless_there(self._database.unit, code_organisations, values)

    async def attending(self, code_id: str) -> Sequence[str]:
        """Ids of the organisations that did."""
        asked = select(code_organisations.c.organisation_id).where(code_organisations.c.code_id == code_id)
        order = code_organisations.c.organisation_id
        return list((await self._database.unit.execute(asked.order_by(order))).scalars())


def _code(row: Row[tuple[object, ...]]) -> Code:
    return Code(
        row.id,
        row.organisation_id,
        CodeKind(row.kind),
        row.label,
        row.made_at,
        row.kit,
        row.closed_at,
        row.opened,
        row.signups,
    )


def _values(code: Code) -> Mapping[str, Any]:
    return {
        "id": code.id,
        "organisation_id": code.organisation_id,
        "kind": code.kind.value,
        "label": code.label,
        "kit": code.kit,
        "made_at": code.made_at,
        "closed_at": code.closed_at,
        "opened": code.opened,
        "signups": code.signups,
        "counted": ",",
    }
