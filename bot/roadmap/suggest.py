"""Action codes suggested from one sentence, with the words of the sentence that suggest them.

The rule: each cue of the lexicon found in the text gives its weight to its code; longer cues go first and a
word counts once per code; between equals, the action reported most in the last report goes first. Codes named
in the text and the three official days come before any cue.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import product

from bot.reading.dates import find_dates
from bot.reading.fold import nfc
from bot.reading.model import Precision, Span
from bot.roadmap.codes import MAX_LENGTH, find_codes
from bot.roadmap.lexicon import Cue, Lexicon, Token, lexicon, tokens
from bot.roadmap.model import plan

MAX_WORDS = 300  # a title or a few sentences; beyond, words say less and less
MAX_REASONS = 5  # what a chat can show beside a suggestion
MAX_SUGGESTIONS = 6  # a chat shows three; the rest is for "other"
NAMED = 20.0  # a code written in the text
DAY = 6.0  # an official day named by its date: more telling than any one cue
OFFICIAL_DAYS = {(6, 12), (7, 30), (10, 18)}  # action 2.2.E of the plan
DAY_ACTION = "2.2.E"
_ANY_DAY = date(2001, 1, 1)  # only month and day matter here, so any "today" does


@dataclass(frozen=True)
class Suggestion:
    """A code, how strongly it is meant (only comparable within one answer), and the words that say so."""

    code: str
    score: float
    because: tuple[str, ...]


@dataclass(frozen=True)
class _Hit:
    cue: Cue
    places: frozenset[int]


def suggest(text: str, language: str) -> tuple[Suggestion, ...]:
    """The codes that a sentence points to, best first; empty when no word points anywhere.

    ``language`` tells how dates are written; words of French and English are understood in any case.
    """
    text = nfc(text)[:MAX_LENGTH]
    scores = _from_words(text, lexicon())
    for found in find_codes(text):
        if isinstance(found.code, str):
            _add(scores, found.code, NAMED, [text[found.start : found.end]])
    for words in _official_days(text, language):
        _add(scores, DAY_ACTION, DAY, [words])
    return _ranked(scores)


Scores = dict[str, tuple[float, list[str]]]


def _add(scores: Scores, code: str, weight: float, words: Iterable[str]) -> None:
    before, because = scores.get(code, (0.0, []))
    scores[code] = (before + weight, [*because, *(word for word in words if word not in because)])


def _from_words(text: str, book: Lexicon) -> Scores:
    found = tokens(text)[:MAX_WORDS]
    present = book.present(found)
    by_code: dict[str, list[_Hit]] = {}
    for part in present:
        for cue in book.cues.get(part, ()):
            for places in _places(cue, present):
                by_code.setdefault(cue.code, []).append(_Hit(cue, places))
    scores: Scores = {}
    for code, hits in by_code.items():
        weight, used = _weigh(hits, found)
        if weight > 0:
            _add(scores, code, weight, _words(text, found, used))
    return scores


def _places(cue: Cue, present: Mapping[str, list[range]]) -> list[frozenset[int]]:
    """The places of a cue: each one of a single part; the first where several parts stand on words apart."""
    if len(cue.parts) == 1:
        return [frozenset(place) for place in present[cue.parts[0]]]
    options = [present.get(part, []) for part in cue.parts]
    for chosen in product(*options):
        places = frozenset().union(*chosen)
        if len(places) == sum(map(len, chosen)):
            return [places]
    return []


def _weigh(hits: Sequence[_Hit], found: Sequence[Token]) -> tuple[float, set[int]]:
    """The weight of a code's cues, each word counted once; and the words that counted for it."""
    total, taken, used = 0.0, set[str](), set[int]()
    for hit in sorted(hits, key=lambda one: (-len(one.places), -one.cue.weight)):
        if hit.cue.weight < 0:
            total += hit.cue.weight
            continue
        words = {found[place].word for place in hit.places}
        new = words - taken
        if not new:
            continue
        # A cue that shares words with one already counted brings only its share of new words.
        total += hit.cue.weight * len(new) / len(words)
        taken |= words
        if hit.cue.weight:
            used |= hit.places
    return total, used


def _words(text: str, found: Sequence[Token], used: set[int]) -> list[str]:
    """The words as typed, those in a row joined."""
    out: list[str] = []
    last: int | None = None
    for place in sorted(used):
        token = found[place]
        if last is not None and place == last + 1 and out:
            begin = found[place - 1]
            out[-1] += text[begin.end : token.end]
        else:
            out.append(text[token.start : token.end])
        last = place
    return list(dict.fromkeys(out))[:MAX_REASONS]


def _official_days(text: str, language: str) -> Iterable[str]:
    for found in find_dates(text, language, _ANY_DAY):
        span = found.reading
        if not isinstance(span, Span) or span.precision is not Precision.DAY or span.start != span.end:
            continue
        if (span.start.month, span.start.day) in OFFICIAL_DAYS:
            yield span.words


PRIORITY_SHARE = 0.25  # of its action's score: a priority alone says less
ENOUGH = 3


def _priorities(scores: Scores, ordered: Sequence[str]) -> list[tuple[str, float, list[str]]]:
    """When words point to fewer than three codes, the priorities of these follow, for the same words."""
    missing = ENOUGH - len(ordered)
    wider = {
        code[:3]: code for code in reversed(ordered) if scores[code][0] < NAMED and code[:3] not in scores
    }
    least = min((scores[code][0] for code in ordered), default=0.0)  # they never pass what the words say
    rows = [
        (priority, min(least, scores[code][0] * PRIORITY_SHARE), scores[code][1])
        for priority, code in wider.items()
    ]
    return sorted(rows, key=lambda row: -row[1])[: max(0, missing)]


def _ranked(scores: Scores) -> tuple[Suggestion, ...]:
    book = plan()

    def strength(item: tuple[str, tuple[float, list[str]]]) -> tuple[float, float, str]:
        code, (score, _) = item
        action = book.actions.get(code)
        return -score, -(action.reported_2023 if action else 0), code

    ordered = [code for code, _ in sorted(scores.items(), key=strength)][:MAX_SUGGESTIONS]
    rows = [(code, *scores[code]) for code in ordered] + _priorities(scores, ordered)
    return tuple(Suggestion(code, round(score, 2), tuple(because)) for code, score, because in rows)
