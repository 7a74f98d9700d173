"""Materials by several things at once, tapped or typed."""

from __future__ import annotations

import pytest

from bot.catalogues import translator
from bot.kits.catalogue import catalogue
from bot.kits.finding import THEMES, Wanted, days, found, languages, wanted
from bot.kits.model import State

tr = translator("fr")


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("cacao", Wanted(words="cacao")),
        ("affiche en arabe", Wanted(words="affiche", language="ar")),
        ("arabe", Wanted(language="ar")),
        ("leaflet in Ukrainian", Wanted(words="leaflet", language="uk")),
        ("12 juin", Wanted(day="journee-12-juin")),
        ("affiche du 18 octobre", Wanted(words="affiche", day="journee-18-octobre")),
        ("June 12", Wanted(day="journee-12-juin")),
        ("30/07", Wanted(day="journee-30-juillet")),
        ("theme:traite langue:arabe", Wanted(theme="traite", language="ar")),
        ("thème : travail forcé", Wanted(theme="travail_force")),
        ("public: écoles cacao", Wanted(unknown=("écoles cacao",))),
        ("cacao public:entreprises", Wanted(words="cacao", public="companies")),
        ("jour:12 juin", Wanted(day="journee-12-juin")),
        ("langue:espagnol", Wanted(language="es")),
        ("langue:blablabla", Wanted(unknown=("blablabla",))),
        ("theme:", Wanted(unknown=("",))),
        ("https://exemple.org", Wanted(words="https://exemple.org")),
        ("de la", Wanted(words="de la")),
    ],
)
def test_what_people_type(typed: str, asked: Wanted) -> None:
    assert wanted(typed, tr) == asked


def test_every_theme_has_a_name_and_something() -> None:
    assert {theme for kit in catalogue() for theme in kit.themes} == set(THEMES)
    for theme in THEMES:
        assert found(Wanted(theme=theme))


def test_every_day_and_language_offered_has_something() -> None:
    assert days()[0].id == "journee-12-juin"
    assert all(found(Wanted(day=event.id)) for event in days())
    assert languages()[0] == "fr"
    assert all(found(Wanted(language=code)) for code in languages())


def test_all_that_is_asked_counts() -> None:
    both = found(Wanted(theme="traite", language="ar"))
    assert both
    assert all("traite" in kit.themes and "ar" in kit.languages for kit in both)
    assert set(both) < set(found(Wanted(theme="traite")))
    assert found(Wanted(theme="esclavage", language="tl", words="cacao")) == ()


def test_restricted_sheets_are_found_by_nothing() -> None:
    asked = [Wanted(), *(Wanted(theme=theme) for theme in THEMES), Wanted(words="OCLTI police enquête")]
    assert all(kit.state is not State.RESTRICTED for one in asked for kit in found(one))
