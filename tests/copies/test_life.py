"""The life of a request as a machine: what follows what, who may do it, how it ends."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.copies.dialogues import guessed
from bot.copies.model import BY, MOVES, WORDED, Line, Request, State, ceiling, number_of
from bot.copies.wording import CHOICES, CHOSEN, EXTRA, STATES
from bot.dialogues.library import source
from bot.kits.catalogue import catalogue
from bot.kits.model import REQUESTERS
from bot.kits.model import State as KitState
from bot.people.model import Actor, Member, Organisation, Role, Standing
from handlers.chat.views.copies import ACTIONS, TOLD

TOWN = Organisation("town", "Ville", "local_authority", place="commune:93039")
MAKER = Organisation("ccem", "CCEM", "associations_ong")
OTHER = Organisation("ghettup", "Ghett'up", "local_association")
ASKED = Request(
    "r1", 2026, 1, "K03", "town", (Line("ar", 120), Line("uk", 80)), date(2026, 6, 1), "day", "Mairie",
    "accueil", "commune", holder_id="ccem",
)  # fmt: skip
ENDS = {State.CLOSED, State.REFUSED}


def actor(organisation: Organisation, *roles: Role) -> Actor:
    """Someone who speaks for an organisation."""
    return Actor(Member("m", 1, "fr"), (organisation,), frozenset(roles))


def test_every_state_is_reached_from_the_first_and_leads_to_an_end() -> None:
    reached, todo = {State.ASKED}, [State.ASKED]
    while todo:
        for to in MOVES[todo.pop()] - reached:
            reached.add(to)
            todo.append(to)
    assert reached == set(State)
    assert {state for state, moves in MOVES.items() if not moves} == ENDS
    ending = set(ENDS)
    for _ in State:
        ending |= {state for state, moves in MOVES.items() if moves & ending}
    assert ending == set(State)


def test_what_left_is_neither_refused_nor_asked_about_again() -> None:
    for state in (State.SHIPPED, State.RECEIVED, State.USED):
        assert not MOVES[state] & {State.REFUSED, State.ASKED, State.WAITING_DETAIL, State.ACCEPTED}


def test_every_state_has_its_words_its_button_and_who_may_bring_it() -> None:
    assert set(MOVES) == set(BY) == set(STATES) == set(ACTIONS) == set(TOLD) == set(State)
    assert set(WORDED.values()) <= set(Request.__dataclass_fields__)


@pytest.mark.parametrize("state", State)
def test_a_stranger_has_no_part_in_it(state: State) -> None:
    request = replace(ASKED, state=state)
    for person in (None, actor(OTHER)):
        assert request.sides(person) == frozenset()
        assert not any(request.may_go(to, request.sides(person)) for to in State)


def may(request: Request, person: Actor) -> set[State]:
    """Where someone may bring a request now."""
    return {to for to in State if request.may_go(to, request.sides(person))}


def test_each_side_moves_what_is_theirs() -> None:
    town, maker, claire = actor(TOWN), actor(MAKER), actor(OTHER, Role.COORDINATOR)
    treated = {State.WAITING_DETAIL, State.ACCEPTED, State.REFUSED, State.CLOSED}
    assert may(ASKED, town) == {State.CLOSED}
    assert may(ASKED, maker) == may(ASKED, claire) == treated
    waiting = replace(ASKED, state=State.WAITING_DETAIL)
    assert may(waiting, town) == {State.ASKED, State.CLOSED}
    assert may(waiting, maker) == {State.REFUSED, State.CLOSED}
    accepted = replace(ASKED, state=State.ACCEPTED)
    assert State.SENT_TO_MAKER in may(accepted, claire)
    assert State.SENT_TO_MAKER not in may(accepted, maker)
    shipped = replace(ASKED, state=State.SHIPPED)
    assert may(shipped, town) == {State.RECEIVED, State.USED, State.CLOSED}
    assert may(shipped, maker) == may(shipped, claire) == {State.CLOSED}


def test_over_the_ceiling_the_maker_alone_cannot_accept() -> None:
    over = replace(ASKED, over=True)
    assert State.ACCEPTED not in may(over, actor(MAKER))
    assert State.ACCEPTED in may(over, actor(MAKER, Role.COORDINATOR))
    assert State.REFUSED in may(over, actor(MAKER))


def test_a_town_that_makes_a_kit_does_not_accept_its_own_unless_it_holds_it() -> None:
    assert State.ACCEPTED not in may(replace(ASKED, holder_id=None), actor(TOWN))


@pytest.mark.parametrize(
    ("label", "number"),
    [
        ("K-2026-0001", (2026, 1)),
        (" k-2026-12 ", (2026, 12)),
        ("K-26-1", None),
        ("K-2026-", None),
        ("C-2026-0001", None),
        ("K-2026-1-2", None),
        ("K-2026-123456789", None),
        ("K-٢٠٢٦-1", (2026, 1)),
        ("", None),
    ],
)
def test_numbers_as_people_write_them(label: str, number: tuple[int, int] | None) -> None:
    assert number_of(label) == number


def test_ceilings_by_kind() -> None:
    assert ceiling(TOWN) > ceiling(OTHER) > 0
    assert ceiling(replace(TOWN, standing=Standing.PROPOSED)) == 0
    assert ceiling(replace(TOWN, standing=Standing.APPROVED)) == ceiling(TOWN)


def test_who_asks_is_guessed_only_when_sure() -> None:
    assert guessed(TOWN) == "commune"
    assert guessed(replace(TOWN, place="department:93")) == "region"
    assert guessed(replace(TOWN, place=None)) == ""
    assert guessed(OTHER) == "association"
    assert guessed(MAKER) == ""


# The form and what it speaks of


def listed(name: str) -> set[str]:
    """The choices of a list of the form."""
    cells = [line.split("|") for line in source("copies").splitlines()]
    return {row[3].strip() for row in cells if len(row) == 6 and row[2].strip() == name}


def test_the_form_knows_every_language_that_a_kit_has_or_may_have() -> None:
    wanted = {one for kit in catalogue() for one in kit.languages}
    wanted |= {one for kit in catalogue() for update in kit.updates for one in update.languages}
    assert wanted <= listed("languages")


def test_the_form_asks_every_kind_of_requester_and_each_has_its_group() -> None:
    assert listed("requesters") == set(REQUESTERS)
    for requester in REQUESTERS:
        assert f"${{requester}} = '{requester}'" in source("copies"), requester


def test_every_answer_of_a_kind_of_requester_has_its_short_name() -> None:
    groups = source("copies").partition("begin_group")[2].partition("| choices |")[0]
    rows = [[cell.strip() for cell in line.split("|")] for line in groups.splitlines()[1:]]
    asked = {row[3] for row in rows if len(row) > 4 and row[3] and row[2] != "begin_group"}
    assert asked == set(EXTRA)
    assert set(EXTRA) >= CHOSEN
    for name in ("uses", "access", "places", "levels", "sizes", "roles", "yesno"):
        assert listed(name) <= set(CHOICES), name


def test_copies_are_offered_of_what_is_printed_and_ready_alone() -> None:
    copied = [kit for kit in catalogue() if kit.copied]
    assert {"K03", "K04", "K05", "K28"} == {kit.id for kit in copied}
    assert all(kit.makers and kit.printed for kit in copied)
    assert not any(kit.copied for kit in catalogue() if kit.state is KitState.RESTRICTED)
