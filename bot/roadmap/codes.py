"""Codes of the roadmap as people write them: an answer (``read_codes``) or in a sentence (``find_codes``)."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.i18n import Code, T, Text
from bot.reading.fold import fold, nfc
from bot.roadmap.model import Plan, plan

MAX_CODES = 3  # a contribution carries at most three
MAX_LENGTH = 4096

# In a sentence the point is required, and the letter must be one: a capital, or stuck to the number, so that
# "3.1 a noter" and "3.1 A noter" stay the priority 3.1.
_IN_TEXT = re.compile(
    r"(?<![\w.,/-])([1-3])\.([1-4])(?:\.([A-Za-z])|-([A-Za-z])|([A-Za-z])| ([A-Za-z]))?(?![\w%€])(?!\.\d)"
)
# An answer that is only codes may leave out everything but the figures: 11a, 1-1-A, 1 1 a.
_ONE = re.compile(r"([1-9])[\s.,\-_/]*([0-9])[\s.,\-_/]*([A-Za-z])?(?![A-Za-z0-9])")
_SEPARATORS = re.compile(r"^[\s,;:/+&.()-]*$")
_NAMES = re.compile(
    r"(?<!\w)(?:objectifs?|actions?|priorites?|codes?|points?|axes?|mesures?|objectives?|priority|priorities|axis"
    r"|et|and|ou|or|l'|le|la|les|the)(?!\w)|l'"
)
# European police cooperation numbers its own actions: "action 3.3" of EMPACT is not our priority 3.3.
_FOREIGN = re.compile(r"(?<!\w)(?:empact|europol|oap|plan d'action operationnel|operational action)(?!\w)")
_FOREIGN_REACH = 60  # characters around a code in which such a word takes it away
_NOTES = re.compile(
    r" (?:noter|savoir|voir|preciser|completer|suivre|confirmer|valider|l|la|ce|cet|cette|un|une|titre"
    r"|new|note|few|lot)\b"
)
# "1.2 million", "3.1 km": a decimal number.
_MEASURE = re.compile(
    r" ?(?:%|€|\$|million|milliard|billion|thousand|euro|k[mg€]|fois|times|points|pour cent|percent|per cent)"
)


@dataclass(frozen=True)
class Unknown:
    """A code that the plan does not hold, and what exists instead, ready to be shown."""

    typed: str
    reason: Text
    letters: str = ""
    """The letters that the priority does have; empty when the priority itself does not exist."""


@dataclass(frozen=True)
class Codes:
    """What was read: known codes in order, at most three, and those that do not exist."""

    codes: tuple[str, ...] = ()
    unknown: tuple[Unknown, ...] = ()
    left_out: tuple[str, ...] = ()
    """Known codes past the third."""


@dataclass(frozen=True)
class FoundCode:
    """A code met at ``text[start:end]`` (offsets in the NFC form): known, or unknown with the reason."""

    start: int
    end: int
    code: str | Unknown


def _checked(axis: str, number: str, letter: str | None, typed: str, book: Plan) -> str | Unknown:
    priority = f"{axis}.{number}"
    code = f"{priority}.{letter.upper()}" if letter else priority
    if book.is_code(code):
        return code
    letters = book.letters(priority)
    if letters:
        reason = T("{code} does not exist: {priority} has the actions {first} to {last}.", code=Code(code),
                   priority=Code(priority), first=letters[0], last=letters[-1])  # fmt: skip
        return Unknown(typed, reason, letters)
    existing = [one.code for one in book.priorities_of(axis)]
    if not existing:
        reason = T("{code} does not exist: there are three axes, 1, 2 and 3.", code=Code(code))
    else:
        reason = T(
            "{code} does not exist: axis {axis} has the priorities {first} to {last}.",
            code=Code(code), axis=axis, first=Code(existing[0]), last=Code(existing[-1]),
        )  # fmt: skip
    return Unknown(typed, reason)


def read_codes(text: str) -> Codes | None:
    """An answer that holds only codes: "1.1 a", "11a", "1-1-A", "3.1", "objectif 1.1.A et 2.2.E".

    None when the text says anything else: the caller then takes it as a sentence.
    """
    text = nfc(text).strip()[:MAX_LENGTH]
    folded = _NAMES.sub(lambda match: " " * len(match[0]), fold(text))
    matches = list(_ONE.finditer(folded))
    if not matches or not _SEPARATORS.match(_ONE.sub("", folded)):
        return None
    book = plan()
    return _gathered(
        [_checked(match[1], match[2], match[3], text[match.start() : match.end()], book) for match in matches]
    )


def _gathered(read: list[str | Unknown]) -> Codes:
    known = tuple(dict.fromkeys(one for one in read if isinstance(one, str)))
    unknown = tuple(one for one in read if isinstance(one, Unknown))
    return Codes(known[:MAX_CODES], unknown, known[MAX_CODES:])


def find_codes(text: str) -> tuple[FoundCode, ...]:
    """The codes that a sentence names, left to right. A point between the figures is required."""
    text = nfc(text)[:MAX_LENGTH]
    folded = fold(text)
    book = plan()
    found = []
    for match in _IN_TEXT.finditer(text):
        around = folded[max(0, match.start() - _FOREIGN_REACH) : match.end() + _FOREIGN_REACH]
        letter, end = _letter(match, folded)
        if letter is None and (_FOREIGN.search(around) or _MEASURE.match(folded, match.start() + 3)):
            continue
        found.append(
            FoundCode(
                match.start(), end, _checked(match[1], match[2], letter, text[match.start() : end], book)
            )
        )
    return tuple(found)


def _letter(match: re.Match[str], folded: str) -> tuple[str | None, int]:
    """The letter that belongs to the code, if any, and where the code ends."""
    stuck = match[3] or match[4] or match[5]
    if stuck:
        return stuck, match.end()
    apart = match[6]
    bare_end = match.start() + 3
    if apart is None:
        return None, match.end()
    # "3.1 a" at the end or before punctuation is a code; before a word "a" is more often the verb or "à".
    follows = folded[match.end() : match.end() + 1]
    if apart.islower() and follows not in ("", ",", ";", ".", ")", ":"):
        return None, bare_end
    if apart.upper() == "A" and (_NOTES.match(folded, match.end()) or follows == "'"):
        return None, bare_end
    return apart, match.end()
