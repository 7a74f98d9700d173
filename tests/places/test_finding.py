"""Finding places as people type them."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.places.finding import TYPED_MAX, find, place_of, timezone
from bot.places.gazetteer import gazetteer
from bot.places.model import Place


def codes(typed: str, **more: object) -> list[str]:
    return [candidate.place.code for candidate in find(typed, **more)]  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("typed", "wanted"),
    [
        ("L'Île-Saint-Denis", "commune:93039"),
        ("ile saint denis", "commune:93039"),
        ("lile st denis", "commune:93039"),
        ("L’ILE ST-DENIS", "commune:93039"),
        ("mairie de l'ile saint denis", "commune:93039"),
        ("saint denis 93", "commune:93066"),
        ("Saint-Denis (93)", "commune:93066"),
        ("93200", "commune:93066"),
        ("93200 St Denis", "commune:93066"),
        ("St-Denis, Seine-Saint-Denis", "commune:93066"),
        ("Saint-Denis, La Réunion", "commune:97411"),
        ("saint denis de la reunion", "commune:97411"),
        ("saint denis 974", "commune:97411"),
        ("Pierrefitte-sur-Seine", "commune:93066"),
        ("marseile", "commune:13055"),
        ("bordaux", "commune:33063"),
        ("Grenobl", "commune:38185"),
        ("Aubervillier", "commune:93001"),
        ("à Lyon", "commune:69123"),
        ("lyon 3eme", "commune:69383"),
        ("Paris 18e", "commune:75118"),
        ("75018", "commune:75118"),
        ("69003 Lyon", "commune:69383"),
        ("13e arrondissement de Marseille, 13013", "commune:13213"),
        ("Paris", "commune:75056"),
        ("ste genevieve des bois 91", "commune:91549"),
        ("Fort de France", "commune:97209"),
        ("cayenne", "commune:97302"),
        ("collège Jean Moulin à Aubervilliers", "commune:93001"),
        ("93", "department:93"),
        ("dans le 93", "department:93"),
        ("seine st denis", "department:93"),
        ("dans le val d'oise", "department:95"),
        ("Gironde", "department:33"),
        ("2a", "department:2A"),
        ("974", "department:974"),
        ("la réunion", "department:974"),
        ("Mayotte", "department:976"),
        ("Guyane", "department:973"),
        ("St Pierre et Miquelon", "department:975"),
        ("Nouvelle-Calédonie", "department:988"),
        ("polynesie", "department:987"),
        ("wallis et futuna", "department:986"),
        ("Saint Barthelemy", "commune:97701"),
        ("97133", "commune:97701"),
        ("saint-martin 978", "commune:97801"),
        ("ile de france", "region:11"),
        ("IDF", "region:11"),
        ("paca", "region:93"),
        ("région Occitanie", "region:76"),
        ("Rhône-Alpes", "region:84"),
        ("Corse", "region:94"),
        ("Malaisie", "country:MY"),
        ("malaysia", "country:MY"),
        ("cote d'ivoire", "country:CI"),
        ("Ukraine", "country:UA"),
        ("Royaume-Uni", "country:GB"),
        ("Taïwan", "country:TW"),
        ("Afrique", "area:002"),
        ("en ligne", "online"),
        ("visioconférence", "online"),
        ("France entière", "country:FR"),
        ("national", "country:FR"),
    ],
)
def test_what_people_type_leads_to_the_place(typed, wanted):
    assert codes(typed)[0] == wanted


def test_namesakes_all_come_back_the_most_populated_first_and_none_is_sure():
    found = find("Saint-Denis")
    assert [one.place.code for one in found[:2]] == ["commune:97411", "commune:93066"]
    assert not any(one.sure for one in found)
    crowds = [one.place.population or 0 for one in found if one.score == 100]
    assert crowds == sorted(crowds, reverse=True)


def test_the_only_exact_one_is_sure():
    assert find("Aubervilliers")[0].sure
    assert find("93200")[0].sure
    assert not find("Aubervillier")[0].sure


def test_a_former_commune_leads_to_today_s_and_says_so():
    first = find("Pierrefitte-sur-Seine")[0]
    assert (first.place.name, first.formerly, first.sure) == ("Saint-Denis", "Pierrefitte-sur-Seine", False)


def test_a_search_can_stay_within_a_department_or_a_region():
    assert codes("saint denis", within="department:93")[0] == "commune:93066"
    assert codes("saint denis", within="region:04") == ["commune:97411"]
    assert all(place_of(code).region == "11" for code in codes("montreuil", within="region:11"))  # type: ignore[union-attr]


def test_a_region_that_is_one_department_is_offered_once():
    assert codes("Guadeloupe") == ["department:971"]
    assert codes("paris").count("commune:75056") == 1
    assert "department:75" not in codes("paris")
    assert place_of("region:04") == place_of("department:974")


def test_a_postcode_of_two_communes_offers_both_unless_the_name_is_said():
    both = codes("97422")
    assert len(both) >= 1
    several = codes("01300")
    assert len(several) > 1
    assert codes("01300 Belley") == ["commune:01034"]


@pytest.mark.parametrize(
    "typed", ["", "   ", "🙂", "?!", "qwertyuiop", "99999", "Paris 21e arrondissementt zz zz"]
)
def test_no_place_or_a_place_never_an_error(typed):
    assert isinstance(find(typed), tuple)


@pytest.mark.parametrize("typed", ["", "🙂", "qwertyuiop", "x"])
def test_nothing_near_gives_nothing(typed):
    assert find(typed) == ()


@given(st.text(max_size=200))
def test_any_text_is_answered(typed):
    assert len(find(typed)) <= 5


NAMES = [
    (name, code) for name, code in zip(gazetteer().names, gazetteer().codes, strict=True) if len(name) > 7
]


def test_a_letter_left_out_of_a_long_name_still_finds_it_99_times_in_100():
    """Not always: Béthncourt is as near to Béthencourt-sur-Mer. The same names at each run."""
    dice, lost = Random(87), []
    for name, code in dice.sample(NAMES[:35_000], 1_000):
        at = dice.randrange(1, len(name))
        wanted = place_of(code)
        assert wanted is not None
        typed = f"{name[:at]}{name[at + 1 :]}"
        if wanted.kind == "commune":
            typed += f" {wanted.department}"
        if code not in codes(typed, limit=30):
            lost.append(typed)
    assert len(lost) <= 10, lost


def test_a_department_s_population_is_that_of_its_communes_paris_counted_once():
    paris, commune = place_of("department:75"), place_of("commune:75056")
    assert paris is not None
    assert commune is not None
    assert paris.population == commune.population
    france = sum(gazetteer().populations[f"department:{code}"] for code in gazetteer().departments)
    assert 66_000_000 < france < 70_500_000


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("commune:93066", "Europe/Paris"),
        ("commune:97411", "Indian/Reunion"),
        ("department:971", "America/Guadeloupe"),
        ("region:04", "Indian/Reunion"),
        ("department:988", "Pacific/Noumea"),
        ("commune:98735", "Pacific/Tahiti"),
        ("commune:98731", "Pacific/Marquesas"),
        ("commune:97801", "America/Marigot"),
        ("country:MY", "Europe/Paris"),
        ("online", "Europe/Paris"),
    ],
)
def test_each_place_keeps_its_time(code, zone):
    place = place_of(code)
    assert place is not None
    assert timezone(place).key == zone


def test_every_department_overseas_has_a_time_zone_but_the_empty_island():
    overseas = [place_of(f"department:{code}") for code in gazetteer().departments if len(code) == 3]
    in_paris_time = [place.code for place in overseas if place and timezone(place).key == "Europe/Paris"]
    assert in_paris_time == ["department:989"]  # Clipperton, where nobody lives
    assert all(place and place.overseas for place in overseas)


def test_a_code_of_nowhere_is_no_place():
    assert place_of("commune:99999") is None
    assert place_of("") is None


def test_namesakes_are_told_apart_by_their_labels():
    labels = {str(one.place.label().values) for one in find("Saint-Denis") if one.score == 100}
    assert len(labels) == 4


def test_a_country_is_named_in_the_reader_s_language():
    malaysia = place_of("country:MY")
    assert malaysia is not None
    assert malaysia.label("fr").values["place"] == "Malaisie"
    assert malaysia.label("en").values["place"] == "Malaysia"


def test_a_long_text_is_cut_not_searched_whole():
    assert find("Lyon " + "x " * 5000 + "Bordeaux") == find(("Lyon " + "x " * 5000)[:TYPED_MAX])


def test_a_place_is_a_value():
    assert place_of("commune:93039") == Place(
        "commune:93039", "L'Île-Saint-Denis", "93", "Seine-Saint-Denis", "11", 8696, None
    )
