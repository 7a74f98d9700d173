"""Makes ``data/places.tsv.gz`` from the npm package ``@etalab/decoupage-administratif``; run by hand yearly.

    npm pack @etalab/decoupage-administratif@6.0.0 && tar xzf etalab-decoupage-administratif-6.0.0.tgz
    python -m bot.places.build package/data

Needs no network and is not run at install. The data are under Licence Ouverte 2.0 (see ``data/LICENCE.txt``).
Lines of the result, tab-separated: ``R code name`` a region, ``D code name region`` a department,
``C code name population postcodes`` a commune or a municipal arrondissement, ``F name code`` a former commune
and the one it is part of today.
"""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parent / "data" / "places.tsv.gz"
CURRENT = ("commune-actuelle", "arrondissement-municipal")


def lines(source: Path) -> Iterator[str]:
    """The lines of the slimmed file, from the package's ``data`` folder."""
    for region in _read(source, "regions"):
        yield f"R\t{region['code']}\t{region['nom']}"
    for department in _read(source, "departements"):
        yield f"D\t{department['code']}\t{department['nom']}\t{department['region']}"
    communes = _read(source, "communes")
    current = {row["code"]: row["nom"] for row in communes if row["type"] in CURRENT}
    for row in communes:
        if row["type"] in CURRENT:
            postcodes = ",".join(row.get("codesPostaux", ()))
            yield f"C\t{row['code']}\t{row['nom']}\t{row.get('population', '')}\t{postcodes}"
    for row in communes:
        today = row.get("chefLieu", "")
        if row["type"] not in CURRENT and today in current and current[today] != row["nom"]:
            yield f"F\t{row['nom']}\t{today}"


def _read(source: Path, name: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = json.loads((source / f"{name}.json").read_text("utf-8"))
    return rows


def build(source: Path, target: Path = TARGET) -> int:
    """Writes the slimmed file, the same bytes for the same data; returns its size in bytes."""
    text = "\n".join(lines(source)) + "\n"
    target.write_bytes(gzip.compress(text.encode("utf-8"), compresslevel=9, mtime=0))
    return target.stat().st_size


if __name__ == "__main__":
    print(build(Path(sys.argv[1])), "bytes")
