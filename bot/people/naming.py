"""Reading the names of organisations as people type them: one's own at sign-up, partners in a report."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass

from bot.dialogues.readers import Doubt, Option, Read, Reading, Refused, Surroundings, WordsOnly
from bot.folding import fold
from bot.i18n import T, Text
from bot.people.directory import DirectoryEntry, search
from bot.people.model import Organisation, Standing
from bot.people.ports import Organisations

NEW = "new:"
KNOWN = "org:"
LONGEST_NAME = 160
"""Characters: the longest official name of the directory has 111."""
NONE_OF_THESE = T("None of these: add “{name}”")


def as_entry(organisation: Organisation) -> DirectoryEntry:
    """An organisation as the search reads it: those people proposed are found like the listed ones."""
    return DirectoryEntry(
        organisation.id, organisation.name, organisation.kind, organisation.acronym, organisation.aliases
    )


def shown_name(organisation: Organisation) -> str:
    """The name people know it by, with its initials."""
    if organisation.acronym and organisation.acronym not in organisation.name:
        return f"{organisation.name} ({organisation.acronym})"
    return organisation.name


async def candidates(words: str, organisations: Organisations, limit: int) -> list[tuple[Organisation, bool]]:
    """Organisations that the words may mean, best first, and whether each is surely meant."""
    known = {o.id: o for o in await organisations.all() if o.standing is not Standing.REFUSED}
    found = search(words, [as_entry(organisation) for organisation in known.values()], limit)
    return [(known[match.entry.id], match.sure) for match in found]


@dataclass(frozen=True)
class OrganisationReader(WordsOnly):
    """An organisation: found in the directory, or proposed. Wire: ``org:<id>`` or ``new:<name>``.

    ``known_only``: a coordinator says which one of the directory is meant; nothing can be proposed.
    """

    organisations: Organisations
    known_only: bool = False

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Ask unless the name or the initials are exactly those of one organisation."""
        name = " ".join(words.split())
        if len(name) > LONGEST_NAME or not fold(name):
            return Refused(T("Please write the name of an organisation, in one line."))
        found = await candidates(name, self.organisations, limit=4)
        if self.known_only:
            return _among_known([match for match in found if match[0].standing is not Standing.PROPOSED])
        if found and found[0][1]:
            return Read(KNOWN + found[0][0].id)
        if not found:
            add = T("Yes, add “{name}”", name=name)
            return Doubt(T("I do not know this organisation. Shall I add it?"), (Option(NEW + name, add),))
        options = [Option(KNOWN + organisation.id, shown_name(organisation)) for organisation, _ in found]
        new = Option(NEW + name, T("None of these: add “{name}”", name=name))
        return Doubt(T("Is it one of these?"), (*options, new))

    async def show(self, wire: str, language: str) -> Text | str:
        """Its name."""
        if wire.startswith(NEW):
            return T("{name} (new, a coordinator will check it)", name=wire.removeprefix(NEW))
        organisation = await self.organisations.get(wire.removeprefix(KNOWN))
        return shown_name(organisation) if organisation else wire


def _among_known(found: Sequence[tuple[Organisation, bool]]) -> Reading:
    if not found:
        return Refused(T("The directory has no such name. Try other words of it, or its initials."))
    if found[0][1]:
        return Read(KNOWN + found[0][0].id)
    options = [Option(KNOWN + organisation.id, shown_name(organisation)) for organisation, _ in found]
    return Doubt(T("Is it one of these?"), tuple(options))


@dataclass(frozen=True)
class PartnersReader(WordsOnly):
    """Partners, separated by commas. Wire: a JSON list of names, with identifiers where known."""

    organisations: Organisations

    async def read(self, words: str, around: Surroundings) -> Reading:
        """Sure names pass; for the first doubtful one the person is asked, the others keep their reading."""
        names = [
            name for part in words.replace("\n", ",").replace(";", ",").split(",") if (name := part.strip())
        ]
        if not names or any(len(name) > LONGEST_NAME for name in names):
            return Refused(T("Please write names of organisations, separated by commas."))
        rows: list[dict[str, str | None]] = []
        doubtful: tuple[int, str, list[Organisation]] | None = None
        for name in names:
            found = await candidates(name, self.organisations, limit=3)
            if found and found[0][1]:
                rows.append(_row(found[0][0]))
            else:
                if found and doubtful is None:
                    doubtful = (len(rows), name, [organisation for organisation, _ in found])
                rows.append({"name": name, "id": None})
        if doubtful is None:
            return Read(_wire(rows))
        return _ask(rows, *doubtful)

    async def show(self, wire: str, language: str) -> Text | str:
        """The names."""
        return ", ".join(row["name"] for row in json.loads(wire))


def _ask(rows: list[dict[str, str | None]], at: int, name: str, found: Sequence[Organisation]) -> Doubt:
    def with_(row: dict[str, str | None]) -> str:
        return _wire([*rows[:at], row, *rows[at + 1 :]])

    options = [Option(with_(_row(o)), T("{name}?", name=shown_name(o))) for o in found]
    other = Option(_wire(rows), T("None of these: keep “{name}”", name=name))
    return Doubt(T("Who is “{name}”?", name=name), (*options, other))


def _row(organisation: Organisation) -> dict[str, str | None]:
    return {"name": shown_name(organisation), "id": organisation.id}


def _wire(rows: Sequence[dict[str, str | None]]) -> str:
    return json.dumps(list(rows), ensure_ascii=False)
