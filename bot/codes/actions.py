"""What people do with codes: make them, open them, close them, be counted at a meeting."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.codes.model import MOST_OPEN, Code, CodeKind, Found, Opening, id_in
from bot.codes.ports import Codes
from bot.dialogues.model import Gone, Seat
from bot.errors import Problem
from bot.i18n import T
from bot.ids import Ids
from bot.people.actions import signed_up
from bot.people.model import Organisation
from bot.people.ports import Organisations


class NotChecked(Problem):
    """A code bears the name of its organisation: a coordinator must have checked it."""

    code = "codes.not_checked"

    def __init__(self) -> None:
        super().__init__(
            T(
                "This will be possible once a coordinator has checked the name of your organisation. "
                "You will be told."
            )
        )


class TooManyCodes(Problem):
    """An organisation has as many open codes as one may."""

    code = "codes.too_many"

    def __init__(self) -> None:
        super().__init__(
            T("Your organisation has {count} open codes: close one that no longer serves.", count=MOST_OPEN)
        )


@dataclass(frozen=True)
class CodeActions:
    """Every call runs inside the caller's transaction."""

    codes: Codes
    organisations: Organisations
    ids: Ids

    async def make(
        self, seat: Seat, organisation_id: str, kind: CodeKind, label: str, kit: str | None
    ) -> Code:
        """A new code. Raises NotSignedUp, NotChecked or TooManyCodes."""
        mine = {organisation.id: organisation for organisation in makers(seat)}
        if organisation_id not in mine:
            raise NotChecked
        there = await self.codes.of_organisations([organisation_id])
        if sum(code.open and code.kind is not CodeKind.RELAY for code in there) >= MOST_OPEN:
            raise TooManyCodes
        code = Code(self.ids.new(), organisation_id, kind, label, seat.now, kit)
        await self.codes.add(code)
        return code

    async def theirs(self, seat: Seat) -> Sequence[Code]:
        """Those of one's checked organisations; what they forward is apart (bot.codes.relays)."""
        there = await self.codes.of_organisations([organisation.id for organisation in makers(seat)])
        return [code for code in there if code.kind is not CodeKind.RELAY]

    async def own(self, seat: Seat, code_id: str) -> Code:
        """One of theirs. Raises Gone for one that does not exist and for one of others, alike."""
        code = await self.codes.get(code_id)
        mine = {organisation.id for organisation in makers(seat)}
        if code is None or code.kind is CodeKind.RELAY or code.organisation_id not in mine:
            raise Gone
        return code

    async def close(self, seat: Seat, code_id: str) -> Code:
        """It counts no more; who scans it is told, and still reads the information page."""
        code = await self.own(seat, code_id)
        if code.open:
            await self.codes.close(code.id, seat.now)
        return await self.own(seat, code_id)

    async def opened(self, payload: str) -> Opening:
        """What a link leads to. Only reads; anything may be in the payload."""
        code_id = id_in(payload)
        code = await self.codes.get(code_id) if code_id else None
        if code is None or code.payload != payload:
            return Opening(Found.UNKNOWN)
        owner = await self.organisations.get(code.organisation_id)
        return Opening(Found.OPEN if code.open else Found.CLOSED, code, owner)

    async def count(self, payload: str, update_id: int) -> bool:
        """One more opening, once for an update. Closed and unknown ones are not counted."""
        opening = await self.opened(payload)
        return opening.code is not None and await self.codes.count(opening.code.id, update_id)

    async def attend(self, code_id: str, organisation_id: str) -> bool:
        """An organisation came to a meeting through its code: counted once. False: no open meeting, or
        counted before.
        """
        code = await self.codes.get(code_id)
        if code is None or code.kind is not CodeKind.MEETING or not code.open:
            return False
        return await self.codes.attend(code_id, organisation_id)

    async def came(self, code_id: str, organisation_id: str, newcomer: bool) -> None:
        """Someone signed up from a code: their organisation counts once; of a relay, each newcomer does."""
        code = await self.codes.get(code_id)
        if code is None or not code.open or code.kind is CodeKind.PLACE:
            return
        await self.codes.attend(code_id, organisation_id)
        if newcomer and code.kind is CodeKind.RELAY:
            await self.codes.signed_up(code_id)

    async def attending(self, code: Code) -> Sequence[Organisation]:
        """The organisations that came through it."""
        found = [await self.organisations.get(one) for one in await self.codes.attending(code.id)]
        return [organisation for organisation in found if organisation is not None]


def makers(seat: Seat) -> tuple[Organisation, ...]:
    """The organisations in whose name someone may make codes. Raises NotSignedUp, NotChecked."""
    checked = tuple(one for one in signed_up(seat).organisations if one.checked)
    if not checked:
        raise NotChecked
    return checked
