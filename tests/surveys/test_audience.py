"""Whom a form is for."""

from __future__ import annotations

import pytest

from bot.people.audience import Audience, reached
from bot.people.model import Member, MemberState, Organisation, Standing

AWA = Member("awa", 1, "fr")
GHETTUP = Organisation("ghettup", "Ghett'up", "local_association", place="commune:93066")
MEDEF = Organisation("medef", "MEDEF", "partenaires_sociaux", groups=("reseaux_entreprises",), place=None)
REUNION = Organisation("run", "Les Amis", "local_association", place="commune:97411")


@pytest.mark.parametrize(
    ("audience", "organisation", "meant"),
    [
        (Audience(), GHETTUP, True),
        (Audience(kinds=("local_association",)), GHETTUP, True),
        (Audience(kinds=("local_authority",)), GHETTUP, False),
        (Audience(kinds=("reseaux_entreprises",)), MEDEF, True),
        (Audience(areas=("region:11",)), GHETTUP, True),
        (Audience(areas=("department:93",)), GHETTUP, True),
        (Audience(areas=("department:75",)), GHETTUP, False),
        (Audience(areas=("region:11",)), REUNION, False),
        (Audience(areas=("department:974", "region:11")), REUNION, True),
        (Audience(areas=("region:11",)), MEDEF, False),
        (Audience(languages=("fr",)), GHETTUP, True),
        (Audience(languages=("en", "ar")), GHETTUP, False),
        (Audience(kinds=("local_association",), areas=("region:11",), languages=("en",)), GHETTUP, False),
    ],
)
def test_every_part_of_an_audience_counts(
    audience: Audience, organisation: Organisation, meant: bool
) -> None:
    assert audience.holds(AWA, organisation) is meant
    assert Audience.from_json(audience.to_json()) == audience


def test_an_organisation_that_was_refused_is_in_no_audience() -> None:
    refused = Organisation("x", "X", "local_association", standing=Standing.REFUSED)
    assert not Audience().takes(refused)


def test_a_person_of_two_organisations_is_reached_once_and_who_blocked_the_bot_is_not() -> None:
    marc = Member("marc", 2, "fr", state=MemberState.BLOCKED)
    assert reached(Audience(), [(AWA, GHETTUP), (AWA, REUNION), (marc, GHETTUP)]) == {"awa": AWA}
