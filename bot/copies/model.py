"""A request for printed copies and its life, as values and rules (domain/kits.md, section 3)."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any

from bot.errors import Problem
from bot.i18n import T
from bot.kits.catalogue import kit_of
from bot.people.model import Actor, Organisation


class State(StrEnum):
    """Where a request stands."""

    ASKED = "asked"
    WAITING_DETAIL = "waiting_detail"
    ACCEPTED = "accepted"
    SENT_TO_MAKER = "sent_to_maker"
    SHIPPED = "shipped"
    RECEIVED = "received"
    USED = "used"
    CLOSED = "closed"
    REFUSED = "refused"


class Side(StrEnum):
    """For whom someone acts on a request: those who asked, who holds the stock, the coordinators."""

    REQUESTER = "requester"
    HOLDER = "holder"
    COORDINATOR = "coordinator"


MOVES: Mapping[State, frozenset[State]] = {
    State.ASKED: frozenset({State.WAITING_DETAIL, State.ACCEPTED, State.REFUSED, State.CLOSED}),
    State.WAITING_DETAIL: frozenset({State.ASKED, State.REFUSED, State.CLOSED}),
    State.ACCEPTED: frozenset({State.SENT_TO_MAKER, State.SHIPPED, State.REFUSED, State.CLOSED}),
    State.SENT_TO_MAKER: frozenset({State.SHIPPED, State.REFUSED}),
    State.SHIPPED: frozenset({State.RECEIVED, State.USED, State.CLOSED}),
    State.RECEIVED: frozenset({State.USED, State.CLOSED}),
    State.USED: frozenset({State.CLOSED}),
    State.CLOSED: frozenset(),
    State.REFUSED: frozenset(),
}

TREATING = frozenset({Side.HOLDER, Side.COORDINATOR})
BY: Mapping[State, frozenset[Side]] = {
    State.ASKED: frozenset({Side.REQUESTER}),  # the detail is given: it is asked again
    State.WAITING_DETAIL: TREATING,
    State.ACCEPTED: TREATING,
    State.SENT_TO_MAKER: frozenset({Side.COORDINATOR}),
    State.SHIPPED: TREATING,
    State.RECEIVED: frozenset({Side.REQUESTER}),
    State.USED: frozenset({Side.REQUESTER}),
    State.CLOSED: frozenset(Side),
    State.REFUSED: TREATING,
}
"""Who may bring a request to a state."""

WORDED: Mapping[State, str] = {
    State.WAITING_DETAIL: "question",
    State.ASKED: "answer",
    State.USED: "handed_out",
    State.REFUSED: "reason",
}
"""Moves that need words, and the field that keeps them."""

ENDS = frozenset({State.CLOSED, State.REFUSED})
TO_TREAT = frozenset({State.ASKED, State.ACCEPTED, State.SENT_TO_MAKER})
"""States in which those who treat a request have something to do."""
ON_THE_WAY = frozenset({State.SHIPPED, State.RECEIVED})
"""States after which it is asked how many were handed out."""


@dataclass(frozen=True)
class Line:
    """So many copies in a language (code of bot.kits.languages)."""

    language: str
    quantity: int


@dataclass(frozen=True)
class Request:
    """Printed copies that an organisation asked for. It belongs to the organisation."""

    id: str
    year: int
    number: int
    kit_id: str
    organisation_id: str
    lines: tuple[Line, ...]
    by_when: date
    use: str
    address: str
    contact: str
    requester: str
    holder_id: str | None = None
    """Who holds the stock: the kit's maker, if the directory knows one."""
    asked_by: str | None = None
    access: tuple[str, ...] = ()
    extra: Mapping[str, str] = field(default_factory=dict, hash=False)
    """Answers to the questions of that kind of requester, by question."""
    over: bool = False
    """Over the organisation's ceiling of the year, or nobody has checked it: a coordinator has to agree."""
    state: State = State.ASKED
    question: str = ""
    answer: str = ""
    reason: str = ""
    handed_out: str = ""
    asked_at: datetime | None = None
    changed_at: datetime | None = None
    shipped_at: datetime | None = None
    followed_up_at: datetime | None = None
    revision: int = 0

    @property
    def label(self) -> str:
        """The number people quote: K-2026-0001."""
        return f"K-{self.year}-{self.number:04d}"

    @property
    def total(self) -> int:
        """Copies in all."""
        return sum(line.quantity for line in self.lines)

    def sides(self, actor: Actor | None) -> frozenset[Side]:
        """For whom someone may act on it; nobody: they may not even see it."""
        if actor is None:
            return frozenset()
        sides = {Side.REQUESTER} if actor.belongs_to(self.organisation_id) else set()
        if self.holder_id is not None and actor.belongs_to(self.holder_id):
            sides.add(Side.HOLDER)
        if actor.coordinates:
            sides.add(Side.COORDINATOR)
        return frozenset(sides)

    def may_go(self, to: State, sides: frozenset[Side]) -> bool:
        """Whether those sides may bring it to a state now. Over the ceiling, coordinators alone accept."""
        allowed = {Side.COORDINATOR} if self.over and to is State.ACCEPTED else BY[to]
        return to in MOVES[self.state] and bool(allowed & sides)


def number_of(label: str) -> tuple[int, int] | None:
    """(year, number) of a label as people write it: ``K-2026-0001``, ``k-2026-1``; None for anything else."""
    found = re.fullmatch(r"K-(\d{4})-(\d{1,8})", label.strip().upper())
    return (int(found[1]), int(found[2])) if found else None


@cache
def _ceilings() -> dict[str, Any]:
    return tomllib.loads((files("bot.copies") / "data" / "ceilings.toml").read_text("utf-8"))


def ceiling(organisation: Organisation) -> int:
    """Copies that an organisation may ask for in a calendar year before a coordinator has to agree: none for
    one that nobody has checked."""
    if not organisation.checked:
        return 0
    raw = _ceilings()
    return int(raw["by_kind"].get(organisation.kind, raw["copies_a_year"]))


class RequestMoved(Problem):
    """Somebody was faster, or the request is no longer where this is possible."""

    code = "copies_moved"

    def __init__(self, request: Request) -> None:
        super().__init__(
            T("{number} has changed meanwhile: here it is as it stands now.", number=request.label)
        )


class NoCopies(Problem):
    """A kit that is not printed, or not handed out now."""

    code = "copies_none"

    def __init__(self) -> None:
        super().__init__(T("No printed copies can be asked for of this kit."))


def copied(kit_id: str) -> bool:
    """Whether printed copies of a kit can be asked for now."""
    kit = kit_of(kit_id)
    return kit is not None and kit.copied
