"""Finding an organisation by what people really type."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.folding import fold
from bot.people.directory import DirectoryEntry, directory, entry_of, search

LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slip(text: str, place: int, kind: str, letter: str) -> str:
    """One typing error: a letter dropped, doubled up with another, replaced, or swapped with the next."""
    place %= len(text)
    if kind == "drop":
        return text[:place] + text[place + 1 :]
    if kind == "add":
        return text[:place] + letter + text[place:]
    if kind == "swap" and place + 1 < len(text):
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    return text[:place] + letter + text[place + 1 :]


def first_three(typed: str) -> list[str]:
    return [match.entry.id for match in search(typed, limit=3)]


def share_found(cases: list[tuple[str, str]]) -> float:
    return sum(wanted in first_three(typed) for typed, wanted in cases) / len(cases)


def with_slips(names: list[tuple[str, str]], each: int) -> list[tuple[str, str]]:
    dice = random.Random("directory")
    return [
        (
            slip(
                name,
                dice.randrange(99),
                dice.choice(["drop", "add", "swap", "replace"]),
                dice.choice(LETTERS),
            ),
            wanted,
        )
        for name, wanted in names
        for _ in range(each)
    ]


NAMES = [(entry.name, entry.id) for entry in directory()]
ACRONYMS = [(entry.acronym, entry.id) for entry in directory() if entry.acronym]


def test_the_directory_is_whole_and_holds_bodies_only():
    assert len(directory()) == 208
    assert len({entry.id for entry in directory()}) == 208
    assert all(entry.sources and entry.role for entry in directory())


@pytest.mark.parametrize("entry", directory(), ids=lambda entry: entry.id)
def test_each_organisation_is_sure_by_its_name_whatever_case_and_accents(entry):
    best = search(fold(entry.name).upper(), limit=1)[0]
    assert (best.entry.id, best.sure) == (entry.id, True)


@pytest.mark.parametrize(("acronym", "wanted"), ACRONYMS)
def test_each_organisation_is_first_by_its_acronym(acronym, wanted):
    best = search(acronym.lower(), limit=1)[0]
    assert (best.entry.id, best.sure) == (wanted, True)


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("secours cath", "secours-catholique"),
        ("secour catolique", "secours-catholique"),
        ("CEEM", "ccem"),
        ("ccme", "ccem"),
        ("comite esclavage moderne", "ccem"),
        ("ghettup", "ghettup"),
        ("Ghetto up", "ghettup"),
        ("rhsf", "rhsf"),
        ("R.H.S.F.", "rhsf"),
        ("ressources humaines sans frontieres", "rhsf"),
        ("mairie de l'ile st denis", "ile-saint-denis"),
        ("ile saint denis", "ile-saint-denis"),
        ("region occitannie", "region-occitanie"),
        ("amicale du nid", "amicale-nid"),
        ("ecpat", "ecpat-france"),
        ("cfe cgc", "cfe-cgc"),
        ("ILO", "oit"),
        ("UNHCR", "hcr"),
        ("pjj", "dpjj"),
        ("ministere du travail", "min-travail"),
        ("femmes des quartier populaire", "femmes-quartiers"),
        ("tout un art", "tout-un-art"),
        ("mamama", "mamama"),
        ("acsé", "alc-acse"),
        ("inspection travail", "inspection-travail"),
    ],
)
def test_what_people_type_leads_to_the_right_one(typed, wanted):
    assert first_three(typed)[0] == wanted


def test_one_slip_in_a_name_or_an_acronym_still_finds_it_97_times_in_100():
    cases = with_slips(NAMES, 4) + with_slips(ACRONYMS, 4)
    assert share_found(cases) >= 0.97


def test_short_acronyms_with_a_slip_are_ambiguous_yet_mostly_found():
    short = [(acronym, wanted) for acronym, wanted in ACRONYMS if len(acronym) <= 3]
    assert share_found(with_slips(short, 10)) >= 0.88


LONG_NAMES = [(name, wanted) for name, wanted in NAMES if len(name) >= 8]


@given(
    st.sampled_from(LONG_NAMES),
    st.integers(0, 200),
    st.sampled_from(["drop", "add", "swap", "replace"]),
    st.sampled_from(LETTERS),
)
def test_any_slip_anywhere_in_a_long_name_is_forgiven(named, place, kind, letter):
    name, wanted = named
    assert wanted in first_three(slip(name, place, kind, letter))


@pytest.mark.parametrize("typed", ["CEEM", "secours cath", "ghetto up", "BIT", "unicef franc"])
def test_near_is_proposed_never_taken_for_sure(typed):
    assert not any(match.sure for match in search(typed))


@pytest.mark.parametrize("typed", ["", "   ", "???", "🙂", "zzzzzz", "boulangerie dupain", "kyokushin"])
def test_nothing_near_gives_nothing(typed):
    assert search(typed) == ()


def test_two_bodies_of_one_name_are_both_shown_and_neither_is_sure():
    twins = [
        DirectoryEntry("epicerie-93", "Épicerie solidaire", "association_locale"),
        DirectoryEntry("epicerie-13", "Épicerie Solidaire", "association_locale"),
    ]
    matches = search("epicerie solidaire", [*directory(), *twins])
    assert {match.entry.id for match in matches[:2]} == {"epicerie-93", "epicerie-13"}
    assert not any(match.sure for match in matches)


def test_an_organisation_someone_proposed_is_found_beside_the_directory():
    proposed = DirectoryEntry("p1", "Les Mamans du Franc-Moisin", "association_locale")
    best = search("maman franc moisin", iter([*directory(), proposed]), limit=1)[0]
    assert best.entry is proposed


def test_an_entry_is_fetched_by_its_id():
    found = entry_of("ccem")
    assert found is not None
    assert found.acronym == "CCEM"
    assert entry_of("nobody") is None
