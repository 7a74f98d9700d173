"""Finding the place a person means, from what they typed.

Accents, hyphens, ``St`` for ``Saint``, typing errors, postcodes, department numbers and overseas names are
understood. Namesakes all come back, the most populated first: the person chooses.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from zoneinfo import ZoneInfo

from bot.clock import PARIS
from bot.folding import fold
from bot.places.gazetteer import Gazetteer, gazetteer, is_arrondissement, rows_of_postcode, words
from bot.places.matching import (
    EXACT,
    HEARD,
    LIKENESS,
    Row,
    alike,
    by_crowd,
    exactly,
    likeness_of,
    spelled,
    written,
)
from bot.places.model import NATIONAL_CODE, ONLINE_CODE, Candidate, Place

TYPED_MAX = 120
"""Longer than this is not the name of a place; the rest is not read."""

_POSTCODE = re.compile(r"\b(\d{2} ?\d{3})\b")
_SMALL_END = re.compile(r"(?: (?:a|au|de|du|des|d|en|et|l|la|le|les|in))+$")
_DEPARTMENT = re.compile(r"\b(2[ab]|9[78]\d|\d{2})\b")
_ARRONDISSEMENT = re.compile(
    r"^(paris|lyon|marseille)(?: (?:le|dans le|arrondissement))? (\d{1,2}) ?(?:e|eme|er|ieme)?\b"
)


@dataclass(frozen=True)
class _Asked:
    """What was typed, taken apart: the name, and what narrows it."""

    name: str
    postcode: str | None = None
    department: str | None = None


def find(text: str, limit: int = 5, within: str | None = None) -> tuple[Candidate, ...]:
    """The places nearest to what was typed, best first; nothing near: an empty tuple.

    ``within`` keeps only places of a department or region, by wire code (``department:93``, ``region:11``).
    """
    typed = fold(text[:TYPED_MAX])
    if not typed:
        return ()
    found = _special(typed) if within is None else ()
    found = found or _arrondissement(typed) or _apart(text[:TYPED_MAX]) or _by_name(_asked(typed))
    kept = [one for one in _distinct(found) if within is None or _inside(one.place, within)]
    return tuple(_with_sureness(kept)[:limit])


@lru_cache(maxsize=4096)
def place_of(code: str) -> Place | None:
    """The place under a stored wire code, or None if there is none (any more)."""
    return gazetteer().place(code)


def timezone(place: Place) -> ZoneInfo:
    """The time zone of a French place, overseas included; Paris for everything else."""
    zones: dict[str, str] = words()["timezone"]
    bare = place.code.partition(":")[2]
    name = zones.get(bare if place.kind == "commune" else "") or zones.get(place.department or "")
    return ZoneInfo(name) if name else PARIS


def _special(typed: str) -> tuple[Candidate, ...]:
    """Places that are not on the list: online, the whole country, familiar names, a department's number."""
    book, known = gazetteer(), words()
    if typed in known["online"]:
        return (_candidate(book, ONLINE_CODE),)
    if typed in known["national"]:
        return (_candidate(book, NATIONAL_CODE),)
    bare = _bare(typed, "before")
    for name in (typed, bare):
        if name in book.department_numbers:
            return (_candidate(book, f"department:{book.department_numbers[name]}"),)
        if name in known["familiar"]:
            first = _candidate(book, known["familiar"][name])
            return (first, *(one for one in _by_name(_Asked(name)) if one.score == EXACT))
    return ()


def _candidate(book: Gazetteer, code: str, score: float = EXACT, formerly: str | None = None) -> Candidate:
    place = book.place(code)
    if place is None:
        raise LookupError(f"the list of places has no {code}")
    return Candidate(place, score, formerly=formerly)


def _bare(typed: str, list_name: str) -> str:
    for prefix in words()[list_name]:
        if typed.startswith(prefix + " "):
            return typed[len(prefix) + 1 :]
    return typed


def _arrondissement(typed: str) -> tuple[Candidate, ...]:
    """``Paris 18e``, ``lyon 3``, ``Marseille 13eme arrondissement``."""
    met = _ARRONDISSEMENT.match(typed)
    if not met:
        return ()
    first = {"paris": 75100, "lyon": 69380, "marseille": 13200}[met[1]]
    code = f"commune:{first + int(met[2])}"
    book = gazetteer()
    return (_candidate(book, code),) if is_arrondissement(code[8:]) and code in book.row_of_code else ()


def _apart(text: str) -> tuple[Candidate, ...]:
    """``Saint-Denis, La Réunion`` and ``Saint-Denis (93)``: the first part within what the second names."""
    name, comma, rest = re.sub(r"[()]", ",", text).strip(" ,").partition(",")
    wider = find(rest.strip(" ,"), limit=1) if comma and fold(rest) else ()
    if not wider or wider[0].score < EXACT or wider[0].place.kind not in ("department", "region"):
        return ()
    return find(name, limit=20, within=wider[0].place.code)


