"""The list of places in memory: read once, at the first use, in about a tenth of a second.

For that speed names are folded in one go and columns are kept as they come; a search scans them in C.
"""

from __future__ import annotations

import gc
import gzip
import tomllib
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from itertools import accumulate
from typing import Any

from babel import Locale

from bot.folding import fold
from bot.places.model import NATIONAL_CODE, ONLINE_CODE, Place

UNKNOWN_CROWD = 3_000_000
"""How a country ranks among namesakes: before any town of that name, after the big departments."""


@dataclass
class Gazetteer:
    """Parallel columns, one row per name; a former commune has a row that leads to today's code."""

    codes: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    folded: list[str] = field(default_factory=list)
    posts: list[str] = field(default_factory=list)
    """Postcodes by row, with commas between; shorter than the other columns: communes come first."""
    former_from: int = 0
    """Rows from this one on are names of former communes, then (english_from) English names of countries."""
    english_from: int = 0
    departments: dict[str, tuple[str, str]] = field(default_factory=dict)
    regions: dict[str, str] = field(default_factory=dict)
    populations: dict[str, int] = field(default_factory=dict)
    row_of_code: dict[str, int] = field(default_factory=dict)
    english: dict[str, str] = field(default_factory=dict)
    haystack: str = ""
    """Every folded name between line ends: names equal to, starting with or holding words, in one scan."""
    starts: list[int] = field(default_factory=list)
    """Where each row's name starts in the haystack."""

    @property
    def department_numbers(self) -> dict[str, str]:
        """Departments by their number as typed, folded: ``2a`` for ``2A``."""
        return {code.lower(): code for code in self.departments}

    def only_department(self, region: str) -> str | None:
        """The department that is a region by itself (overseas): the department stands for both."""
        inside = [code for code, (_, of) in self.departments.items() if of == region]
        return inside[0] if len(inside) == 1 else None

    def is_former(self, row: int) -> bool:
        """Whether a row is the name of a commune that is now part of another."""
        return self.former_from <= row < self.english_from

    def crowd(self, row: int) -> int:
        """How many live there, to rank namesakes."""
        code = self.codes[row]
        return self.populations.get(code, 0 if code.startswith("commune") else UNKNOWN_CROWD)

    def place(self, code: str) -> Place | None:
        """The place under a wire code, or None."""
        if code == ONLINE_CODE:
            return Place(ONLINE_CODE, "En ligne", english="Online")
        if code == NATIONAL_CODE:
            return Place(NATIONAL_CODE, "France", english="France")
        kind, _, bare = code.partition(":")
        alone = self.only_department(bare) if kind == "region" else None
        if alone:
            return self.place(f"department:{alone}")
        row = self.row_of_code.get(code)
        if row is None:
            return None
        department = bare if kind == "department" else _department_of(bare) if kind == "commune" else None
        named = self.departments.get(department or "")
        return Place(
            code,
            self.names[row],
            department,
            named[0] if named else None,
            named[1] if named else bare if kind == "region" else None,
            self.populations.get(code),
            self.english.get(code),
        )


def _department_of(commune: str) -> str:
    return commune[:3] if commune.startswith(("97", "98")) else commune[:2]


@cache
def words() -> dict[str, Any]:
    """What people type around and instead of names of places."""
    raw: dict[str, Any] = tomllib.loads((files("bot.places") / "data" / "words.toml").read_text("utf-8"))
    return raw


@cache
def gazetteer() -> Gazetteer:
    """The list, read at the first call."""
    packed = (files("bot.places") / "data" / "places.tsv.gz").read_bytes()
    collecting = gc.isenabled()
    gc.disable()  # a hundred thousand small objects that all stay: collecting among them costs a third
    try:
        return _filled(Gazetteer(), gzip.decompress(packed).decode("utf-8"))
    finally:
        if collecting:
            gc.enable()


def _filled(book: Gazetteer, lines: str) -> Gazetteer:
    rows = [line.split("\t") for line in lines.splitlines()]
    _add_official(book, rows)
    _add_countries(book, "fr", first=True)
    book.former_from = len(book.codes)
    for row in rows:
        if row[0] == "F":
            _add(book, f"commune:{row[2]}", row[1])
    book.english_from = len(book.codes)
    _add_countries(book, "en", first=False)
    _index(book)
    return book


@cache
def rows_of_postcode() -> dict[str, list[int]]:
    """The rows of communes and municipal arrondissements by postcode."""
    rows: dict[str, list[int]] = defaultdict(list)
    for row, posts in enumerate(gazetteer().posts):
        for postcode in posts.split(",") if posts else ():
            rows[postcode].append(row)
    return dict(rows)


def _add_official(book: Gazetteer, rows: list[list[str]]) -> None:
    communes = [row for row in rows if row[0] == "C"]
    book.codes = ["commune:" + row[1] for row in communes]
    book.names = [row[2] for row in communes]
    book.posts = [row[4] for row in communes]
    book.populations = {"commune:" + row[1]: int(row[3]) for row in communes if row[3]}
    crowds: dict[str, int] = defaultdict(int)
    for _, code, _, crowd, _ in communes:
        if crowd and not is_arrondissement(code):
            crowds[_department_of(code)] += int(crowd)
    book.regions = {row[1]: row[2] for row in rows if row[0] == "R"}
    book.departments = {row[1]: (row[2], row[3]) for row in rows if row[0] == "D"}
    for code, (name, region) in book.departments.items():
        _add(book, f"department:{code}", name)
        book.populations[f"department:{code}"] = crowds[code]
        book.populations[f"region:{region}"] = book.populations.get(f"region:{region}", 0) + crowds[code]
    for code, name in book.regions.items():
        if book.only_department(code) is None:
            _add(book, f"region:{code}", name)


def _add(book: Gazetteer, code: str, name: str) -> None:
    book.codes.append(code)
    book.names.append(name)


def is_arrondissement(code: str) -> bool:
    """Municipal arrondissements (75101, 69381, 13201 and on) are inside their commune: not counted twice."""
    return "75101" <= code <= "75120" or "69381" <= code <= "69389" or "13201" <= code <= "13216"


def _add_countries(book: Gazetteer, language: str, first: bool) -> None:
    known = words()
    overseas = {"RE", "GP", "MQ", "GF", "YT", "PM", "BL", "MF", "TF", "WF", "PF", "NC", "CP"}
    for code, name in Locale(language).territories.items():
        if code.isdigit() and code in known["areas"]:
            wire = f"area:{code}"
        elif len(code) == 2 and code not in overseas and code not in known["not_countries"]:
            wire = f"country:{code}"
        else:
            continue
        if not first:
            book.english[wire] = name
        _add(book, wire, name)


def _index(book: Gazetteer) -> None:
    # Folding turns line ends into spaces, so a word that no name holds stands for them.
    together = fold(" zqz ".join(book.names))
    book.folded = together.split(" zqz ")
    book.haystack = "\n" + "\n".join(book.folded) + "\n"
    book.starts = list(accumulate(map(len, book.folded), lambda at, size: at + size + 1, initial=1))[:-1]
    last_first = range(len(book.codes) - 1, -1, -1)
    book.row_of_code = dict(zip(reversed(book.codes), last_first, strict=True))
