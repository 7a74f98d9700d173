"""Days, months, years, times of the day: typed in the person's language, or tapped on a calendar.

What a calendar's button carries: ``m2026-06`` shows that month, ``y2026`` that year's months, ``Y2020`` the
years from that one on; ``d2026-06-12`` is that day, ``h14`` that hour, ``i30`` those minutes; ``w`` goes back
to the hours.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from typing import Any

from bot.dialogues.readers import Doubt, Look, Option, Read, Reading, Refused, Surroundings
from bot.forms.session import Kind, Question
from bot.i18n import Month, T, Text
from bot.reading import model as reading
from bot.reading.dates import find_dates, read_date
from bot.reading.fold import nfc
from bot.reading.model import Mode, Precision
from bot.reading.times import read_times

MONTH_YEAR, YEAR = "month-year", "year"
FIRST_YEAR, LAST_YEAR = 1900, 2100
YEARS_SHOWN = 12
NEAR = 92
"""Days. A year left unsaid is not asked when one reading lies so near and the other does not."""
_ARGUMENT = re.compile(r"(?P<move>[mydhiwY])(?P<rest>[\d-]{0,10})", re.ASCII)


def day(question: Question, words: str, around: Surroundings) -> Reading:
    """One day, or one month or year where the form asks no more."""
    days = _days(question, words, around)
    if isinstance(days, Refused):
        return days
    if len(days) == 1:
        return Read(days[0].isoformat())
    options = tuple(Option(one.isoformat(), shown_day(one, question.appearance)) for one in days)
    return Doubt(T("Which date is it?"), options)


def clock(question: Question, words: str, around: Surroundings) -> Reading:
    """A time of the day."""
    times = read_times(words, around.language)
    if not times:
        return Refused(T("I read no time there. Something like 14:30 is what I need."))
    if len(times) == 1:
        return Read(_wire(times[0]))
    return Doubt(T("Which time is it?"), tuple(Option(_wire(one), T("{time}", time=one)) for one in times))


def moment(question: Question, words: str, around: Surroundings) -> Reading:
    """A day and a time; when only one of them is said, the calendar asks the other."""
    words = nfc(words)
    chosen = _chosen(around.pending)
    dated = find_dates(words, around.language, around.today)
    rest = words
    for found in dated:
        rest = rest[: found.start] + " " * (found.end - found.start) + rest[found.end :]
    times = read_times(rest, around.language)
    if chosen is not None and times and not dated:
        days: Sequence[date] | Refused = (chosen,)
    else:
        days = _days(question, words if not dated else words[dated[0].start : dated[-1].end], around)
    if isinstance(days, Refused):
        return days
    if not times:
        if len(days) == 1:
            return Look({"day": days[0].isoformat()})
        return Refused(T("A day and a time, please: for example 12 June 2026 at 14:30."))
    pairs = [(one, at) for one in days for at in times]
    wires = [f"{one.isoformat()}T{_wire(at)}" for one, at in pairs]
    if len(wires) == 1:
        return Read(wires[0])
    shown = (T("{date}, {time}", date=one, time=at) for one, at in pairs)
    return Doubt(T("Which one is it?"), tuple(map(Option, wires, shown)))


def tapped(question: Question, argument: str, around: Surroundings) -> Reading | None:
    """A button of the calendar or of the clock; None for one that nobody made."""
    match = _ARGUMENT.fullmatch(argument)
    if match is None:
        return None
    move, rest = match["move"], match["rest"]
    kept = {key: around.pending[key] for key in ("day",) if key in around.pending}
    if move == "m" and _day(f"{rest}-01") is not None:
        return Look({"month": rest})
    if move in "yY" and rest.isdigit() and FIRST_YEAR <= int(rest) <= LAST_YEAR:
        return Look({"year" if move == "y" else "years": int(rest)})
    if move == "d" and (chosen := _day(rest)) is not None:
        return Read(rest) if question.kind is Kind.DATE else Look({"day": chosen.isoformat()})
    if move == "w":
        return Look(kept)
    if move == "h" and rest.isdigit() and int(rest) < 24:
        return Look({**kept, "hour": int(rest)})
    if move == "i" and rest.isdigit() and int(rest) < 60:
        return _told(question, around, int(rest))
    return None


def _told(question: Question, around: Surroundings, minute: int) -> Reading | None:
    hour, chosen = around.pending.get("hour"), _chosen(around.pending)
    if not isinstance(hour, int) or not 0 <= hour < 24:
        return None
    at = _wire(time(hour, minute))
    if question.kind is Kind.TIME:
        return Read(at)
    return Read(f"{chosen.isoformat()}T{at}") if chosen is not None else None


def shown_day(value: date, appearance: frozenset[str]) -> Text | str:
    """A day, or the month or year that the form asked for."""
    if YEAR in appearance:
        return str(value.year)
    if MONTH_YEAR in appearance:
        return T("{month}", month=Month(value))
    return T("{date}", date=value)


def shown(kind: Kind, wire: str, appearance: frozenset[str]) -> Text | str:
    """A stored day or time in words."""
    chosen = _day(wire[:10])
    match = re.search(r"(?:^|T)(\d\d):(\d\d)", wire)
    at = time(int(match[1]), int(match[2])) if match else None
    if kind is Kind.TIME and at is not None:
        return T("{time}", time=at)
    if kind is Kind.DATETIME and chosen is not None and at is not None:
        return T("{date}, {time}", date=chosen, time=at)
    return shown_day(chosen, appearance) if chosen is not None else wire


def _days(question: Question, words: str, around: Surroundings) -> tuple[date, ...] | Refused:
    """The days that words can mean, the likeliest first."""
    read = read_date(words, around.language, around.today)
    if isinstance(read, reading.Nonsense):
        return Refused(read.reason)
    spans = read.readings if isinstance(read, reading.Doubt) else (read,)
    wanted = _precisions(question.appearance)
    days = [span.start for span in spans if span.precision in wanted or span.start == span.end]
    if not days:
        return Refused(_example(question.appearance))
    days = [_first(one, question.appearance) for one in days]
    if len(spans) == 1 and spans[0].year_guessed:
        later = read_date(words, around.language, around.today, Mode.FUTURE)
        if isinstance(later, reading.Span):
            days = _nearest(around.today, days[0], _first(later.start, question.appearance))
    return tuple(dict.fromkeys(days))


def _nearest(today: date, past: date, future: date) -> list[date]:
    """The year was not said: the near one, or both when neither is."""
    by_distance = sorted((past, future), key=lambda one: abs((one - today).days))
    near, far = (abs((one - today).days) for one in by_distance)
    return by_distance[:1] if near <= NEAR < far else [past, future]


def _first(value: date, appearance: frozenset[str]) -> date:
    """Months are kept as their first day, years as their first of January, as other readers of forms do."""
    if YEAR in appearance:
        return value.replace(month=1, day=1)
    return value.replace(day=1) if MONTH_YEAR in appearance else value


def _precisions(appearance: frozenset[str]) -> tuple[Precision, ...]:
    if YEAR in appearance:
        return (Precision.YEAR, Precision.MONTH)
    return (Precision.MONTH,) if MONTH_YEAR in appearance else ()


def _example(appearance: frozenset[str]) -> Text:
    if YEAR in appearance:
        return T("A year, please: for example 2026.")
    if MONTH_YEAR in appearance:
        return T("A month and its year, please: for example June 2026.")
    return T("One day, please: for example 12 June 2026.")


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if FIRST_YEAR <= found.year <= LAST_YEAR else None


def _chosen(pending: Mapping[str, Any]) -> date | None:
    return _day(str(pending.get("day", "")))


def _wire(at: time) -> str:
    return f"{at.hour:02d}:{at.minute:02d}:00.000"
