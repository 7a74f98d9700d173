"""Days on which nobody is written to: weekends and the public holidays of where one acts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache

from dateutil.easter import easter

FIXED = ((1, 1), (5, 1), (5, 8), (7, 14), (8, 15), (11, 1), (11, 11), (12, 25))
"""Month and day. Source: article L. 3133-1 of the Labour Code, which names the movable ones too."""
AFTER_EASTER = (1, 39, 50)
"""Easter Monday, Ascension, Whit Monday: days after Easter Sunday."""
GOOD_FRIDAY = -2
SATURDAY = 5

ABOLITION: Mapping[str, tuple[tuple[int, int], ...]] = {
    "971": ((5, 27),),  # Guadeloupe
    "972": ((5, 22),),  # Martinique
    "973": ((6, 10),),  # Guyane
    "974": ((12, 20),),  # La Réunion
    "976": ((4, 27),),  # Mayotte
    "977": ((10, 9),),  # Saint-Barthélemy
    "978": ((5, 27), (5, 28)),  # Saint-Martin: the Code says the 27th, the day is kept on the 28th since 2019
}
"""Months and days on which slavery's abolition is kept. Source: article L. 3422-2 of the Labour Code, and
decree 83-1003 of 23 November 1983 as decree 2012-553 amended it; Saint-Martin: circular of 4 May 2018.
Saint-Pierre-et-Miquelon has none, collectivities of the Pacific have codes of their own: left out."""
ALSACE_MOSELLE = frozenset(("57", "67", "68"))
"""Where 26 December and Good Friday are holidays. Source: article L. 3134-13 of the Labour Code. It keeps
Good Friday for communes with a Protestant or a shared church: here for all, since quiet hurts nobody."""


@cache
def holidays(year: int, department: str | None = None) -> frozenset[date]:
    """The public holidays of a year: the eleven of everywhere, and those of a department alone."""
    after = [*AFTER_EASTER, *((GOOD_FRIDAY,) if department in ALSACE_MOSELLE else ())]
    fixed = [
        *FIXED,
        *ABOLITION.get(department or "", ()),
        *(((12, 26),) if department in ALSACE_MOSELLE else ()),
    ]
    movable = (easter(year) + timedelta(days=days) for days in after)
    return frozenset((*(date(year, month, day) for month, day in fixed), *movable))


def is_workday(day: date, department: str | None = None) -> bool:
    """Neither a weekend nor a public holiday, in a department (its number) or anywhere."""
    return day.weekday() < SATURDAY and day not in holidays(day.year, department)


def last_workday(day: date) -> date:
    """That day, or the last day of work before it."""
    while not is_workday(day):
        day -= timedelta(days=1)
    return day
