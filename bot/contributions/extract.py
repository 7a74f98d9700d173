"""From one sentence to a draft: codes, figures, dates, place words, kits, each with the words that say so.

A word serves once: those of a date, a code, a kit or a postcode are blanked before figures are read, so that
"le 12 juin" is not twelve of anything and "kit K03" is not three.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from bot.contributions.figures import Figure, FigureDoubt, read_figures
from bot.contributions.periods import PeriodQuestion, period_question
from bot.contributions.whereabouts import PlaceWords, place_words
from bot.reading.dates import find_dates
from bot.reading.fold import fold, nfc
from bot.reading.model import Doubt, FoundDate, Mode, Nonsense, Number, Precision, Span
from bot.roadmap.codes import Unknown, find_codes
from bot.roadmap.suggest import Suggestion, suggest

MAX_TEXT = 4096  # a Telegram message
MAX_TITLE = 200  # what a follow-up table and a coordinator's screen can show

_KIT = re.compile(r"(?<!\w)(?:(?:kits?|kit n°) ?)?k ?(\d{2})(?!\w)|(?<!\w)(?:kits?|mallettes?)(?!\w)")
_PLANNED = re.compile(
    r"(?<!\w)(?:prevu\w*|prevoi\w*|prevoyons|aura lieu|auront lieu|a venir|prochain\w*|planifi\w*|envisag\w*"
    r"|planned|plan to|will be|will take|upcoming|next)(?!\w)"
)
_BARRIER = ";"  # stands where words were blanked: numbers and nouns do not join across it


@dataclass(frozen=True)
class KitMention:
    """A kit named in the text; ``code`` is its catalogue number (K03), None when only "the kit" was said."""

    code: str | None
    words: str


@dataclass(frozen=True)
class Draft:
    """What one sentence seems to say. Nothing here is sure: the person confirms."""

    title: str
    suggestions: tuple[Suggestion, ...] = ()
    unknown_codes: tuple[Unknown, ...] = ()
    figures: tuple[Figure, ...] = ()
    figure_doubts: tuple[FigureDoubt, ...] = ()
    unnamed: tuple[Number, ...] = ()
    """Numbers that no noun explains."""
    span: Span | None = None
    span_doubt: Doubt[Span] | None = None
    """Several readings of the date, or several dates (their whole extent first)."""
    wrong_date: Nonsense | None = None
    period: PeriodQuestion | None = None
    """What to ask when the span straddles two reporting years."""
    planned: bool = False
    """The words speak of something to come: planned, not done."""
    places: tuple[PlaceWords, ...] = ()
    kits: tuple[KitMention, ...] = ()


def extract(text: str, language: str, today: date) -> Draft:
    """Read one sentence of a member. ``today``: the day where the person is."""
    text = nfc(text)[:MAX_TEXT]
    folded = fold(text)
    planned = bool(_PLANNED.search(folded))
    blanks: list[tuple[int, int]] = []
    codes = find_codes(text)
    blanks += [(one.start, one.end) for one in codes]
    kits = list(_KIT.finditer(folded))
    blanks += [match.span() for match in kits if match[1]]
    dates = find_dates(_blanked(text, blanks), language, today, Mode.FUTURE if planned else Mode.PAST)
    blanks += [(one.start, one.end) for one in dates]
    places = place_words(_blanked(text, blanks))
    blanks += [(one.start, one.end) for one in places if one.digits]
    read = read_figures(_blanked(text, blanks), language)
    span, doubt = _when(dates)
    return Draft(
        title=_title(text),
        suggestions=suggest(text, language),
        unknown_codes=tuple(one.code for one in codes if isinstance(one.code, Unknown)),
        figures=read.figures,
        figure_doubts=read.doubts,
        unnamed=read.unnamed,
        span=span,
        span_doubt=doubt,
        wrong_date=next((one.reading for one in dates if isinstance(one.reading, Nonsense)), None),
        period=period_question(span, today) if span else None,
        planned=planned or bool(span and span.start > today),
        places=places,
        kits=tuple(_kit(text, match) for match in kits),
    )


def _blanked(text: str, places: list[tuple[int, int]]) -> str:
    for start, end in places:
        text = text[:start] + _BARRIER * (end - start) + text[end:]
    return text


def _when(dates: tuple[FoundDate, ...]) -> tuple[Span | None, Doubt[Span] | None]:
    readings = [one.reading for one in dates if not isinstance(one.reading, Nonsense)]
    if not readings:
        return None, None
    if len(readings) == 1:
        only = readings[0]
        return (None, only) if isinstance(only, Doubt) else (only, None)
    spans = [span for one in readings for span in (one.readings if isinstance(one, Doubt) else (one,))]
    if len(set(spans)) == 1:
        return spans[0], None
    words = ", ".join(dict.fromkeys(span.words for span in spans))
    whole = Span(
        min(span.start for span in spans),
        max(span.end for span in spans),
        Precision.PERIOD,
        words,
        any(span.year_guessed for span in spans),
        any(span.ongoing for span in spans),
    )
    return None, Doubt((whole, *dict.fromkeys(spans)), words)


def _kit(text: str, match: re.Match[str]) -> KitMention:
    return KitMention(f"K{match[1]}" if match[1] else None, text[match.start() : match.end()].strip())


def _title(text: str) -> str:
    """The person's own words on one line, cut at a word when too long."""
    line = " ".join(text.split())
    if len(line) <= MAX_TITLE:
        return line
    return line[: MAX_TITLE - 1].rsplit(" ", 1)[0] + "…"
