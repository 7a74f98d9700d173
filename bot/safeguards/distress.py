"""Words of distress: is someone in danger now, or is this ordinary talk of the field?

Associations write "victimes", "séquestration", "traite" all day long: subject words alone never interrupt.
What interrupts is a person speaking of themselves in the present, a call for help, or someone held or hurt
now, a minor above all. In doubt the card is shown: that costs a line; a call left unheard may cost a life.
The text is judged and forgotten: nothing here stores or logs it.
"""

from __future__ import annotations

import re
from enum import IntEnum

from rapidfuzz import process
from rapidfuzz.distance import OSA

from bot.i18n import LANGUAGES as INTERFACE
from bot.safeguards.phrases import Phrasebook, met_lists, phrasebooks
from bot.safeguards.wording import plain, scripts

ALONE_MAX = 8
"""A text of more words than this is never a lone call such as "aide svp"."""

REPAIR_MIN, REPAIR_FAR = 5, 9
"""A word of five letters may hold one typing error, of nine letters two, and still be understood."""

REPAIR_WORDS_MAX = 80
"""Typing errors are not looked for in longer texts: a report, not a call."""

_QUOTED = re.compile(r"[«“\"][^«»“”\"]{1,200}[»”\"]")


class Level(IntEnum):
    """How near to danger a text is."""

    NONE = 0
    SUBJECT = 1
    """Words of the subject: no interruption, the link to the card stays at the foot of the message."""
    NOW = 2
    """Someone seems in danger: interrupt, show the card, store nothing of the text."""


def calls_for_help(text: str) -> bool:
    """Whether a text, in any of the languages, must bring the emergency card at once."""
    return distress(text) is Level.NOW


def distress(text: str) -> Level:
    """The level of a text. Any language, any spelling; no state, no trace, well under a millisecond."""
    return _heard(text)[0]


def language_heard(text: str) -> str | None:
    """The interface language in which a text calls for help, for the card to answer in; None for another."""
    language = _heard(text)[1]
    return language if language in INTERFACE else None


def _heard(text: str) -> tuple[Level, str | None]:
    spelled = plain(text)
    found = scripts(spelled)
    level = Level.NONE
    for book in phrasebooks():
        if book.script not in found:
            continue
        heard = _repaired(book, spelled)
        if _alone(book, heard) or _alone(book, spelled) or _speaks(book, heard, text):
            return Level.NOW, book.language
        if level is Level.NONE and book.subject.search(heard):
            level = Level.SUBJECT
    return level, None


def _repaired(book: Phrasebook, spelled: str) -> str:
    """The text with a language's short forms written out and the key words' typing errors mended."""
    words = spelled.split()
    mend = len(words) <= REPAIR_WORDS_MAX and bool(book.repair)
    heard = []
    for word in words:
        if word in book.sms:
            heard.append(book.sms[word])
        elif mend and len(word) >= REPAIR_MIN and word not in book.known:
            heard.append(_mended(book, word))
        else:
            heard.append(word)
    return f" {' '.join(heard)} "


def _mended(book: Phrasebook, word: str) -> str:
    slips = 2 if len(word) >= REPAIR_FAR else 1
    near = process.extractOne(word, book.repair, scorer=OSA.distance, score_cutoff=slips)
    return near[0] if near and near[0][0] == word[0] else word


def _alone(book: Phrasebook, heard: str) -> bool:
    """A call and nothing else but politeness: ``aide``, ``au secours svp !!!``."""
    text = heard.replace(" .", "").strip()
    if text in book.alone:
        return True
    words = text.split()
    if not words or len(words) > ALONE_MAX:
        return False
    called, at = False, 0
    while at < len(words):
        size = _longest(book, words, at)
        if not size:
            return False
        called = called or " ".join(words[at : at + size]) in book.alone
        at += size
    return called


def _longest(book: Phrasebook, words: list[str], at: int) -> int:
    """How many words from there are a call or politeness; calls first, the longest first."""
    for lists in (book.alone, book.filler):
        for size in range(min(4, len(words) - at), 0, -1):
            if " ".join(words[at : at + size]) in lists:
                return size
    return 0


def _speaks(book: Phrasebook, heard: str, text: str) -> bool:
    """Whether one of the language's rules is met."""
    met = met_lists(book, heard.split())
    rules = [rule for rule in book.rules if rule.needs <= met]
    if not any(_holds(rule.pattern, rule.unless, heard) for rule in rules):
        return False
    unquoted = _QUOTED.sub(" ", text)
    if unquoted == text or not any(
        rule.unless and rule.unless.search(plain(unquoted)) for rule in book.rules
    ):
        return True
    # "Affiche « j'ai peur »": what a poster or a training quotes is not said by the person who writes.
    again = _repaired(book, plain(unquoted))
    return any(_holds(rule.pattern, rule.unless, again) for rule in rules)


def _holds(pattern: re.Pattern[str], unless: re.Pattern[str] | None, heard: str) -> bool:
    return pattern.search(heard) is not None and not (unless and unless.search(heard))
