"""One quantity at one place of a sentence: its value or values, its unit, where it ends."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from bot.reading.digits import numeral_at
from bot.reading.model import Unit
from bot.reading.vocabulary import any_of, vocabulary
from bot.reading.words import number_at


@dataclass(frozen=True)
class Quantity:
    """Values (one unless the separators leave a doubt), unit, and whether it was counted roughly."""

    start: int
    end: int
    values: tuple[Decimal, ...]
    unit: Unit = Unit.NONE
    rough: bool = False
    article: bool = False


@dataclass(frozen=True)
class Patterns:
    """What may follow a number in one language."""

    rough: re.Pattern[str]
    lone_rough: re.Pattern[str]
    scale: re.Pattern[str]
    percent: re.Pattern[str]
    euro: re.Pattern[str]
    hour: re.Pattern[str]
    minute: re.Pattern[str]
    half: re.Pattern[str]


_SCALES = {"k": 1000, "m": 10**6, "md": 10**9, "mds": 10**9, "bn": 10**9, "mn": 10**6}
_WORD_SCALES = {
    "mille": 1000, "thousand": 1000, "million": 10**6, "millions": 10**6,
    "milliard": 10**9, "milliards": 10**9, "billion": 10**9,
}  # fmt: skip


@lru_cache(maxsize=8)
def patterns(language: str) -> Patterns:
    """The patterns of a language, compiled once."""
    words = vocabulary(language).numbers
    of = any_of(words["of"])
    return Patterns(
        rough=re.compile(f"[ -]({any_of(words['rough'])})"),
        lone_rough=re.compile(f"(?:(?:{any_of(words['rough_articles'])}) )?({any_of(words['rough'])})"),
        scale=re.compile(
            rf" ?({any_of(_WORD_SCALES)})|( ?)(k|mds?|bn|m)(?= ?€| ?eur| ?(?:{of})? ?euro|(?!\w))"
        ),
        percent=re.compile(rf" ?%| ({any_of(words['percent'])})"),
        euro=re.compile(rf" ?€| (?:(?:{of}) ?)?(?:{any_of(words['euro'])})|eur(?!\w)"),
        hour=re.compile(rf" ?(?:{any_of(words['hour'])})|h(?!\w)| ?h ?(\d\d)(?!\w)"),
        minute=re.compile(rf" ?(?:{any_of(words['minute'])})|(?:mn|min)(?!\w)"),
        half=re.compile(f" ({any_of(words['half'])})"),
    )


def quantity_at(text: str, folded: str, position: int, language: str) -> Quantity | None:
    """The quantity that starts here, with its multiplier and unit, or None.

    ``text`` is needed beside its folded form because ``1,2M`` is millions and ``1,2m`` is metres.
    """
    found = _core(folded, position, language)
    if found is None:
        return None
    rules = patterns(language)
    found = _with_scale(text, folded, found, rules)
    found = _with_unit(folded, found, rules)
    if found.end < len(folded) and folded[found.end].isalnum() and folded[found.end - 1].isalnum():
        return None  # "3e", "2nd", "4x4": not a quantity
    return replace(found, values=tuple(map(_plain, found.values)))


def _plain(value: Decimal) -> Decimal:
    """Without the zeros that multiplying leaves: 1200000 rather than 1200000.0."""
    return value.to_integral_value() if value == value.to_integral_value() else value.normalize()


def _core(folded: str, position: int, language: str) -> Quantity | None:
    rules = patterns(language)
    rough = rules.lone_rough.match(folded, position)
    if rough and (rough[0] != rough[1] or not rough[1].endswith("s")):  # "dizaines" alone holds no number
        value = vocabulary(language).numbers["rough"][rough[1]]
        return Quantity(position, rough.end(), (Decimal(value),), rough=True)
    numeral = numeral_at(folded, position, vocabulary(language).numbers["decimal"])
    if numeral is not None:
        found = Quantity(position, numeral.end, numeral.values)
    elif worded := number_at(folded, position, language):
        found = Quantity(position, worded.end, (Decimal(worded.value),), article=worded.article)
    else:
        return None
    if rough := rules.rough.match(folded, found.end):
        each = vocabulary(language).numbers["rough"][rough[1]]
        values = tuple(value * each for value in found.values)
        found = replace(found, end=rough.end(), values=values, rough=True, article=False)
    return found


def _with_scale(text: str, folded: str, found: Quantity, rules: Patterns) -> Quantity:
    match = rules.scale.match(folded, found.end)
    if match is None or found.article:
        return found
    if match[1]:
        times = _WORD_SCALES[match[1]]
    else:
        short = text[match.start(3) : match.end(3)]
        money = rules.euro.match(folded, match.end())
        if short == "m" and not money:
            return found
        if match[2] and short.lower() == "m" and not money:
            return found
        times = _SCALES[short.lower()]
    # "1.200 millions" is 1.2 thousand million: still in doubt, both readings are kept.
    values = tuple(value * times for value in found.values)
    return replace(found, end=match.end(), values=values)


def _with_unit(folded: str, found: Quantity, rules: Patterns) -> Quantity:
    if match := rules.percent.match(folded, found.end):
        return replace(found, end=match.end(), unit=Unit.PERCENT, article=False)
    if match := rules.euro.match(folded, found.end):
        return replace(found, end=match.end(), unit=Unit.EURO, article=False)
    if match := rules.hour.match(folded, found.end):
        return _hours(folded, found, match, rules)
    if match := rules.minute.match(folded, found.end):
        values = tuple(round(value / 60, 2) for value in found.values)
        return replace(found, end=match.end(), values=values, unit=Unit.HOUR, article=False)
    return found


def _hours(folded: str, found: Quantity, match: re.Match[str], rules: Patterns) -> Quantity:
    minutes, end = match[1], match.end()
    if minutes is None and (more := re.match(r" ?(\d\d)(?: ?min|mn)?(?!\w)", folded[end:])):
        joined = folded[end - 1] == "h"
        minutes, end = (more[1], end + more.end()) if joined else (None, end)
    extra = Decimal(minutes) / 60 if minutes else Decimal(0)
    if half := rules.half.match(folded, end):
        extra, end = Decimal("0.5"), half.end()
    values = tuple(value + round(extra, 2) for value in found.values)
    return replace(found, end=end, values=values, unit=Unit.HOUR, article=False)
