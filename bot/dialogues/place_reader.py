"""Reading a place as an answer of a form. Wire: the place's code."""

from __future__ import annotations

from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings, WordsOnly
from bot.i18n import T, Text
from bot.places.finding import find, place_of
from bot.places.model import OTHER_PLACE

OFFERED = 6


class PlaceReader(WordsOnly):
    """A commune, a department, a region, a country, or online."""

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Ask unless what was typed is exactly one place."""
        found = find(words, OFFERED)
        if not found:
            return Refused(
                T("I do not know this place. Try a commune, a postcode, a department or a country.")
            )
        if found[0].sure:
            return Read(found[0].place.code)
        options = tuple(Option(one.place.code, one.place.label(around.language)) for one in found)
        return Doubt(T("Which place is it?"), options)

    async def show(self, wire: str, language: str) -> Text | str:
        """The place's name, with what tells it from its namesakes."""
        place = place_of(wire)
        return place.label(language) if place else wire.removeprefix(OTHER_PLACE)
