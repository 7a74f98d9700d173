"""S41: resources by country, sector, theme and language; what is not found is counted, nobody with it."""

from __future__ import annotations

import pytest

from bot.people.directory import entry_of
from bot.reference.resources import OTHER, offered, search
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain
from tests.chat.steps import awa_signs_up, claire_signs_up


async def test_cocoa_finds_the_cocoa_initiative_without_an_account(scene: Scene) -> None:
    before = await scene.rows()
    for words in ("cacao", "Cocoa", "chocolat", "cacoa"):
        seen = await does(scene.awa, f"/ressources {words}")
        assert "Initiative française pour un cacao durable" in seen, words
    assert "Source : 001, lu le 20 novembre 2026" in seen
    assert await scene.rows() == before


@pytest.mark.parametrize(
    ("words", "wanted"),
    [
        ("Brésil", "ics-champs"), ("brazil fruit", "ics-champs"), ("Malaisie recrutement", "resolution"),
        ("café", "resolution"), ("textile", "produits"), ("travail domestique", "ccem"), ("asile", "ofpra"),
        ("Madagascar", "laos-madagascar"), ("journalistes", "medias"), ("ukrainien", "kit-K03"),
        ("conventions OIT", "oit"), ("saisonniers", "saisonniers"), ("Côte d'Ivoire", "uemoa"),
    ],
)  # fmt: skip
def test_by_country_sector_theme_or_language(words: str, wanted: str) -> None:
    assert wanted in [one.id for one in search(words).resources]


def test_every_word_counts() -> None:
    assert search("café Costa Rica").resources
    assert not search("café Norvège").resources


@pytest.mark.parametrize("reader", ["fr", "en", "ar", "uk"])
def test_every_button_finds_something(reader: str) -> None:
    for word in offered(reader):
        assert search(word, reader).resources, word


async def test_nothing_found_gives_the_nearest_words_and_counts_known_ones_alone(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    seen = await does(scene.awa, "/ressources textilles du Kazakhstan")
    assert "Rien ne correspond encore" in seen
    assert "compté comme manquant" in seen
    assert has(scene.awa, "Textile")
    assert len({plain(label).casefold() for label in scene.awa.last.buttons}) == len(scene.awa.last.buttons)
    await does(scene.awa, "/ressources Kazakhstan")
    await does(scene.awa, "/ressources Zoubida Machintruc")
    await does(scene.awa, "/ressources blabla")
    stored = await scene.everything_stored()
    assert "Zoubida" not in stored
    assert "zoubida" not in stored
    assert "blabla" not in stored
    assert "Cherché en vain : autres mots 2, kazakhstan 2" in await does(scene.claire, "/ressources")
    assert "en vain" not in await does(scene.awa, "/ressources")


async def test_a_passer_by_is_not_written_down_unless_they_tap(scene: Scene) -> None:
    before = await scene.rows()
    await does(scene.marc, "/ressources Kazakhstan")
    assert await scene.rows() == before
    await does(scene.marc, "[Signaler que cela manque]")
    rows = await scene.rows()
    assert (rows["search_misses"], rows["members"]) == (1, 0)


async def test_long_and_odd_words_lose_nothing(scene: Scene) -> None:
    for words in ("x" * 300, "le la les", "<b>&", "🌟", "العمل القسري"):
        assert "Rien ne correspond encore" in await does(scene.marc, f"/ressources {words}"), words


def test_each_resource_is_made_by_someone_of_the_directory() -> None:
    every = {one for word in offered("fr") for one in search(word).resources}
    assert {maker for one in every for maker in one.by if entry_of(maker) is None} == set()
    assert all(one.source for one in every)
    assert search("Machintruc").missed == (OTHER,)
