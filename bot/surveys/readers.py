"""Reading several departments and regions as an answer of a form. Wire: their codes, separated by blanks."""

from __future__ import annotations

import re

from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings, WordsOnly
from bot.i18n import T, Text, listed
from bot.places.finding import find, place_of
from bot.places.model import Candidate

OFFERED = 6
AREAS = ("department", "region")
_BETWEEN = re.compile(r"\s*[,;\n]\s*")


class AreasReader(WordsOnly):
    """Departments and regions, by name or number."""

    async def read(self, words: str, around: Surroundings) -> Reading:
        """All of them, or a question on the first that is not sure."""
        codes: list[str] = []
        parts = [part for part in _BETWEEN.split(words.strip()) if part]
        for at, part in enumerate(parts):
            found = _areas(part)
            if not found:
                return Refused(T("“{place}” is no department or region that I know.", place=part))
            if found[0].sure or len(found) == 1:
                codes.append(found[0].place.code)
                continue
            rest = parts[at + 1 :]
            if rest or codes:  # one doubt at a time, on its own
                return Refused(T("Which one is “{place}”? Write its number, or its whole name.", place=part))
            options = tuple(Option(one.place.code, one.place.label(around.language)) for one in found)
            return Doubt(T("Which place is it?"), options)
        return Read(" ".join(dict.fromkeys(codes)))

    async def show(self, wire: str, language: str) -> Text | str:
        """Their names."""
        return areas_in_words(wire.split(), language)


def areas_in_words(codes: list[str] | tuple[str, ...], language: str) -> Text | str:
    """The names of departments and regions."""
    places = [place_of(code) for code in codes]
    return listed([place.label(language) for place in places if place is not None])


def _areas(part: str) -> list[Candidate]:
    found = [one for one in find(part, 20) if one.place.kind in AREAS][:OFFERED]
    exact = [one for one in found if one.score >= 100]
    if len(exact) == 1:  # a commune of the same name is not what is asked
        return exact
    return found
