"""Attached lists (CSV, XML, GeoJSON, or rows the host gives) as documents that expressions read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.forms import limits
from bot.forms.nodes import Node
from bot.forms.problems import FormRefused
from bot.forms.xmlread import document_of, read_xml
from bot.i18n import T

Rows = Sequence[Mapping[str, str]]


def file_of(address: str) -> str:
    """The file name in an address such as ``jr://file-csv/villages.csv``."""
    return address.rsplit("/", 1)[-1]


def read_list(name: str, content: bytes) -> Node:
    """The document of an attached file, its kind known from its name. Raises FormRefused."""
    if len(content) > limits.EXTERNAL_BYTES:
        raise FormRefused(
            T(
                "The attached list {name} is larger than {limit} bytes.",
                name=name,
                limit=limits.EXTERNAL_BYTES,
            )
        )
    kind = name.rsplit(".", 1)[-1].lower()
    if kind == "xml":
        return document_of(read_xml(content))
    if kind == "geojson":
        return _geojson(name, content)
    return document_of_rows(_csv_rows(content))


def document_of_rows(rows: Iterable[Mapping[str, str]]) -> Node:
    """``/root/item`` nodes, one child per column."""
    document = Node("")
    root = document.append(Node("root"))
    for count, row in enumerate(rows):
        if count >= limits.EXTERNAL_ROWS:
            raise FormRefused(T("An attached list has more than {limit} rows.", limit=limits.EXTERNAL_ROWS))
        item = root.append(Node("item"))
        for column, cell in row.items():
            item.append(Node(column, cell or None))
    return document


_KNOWN: dict[int, tuple[Rows, Node]] = {}
_KEPT = 16  # lists of rows given by hosts; each holds its rows, so that its identity stays its own


def shared_document(rows: Rows) -> Node:
    """The document of rows that a host gives again and again, made once. Rows must not change in place."""
    known = _KNOWN.get(id(rows))
    if known is not None and known[0] is rows:
        return known[1]
    document = document_of_rows(rows)
    while len(_KNOWN) >= _KEPT:
        _KNOWN.pop(next(iter(_KNOWN)), None)
    _KNOWN[id(rows)] = (rows, document)
    return document


def _csv_rows(content: bytes) -> Iterable[dict[str, str]]:
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", errors="replace")
    header = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text), delimiter=";" if ";" in header else ",")
    try:
        columns = [column.strip() for column in next(reader, [])]
        for row in reader:
            if row:
                yield {column: row[i] if i < len(row) else "" for i, column in enumerate(columns) if column}
    except csv.Error as problem:
        raise FormRefused(T("An attached list cannot be read: {problem}.", problem=str(problem))) from None


def _geojson(name: str, content: bytes) -> Node:
    try:
        features = json.loads(content)["features"]
        return document_of_rows([_feature(feature) for feature in features])
    except (ValueError, KeyError, TypeError, RecursionError):
        raise FormRefused(T("The attached list {name} is no GeoJSON.", name=name)) from None


def _feature(feature: Mapping[str, Any]) -> dict[str, str]:
    row = {
        key: "" if value is None else str(value) for key, value in (feature.get("properties") or {}).items()
    }
    if "id" in feature:
        row.setdefault("id", str(feature["id"]))
    geometry = feature.get("geometry") or {}
    shape = geometry.get("coordinates") or []
    if geometry.get("type") == "Point":
        row["geometry"] = _point(shape)
    elif geometry.get("type") == "LineString":
        row["geometry"] = "; ".join(map(_point, shape))
    elif geometry.get("type") == "Polygon":
        row["geometry"] = "; ".join(map(_point, shape[0]))
    return row


def _point(pair: Sequence[float]) -> str:
    return f"{pair[1]} {pair[0]} {pair[2] if len(pair) > 2 else 0} 0"
