"""Reading where copies go and who receives them: an organisation's address, a function. Never a person's."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings, WordsOnly
from bot.folding import fold
from bot.i18n import T, Text
from bot.people.naming import as_entry
from bot.people.ports import Organisations
from bot.safeguards.personal import Kind

SHORTEST, LONGEST = 12, 300
LONGEST_FUNCTION = 80
_POSTCODE = re.compile(r"\b\d{5}\b")
_PERSON = re.compile(
    r"^\s*[A-ZÀ-Ö][a-zà-ÿ]+(?:[-\s][A-ZÀ-Ö][a-zà-ÿ]+)?\s+(?:[A-ZÀ-Ö]\.|[A-ZÀ-Ö][a-zà-ÿ]+|[A-ZÀ-Ö]{2,})\s*$"
)


def no_home() -> Text:
    """Where copies do not go."""
    return T("This looks like someone's home. Copies go to an organisation: a town hall, a school, an "
             "association. Nothing was kept: which address is it?")  # fmt: skip


@cache
def _words(key: str) -> re.Pattern[str]:
    """The words of the data under a key, as whole words of a folded text."""
    raw = tomllib.loads((files("bot.copies") / "data" / "addresses.toml").read_text("utf-8"))
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, raw[key]))})\b")


@dataclass(frozen=True)
class AddressReader(WordsOnly):
    """The address of an organisation. A home is refused; one that names no organisation is asked about."""

    organisations: Organisations
    lets_through: frozenset[Kind] = frozenset({Kind.ADDRESS})

    async def read(self, words: str, around: Surroundings) -> Reading:
        """The address as typed, on its lines."""
        lines = [" ".join(line.split()) for line in words.splitlines()]
        address = "\n".join(line for line in lines if line)
        folded = fold(address)
        if _words("home").search(folded):
            return Refused(no_home())
        if not SHORTEST <= len(address) <= LONGEST or not _POSTCODE.search(folded):
            return Refused(T("Please write the whole address: organisation, street, postcode and town."))
        if _words("organisation").search(folded) or await self._names_one(folded):
            return Read(address)
        return Doubt(
            T(
                "No organisation is named in this address, and a private one is not wanted. Is it an "
                "organisation's?"
            ),
            (Option(address, T("Yes, it is an organisation's address")),),
        )

    async def _names_one(self, folded: str) -> bool:
        entries = [as_entry(organisation) for organisation in await self.organisations.all()]
        names = {fold(name) for entry in entries for name in (entry.name, entry.acronym or "")}
        return any(len(name) > 2 and re.search(rf"\b{re.escape(name)}\b", folded) for name in names)

    async def show(self, wire: str, language: str) -> Text | str:
        """On one line."""
        return ", ".join(wire.splitlines())


class DetailReader(WordsOnly):
    """The answer to a question about a parcel: an organisation's address may be in it, a home may not."""

    lets_through = frozenset({Kind.ADDRESS})

    async def read(self, words: str, around: Surroundings) -> Reading:
        """As typed."""
        return Refused(no_home()) if _words("home").search(fold(words)) else Read(words.strip())

    async def show(self, wire: str, language: str) -> Text | str:
        """As typed."""
        return wire


class FunctionReader(WordsOnly):
    """A function in an organisation. What reads like a person's name is refused."""

    async def read(self, words: str, around: Surroundings) -> Reading:
        """The function as typed."""
        function = " ".join(words.split())
        if _PERSON.match(words) and not _words("organisation").search(fold(function)):
            return Refused(
                T("This looks like a person's name, and was not kept. Write a function: reception desk, "
                  "culture department.")
            )  # fmt: skip
        if len(function) > LONGEST_FUNCTION:
            return Refused(T("A function in a few words, please: reception desk, culture department."))
        return Read(function)

    async def show(self, wire: str, language: str) -> Text | str:
        """As typed."""
        return wire
