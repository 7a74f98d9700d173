"""Contributions between values and rows: one row, a child row for each code, figure, partner, proof."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Row, Table, delete, select

from bot.contributions.figures import Figure
from bot.contributions.model import Change, Contribution, Evidence, Held, Partner, Period, Quote, State
from bot.reading.model import Bound, Unit
from storage.tables.contributions import codes, evidence, figures, partners
from storage.unit import Unit as UnitOfWork
from storage.upsert import add_all

CHILDREN = (codes, figures, partners, evidence)
IDS_PER_QUERY = 500
"""Under the number of holes that SQLite allows in a statement (999 before 3.32, 32,766 since)."""

Values = Mapping[str, Any]
Kept = Mapping[str, Sequence[Row[Any]]]


def own_values(contribution: Contribution) -> Values:
    """The contribution's own row, its revision aside."""
    return {
        "number": contribution.number,
        "organisation_id": contribution.organisation_id,
        "title": contribution.title,
        "state": contribution.state.value,
        "author_id": contribution.author_id,
        "kind": contribution.kind,
        "period_start": contribution.period.start,
        "period_end": contribution.period.end,
        "period_precision": contribution.period.precision,
        "straddles": contribution.straddles,
        "place": contribution.place,
        "known_by": list(contribution.known_by),
        "difficulty": contribution.difficulty,
        "lesson": contribution.lesson,
        "highlight": contribution.highlight,
        "quote": contribution.quote.value,
        "language": contribution.language,
        "source": contribution.source,
        "external_ref": contribution.external_ref,
        "digest": contribution.digest,
        "held": contribution.held.value if contribution.held else None,
        "merged_into": contribution.merged_into,
        "sent_at": contribution.sent_at,
        "decided_at": contribution.decided_at,
    }


def change_values(change: Change) -> Values:
    """A line of history as a row."""
    return {
        "contribution_id": change.contribution_id,
        "at": change.at,
        "what": change.what,
        "by": change.by,
        "field": change.field,
        "before": change.before,
        "after": change.after,
        "note": change.note,
    }


async def write_children(unit: UnitOfWork, contribution: Contribution) -> None:
    """Replace the child rows by what the contribution says now."""
    for table in CHILDREN:
        await unit.execute(delete(table).where(table.c.contribution_id == contribution.id))
    await add_children(unit, contribution)


async def add_children(unit: UnitOfWork, contribution: Contribution) -> None:
    """Insert the child rows of a contribution that has none."""
    rows: Mapping[Table, list[Values]] = {
        codes: [{"code": code, **_above(code)} for code in contribution.codes],
        figures: [
            {
                "key": figure.key,
                "value": figure.value,
                "bound": figure.bound.value,
                "words": figure.words,
                "unit": figure.unit.value,
            }
            for figure in contribution.figures
        ],
        partners: [
            {"name": partner.name, "organisation_id": partner.organisation_id}
            for partner in contribution.partners
        ],
        evidence: [{"link": e.link, "file": e.file, "name": e.name} for e in contribution.evidence],
    }
    for table, children in rows.items():
        owned = [
            {"contribution_id": contribution.id, "position": position, **child}
            for position, child in enumerate(children)
        ]
        await add_all(unit, table, owned)


def _above(code: str) -> Values:
    """``1.4.C`` is under priority ``1.4`` and axis ``1``; a priority alone is kept as such."""
    parts = code.split(".")
    return {"axis": parts[0], "priority": ".".join(parts[:2]) if len(parts) > 1 else None}


async def with_children(unit: UnitOfWork, rows: Sequence[Row[Any]]) -> Sequence[Contribution]:
    """Rows of contributions as values, in their order."""
    ids = [row.id for row in rows]
    found = {table: await _children(unit, table, ids) for table in CHILDREN}
    return [
        _contribution(row, {table: kept.get(row.id, ()) for table, kept in found.items()}) for row in rows
    ]


async def _children(unit: UnitOfWork, table: Table, ids: Sequence[str]) -> Kept:
    kept: dict[str, list[Row[Any]]] = defaultdict(list)
    for start in range(0, len(ids), IDS_PER_QUERY):
        some = table.c.contribution_id.in_(ids[start : start + IDS_PER_QUERY])
        asked = select(table).where(some).order_by(table.c.contribution_id, table.c.position)
        for row in await unit.execute(asked):
            kept[row.contribution_id].append(row)
    return kept


def _contribution(row: Row[Any], children: Mapping[Table, Sequence[Row[Any]]]) -> Contribution:
    return Contribution(
        id=row.id,
        number=row.number,
        organisation_id=row.organisation_id,
        title=row.title,
        codes=tuple(child.code for child in children[codes]),
        state=State(row.state),
        author_id=row.author_id,
        kind=row.kind,
        period=Period(row.period_start, row.period_end, row.period_precision),
        straddles=row.straddles,
        place=row.place,
        figures=tuple(_figure(child) for child in children[figures]),
        partners=tuple(Partner(child.name, child.organisation_id) for child in children[partners]),
        known_by=tuple(row.known_by),
        evidence=tuple(Evidence(child.link, child.file, child.name) for child in children[evidence]),
        difficulty=row.difficulty,
        lesson=row.lesson,
        highlight=row.highlight,
        quote=Quote(row.quote),
        language=row.language,
        source=row.source,
        external_ref=row.external_ref,
        digest=row.digest,
        held=Held(row.held) if row.held else None,
        merged_into=row.merged_into,
        sent_at=row.sent_at,
        decided_at=row.decided_at,
        revision=row.revision,
    )


def _figure(row: Row[Any]) -> Figure:
    return Figure(row.key, row.value, Bound(row.bound), row.words, Unit(row.unit))


def change_of(row: Row[Any]) -> Change:
    """A row of history as a value."""
    return Change(row.contribution_id, row.at, row.what, row.by, row.field, row.before, row.after, row.note)
