"""Reading dates: one answer (``read_date``) or every date of a sentence (``find_dates``)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import islice

from bot.i18n import T
from bot.reading.date_patterns import relative, shapes
from bot.reading.date_shapes import SHAPES, DateReading, Frame, relative_span
from bot.reading.fold import fold, nfc
from bot.reading.model import Doubt, FoundDate, Mode, Nonsense, Precision, Span
from bot.reading.numbers import MAX_LENGTH
from bot.reading.vocabulary import any_of, vocabulary

MAX_DATES = 30  # no report tells more days in one message
SINCE_REACH = 24  # characters before a date in which "since" is looked for


def find_dates(text: str, language: str, today: date, mode: Mode = Mode.PAST) -> tuple[FoundDate, ...]:
    """Every date of a sentence, left to right.

    ``today``: the day where the person is. ``mode``: which way an unsaid year lies.
    """
    text = nfc(text)[:MAX_LENGTH]
    frame = Frame(vocabulary(language), today, mode)
    folded = fold(text)
    found = [_worded(text, folded, one, frame) for one in islice(_scan(folded, frame), MAX_DATES)]
    return tuple(sorted(found, key=lambda one: one.start))


def _scan(folded: str, frame: Frame) -> Iterator[FoundDate]:
    """Shapes in order; what one has taken, the next do not see."""
    for kind, pattern in ((shape.kind, shape.pattern) for shape in relative(frame.words.code)):
        for match in pattern.finditer(folded):
            span = relative_span(kind, match, frame)
            if span is not None:
                yield FoundDate(match.start(), match.end(), span)
                folded = _without(folded, match)
    for shape in shapes(frame.words.code):
        for match in shape.pattern.finditer(folded):
            yield FoundDate(match.start(), match.end(), SHAPES[shape.kind](match, frame))
            folded = _without(folded, match)


def _without(folded: str, match: re.Match[str]) -> str:
    return folded[: match.start()] + "\x00" * len(match[0]) + folded[match.end() :]


@lru_cache(maxsize=8)
def _since(language: str) -> re.Pattern[str]:
    words = any_of(vocabulary(language).dates["since"])
    return re.compile(rf"(?:{words})(?: (?:le|the|l'annee|debut|fin|mi-?))? ?$")


def _worded(text: str, folded: str, found: FoundDate, frame: Frame) -> FoundDate:
    """With the words as typed, without the spaces around; "since" makes it run until today."""
    start, end = found.start, found.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    lead = _since(frame.words.code).search(folded, max(0, start - SINCE_REACH), start)
    inside = any(folded.startswith(f"{word} ", start) for word in frame.words.dates["since"])
    if lead:
        start = lead.start()
    words = text[start:end]
    reading: DateReading = _with_words(found.reading, words)
    if (lead or inside) and isinstance(reading, Span) and reading.start <= frame.today:
        reading = replace(reading, end=frame.today, precision=Precision.PERIOD, ongoing=True)
    return FoundDate(start, end, reading)


def _with_words(reading: DateReading, words: str) -> DateReading:
    if isinstance(reading, Doubt):
        return Doubt(tuple(replace(span, words=words) for span in reading.readings), words)
    return replace(reading, words=words)


def read_date(text: str, language: str, today: date, mode: Mode = Mode.PAST) -> DateReading:
    """One answer to "when?". Several dates in it, or 03/04 in English, give a Doubt; none gives Nonsense."""
    text = nfc(text).strip()[:MAX_LENGTH]
    found = find_dates(text, language, today, mode) or _lone(text, language, today, mode)
    if not found:
        return Nonsense(
            text, T("I read no date there. Something like 12 June, or June 2026, is what I need.")
        )
    if len(found) == 1:
        return found[0].reading
    spans = [span for one in found for span in _spans(one.reading)]
    return Doubt(tuple(spans), text) if spans else found[0].reading


def _lone(text: str, language: str, today: date, mode: Mode) -> tuple[FoundDate, ...]:
    """A whole answer may be shorter than a phrase of a sentence: "juin", "12/6", "lundi"."""
    words = vocabulary(language).dates
    folded = fold(text).rstrip(".")
    if folded in words["months"]:
        inside = words["in"][0]
        return _relead(f"{inside} {folded}", text, language, today, mode)
    if re.fullmatch(r"\d{1,2}/\d{1,2}", folded):
        return _relead(f"{words['day_lead'][0]} {folded}", text, language, today, mode)
    if folded in words["weekdays"]:
        way = words["last" if mode is Mode.PAST else "next"][0]
        phrase = f"{folded} {way}" if language != "en" else f"{way} {folded}"
        return _relead(phrase, text, language, today, mode)
    return ()


def _relead(phrase: str, text: str, language: str, today: date, mode: Mode) -> tuple[FoundDate, ...]:
    found = find_dates(phrase, language, today, mode)
    return tuple(FoundDate(0, len(text), _with_words(one.reading, text)) for one in found)


def _spans(reading: DateReading) -> tuple[Span, ...]:
    if isinstance(reading, Doubt):
        return reading.readings
    return (reading,) if isinstance(reading, Span) else ()
