"""Answers as JSON: one object a submission, a list of objects for each repeat inside."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from bot.surveys.grids import NUMBERS, number
from bot.surveys.rows import Row
from bot.surveys.shape import MAIN, Sheet


def json_file(sheets: Mapping[str, Sheet], rows: Mapping[str, list[Row]]) -> bytes:
    """A list in the order the answers came; keys are paths, as in KoboToolbox's own JSON."""
    inside = _inside(sheets, rows)
    found = [_submission(row, sheets, inside) for row in rows.get(MAIN, [])]
    return json.dumps(found, ensure_ascii=False, indent=1).encode()


def _inside(
    sheets: Mapping[str, Sheet], rows: Mapping[str, list[Row]]
) -> dict[tuple[str, int], list[tuple[str, Row]]]:
    """Rows of repeats by the sheet and the index of the row around them."""
    found: dict[tuple[str, int], list[tuple[str, Row]]] = {}
    for path, instances in rows.items():
        around = sheets[path].parent if path in sheets else None
        if around is not None:
            for row in instances:
                found.setdefault((around, row.parent or 0), []).append((path, row))
    return found


def _submission(
    row: Row, sheets: Mapping[str, Sheet], inside: Mapping[tuple[str, int], list[tuple[str, Row]]]
) -> dict[str, Any]:
    about = {
        "_uuid": row.answers.uuid,
        "_submission_time": row.answers.sent_at.isoformat(),
        "__version__": row.answers.version,
        "_organisation": row.answers.organisation,
    }
    return _object(MAIN, row, sheets, inside) | about


def _object(
    path: str, row: Row, sheets: Mapping[str, Sheet], inside: Mapping[tuple[str, int], list[tuple[str, Row]]]
) -> dict[str, Any]:
    fields = sheets[path].fields
    found: dict[str, Any] = {
        name: number(row.values[name]) if one.kind in NUMBERS else row.values[name]
        for name, one in fields.items()
        if name in row.values
    }
    for kid, instance in inside.get((path, row.index), []):
        found.setdefault(kid, []).append(_object(kid, instance, sheets, inside))
    return found
