"""Reading numbers: one answer (``read_number``) or every number of a sentence (``find_numbers``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import lru_cache
from itertools import islice

from bot.i18n import T
from bot.reading.fold import fold, nfc
from bot.reading.model import Bound, Doubt, FoundNumber, Nonsense, Number, Unit
from bot.reading.quantity import Quantity, quantity_at
from bot.reading.vocabulary import any_of, vocabulary
from bot.reading.words import grammar

MAX_LENGTH = 4096  # a Telegram message; anything longer is cut before reading

# Not quantities, whatever they look like: links, mail addresses, phone numbers, references
# ("n° 3", "article 40"), and the target itself (8.7).
_OTHER = re.compile(
    r"https?://\S+|www\.\S+|\S+@\S+|(?<!\w)(?:\+\d{2,3} ?\d|0\d)(?:[ .]?\d{2}){4}(?!\d)"
    r"|(?<!\w)(?:n°|nos?\.?|numero|num\.?|#|art\.?|article|ligne|page|p\.) ?\d+(?!\w)"
    r"|(?<![\d.,])8[.,]7(?![\d%]| ?%)|[^\W\d]\w*-\d+(?!\w)"
)
_CLOCK_LEAD = re.compile(r"(?<!\w)(?:a|vers|des|at|from|jusqu'a|until|@) ?$")
_MINUS = re.compile(r"(?:^|[ (])-$")
MAX_NUMBERS = 60  # no report tells more figures in one message
LEAD_REACH = 24  # characters before a number in which its bound or its lead is looked for


@lru_cache(maxsize=8)
def _starts(language: str) -> re.Pattern[str]:
    words = vocabulary(language).numbers
    names = any_of([*grammar(language).first_words, *words["rough"], *words["rough_articles"]])
    return re.compile(rf"\d|{names}")


@lru_cache(maxsize=8)
def _before(language: str) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    bounds = vocabulary(language).bounds
    kinds = ((Bound.AT_LEAST, "at_least"), (Bound.AT_MOST, "at_most"), (Bound.ABOUT, "about"))
    return tuple((kind, re.compile(f"(?:{any_of(bounds[key])}) ?€? ?$")) for kind, key in kinds)


@lru_cache(maxsize=8)
def _after(language: str) -> tuple[tuple[Bound, re.Pattern[str]], ...]:
    bounds = vocabulary(language).bounds
    kinds = (
        (Bound.AT_LEAST, "at_least_after"),
        (Bound.AT_MOST, "at_most_after"),
        (Bound.ABOUT, "about_after"),
    )
    return tuple(
        (kind, re.compile(rf" ?\(?(?:{any_of(bounds[key])})(?! ?\d| (?:de|of|une?|a) )"))
        for kind, key in kinds
    )


@lru_cache(maxsize=8)
def _joins(language: str) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    bounds = vocabulary(language).bounds
    openings = any_of([first for first, _ in bounds["between"]])
    seconds = any_of([second for _, second in bounds["between"]])
    return (
        re.compile(f"(?:{openings}) $"),
        re.compile(f" ?(?:{seconds}) ?"),
        re.compile(rf" ?(?:{any_of(bounds['to'])}) ?| (?P<either>{any_of(bounds['or'])}) "),
    )


@lru_cache(maxsize=8)
def _vague(language: str) -> re.Pattern[str]:
    return re.compile(any_of(vocabulary(language).numbers["vague"]))


def find_numbers(text: str, language: str, articles: bool = False) -> tuple[FoundNumber, ...]:
    """Every quantity of a sentence, left to right, with its bound and unit.

    ``articles``: also read "un", "une", "a" alone as 1. Words without a number ("plusieurs") are not
    found here.
    """
    text = nfc(text)[:MAX_LENGTH]
    return tuple(islice(_scan(text, _masked(fold(text)), language, articles), MAX_NUMBERS))


def _masked(folded: str) -> str:
    return _OTHER.sub(lambda match: "\x00" * len(match[0]), folded)


def _scan(text: str, folded: str, language: str, articles: bool) -> Iterator[FoundNumber]:
    position = 0
    while match := _starts(language).search(folded, position):
        if match[0] == " ":
            position = match.end()
            continue
        found = quantity_at(text, folded, match.start(), language)
        if found is None or (found.article and not articles):
            position = _past_word(folded, match.start())
            continue
        number = _complete(text, folded, found, position, language)
        position = max(number.end, found.end)
        if not _is_clock_time(folded, found):
            yield number


def _past_word(folded: str, start: int) -> int:
    end = start + 1
    while end < len(folded) and (
        folded[end].isalnum() or (folded[end] in ".,'" and folded[end - 1].isdigit())
    ):
        end += 1
    return end


def _is_clock_time(folded: str, found: Quantity) -> bool:
    """ "à 14h" says when, not how long."""
    return found.unit is Unit.HOUR and bool(
        _CLOCK_LEAD.search(folded, max(0, found.start - LEAD_REACH), found.start)
    )


def _complete(text: str, folded: str, found: Quantity, floor: int, language: str) -> FoundNumber:
    """The quantity with the words around it that say its bound or make it a range."""
    if second := _second(text, folded, found, floor, language):
        opened = _joins(language)[0].search(folded, max(floor, found.start - LEAD_REACH), found.start)
        start = opened.start() if opened else found.start
        return _range(text, replace(found, start=start), second, _joined_by_or(folded, found, language))
    bound, start = Bound.ABOUT if found.rough else Bound.EXACT, found.start
    for kind, pattern in _before(language):
        if match := pattern.search(folded, max(floor, found.start - LEAD_REACH), found.start):
            bound, start = kind, match.start()
            break
    else:
        if start > floor and folded[start - 1] == "€":
            start -= 1
    end = found.end
    for kind, pattern in _after(language):
        if bound in (Bound.EXACT, Bound.ABOUT) and (match := pattern.match(folded, found.end)):
            bound, end = kind, match.end()
            break
    else:
        bound = _bound_past_noun(folded, found, bound, language)
    unit = Unit.EURO if folded[max(floor, found.start - 2) : found.start].strip() == "€" else found.unit
    words = text[start:end].strip()
    readings = tuple(Number(value, bound, unit, words) for value in found.values)
    return FoundNumber(start, end, readings[0] if len(readings) == 1 else Doubt(readings, words))


def _bound_past_noun(folded: str, found: Quantity, bound: Bound, language: str) -> Bound:
    """ "75 élèves environ": the bound may come after the thing counted."""
    noun = re.compile(r" [^\W\d]+").match(folded, found.end)
    if noun is None or bound is not Bound.EXACT:
        return bound
    for kind, pattern in _after(language):
        if pattern.match(folded, noun.end()):
            return kind
    return bound


def _second(text: str, folded: str, found: Quantity, floor: int, language: str) -> Quantity | None:
    """The other end of "entre 20 et 30", "20 à 30", "2 ou 3"."""
    opening, closing, to = _joins(language)
    opened = opening.search(folded, max(floor, found.start - LEAD_REACH), found.start)
    match = (closing.match(folded, found.end) if opened else None) or to.match(folded, found.end)
    if match is None:
        return None
    second = quantity_at(text, folded, match.end(), language)
    if second is None or second.rough or (second.article and not opened):
        return None
    return second if second.values[0] > found.values[0] or second.unit is not Unit.NONE else None


def _joined_by_or(folded: str, found: Quantity, language: str) -> bool:
    match = _joins(language)[2].match(folded, found.end)
    return bool(match and match["either"])


def _range(text: str, first: Quantity, second: Quantity, either: bool) -> FoundNumber:
    words = text[first.start : second.end]
    low, high = _same_scale(first, second)
    bounds = (Bound.EXACT, Bound.EXACT) if either else (Bound.AT_LEAST, Bound.AT_MOST)
    readings = (Number(low, bounds[0], second.unit, words), Number(high, bounds[1], second.unit, words))
    return FoundNumber(first.start, second.end, Doubt(readings, words))


def _same_scale(first: Quantity, second: Quantity) -> tuple[Decimal, Decimal]:
    """ "de 40 à 44,5 millions": the first number takes the multiplier said once."""
    low, high = first.values[0], second.values[0]
    for scale in (10**9, 10**6, 1000):
        if high >= scale and low < 1000 and first.unit is Unit.NONE and second.unit is Unit.EURO:
            return low * scale, high
    return low, high


def read_number(text: str, language: str) -> Number | Doubt[Number] | Nonsense:
    """One answer to "how many?". The noun may be said too ("environ 75 élèves").

    Words without a number give a Number whose value is None; two numbers or a doubtful one give a Doubt.
    """
    text = nfc(text).strip()[:MAX_LENGTH]
    folded = fold(text)
    if re.fullmatch(r"8[.,]7", folded):
        return Number(Decimal("8.7"), words=text)
    found = find_numbers(text, language) or find_numbers(text, language, articles=True)
    vague = _vague(language).search(folded)
    if vague and (not found or not any(char.isdigit() for char in folded)):
        inside = [one for one in found if not vague.start() <= one.start < vague.end()]
        if not inside:
            return Number(None, Bound.ABOUT, words=text)
    if not found:
        return Nonsense(text, T("I read no number there. A figure such as 75, or about 75, is what I need."))
    if any(_MINUS.search(folded, max(0, one.start - 2), one.start) for one in found):
        return Nonsense(text, T("A count cannot be below zero."))
    if len(found) == 1:
        return found[0].reading
    readings = [reading for one in found for reading in _readings(one)]
    return Doubt(tuple(replace(reading, words=reading.words or text) for reading in readings), text)


def _readings(found: FoundNumber) -> tuple[Number, ...]:
    return found.reading.readings if isinstance(found.reading, Doubt) else (found.reading,)
