"""Personal data in free text: found before anything is stored, so that it is not.

The identity of a victim, a child or a suspect is never kept (domain/safeguards.md, sections 0 and 2). Names
of organisations, places, schools, codes and figures pass. What is found is shown to the person who typed it,
with an offer to write a total instead; it is neither stored nor logged.
"""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files

from bot.folding import fold
from bot.i18n import T, Text
from bot.people.directory import directory
from bot.safeguards import patterns
from bot.safeguards.helplines import helplines

MASK = "[…]"
"""What stands for personal data in previews and queues."""


class Kind(StrEnum):
    """What sort of personal data was seen."""

    NAME = "name"
    BIRTH = "birth"
    PHONE = "phone"
    MAIL = "mail"
    ADDRESS = "address"
    DOCUMENT = "document"
    AGE = "age"
    PUPIL = "pupil"


SEEN = {
    Kind.NAME: T("This looks like a person's name."),
    Kind.BIRTH: T("This looks like a person's birth date."),
    Kind.PHONE: T("This looks like a telephone number."),
    Kind.MAIL: T("This looks like a person's e-mail address."),
    Kind.ADDRESS: T("This looks like a street address."),
    Kind.DOCUMENT: T("This looks like the number of an identity paper or an account."),
    Kind.AGE: T("This looks like one person with their age."),
    Kind.PUPIL: T("This looks like the name of a pupil, a child or a victim."),
}


@dataclass(frozen=True)
class Finding:
    """Personal data seen in a text, and where: characters ``start`` to ``end`` of it."""

    kind: Kind
    start: int
    end: int

    def explain(self) -> Text:
        """What was seen, and the way out: a total instead."""
        return T(
            "{seen} Nobody must be recognisable here, and I kept nothing of it. "
            "Write it again without it, or as a total: “12 people helped”, “3 classes”.",
            seen=SEEN[self.kind],
        )


def find_personal(text: str) -> tuple[Finding, ...]:
    """What personal data a text seems to hold, in its order; empty when it may be stored."""
    typed = _ascii_digits(text)
    found = sorted(_all(typed), key=lambda one: (one.start, -one.end))
    kept: list[Finding] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return tuple(kept)


def mask(text: str) -> str:
    """The text with personal data blotted out, for previews and queues."""
    out, at = [], 0
    for one in find_personal(text):
        out += [text[at : one.start], MASK]
        at = one.end
    return "".join([*out, text[at:]])


def _ascii_digits(text: str) -> str:
    """Digits of any alphabet as 0 to 9, no-break spaces as spaces: the same length, so places still fit."""
    if text.isascii():
        return text
    return "".join(map(_plain_char, text))


def _plain_char(char: str) -> str:
    if char in "\u00a0\u202f\u2009":
        return " "
    if char in "\u2010\u2011\u2012\u2013":
        return "-"
    digit = unicodedata.digit(char, None) if not char.isascii() and char.isdecimal() else None
    return char if digit is None else str(digit)


def _all(typed: str) -> Iterator[Finding]:
    for kind, of_kind in patterns.BY_KIND.items():
        for pattern in of_kind:
            for met in pattern.finditer(typed):
                if not _innocent(kind, pattern, met):
                    start, end = met.span("it") if "it" in pattern.groupindex else met.span()
                    yield Finding(Kind(kind), start, end)


def _innocent(kind: str, pattern: re.Pattern[str], met: re.Match[str]) -> bool:
    """Whether what a pattern met is something else than a person's: an organisation, a place, a function."""
    if kind == Kind.PHONE:
        return re.sub(r"\D", "", met[0]) in _public_numbers()
    if kind == Kind.MAIL:
        return _of_a_function(met["local"], met["domain"])
    start, end = met.span("it") if "it" in pattern.groupindex else met.span()
    before = met.string[:start]
    if pattern is patterns.BORN:
        return patterns.BODY.search(before) is not None
    if pattern is patterns.BORN_IN:
        return _organisation_at(met.string, met.start(), start)
    if pattern not in patterns.BY_CAPITALS:
        return False
    first = f"{met['it'].split()[0]} "
    named_place = patterns.PLACE_NAMED.search(before) or patterns.PLACE_NAMED.match(first)
    return named_place is not None or _organisation_at(met.string, start, end)


def _of_a_function(local: str, domain: str) -> bool:
    parts = re.split(r"[._+\-]", fold(local).replace(" ", "-"))
    host = fold(domain.split(".")[-2]).replace(" ", "")
    return bool(_function_mailboxes().intersection(parts)) or "".join(parts) == host


@cache
def _function_mailboxes() -> frozenset[str]:
    raw = tomllib.loads((files("bot.safeguards") / "data" / "personal.toml").read_text("utf-8"))
    return frozenset(raw["mailboxes"])


@cache
def _public_numbers() -> frozenset[str]:
    return frozenset(re.sub(r"\D", "", line.number) for line in helplines())


@cache
def _organisations() -> re.Pattern[str]:
    """Names, aliases and acronyms of the directory, as written, the longest first."""
    entries = directory()
    names = {name for entry in entries for name in (entry.name, *entry.aliases, entry.acronym or "") if name}
    each = sorted(map(re.escape, names), key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(each)})(?!\w)")


def _organisation_at(text: str, start: int, end: int) -> bool:
    """Whether that part of a text is, or shares words with, an organisation's name."""
    return any(met.start() < end and start < met.end() for met in _organisations().finditer(text))
