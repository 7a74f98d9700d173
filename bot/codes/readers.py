"""Reading what a code, or a kit of one's own, will say: words that can be printed, a material."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.codes.model import LONGEST_LABEL
from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings, WordsOnly
from bot.errors import Problem
from bot.i18n import T, Text
from bot.kits.catalogue import catalogue, kit_of, search
from bot.kits.model import Kit
from bot.print.words import tidy

OFFERED = 3


@dataclass(frozen=True)
class PrintableReader(WordsOnly):
    """Words that the kits' fonts have, on one line. Wire: the words."""

    longest: int = LONGEST_LABEL

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Says which characters cannot be printed, or how long the words may be."""
        try:
            tidied = tidy(words)
        except Problem as problem:
            return Refused(problem.text)
        if not any(char.isalnum() for char in tidied):
            return Refused(T("A name with letters or figures is needed."))
        if len(tidied) > self.longest:
            return Refused(
                T("This is too long to be printed: at most {count} characters.", count=self.longest)
            )
        return Read(tidied)

    async def show(self, wire: str, language: str) -> Text | str:
        """The words."""
        return wire


class KitReader(WordsOnly):
    """A material of the catalogue, by number or words. Wire: its number."""

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Sure with its number or when one alone is near; else which one? A restricted one is never found."""
        by_id = kit_of(words)
        if by_id is not None and by_id.handed_out:
            return Read(by_id.id)
        found = search(words)
        if not found:
            return Refused(T("No material is called so. Other words, its number (K03), or skip this."))
        if len(found) == 1:
            return Read(found[0].id)
        return Doubt(T("Which one?"), tuple(_option(kit, around.language) for kit in found))

    async def offers(self, around: Surroundings) -> Sequence[Option]:
        """Those that can be had now, for everyone."""
        ready = [kit for kit in catalogue() if kit.orderable and "citizens" in kit.reaches]
        return tuple(_option(kit, around.language) for kit in ready[:OFFERED])

    async def show(self, wire: str, language: str) -> Text | str:
        """Its number and name."""
        kit = kit_of(wire)
        return _named(kit, language) if kit else wire


def _option(kit: Kit, language: str) -> Option:
    return Option(kit.id, _named(kit, language))


def _named(kit: Kit, language: str) -> str:
    return f"{kit.id} {kit.label(language)}"
