"""The dialogues about copies: ask for them, refuse, ask for a detail, answer, tell what was handed out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.copies.actions import CopyActions
from bot.copies.model import WORDED, NoCopies, Request, State
from bot.copies.wording import COMMON, EXTRA
from bot.dialogues.host import Host
from bot.dialogues.model import Ended, NothingProposed, Scene, Seat
from bot.dialogues.ports import Sessions, StoredSession
from bot.i18n import Text
from bot.kits.model import Kit
from bot.people.kinds import LOCAL_ASSOCIATION, LOCAL_AUTHORITY
from bot.people.model import Organisation

ASKING, WORDS = "copies", "copies_words"
AWARENESS, FOREIGN_LANGUAGES = "2.2.E", "2.4.E"
"""Actions of the roadmap that handing out serves: awareness of all, information in foreign languages."""
_AREAS = {"commune": "commune", "department": "region", "region": "region"}
_KINDS = {
    LOCAL_ASSOCIATION: "association",
    "partenaires_sociaux": "social_partner",
    "reseaux_entreprises": "company",
}


@dataclass(frozen=True)
class CopiesDialogue(NothingProposed):
    """What "Ask for printed copies" fills.

    One form for all kinds of requesters, a group for each: who asks is an answer like another, so changing it
    from the recap parks one group and opens another, and nothing already said is asked again.
    """

    actions: CopyActions
    name: str = ASKING
    form: str = ASKING
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {**COMMON, **EXTRA}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """The request gets its number and is on its way."""
        assert stored.organisation_id is not None, "a request is an organisation's"
        request = await self.actions.ask(seat, stored.organisation_id, stored.about["kit"], values)
        return Ended("copies_asked", request, drop=True)


@dataclass(frozen=True)
class WordsDialogue(NothingProposed):
    """One question alone, for the moves of a request that need words."""

    actions: CopyActions
    reporting: Reporting
    name: str = WORDS
    form: str = WORDS
    review: bool = False

    @property
    def short(self) -> Mapping[str, Text]:
        """Asked alone: no recap names it."""
        return {}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Move the request. What was handed out becomes the draft of a contribution."""
        about, to = stored.about, State(stored.about["to"])
        words = values[WORDED[to]]
        request = await self.actions.move(seat, about["request"], about["revision"], to, words)
        draft = await self.reporting.draft(seat, request) if to is State.USED else None
        return Ended("copies_told" if draft else "copies_moved", (request, draft), drop=True)


class Reporting:
    """Makes the draft of a contribution from what was handed out. It sits on the host, which comes after
    the dialogues: given once it is there."""

    host: Host

    async def draft(self, seat: Seat, request: Request) -> str:
        """A report with the sentence as its first answer, coded; it waits to be checked. Returns its id."""
        codes = [AWARENESS]
        if any(line.language != "fr" for line in request.lines):
            codes.insert(0, FOREIGN_LANGUAGES)
        values = {"codes": " ".join(codes)}
        scene = await self.host.open("report", seat, organisation_id=request.organisation_id, values=values)
        scene = await self.host.says(scene.stored, seat, request.handed_out)
        await self.host.leave(seat)
        return scene.stored.id


@dataclass(frozen=True)
class CopyDesk:
    """Opens those dialogues, and finds what was begun."""

    host: Host
    sessions: Sessions
    actions: CopyActions

    async def begin(self, seat: Seat, kit: Kit, organisation: Organisation) -> Scene:
        """A new request, with what is known of who asks. Raises NoCopies."""
        if not kit.copied:
            raise NoCopies
        values = {"kit": kit.id, "available": " ".join(kit.languages), "requester": guessed(organisation)}
        return await self.host.open(
            ASKING,
            seat,
            about={"kit": kit.id},
            organisation_id=organisation.id,
            values={name: value for name, value in values.items() if value},
        )

    async def words(self, seat: Seat, request_id: str, revision: int, to: State) -> Scene:
        """The one question of a move. Raises RequestMoved."""
        request = await self.actions.at(seat, request_id, revision, to)
        about = {"request": request.id, "revision": revision, "to": str(to)}
        if to is State.ASKED:
            about["wanted"] = request.question
        return await self.host.open(WORDS, seat, about=about, only=WORDED[to])

    async def drafts(self, seat: Seat) -> Sequence[StoredSession]:
        """Requests begun and not sent by the person's organisations, the latest first."""
        ids = [o.id for o in seat.actor.organisations] if seat.actor else []
        found = [one for one in await self.sessions.open_of_organisations(ids) if one.dialogue == ASKING]
        return sorted(found, key=lambda one: (one.updated_at is not None, one.updated_at), reverse=True)


def guessed(organisation: Organisation) -> str:
    """Who asks, when the organisation leaves no doubt; else it is asked."""
    if organisation.kind == LOCAL_AUTHORITY:
        return _AREAS.get((organisation.place or "").partition(":")[0], "")
    return _KINDS.get(organisation.kind, "")
