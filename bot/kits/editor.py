"""Editing the catalogue: a file comes in, what would change is shown, one tap applies it whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from bot.delivery.model import Notice
from bot.delivery.ports import Audit, Ledger
from bot.ids import Ids
from bot.kits.catalogue import kits, lay_over
from bot.kits.editing import Proposal, Rights, propose
from bot.kits.given import Given, ReadFile, on_line
from bot.kits.ports import Entries
from bot.kits.rows import Row, kit_from, row_of
from bot.people.model import Actor
from bot.people.ports import Members

OPERATOR = "operator"
"""Who edits from the server's command line."""


def rights_of(actor: Actor | None) -> Rights:
    """Coordinators edit everything; members of an organisation of the directory what it makes."""
    if actor is None:
        return Rights()
    theirs = frozenset(one.id for one in actor.organisations if one.checked)
    makers = theirs.intersection(maker for kit in kits() for maker in kit.makers)
    return Rights(actor.coordinates, makers)


@dataclass(frozen=True)
class CatalogueEditor:
    """Every call runs inside the caller's transaction."""

    entries: Entries
    members: Members
    ledger: Ledger
    audit: Audit
    ids: Ids

    async def refresh(self) -> None:
        """Read what was edited, here or by another process, over the packaged catalogue."""
        lay_over([kit_from(row) for row in await self.entries.all()])

    async def weigh(self, file: ReadFile, rights: Rights) -> Proposal:
        """What a file would change in the catalogue of now."""
        await self.refresh()
        return propose(file, kits(), rights)

    async def keep(self, proposal: Proposal, now: datetime) -> str | None:
        """Put what would change aside until it is tapped. Returns its id; None when nothing would change."""
        if not proposal.to_apply:
            return None
        there = {kit.id: row_of(kit) for kit in kits()}
        after = [row_of(kit) for kit in proposal.to_apply]
        waiting = self.ids.new()
        before = [there.get(row["id"]) for row in after]
        await self.entries.put_aside(waiting, {"after": after, "before": before}, now)
        return waiting

    async def apply_kept(self, waiting: str, rights: Rights, by: str, now: datetime) -> Proposal | None:
        """Apply what was shown. None when it is gone (a day passed, it was done); when the catalogue moved
        meanwhile, or it may not be done any more, nothing is applied and the new proposal says what it would
        do now."""
        body = await self.entries.aside(waiting)
        if body is None:
            return None
        proposal = await self.weigh(_file(body["after"]), rights)
        there = {kit.id: row_of(kit) for kit in kits()}
        if [there.get(row["id"]) for row in body["after"]] != body["before"]:
            return proposal
        await self.entries.forget_aside(waiting)
        await self.apply(proposal, by, now)
        return Proposal()

    async def apply(self, proposal: Proposal, by: str, now: datetime) -> int:
        """Write it, note it, tell coordinators of what a maker did. Returns how many materials changed."""
        changed = [kit.id for kit in proposal.to_apply]
        for kit in proposal.to_apply:
            await self.entries.save(kit.id, row_of(kit), now)
        if changed:
            await self.audit.note(now, "kits_edited", by, ",".join(changed))
            await self._tell(changed, by, now)
        await self.refresh()
        return len(changed)

    async def _tell(self, changed: Sequence[str], by: str, now: datetime) -> None:
        coordinators = await self.members.coordinators()
        if any(one.id == by for one in coordinators):
            return
        change = self.ids.new()
        for one in coordinators:
            payload: Mapping[str, Any] = {"kits": list(changed)}
            key = f"kits_edited:{change}:{one.id}"
            await self.ledger.queue(Notice(self.ids.new(), key, one.id, "kits_edited", payload, due_at=now))

    async def throw_away(self, waiting: str) -> None:
        """What was shown is not wanted."""
        await self.entries.forget_aside(waiting)


def _file(rows: Sequence[Row]) -> ReadFile:
    return ReadFile("", tuple(Given(on_line(number), row) for number, row in enumerate(rows, 1)))
