"""Whom a form or a message is for, among the members."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.people.model import Member, MemberState, Organisation, Standing
from bot.places.finding import place_of


@dataclass(frozen=True)
class Audience:
    """Whom something is for. An empty part sets no condition; all empty: every member."""

    kinds: tuple[str, ...] = ()
    """Kinds of organisations and working groups (bot.people.kinds)."""
    areas: tuple[str, ...] = ()
    """Departments and regions in bot.places' notation: ``department:93``, ``region:11``."""
    languages: tuple[str, ...] = ()

    def takes(self, organisation: Organisation) -> bool:
        """Whether an organisation is one of those meant."""
        if organisation.standing is Standing.REFUSED:
            return False
        if self.kinds and not {organisation.kind, *organisation.groups} & set(self.kinds):
            return False
        return not self.areas or bool(_areas_of(organisation) & set(self.areas))

    def holds(self, member: Member, organisation: Organisation) -> bool:
        """Whether a member is meant, for what they do in an organisation."""
        spoken = not self.languages or member.language in self.languages
        return spoken and self.takes(organisation)

    def to_json(self) -> dict[str, Any]:
        """As kept."""
        return {"kinds": list(self.kinds), "areas": list(self.areas), "languages": list(self.languages)}

    @staticmethod
    def from_json(data: Mapping[str, Any]) -> Audience:
        """The audience that ``to_json`` wrote."""
        parts = {name: tuple(data.get(name, ())) for name in ("kinds", "areas", "languages")}
        return Audience(**parts)


def _areas_of(organisation: Organisation) -> set[str]:
    """The department and the region an organisation sits in; none for those of no place in particular."""
    place = place_of(organisation.place) if organisation.place else None
    if place is None:
        return set()
    found = {f"department:{place.department}", f"region:{place.region}"}
    return {place.code} | {area for area in found if not area.endswith(":None")}


def reached(audience: Audience, people: list[tuple[Member, Organisation]]) -> dict[str, Member]:
    """The members meant who can be written to, each once, by id."""
    return {
        member.id: member
        for member, organisation in people
        if member.state is MemberState.ACTIVE and audience.holds(member, organisation)
    }