def _asked(typed: str) -> _Asked:
    """Takes a postcode or a department's number off a name: ``93200 saint denis``, ``saint denis 93``."""
    post = _POSTCODE.search(typed)
    if post:
        rest = " ".join((typed[: post.start()] + typed[post.end() :]).split())
        return _Asked(rest.removesuffix(" cedex"), postcode=post[1].replace(" ", ""))
    number = _DEPARTMENT.search(typed)
    if number and number[1] in gazetteer().department_numbers:
        rest = " ".join((typed[: number.start()] + typed[number.end() :]).split())
        return _Asked(rest, department=gazetteer().department_numbers[number[1]])
    return _Asked(typed)


def _by_name(asked: _Asked) -> tuple[Candidate, ...]:
    book = gazetteer()
    if asked.postcode:
        rows = _of_postcode(book, asked.postcode)
        named = [row for row in rows if asked.name and likeness_of(asked.name, book.folded[row]) >= LIKENESS]
        return _candidates(book, [(row, EXACT) for row in named or rows])
    forms = dict.fromkeys((asked.name, _bare(asked.name, "before"), _bare(asked.name, "before_region")))
    met = (_candidates(book, _narrowed(book, written(book, spelled(name)), asked)) for name in forms)
    return (
        next(filter(None, met), ())
        or _in_last_words(asked.name)
        or next(filter(None, (_near(book, name, asked) for name in forms)), ())
        or _in_sentence(book, asked.name.split())
    )


def _near(book: Gazetteer, name: str, asked: _Asked) -> tuple[Candidate, ...]:
    return _candidates(book, _narrowed(book, alike(book, spelled(name)), asked))


def _narrowed(book: Gazetteer, rows: list[Row], asked: _Asked) -> list[Row]:
    if asked.department is None:
        return rows
    return [(row, score) for row, score in rows if _department(book, row) == asked.department]


def _in_last_words(name: str) -> tuple[Candidate, ...]:
    """``saint denis de la reunion``, ``la courneuve seine saint denis``: a name, then the place around it."""
    parts = name.split()
    for cut in range(1, len(parts)):
        head, tail = _SMALL_END.sub("", " ".join(parts[:cut])), _bare(" ".join(parts[cut:]), "between")
        rows = exactly(gazetteer(), tail)
        codes = [words()["familiar"].get(tail, ""), *(gazetteer().codes[row] for row in rows)]
        code = next((code for code in codes if code.startswith(("department:", "region:"))), None)
        found = find(head, limit=20, within=code) if code and head else ()
        if found:
            return found
    return ()


def _in_sentence(book: Gazetteer, parts: list[str]) -> tuple[Candidate, ...]:
    """``college jean moulin a aubervilliers``: the longest runs of words that are a place's whole name."""
    found: list[Candidate] = []
    taken: set[int] = set()
    for size in range(min(5, len(parts)), 0, -1):
        for at in range(len(parts) - size + 1):
            name = " ".join(parts[at : at + size])
            if len(name) < 4 or taken & set(range(at, at + size)):
                continue
            rows = exactly(book, spelled(name))
            if rows:
                taken |= set(range(at, at + size))
                found += _candidates(book, [(row, HEARD) for row in by_crowd(book, rows)])
    return tuple(found)


def _of_postcode(book: Gazetteer, postcode: str) -> list[int]:
    """Rows under a postcode; an arrondissement hides the commune around it."""
    rows = rows_of_postcode().get(postcode, [])
    smaller = [row for row in rows if is_arrondissement(book.codes[row][8:])]
    return smaller or rows


def _department(book: Gazetteer, row: int) -> str | None:
    place = book.place(book.codes[row])
    return place.department if place else None


def _candidates(book: Gazetteer, rows: list[Row]) -> tuple[Candidate, ...]:
    return tuple(
        _candidate(book, book.codes[row], score, book.names[row] if book.is_former(row) else None)
        for row, score in rows[:60]
    )


def _distinct(found: tuple[Candidate, ...]) -> list[Candidate]:
    """Each place once, and not Paris the department beside Paris the commune."""
    kept: list[Candidate] = []
    for one in found:
        twin = any(
            other.place.code == one.place.code
            or (fold(other.place.name) == fold(one.place.name) and _same_ground(other.place, one.place))
            for other in kept
        )
        if not twin:
            kept.append(one)
    return kept


def _same_ground(one: Place, other: Place) -> bool:
    return (
        {one.kind, other.kind} == {"commune", "department"}
        and one.department == other.department
        and (one.population == other.population)
    )


def _inside(place: Place, within: str) -> bool:
    kind, _, bare = within.partition(":")
    if place.code == within:
        return True
    return bare == (place.department if kind == "department" else place.region)


def _with_sureness(found: list[Candidate]) -> list[Candidate]:
    exact = [one for one in found if one.score == EXACT and one.formerly is None]
    if len(exact) != 1:
        return found
    return [Candidate(one.place, one.score, True, None) if one is exact[0] else one for one in found]
