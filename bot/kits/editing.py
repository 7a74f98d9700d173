"""From what a file says to what would change: each entry new, changed, unchanged or refused with its reasons.

Pure: the catalogue as it stands comes in, nothing is applied here. A single refused entry holds the whole
file back, so that nobody has to guess what was taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any
from urllib.parse import urlsplit

from bot.i18n import T, Text
from bot.kits.checking import checked
from bot.kits.given import Given, ReadFile
from bot.kits.model import Kit, State
from bot.kits.rows import FIELDS, kit_from, row_of
from bot.people.directory import entry_of


class Verdict(StrEnum):
    """What an entry of a file would do."""

    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Change:
    """One field, before and after, as a row holds them."""

    field: str
    before: Any
    after: Any


@dataclass(frozen=True)
class Line:
    """One entry: where it stands in the file, the material, and what it would do or why it may not."""

    where: Text
    kit_id: str
    verdict: Verdict
    kit: Kit | None = None
    changes: tuple[Change, ...] = ()
    reasons: tuple[Text, ...] = ()


@dataclass(frozen=True)
class Proposal:
    """A whole file."""

    lines: tuple[Line, ...] = ()
    problem: Text | None = None
    """Why nothing of it can be read."""

    @property
    def to_apply(self) -> tuple[Kit, ...]:
        """The materials as they would be; none while anything is refused."""
        if self.problem is not None or self.count(Verdict.REFUSED):
            return ()
        changing = (Verdict.NEW, Verdict.CHANGED)
        return tuple(line.kit for line in self.lines if line.kit is not None and line.verdict in changing)

    @property
    def refused(self) -> bool:
        """Whether anything stands in the way."""
        return self.problem is not None or self.count(Verdict.REFUSED) > 0

    def count(self, verdict: Verdict) -> int:
        """How many entries."""
        return sum(line.verdict is verdict for line in self.lines)


@dataclass(frozen=True)
class Rights:
    """Who edits: coordinators everything, others the materials their organisations make."""

    everything: bool = False
    makers: frozenset[str] = frozenset()

    def may(self, kit: Kit) -> bool:
        """Whether a material is theirs to edit."""
        return self.everything or bool(self.makers.intersection(kit.makers))


def propose(file: ReadFile, current: Iterable[Kit], rights: Rights) -> Proposal:
    """What a file would change in the catalogue as it stands."""
    if file.problem is not None:
        return Proposal(problem=file.problem)
    there = {kit.id: kit for kit in current}
    times = Counter(_id(entry) for entry in file.entries)
    lines = [_line(entry, there, rights, times[_id(entry)] > 1) for entry in file.entries]
    if not lines:
        return Proposal(problem=T("This file holds no kit."))
    return Proposal(tuple(lines))


def _id(entry: Given) -> str:
    value = entry.values.get("id", "")
    return value.strip().upper() if isinstance(value, str) else ""


def _line(entry: Given, there: Mapping[str, Kit], rights: Rights, twice: bool) -> Line:
    kit_id = _id(entry)
    before = there.get(kit_id)
    base: Mapping[str, Any] = row_of(before) if before else {}
    row, reasons = checked(dict(entry.values) | {"id": kit_id}, base)
    reasons = [*entry.problems, *reasons]
    if twice:
        reasons.append(T("{kit} stands twice in the file.", kit=kit_id or "-"))
    if before is not None and not before.handed_out and row.get("state") != State.RESTRICTED:
        reasons.append(T("This material is for police and justice only: it stays restricted."))
    kit = None if reasons else kit_from(row)
    if kit is not None and not (rights.may(kit) and (before is None or rights.may(before))):
        reasons.append(T("Your organisation does not make this material: only its makers may change it."))
    elif kit is not None and not rights.everything:
        reasons += [_of_another_site(link) for link in _strange(kit, before)]
    if kit is None or reasons:
        return Line(entry.where, kit_id, Verdict.REFUSED, reasons=tuple(reasons))
    changes = _changes(base, row)
    if before is None:
        return Line(entry.where, kit_id, Verdict.NEW, kit, changes)
    return Line(entry.where, kit_id, Verdict.CHANGED if changes else Verdict.UNCHANGED, kit, changes)


def _strange(kit: Kit, before: Kit | None) -> list[str]:
    """Addresses on sites that neither the material nor the directory knew: anyone can say who they work for,
    and a card must not lead people astray."""
    there = _links(before) if before else []
    there += [entry.url for entry in map(entry_of, kit.makers) if entry and entry.url]
    known = {_site(link) for link in there}
    return [link for link in _links(kit) if _site(link) not in known]


def _links(kit: Kit) -> list[str]:
    return [*kit.links, *(file.link for file in kit.files)]


def _site(link: str) -> str:
    return (urlsplit(link).hostname or "").removeprefix("www.")


def _of_another_site(link: str) -> Text:
    return T(
        "{address} is on a site not known here for its makers: ask a coordinator to add it.", address=link
    )


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> tuple[Change, ...]:
    differ: Sequence[str] = [name for name in FIELDS if before.get(name) != after.get(name)]
    return tuple(Change(name, before.get(name), after.get(name)) for name in differ)
