"""The official directory put into the database at start, without undoing what coordinators changed."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select, update

from bot.people.directory import DirectoryEntry, directory
from bot.people.kinds import kinds_of, working_groups
from bot.people.model import Standing
from storage.database import Database
from storage.hot import pack
from storage.tables.organisations import organisations
from storage.upsert import inserting

NO_KIND = ""
"""A court, a school, a newspaper: its first member says what it is."""

Values = Mapping[str, Any]


async def seed_directory(database: Database, entries: Sequence[DirectoryEntry] | None = None) -> int:
    """Insert the directory's organisations that are missing, refresh those nobody edited.

    ``entries`` is the whole directory by default. Opens its own unit of work. Returns how many rows were
    written: 0 when there was nothing to do, which costs one read.
    """
    wanted = {entry.id: _values(entry) for entry in (directory() if entries is None else entries)}
    async with database.reading():
        missing, outdated = await _stale(database, wanted)
    if not missing and not outdated:
        return 0
    async with database.transaction():
        unit = database.unit
        missing, outdated = await _stale(database, wanted)
        if missing:
            new = [
                {"id": entry_id, "standing": Standing.LISTED.value, **wanted[entry_id]}
                for entry_id in missing
            ]
            await unit.execute(inserting(unit, organisations).on_conflict_do_nothing(), new)
        for entry_id in outdated:
            unedited = (organisations.c.id == entry_id, organisations.c.edited.is_(False))
            await unit.execute(update(organisations).where(*unedited).values(**wanted[entry_id]))
    return len(missing) + len(outdated)


async def _stale(database: Database, wanted: Mapping[str, Values]) -> tuple[Sequence[str], Sequence[str]]:
    """Entries that are missing; and those that changed in the directory since, and that nobody edited."""
    columns = organisations.c
    rows = await database.unit.execute(select(columns.id, columns.directory_digest, columns.edited))
    there = {row.id: row for row in rows}
    missing = [entry_id for entry_id in wanted if entry_id not in there]
    outdated = [
        row.id
        for row in there.values()
        if row.id in wanted
        and not row.edited
        and row.directory_digest not in (None, wanted[row.id]["directory_digest"])
    ]
    return missing, outdated


def _values(entry: DirectoryEntry) -> Values:
    kinds = kinds_of(entry).kinds
    values = {
        "name": entry.name,
        "kind": kinds[0] if kinds else NO_KIND,
        "acronym": entry.acronym,
        "aliases": list(entry.aliases),
        "groups": list(working_groups(kinds)),
    }
    digest = hashlib.sha256(pack(values).encode()).hexdigest()[:16]
    return {**values, "directory_digest": digest}
