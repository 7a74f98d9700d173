"""A material as a row of plain values (what files and tables hold), and back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from bot.kits.model import Kit, KitFile, OutsideUpdate, State

Row = Mapping[str, Any]

WORDS = ("id", "state", "languages_known", "version", "lent")
TEXTS = ("label", "for_whom", "format")
"""By language."""
LISTS = (
    "languages", "makers", "reaches", "suits", "themes", "days", "printed", "links", "keywords", "sources",
)  # fmt: skip
FREE_LISTS = ("links", "keywords", "sources", "names", "formats")
"""Lists whose values may hold a comma: in a cell of a workbook, a semicolon stands between them."""
TABLES = ("update", "file")
FIELDS = (*WORDS[:2], *TEXTS, *WORDS[2:], *LISTS, *TABLES)
"""Everything a row may hold, in the order it is written."""
UPDATE = ("said", "source", "languages", "names", "formats", "state")
FILE = ("language", "link", "licence", "agreed_by", "agreed_on")


def kit_from(row: Row) -> Kit:
    """The material that a whole, checked row says. Raises KeyError or ValueError for another."""
    values = _tuples({key: value for key, value in row.items() if key not in (*TABLES, "label")})
    return Kit(
        **{
            **values,
            "state": State(row["state"]),
            "labels": row["label"],
            "updates": tuple(map(_update, row.get("update", ()))),
            "files": tuple(map(_file, row.get("file", ()))),
        }
    )


def row_of(kit: Kit) -> dict[str, Any]:
    """The whole row of a material, every field there: JSON takes it."""
    row: dict[str, Any] = {"id": kit.id, "state": str(kit.state), "label": dict(kit.labels)}
    row |= {name: dict(getattr(kit, name)) for name in TEXTS[1:]}
    row |= {"languages_known": kit.languages_known, "version": kit.version, "lent": kit.lent}
    row |= {name: list(getattr(kit, name)) for name in LISTS}
    row["update"] = [_plain(asdict(update)) for update in kit.updates]
    row["file"] = [_plain(asdict(file)) for file in kit.files]
    return row


def _plain(values: Row) -> dict[str, Any]:
    """Without what is empty; lists, and days as text."""
    plain: dict[str, Any] = {}
    for key, value in values.items():
        if isinstance(value, date):
            plain[key] = value.isoformat()
        elif value:
            plain[key] = list(value) if isinstance(value, tuple) else value
    return plain


def _update(row: Row) -> OutsideUpdate:
    state = State(row["state"]) if "state" in row else None
    return OutsideUpdate(**{**_tuples(row), "state": state})


def _file(row: Row) -> KitFile:
    agreed_on = row["agreed_on"]
    if not isinstance(agreed_on, date):
        agreed_on = date.fromisoformat(agreed_on)
    return KitFile(**{**row, "agreed_on": agreed_on})


def _tuples(row: Row) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in row.items()}
