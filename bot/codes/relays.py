"""Relays: what an organisation forwards to its network, with a link of its own. One link an organisation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.codes.actions import NotChecked, makers
from bot.codes.model import Code, CodeKind, relay_id
from bot.codes.ports import Codes
from bot.dialogues.model import Seat
from bot.people.model import Organisation


@dataclass(frozen=True)
class Relay:
    """An organisation's link, and what came of it, with nobody's name."""

    organisation: Organisation
    code: Code
    opened: int
    people: int
    """Who made an account from it."""
    organisations: int
    """Those for whom somebody signed up from it."""


@dataclass(frozen=True)
class RelayActions:
    """Every call runs inside the caller's transaction."""

    codes: Codes

    async def ready(self, organisation_ids: Sequence[str], at: datetime) -> Mapping[str, str]:
        """What the link of each organisation carries, by its id; made where there was none."""
        made = {one: _relay(one, at) for one in organisation_ids}
        await self.codes.add_missing(list(made.values()))
        return {one: code.payload for one, code in made.items()}

    async def of(self, seat: Seat, organisation_id: str) -> Relay:
        """The relay of one of one's checked organisations. Raises NotSignedUp, NotChecked.

        An organisation that took the place of its double has both links, counted together.
        """
        organisation = next((one for one in makers(seat) if one.id == organisation_id), None)
        if organisation is None:
            raise NotChecked
        own = _relay(organisation_id, seat.now)
        await self.codes.add_missing([own])
        there = await self.codes.of_organisations([organisation_id])
        relays = [code for code in there if code.kind is CodeKind.RELAY]
        came = {one for code in relays for one in await self.codes.attending(code.id)}
        opened, people = (sum(code.opened for code in relays), sum(code.signups for code in relays))
        return Relay(organisation, own, opened, people, len(came))


def _relay(organisation_id: str, at: datetime) -> Code:
    return Code(relay_id(organisation_id), organisation_id, CodeKind.RELAY, "", at)
