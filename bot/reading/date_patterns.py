"""The shapes of dates in a language, from its vocabulary: an ordered list, the most telling first."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from bot.reading.vocabulary import any_of, vocabulary

_YEAR = r"(?:19|20)\d\d"
_DAY = r"(?<!\d)(?P<{name}>\d{{1,2}})(?:er|st|nd|rd|th)?(?!\d|[.,]\d)"


@dataclass(frozen=True)
class Shape:
    """One way of writing a date: its name (which tells how to read the groups) and its pattern."""

    kind: str
    pattern: re.Pattern[str]


def _day(name: str) -> str:
    return _DAY.format(name=name)


@lru_cache(maxsize=8)
def shapes(language: str) -> tuple[Shape, ...]:
    """The shapes of a language, in the order in which they are tried."""
    words = vocabulary(language).dates
    month = any_of(words["months"])
    weekday = f"(?:(?:{any_of(words['weekdays'])}),? )?"
    start = f"(?:(?:{any_of(words['from'])}) ?)?"
    until = rf" ?(?:{any_of([*words['until'], *words['and']])}) ?"
    inside = f"(?:{any_of([*words['in'], *words['in_loose']])}) ?"
    in_year = f"(?:{any_of(words['in'])}) ?"
    lead = f"(?:{any_of(words['day_lead'])}) "
    of = " (?:of |de )?"
    year = rf"(?<!\d)(?P<year>{_YEAR})(?!\d)"
    tail = rf"(?:,? (?:de )?{year})?"
    table = {
        "iso_range": r"(?P<a>\d{4}-\d\d-\d\d) ?(?:/|to|au|a) ?(?P<b>\d{4}-\d\d-\d\d)",
        "iso": r"(?<!\d)(?P<a>\d{4}-\d\d-\d\d)(?!\d)",
        "days": rf"{start}{weekday}{_day('d1')}(?:{of}(?P<m1>{month})\.?(?: (?P<y1>{_YEAR}))?)?"
                rf"{until}{weekday}{_day('d2')}{of}(?P<m2>{month})\.?{tail}",
        "days_en": rf"{start}(?P<m1>{month})\.? {_day('d1')}{until}"
                   rf"(?:(?P<m2>{month})\.? )?{_day('d2')}{tail}",
        "slash_days": rf"{start}(?P<d1>\d{{1,2}})/(?P<m1>\d{{1,2}})(?:/(?P<y1>\d{{4}}|\d\d))?"
                      rf"{until}(?P<d2>\d{{1,2}})/(?P<m2>\d{{1,2}})(?:/(?P<year>\d{{4}}|\d\d))?(?![/\d])",
        "day": rf"(?:{lead})?{weekday}{_day('d')}{of}(?P<m>{month})\.?{tail}",
        "first": rf"(?:{lead})?(?:{any_of(words['first_day'])}) (?P<m>{month})\.?{tail}",
        "day_en": rf"(?:{lead})?{weekday}(?P<m>{month})\.? {_day('d')}{tail}",
        "slashes": rf"(?:{lead})?(?<![\d/.])(?P<a>\d{{1,2}})(?P<sep>[/.-])(?P<b>\d{{1,2}})(?P=sep)"
                   rf"(?P<year>{_YEAR}|\d\d)(?![\d/]|[.,]\d)",
        "month_year": rf"(?:{inside})?(?<![\d/.])(?P<m>0?[1-9]|1[0-2])[/-](?P<year>{_YEAR})(?![\d/-])",
        "slash": rf"(?:{lead}(?P<a>\d{{1,2}})/(?P<b>\d{{1,2}})"
                 rf"|(?<![\d/])(?P<a2>[0-3]\d)/(?P<b2>[01]\d))(?![\d/])",
        "months": rf"(?:{inside})?{start}(?P<m1>{month})\.?(?: (?P<y1>{_YEAR}))?{until}"
                  rf"(?P<m2>{month})\.?(?:,? {year})?",
        "month": rf"(?:{inside})?(?:{any_of(words['since'])} )?(?P<m>{month})\.?,? (?:de |of )?{year}",
        # "été" is also "been": a season needs a lead word or a year.
        "season": rf"(?:(?P<lead>{any_of(words['season_lead'])}) ?)?(?P<s>{any_of(words['seasons'])})"
                  rf"(?: (?:de |of )?{year}(?:[-/](?P<y2>\d{{4}}|\d\d)(?!\d))?|(?(lead)|(?!)))",
        "school": rf"(?:{any_of(words['school_year'])}) {year} ?[-/] ?(?P<y2>\d{{4}}|\d\d)(?!\d)",
        "quarter": rf"(?:(?P<n>[1-4])(?:er|e|eme|st|nd|rd|th|d)? ?(?P<k>trimestre|semestre|quarter|half)"
                   rf"|(?P<k2>[tqsh])(?P<n2>[1-4]))(?: (?:de |of )?{year})",
        "years": rf"(?:{inside})?{start}(?<!\d){year}(?: ?(?:{any_of([*words['until'], '/', 'et'])}) ?)"
                 rf"(?P<y2>{_YEAR}|(?<=[-/])\d\d)(?![\d-])",
        "lone_month": rf"(?:{inside}|(?:{any_of(words['since'])}) )(?P<m>{month})(?!\w)",
        "in_year": rf"{in_year}{year}",
        "year": rf"(?<![\w.,-]){year}(?![\w-]|[.,]\d| [a-z]{{4}}| ?[%€])",
    }  # fmt: skip
    return tuple(Shape(kind, re.compile(pattern)) for kind, pattern in table.items())


@lru_cache(maxsize=8)
def relative(language: str) -> tuple[Shape, ...]:
    """The shapes of days told from today: yesterday, last week, three days ago, since two years."""
    words = vocabulary(language).dates
    amount = r"(?P<n>\d{1,3}|[a-z]+(?:-[a-z]+)*)"
    unit = f"(?P<u>{any_of(words['ago_units'])})"
    weekday = f"(?P<w>{any_of(words['weekdays'])})"
    table = {
        "since_for": rf"(?:{any_of(words['since'])}) {amount} {unit}",
        "ago": "|".join(
            re.escape(p).replace(r"\{n\}", "(N)").replace(r"\{unit\}", "(U)") for p in words["ago"]
        ),
        "relative_day": f"(?P<r>{any_of(words['relative_days'])})",
        **{key: any_of(words[key]) for key in _PERIODS},
        "weekday": f"{weekday} (?P<way>{any_of([*words['last'], *words['next']])})"
        f"|(?:{any_of(words['last'])}) (?P<w2>{any_of(words['weekdays'])})"
        f"|(?:{any_of(words['next'])}) (?P<w3>{any_of(words['weekdays'])})",
    }
    table["ago"] = table["ago"].replace("(N)", amount).replace("(U)", unit).replace(r"\ ", " ")
    return tuple(Shape(kind, re.compile(pattern)) for kind, pattern in table.items())


_PERIODS = (
    "this_week", "last_week", "next_week", "this_month", "last_month", "next_month",
    "this_year", "last_year", "next_year",
)  # fmt: skip
