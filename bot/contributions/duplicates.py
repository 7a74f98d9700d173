"""Likely duplicates and contradictions, shown to a coordinator before a contribution is validated.

Nothing is decided here: each likeness says what is alike and why it may matter. Cases are those of the 2023
report: one figure given twice, one event under two dates, a part larger than its whole, a date outside.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Protocol

from bot.contributions.figures import Figure, figure_text, indicator
from bot.contributions.likeness import Rarity, alike, words_of
from bot.contributions.periods import ReportingYear
from bot.i18n import T, Text
from bot.places.model import OTHER_PLACE
from bot.reading.fold import fold, nfc

SAME_EVENT = 0.62  # likeness of titles and circumstances from which two look like one event
SMALL = 10  # below, equal figures are chance ("2 meetings"), unless they count people helped
SHOWN = 5  # a coordinator reads one screen


class Kind(StrEnum):
    """What two contributions share, or what is odd in one."""

    SAME_FIGURE = "same_figure"
    OTHER_DATE = "other_date"
    SAME_EVENT = "same_event"
    PART_LARGER = "part_larger"
    OUTSIDE_PERIOD = "outside_period"


class Days(Protocol):
    """When something happened, as far as known."""

    @property
    def start(self) -> date | None: ...

    @property
    def end(self) -> date | None: ...


class Comparable(Protocol):
    """What is compared; a contribution is one."""

    @property
    def id(self) -> str: ...

    @property
    def organisation_id(self) -> str: ...

    @property
    def title(self) -> str: ...

    @property
    def codes(self) -> tuple[str, ...]: ...

    @property
    def figures(self) -> tuple[Figure, ...]: ...

    @property
    def place(self) -> str | None: ...

    @property
    def period(self) -> Days: ...


@dataclass(frozen=True)
class When:
    """Days known of a subject."""

    start: date | None = None
    end: date | None = None


@dataclass(frozen=True)
class Subject:
    """A contribution reduced to what is compared: an imported line, a test."""

    id: str
    organisation_id: str
    title: str
    codes: tuple[str, ...] = ()
    figures: tuple[Figure, ...] = ()
    place: str | None = None
    period: When = field(default_factory=When)


@dataclass(frozen=True)
class Likeness:
    """One thing to look at. ``other_id`` is None when the oddity lies within the contribution itself."""

    kind: Kind
    text: Text
    other_id: str | None = None
    score: float = 1.0


def likely_duplicates(
    one: Comparable, others: Sequence[Comparable], year: ReportingYear | None = None
) -> tuple[Likeness, ...]:
    """What a coordinator should look at before validating, the likeliest first, at most five.

    ``others``: contributions already known (``one`` among them is skipped). ``year``: the reporting year in
    hand; without it, dates outside are not looked for.
    """
    rarity = Rarity([one.title, *(other.title for other in others)])
    found = [*_parts(one), *_outside(one, year)]
    for other in others:
        if other.id == one.id:
            continue
        found += _same_figures(one, other) or _same_event(one, other, rarity)
        found += _narrower(one, other)
    return tuple(sorted(found, key=lambda likeness: -likeness.score)[:SHOWN])


def _same_figures(one: Comparable, other: Comparable) -> list[Likeness]:
    """The same organisation has already given this figure for the same days."""
    if one.organisation_id != other.organisation_id or not _may_overlap(one.period, other.period):
        return []
    given = {(figure.key, figure.value) for figure in other.figures}
    shared = [figure for figure in one.figures if _telling(figure) and (figure.key, figure.value) in given]
    if not shared:
        return []
    text = T("Figure already given by the same organisation ({figure}), in: {title}",
             figure=figure_text(shared[0]), title=other.title)  # fmt: skip
    return [Likeness(Kind.SAME_FIGURE, text, other.id, 1.0 + len(shared) / 10)]


def _telling(figure: Figure) -> bool:
    if figure.value is None or not (indicator(figure.key).adds_up or indicator(figure.key).victims):
        return False
    return figure.value >= SMALL or (indicator(figure.key).victims and figure.value > 1)


def _may_overlap(one: Days, other: Days) -> bool:
    """False only when both are dated and apart."""
    if one.start is None or other.start is None:
        return True
    return one.start <= (other.end or other.start) and other.start <= (one.end or one.start)


def _same_event(one: Comparable, other: Comparable, rarity: Rarity) -> list[Likeness]:
    score = alike(words_of(one.title), words_of(other.title), rarity)
    circumstances = score > 0 and _same_circumstances(one, other)
    if score < SAME_EVENT / 2 and not circumstances:
        return []
    score += 0.1 * (one.organisation_id == other.organisation_id)
    score += 0.1 * bool(set(one.codes) & set(other.codes))
    score += 0.1 * _shares_place(one, other)
    if score < SAME_EVENT and not circumstances:
        return []
    if _may_overlap(one.period, other.period):
        return [
            Likeness(Kind.SAME_EVENT, T("Perhaps the same as: {title}", title=other.title), other.id, score)
        ]
    text = T("Perhaps the same event under another date ({day}): {title}",
             day=other.period.start or "", title=other.title)  # fmt: skip
    return [Likeness(Kind.OTHER_DATE, text, other.id, score)]


def _same_circumstances(one: Comparable, other: Comparable) -> bool:
    """One organisation, the same several codes, the same place, days that are known and meet."""
    if (
        one.organisation_id != other.organisation_id
        or len(one.codes) < 2
        or set(one.codes) != set(other.codes)
    ):
        return False
    dated = one.period.start is not None and other.period.start is not None
    return dated and _may_overlap(one.period, other.period) and _shares_place(one, other)


def _shares_place(one: Comparable, other: Comparable) -> bool:
    """The same place by its code ("commune:93066"), or a name in common in free text."""
    mine, theirs = one.place or "", other.place or ""
    if ":" in mine or ":" in theirs:
        return bool(mine) and mine == theirs
    return bool(words_of(mine) & words_of(theirs))


# A part, and the whole that it cannot exceed.
_PARTS = (
    ("new_victims_supported", "victims_supported"),
    ("victims_supported", "victims_supported_total"),
    ("judicial_followups", "victims_supported"),
    ("residence_permit_followups", "victims_supported"),
    ("administrative_protection_followups", "victims_supported"),
    ("certificates", "registered"),
    ("attended", "registered"),
    ("classes", "pupils"),
)
_NARROW = ("_france",)
_WIDE = ("_europe", "_eu", "_ue", "_world", "_total")


def _parts(one: Comparable) -> Iterator[Likeness]:
    values = {figure.key: figure for figure in one.figures}
    for part, whole in (*_PARTS, *_by_suffix(values)):
        if part in values and whole in values and _exceeds(values[part], values[whole]):
            text = T("A part larger than its whole: {part}, but {whole}",
                     part=figure_text(values[part]), whole=figure_text(values[whole]))  # fmt: skip
            yield Likeness(Kind.PART_LARGER, text, score=2.0)
    for figure in one.figures:
        if indicator(figure.key).unit == "percent" and figure.value is not None and figure.value > 100:
            yield Likeness(
                Kind.PART_LARGER, T("A share above 100 %: {figure}", figure=figure_text(figure)), score=2.0
            )


def _by_suffix(keys: dict[str, Figure]) -> Iterator[tuple[str, str]]:
    """Imported keys that say their extent: victims_france within victims_eu."""
    for key in keys:
        for narrow in _NARROW:
            if key.endswith(narrow):
                yield from ((key, key.removesuffix(narrow) + wide) for wide in ("", *_WIDE))


def _exceeds(part: Figure, whole: Figure) -> bool:
    """Only figures that cannot be reconciled: "at least" on the whole, or "at most" on the part, forgives."""
    if part.value is None or whole.value is None or whole.bound == "at_least" or part.bound == "at_most":
        return False
    slack = Decimal("1.1") if "about" in (part.bound, whole.bound) else Decimal(1)
    return part.value > whole.value * slack


_EXTENTS = (
    ("country:fr", "france"),
    ("country:eu", "area:150", "europe", "union europeenne", "ue", "european union", "france et ue"),
    ("area:001", "monde", "world"),
)
"""From the narrowest: places as stored, and as imported lines write them (``text:`` before)."""


def _extent(place: str | None) -> int | None:
    said = (place or "").removeprefix(OTHER_PLACE)
    known = {said.lower(), fold(nfc(said)).strip()}
    return next((rank for rank, names in enumerate(_EXTENTS) if known & set(names)), None)


def _narrower(one: Comparable, other: Comparable) -> Iterator[Likeness]:
    """The same thing counted by the same organisation: more in France than in Europe cannot be."""
    mine, theirs = _extent(one.place), _extent(other.place)
    if one.organisation_id != other.organisation_id or mine is None or theirs is None or mine == theirs:
        return
    if not _may_overlap(one.period, other.period):
        return
    narrow, wide = (one, other) if mine < theirs else (other, one)
    for part in narrow.figures:
        for whole in wide.figures:
            if part.key == whole.key and indicator(part.key).adds_up and _exceeds(part, whole):
                text = T(
                    "A part larger than its whole: {part}, but {whole}. See: {title}",
                    part=figure_text(part), whole=figure_text(whole), title=other.title,
                )  # fmt: skip
                yield Likeness(Kind.PART_LARGER, text, other.id, 2.0)


def _outside(one: Comparable, year: ReportingYear | None) -> Iterator[Likeness]:
    start = one.period.start
    if year is None or start is None:
        return
    end = one.period.end or start
    if end < year.first_day or start > year.last_day:
        text = T("Outside the reporting year {year}: {day}", year=year.label, day=start)
    elif start < year.first_day or end > year.last_day:
        text = T("Partly outside the reporting year {year}: from {start} to {end}", year=year.label,
                 start=start, end=end)  # fmt: skip
    else:
        return
    yield Likeness(Kind.OUTSIDE_PERIOD, text, score=0.5)
