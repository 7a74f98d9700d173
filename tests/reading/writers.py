"""Writes numbers in words and dates as people do: the tests' own, so that two hands are compared."""

from __future__ import annotations

from datetime import date

FR = [
    "zéro",
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
FR_TENS = [
    "_",
    "_",
    "vingt",
    "trente",
    "quarante",
    "cinquante",
    "soixante",
    "soixante",
    "quatre-vingt",
    "quatre-vingt",
]
EN = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
EN_TENS = ["_", "_", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
FR_MONTHS = [
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
]
EN_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def french(number: int) -> str:
    """A number under a thousand million, in the French of France."""
    for scale, one, many in ((10**6, "un million", "millions"), (1000, "mille", "mille")):
        if number >= scale:
            count, rest = divmod(number, scale)
            said = french(count)
            if scale == 1000 and said.endswith(("cents", "vingts")):
                said = said[:-1]
            head = one if count == 1 else f"{said} {many}"
            return f"{head} {french(rest)}" if rest else head
    if number >= 100:
        count, rest = divmod(number, 100)
        head = "cent" if count == 1 else f"{FR[count]} cent"
        return f"{head} {french(rest)}" if rest else head + ("s" if count > 1 else "")
    if number < 20:
        return FR[number]
    ten = number // 10
    unit = number - (ten - (ten in (7, 9))) * 10
    if unit == 0:
        return FR_TENS[ten] + ("s" if ten == 8 else "")
    joined = " et " if unit in (1, 11) and ten < 8 else "-"
    return f"{FR_TENS[ten]}{joined}{FR[unit]}"


def english(number: int) -> str:
    """A number under a thousand million, in British English."""
    for scale, name in ((10**6, "million"), (1000, "thousand")):
        if number >= scale:
            count, rest = divmod(number, scale)
            joined = " and " if 0 < rest < 100 else " "
            return f"{english(count)} {name}" + (f"{joined}{english(rest)}" if rest else "")
    if number >= 100:
        count, rest = divmod(number, 100)
        return f"{EN[count]} hundred" + (f" and {english(rest)}" if rest else "")
    if number < 20:
        return EN[number]
    ten, unit = divmod(number, 10)
    return EN_TENS[ten] + (f"-{EN[unit]}" if unit else "")


def french_day(day: date) -> str:
    """1er mars 2024, 12 juin 2026."""
    number = "1er" if day.day == 1 else str(day.day)
    return f"{number} {FR_MONTHS[day.month - 1]} {day.year}"


def english_day(day: date) -> str:
    """June 12, 2026."""
    return f"{EN_MONTHS[day.month - 1]} {day.day}, {day.year}"
