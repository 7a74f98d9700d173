"""Making the list from the official package."""

from __future__ import annotations

import gzip
import json

from bot.places.build import build

PACKAGE = {
    "regions": [{"code": "11", "nom": "Île-de-France"}],
    "departements": [{"code": "93", "nom": "Seine-Saint-Denis", "region": "11"}],
    "communes": [
        {
            "code": "93066",
            "nom": "Saint-Denis",
            "type": "commune-actuelle",
            "population": 149077,
            "codesPostaux": ["93200", "93210"],
        },
        {"code": "93059", "nom": "Pierrefitte-sur-Seine", "type": "commune-deleguee", "chefLieu": "93066"},
        {"code": "93067", "nom": "Saint-Denis", "type": "commune-deleguee", "chefLieu": "93066"},
        {"code": "98901", "nom": "Île de Clipperton", "type": "commune-actuelle"},
    ],
}


def test_the_package_is_slimmed_and_former_communes_kept_under_their_name(tmp_path):
    for name, rows in PACKAGE.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(rows), "utf-8")
    target = tmp_path / "places.tsv.gz"
    assert build(tmp_path, target) == target.stat().st_size
    assert gzip.decompress(target.read_bytes()).decode("utf-8").splitlines() == [
        "R\t11\tÎle-de-France",
        "D\t93\tSeine-Saint-Denis\t11",
        "C\t93066\tSaint-Denis\t149077\t93200,93210",
        "C\t98901\tÎle de Clipperton\t\t",
        "F\tPierrefitte-sur-Seine\t93066",
    ]


def test_the_same_data_give_the_same_bytes(tmp_path):
    for name, rows in PACKAGE.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(rows), "utf-8")
    build(tmp_path, tmp_path / "one")
    build(tmp_path, tmp_path / "two")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
