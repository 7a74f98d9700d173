"""S35: figures that can be quoted, each with its year, its makers, and what it replaced."""

from __future__ import annotations

from tests.chat.conftest import Scene
from tests.chat.golden import does, screen, written
from tests.chat.steps import awa_signs_up


async def test_how_many_victims(scene: Scene) -> None:
    awa = scene.awa  # without an account
    before = await scene.rows()
    assert await does(awa, "combien de victimes ?") == written("""
        Chiffres à citer

        Personnes en situation d'esclavage moderne : environ 50 millions \
(2021 ; OIT, Walk Free, OIM, publié en 2022)
        Remplace 40,3 millions (2016), cité dans la stratégie française de 2021.

        Citez chaque fois l'année et les auteurs ; ne mêlez jamais deux éditions dans une même phrase.
        [Tous les chiffres]
        [Menu] [En danger ?]
    """)
    assert (await scene.rows())["members"] == before["members"] == 0


async def test_children_and_the_figure_still_on_leaflets(scene: Scene) -> None:
    seen = await does(scene.awa, "/chiffres enfants")
    assert "environ 138 millions (2024 ; OIT, UNICEF, publié en 2025)" in seen
    assert "Remplace 160 millions (2020), cité dans le dépliant de l'Alliance 8.7." in seen


async def test_all_of_them_from_one_button(scene: Scene) -> None:
    awa = scene.awa
    await awa_signs_up(awa)
    await does(awa, "combien de victimes ?", "[Tous les chiffres]")
    assert all(
        figure in screen(awa) for figure in ("50 millions", "28 millions", "22 millions", "138 millions")
    )
    assert "236 milliards" in screen(awa)
