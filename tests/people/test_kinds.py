"""Kinds of organisation: what sign-up offers and suggests."""

from __future__ import annotations

import pytest

from bot.people.directory import directory, entry_of
from bot.people.kinds import KINDS, kinds_of, working_groups


def kinds(entry_id: str) -> tuple[str, ...]:
    entry = entry_of(entry_id)
    assert entry is not None
    return kinds_of(entry).kinds


def test_seven_kinds_are_offered_the_two_local_ones_first():
    assert list(KINDS)[:2] == ["local_association", "local_authority"]
    assert len(KINDS) == 7
    assert len({kind.label.msgid for kind in KINDS.values()}) == 7


def test_medef_sits_in_two_groups():
    assert kinds("medef") == ("reseaux_entreprises", "partenaires_sociaux")
    assert working_groups(kinds("medef")) == kinds("medef")


@pytest.mark.parametrize(
    ("entry_id", "kind"), [("ghettup", "local_association"), ("ile-saint-denis", "local_authority")]
)
def test_local_associations_and_authorities_count_in_no_working_group(entry_id, kind):
    assert kinds(entry_id) == (kind,)
    assert working_groups(kinds(entry_id)) == ()


def test_a_group_that_a_document_states_needs_no_confirmation_a_deduced_one_does():
    stated, deduced = entry_of("ccem"), entry_of("europol")
    assert stated is not None
    assert deduced is not None
    assert kinds_of(stated).certain
    assert not kinds_of(deduced).certain


def test_a_body_associated_without_a_group_is_only_a_suggestion():
    cncdh = entry_of("cncdh")
    assert cncdh is not None
    assert not kinds_of(cncdh).certain


def test_every_suggested_kind_is_offered():
    assert {kind for entry in directory() for kind in kinds_of(entry).kinds} <= set(KINDS)
