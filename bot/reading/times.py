"""Reading times of the day: ``14h30``, ``2:30 pm``, ``midi``, ``8 heures et demie``, digits of any script."""

from __future__ import annotations

import re
from datetime import time
from functools import lru_cache

from bot.reading.fold import fold, nfc
from bot.reading.numbers import MAX_LENGTH
from bot.reading.vocabulary import any_of, vocabulary


def read_times(text: str, language: str) -> tuple[time, ...]:
    """The times of the day that words mean: none, one, or several in doubt, the likeliest first.

    ``3:30`` in English is 03:30 or 15:30; in French it is 03:30. Seconds are not read.
    """
    folded = fold(nfc(text)[:MAX_LENGTH]).strip()
    words = vocabulary(language).times
    for name, hour in (("noon", 12), ("midnight", 0)):
        if match := re.search(any_of(words[name]), folded):
            return (time(hour, _part(folded[match.end() :], language)),)
    found = list(_clock(language).finditer(folded)) or _bare(folded)
    times: list[time] = []
    for match in found:
        times += _times(match, language)
    return tuple(dict.fromkeys(times))


@lru_cache(maxsize=8)
def _clock(language: str) -> re.Pattern[str]:
    words = vocabulary(language).times
    am, pm = _joined(words["am"]), _joined(words["pm"])
    half, quarter = any_of(words["half"]), any_of(words["quarter"])
    hour = _joined(words["hour"])
    return re.compile(
        rf"(?<![\d:.])(?P<h>\d{{1,2}})(?: ?(?:{hour})(?: ?(?P<m>\d{{1,2}})(?!\d)| (?P<half>{half})"
        rf"| (?P<quarter>{quarter}))?(?![\d]))(?: ?(?:{any_of(words['minute'])}))?"
        rf"(?: ?(?:(?P<am>{am})|(?P<pm>{pm})))?"
        rf"|(?<![\d:.])(?P<h2>\d{{1,2}}) ?(?:(?P<am2>{am})|(?P<pm2>{pm}))"
    )


def _joined(words: list[str]) -> str:
    """Any of these, also right behind a figure: ``2pm``, ``14h``."""
    return "|".join(
        re.escape(one) + (r"(?!\w)" if len(one) > 1 and one[-1].isalnum() else "")
        for one in sorted(words, key=len, reverse=True)
    )


def _bare(folded: str) -> list[re.Match[str]]:
    """A whole answer may be an hour alone: "9", "14.30"."""
    match = re.fullmatch(r"(?:a |at )?(?P<h>\d{1,2})(?:[.,](?P<m>\d{2}))?", folded)
    return [match] if match else []


def _times(match: re.Match[str], language: str) -> list[time]:
    got = match.groupdict()
    written = got.get("h") or got.get("h2") or ""
    hour, minute = int(written), int(got.get("m") or 0)
    minute = 30 if got.get("half") else 15 if got.get("quarter") else minute
    morning, evening = got.get("am") or got.get("am2"), got.get("pm") or got.get("pm2")
    if hour > 24 or minute > 59 or ((morning or evening) and not 1 <= hour <= 12):
        return []
    if morning or evening:
        return [time(hour % 12 + (12 if evening else 0), minute)]
    if hour == 24:
        return [time(0, minute)]
    twelve = vocabulary(language).times["twelve"]
    if twelve and 1 <= hour <= 12 and not written.startswith("0"):
        return [time(hour % 12, minute), time(hour % 12 + 12, minute)]
    return [time(hour, minute)]


def _part(after: str, language: str) -> int:
    """What is said past noon: "midi et demi", "midi 15"."""
    words = vocabulary(language).times
    if re.match(rf" (?:{any_of(words['half'])})", after):
        return 30
    if re.match(rf" (?:{any_of(words['quarter'])})", after):
        return 15
    digits = re.match(r" (\d{1,2})(?!\d)", after)
    return int(digits[1]) if digits and int(digits[1]) < 60 else 0
