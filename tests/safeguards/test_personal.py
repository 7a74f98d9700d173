"""Nobody recognisable is kept; organisations, places and figures pass."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.people.directory import directory
from bot.places.gazetteer import gazetteer
from bot.safeguards.helplines import helplines
from bot.safeguards.personal import MASK, SEEN, Finding, Kind, find_personal, mask
from tests.safeguards.lines import lines

PERSONAL, IMPERSONAL = lines("personal"), lines("impersonal")
FIELD = lines("contributions") + lines("ordinary")


def seen(text: str) -> list[tuple[str, str]]:
    return [(one.kind.value, text[one.start : one.end]) for one in find_personal(text)]


@pytest.mark.parametrize("line", PERSONAL)
def test_what_names_or_locates_someone_is_found(line):
    assert find_personal(line)


@pytest.mark.parametrize("line", IMPERSONAL)
def test_what_names_nobody_passes(line):
    assert seen(line) == []


def test_the_lists_are_as_long_as_they_should_be():
    assert len(PERSONAL) >= 60
    assert len(IMPERSONAL) >= 150


def test_no_line_of_the_field_is_refused():
    assert {line: seen(line) for line in FIELD if find_personal(line)} == {}


@pytest.mark.parametrize(
    "around", ["{}", "avec {} et des bénévoles", "{}, 10 ans", "les élèves et {}", "{} : 12 mars"]
)
def test_every_organisation_of_the_directory_passes(around):
    names = {name for e in directory() for name in (e.name, e.acronym or "", *e.aliases) if name}
    refused = {name: seen(around.format(name)) for name in names if find_personal(around.format(name))}
    assert refused == {}


def test_every_place_of_the_country_passes():
    refused = [name for name in gazetteer().names if find_personal(f"Atelier à {name} le 12 juin, 25 élèves")]
    assert refused == []


def test_every_helpline_passes():
    for line in helplines():
        assert seen(f"appeler le {line.number}") == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Mme A., née en 1980, a été reçue", [("name", "Mme A."), ("birth", "née en 1980")]),
        ("le foyer est au 12 rue des Lilas", [("address", "12 rue des Lilas")]),
        ("les élèves Karim B. et Lina", [("pupil", "Karim B.")]),
        ("K., 14 ans, et 12 autres", [("age", "K., 14 ans")]),
        ("écrire à awa.diallo@exemple.fr", [("mail", "awa.diallo@exemple.fr")]),
        ("passeport n° 12AB34567 rendu", [("document", "12AB34567")]),
    ],
)
def test_it_says_what_it_saw_and_where(text, found):
    assert seen(text) == found


def test_the_preview_is_masked_and_keeps_the_rest():
    text = "Mme Traoré, logée 12 rue des Lilas, jointe au 06 12 34 56 78 : 3 personnes aidées le 12 juin"
    masked = mask(text)
    for secret in ("Traoré", "Lilas", "06 12"):
        assert secret not in masked
    assert masked.count(MASK) == 3
    assert masked.endswith("3 personnes aidées le 12 juin")
    assert mask("Atelier au collège Jean Moulin") == "Atelier au collège Jean Moulin"


def test_a_masked_text_has_nothing_left_to_find():
    left = {line: seen(mask(line)) for line in PERSONAL if find_personal(mask(line))}
    assert left == {}


@given(st.text(max_size=300))
def test_any_text_is_read_and_places_fit(text):
    found = find_personal(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


@given(st.integers(0, 999_999), st.sampled_from(["victimes", "élèves", "%", "€", "participants", "M€"]))
def test_a_figure_is_never_personal(figure, unit):
    assert seen(f"{figure} {unit}") == []
    assert seen(f"{figure:,} {unit}".replace(",", " ")) == []


@given(st.dates())
def test_a_date_is_never_personal(day):
    for written in (
        day.isoformat(),
        f"{day:%d/%m/%Y}",
        f"{day:%d.%m.%Y}",
        f"{day.isoformat()}/{day.isoformat()}",
    ):
        assert seen(f"atelier le {written}") == []


@given(st.from_regex(r"0[67]( \d\d){4}", fullmatch=True))
def test_a_mobile_number_always_is(number):
    assert seen(f"joignable au {number}") == [("phone", number)]


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_says_what_was_seen_and_offers_a_total(kind):
    said = Finding(kind, 0, 1).explain()
    assert said.values["seen"] == SEEN[kind]
    assert "total" in said.msgid


def test_each_kind_is_found_by_some_line():
    assert {one.kind for line in PERSONAL for one in find_personal(line)} == set(Kind)
