"""Sign-up: consent, kind, organisation, place. The account exists from the last answer on, not before."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogues.model import Ended, Gone, Intruder, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text
from bot.ids import Ids
from bot.people.actions import PeopleActions, may_coordinate
from bot.people.kinds import working_groups
from bot.people.model import Organisation, Standing
from bot.people.naming import KNOWN, NEW
from bot.people.ports import Meetings, Organisations
from bot.people.privacy import NOTICE_VERSION

ACCEPT = "accept"
MET = "met"
"""What a sign-up that began at the code of a meeting or of a relay says of it: the code."""


@dataclass(frozen=True)
class SignupDialogue(NothingProposed):
    """The dialogue of /start."""

    people: PeopleActions
    organisations: Organisations
    ids: Ids
    meetings: Meetings
    name: str = "signup"
    form: str = "signup"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {"kind": T("Kind"), "organisation": T("Organisation"), "place": T("Place")}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """The account, its consent and its organisation; or nothing at all when consent was not given."""
        if values.get("consent") != ACCEPT and seat.actor is None:
            return Ended("declined", forget=True)
        organisation = await self._organisation(values)
        actor = await self.people.join(seat, organisation, NOTICE_VERSION)
        if MET in stored.about:
            await self.meetings.came(stored.about[MET], organisation.id, newcomer=seat.actor is None)
        return Ended("welcome", actor, unsaid=(MET,))

    async def _organisation(self, values: Mapping[str, str]) -> Organisation:
        wire, kind = values["organisation"], values["kind"]
        if wire.startswith(KNOWN):
            known = await self.organisations.get(wire.removeprefix(KNOWN))
            assert known is not None, "the reader gives organisations that exist"
            return await self._completed(known, kind, values["place"])
        return Organisation(
            self.ids.new(),
            wire.removeprefix(NEW),
            kind,
            groups=working_groups((kind,)),
            place=values["place"],
            standing=Standing.PROPOSED,
        )

    async def _completed(self, known: Organisation, kind: str, place: str) -> Organisation:
        """What the directory does not say of an organisation, its first member does."""
        completed = replace(
            known,
            kind=known.kind or kind,
            groups=known.groups or working_groups((known.kind or kind,)),
            place=known.place or place,
        )
        if completed != known:
            await self.organisations.save(completed)
        return completed


@dataclass(frozen=True)
class JoinDialogue(SignupDialogue):
    """A member speaks for one more organisation: the same questions, consent already given."""

    name: str = "join"
    form: str = "join"


@dataclass(frozen=True)
class RecogniseDialogue(NothingProposed):
    """A coordinator says which known organisation a proposed one is."""

    people: PeopleActions
    name: str = "recognise"
    form: str = "recognise"
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {"organisation": T("Organisation")}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Its people and drafts move there. Raises Gone when it no longer waits."""
        into = values["organisation"].removeprefix(KNOWN)
        if not may_coordinate(seat.actor):
            raise Intruder
        merged = await self.people.merge(seat, stored.about["organisation"], into)
        if merged is None:
            raise Gone
        return Ended("recognised", merged)
