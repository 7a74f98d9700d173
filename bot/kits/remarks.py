"""Remarks on a material under test: from a teacher to its makers and the coordinators, with its version."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from bot.delivery.model import Notice
from bot.delivery.ports import Ledger
from bot.dialogues.model import Ended, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.errors import Problem
from bot.i18n import T, Text
from bot.ids import Ids
from bot.kits.catalogue import kit_of
from bot.kits.model import Kit, State
from bot.people.model import Actor, Member
from bot.people.ports import Members, Organisations

KIND = "kit_remark"
"""Of the notice that carries one."""

LEVELS: Mapping[str, Text] = {
    "nursery": T("Nursery school"),
    "primary": T("Primary school"),
    "lower_secondary": T("Lower secondary school"),
    "upper_secondary": T("Upper secondary school"),
    "other": T("Other"),
}


@dataclass(frozen=True)
class Remark:
    """What an organisation says of one version of a material. No member, no pupil."""

    id: str
    kit_id: str
    version: str
    organisation_id: str | None
    level: str
    day: date
    class_size: int
    words: str
    sent_at: datetime


class Remarks(Protocol):
    """Remarks kept. Every call runs inside the caller's transaction."""

    async def add(self, remark: Remark) -> None: ...

    async def get(self, remark_id: str) -> Remark | None: ...

    async def on(self, kit_id: str) -> Sequence[Remark]:
        """Those on a material, the newest first."""
        ...


class NotUnderTest(Problem):
    """Remarks are asked for while a material is tried out, and this one is not."""

    code = "kits.not_under_test"

    def __init__(self) -> None:
        super().__init__(T("Remarks are taken while a kit is being tested: this one is not."))


def under_test(kit_id: str) -> Kit:
    """The material, while remarks on it are taken. Raises NotUnderTest."""
    kit = kit_of(kit_id)
    if kit is None or kit.state is not State.TEST:
        raise NotUnderTest
    return kit


def may_read(actor: Actor | None, kit: Kit) -> bool:
    """Whether someone coordinates, or speaks for an organisation of the directory that makes it."""
    if actor is None:
        return False
    theirs = {one.id for one in actor.organisations if one.checked}
    return actor.coordinates or bool(theirs.intersection(kit.makers))


@dataclass(frozen=True)
class RemarkActions:
    """Every call runs inside the caller's transaction."""

    remarks: Remarks
    members: Members
    organisations: Organisations
    ledger: Ledger
    ids: Ids

    async def send(
        self, seat: Seat, organisation_id: str, about: Mapping[str, str], values: Mapping[str, str]
    ) -> Remark:
        """Keep it with the version it was begun on; makers and coordinators are told."""
        kit = under_test(about["kit"])
        remark = Remark(
            self.ids.new(),
            kit.id,
            about["version"],
            organisation_id,
            values["level"],
            date.fromisoformat(values["day"]),
            int(values["class_size"]),
            values["remark"],
            seat.now,
        )
        await self.remarks.add(remark)
        for member in await self._readers(kit):
            if seat.actor is None or member.id != seat.actor.member.id:
                key, payload = f"{KIND}:{remark.id}:{member.id}", {"remark": remark.id}
                await self.ledger.queue(
                    Notice(self.ids.new(), key, member.id, KIND, payload, due_at=seat.now)
                )
        return remark

    async def _readers(self, kit: Kit) -> Sequence[Member]:
        readers = {member.id: member for member in await self.members.coordinators()}
        for maker in kit.makers:
            readers |= {member.id: member for member in await self.organisations.members_of(maker)}
        return list(readers.values())


@dataclass(frozen=True)
class RemarkDialogue(NothingProposed):
    """What /remarque fills."""

    actions: RemarkActions
    name: str = "remark"
    form: str = "remark"
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {
            "level": T("Level"),
            "day": T("Day"),
            "class_size": T("Pupils"),
            "remark": T("Remark"),
        }

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """To its makers and the coordinators."""
        assert stored.organisation_id is not None, "a remark is an organisation's"
        return Ended(
            "remark_sent", await self.actions.send(seat, stored.organisation_id, stored.about, values)
        )
