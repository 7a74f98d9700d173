"""Reading the organisations invited by name. Wire: their ids, separated by blanks."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings, WordsOnly
from bot.i18n import T, Text, listed
from bot.people.naming import LONGEST_NAME, candidates, shown_name
from bot.people.ports import Organisations

_BETWEEN = re.compile(r"\s*[,;\n]\s*")


@dataclass(frozen=True)
class InvitedReader(WordsOnly):
    """Organisations already known, by name or initials: nobody can be invited who is not there."""

    organisations: Organisations

    async def read(self, words: str, around: Surroundings) -> Reading:
        """All of them, or a question on the one that is not sure."""
        names = [name for name in _BETWEEN.split(words.strip()) if name]
        if not names or any(len(name) > LONGEST_NAME for name in names):
            return Refused(T("Please write names of organisations, separated by commas."))
        ids: list[str] = []
        for at, name in enumerate(names):
            found = await candidates(name, self.organisations, limit=3)
            if not found:
                return Refused(T("“{name}” is no organisation that I know.", name=name))
            if found[0][1]:
                ids.append(found[0][0].id)
            elif at < len(names) - 1:  # one doubt at a time: the last one can be asked
                return Refused(T("Which one is “{name}”? Write its whole name, or its initials.", name=name))
            else:
                options = (Option(" ".join((*ids, one.id)), shown_name(one)) for one, _ in found)
                return Doubt(T("Who is “{name}”?", name=name), tuple(options))
        return Read(" ".join(dict.fromkeys(ids)))

    async def show(self, wire: str, language: str) -> Text | str:
        """Their names."""
        found = [await self.organisations.get(one) for one in wire.split()]
        return listed([shown_name(one) for one in found if one is not None])
