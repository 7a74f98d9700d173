"""S04: the follow-up table over the contributions of the report of 2023, most of them validated."""

from __future__ import annotations

import pytest

from bot.cli.demo_data import fill
from bot.roadmap.model import plan
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, written


@pytest.fixture
async def filled(scene: Scene) -> Scene:
    """Claire coordinates, Marc works at a town hall, 94 contributions came in by file."""
    await scene.claire.starts()
    await scene.marc.starts()
    await fill(scene.relais, scene.claire.id, scene.marc.id)
    await scene.claire.says("/menu")  # the notices that waited for her come after
    return scene


async def test_a_priority_shows_what_was_done_and_what_is_empty(filled: Scene) -> None:
    seen = await does(filled.awa, "/tableau 2.2")
    assert seen == written("""
        2.2. Mieux suivre les victimes d'exploitation par le travail
        11 contributions, 7 organisations, dernière date : 31 décembre 2025
        • 2.2.A Informer les entreprises : convention, guide, presse spécialisée : rien pour l'instant
        • 2.2.B Mener à bien la carte professionnelle unique agricole : 1 contribution, 1 organisation
        • 2.2.C Nommer un référent unique par région au ministère du Travail : 1 contribution, 1 organisation
        • 2.2.D Agir avec l'Europe : journées d'action communes, Europol : 7 contributions, 5 organisations, \
dernière date : 31 décembre 2025
        • 2.2.E Marquer le 12 juin, le 30 juillet et le 18 octobre : rien pour l'instant

        Rien pour l'instant : 2.2.A, 2.2.E
        [2.2.A] [2.2.B] [2.2.C] [2.2.D]
        [2.2.E]
        [Remonter]
        [Menu] [En danger ?]
    """)


async def test_only_validated_contributions_count(filled: Scene) -> None:
    """The first six of the file still wait, among them the only ones under 1.2.D."""
    claire = filled.claire
    assert "\n• 1.2.D Faire connaître les règles de la commande publique : rien pour l'instant" in await does(
        filled.awa, "/tableau 1.2"
    )
    await does(claire, "/file", "[C-0003 …", "[✅ Valider]")
    seen = await does(filled.awa, "/tableau 1.2.D")
    assert seen.startswith("1.2.D. Faire connaître les règles de la commande publique\n1 contribution")
    assert "• C-0003 " in seen


async def test_a_code_typed_alone_opens_the_action(filled: Scene) -> None:
    assert await does(filled.awa, "2.2.E") == written("""
        2.2.E. Marquer le 12 juin, le 30 juillet et le 18 octobre
        rien pour l'instant

        Avez-vous fait quelque chose ici ? Une phrase suffit : /declarer
        [Remonter]
        [Menu] [En danger ?]
    """)
    seen = await does(filled.awa, "2.2 d")
    assert seen.startswith("2.2.D. Agir avec l'Europe : journées d'action communes, Europol\n7 contrib")
    assert "Des totaux seulement ici : jamais un nom" in seen


async def test_an_english_profile_reads_it_in_english(filled: Scene) -> None:
    grace = filled.newcomer("Grace", "en")
    assert await does(grace, "2.2.E") == written("""
        2.2.E. Mark 12 June, 30 July and 18 October
        nothing yet

        Did you do something here? One sentence is enough: /declarer
        [Up]
        [Menu] [In danger?]
    """)
    assert (await does(grace, "/table 2")).startswith("2. Protect: detect, support, repair\n35 contrib")


async def test_the_way_down_from_the_whole_plan_and_up_again(filled: Scene) -> None:
    awa = filled.awa
    whole = await does(awa, "/tableau")
    assert whole.startswith("La feuille de route : 3 axes, 11 priorités, 51 actions\n\n1. Prévenir")
    for priority in plan().priorities:
        assert f"[{priority}]" in whole
    axis = await does(awa, "[3.1]", "[3.1.A]", "[Remonter]", "[Remonter]")
    assert axis.startswith("3. Peser en Europe et dans le monde\n24 contributions")
    assert await does(awa, "[Remonter]") == whole


async def test_every_action_opens_and_leads_up(filled: Scene) -> None:
    for code, action in plan().actions.items():
        seen = await does(filled.awa, f"/tableau {code}")
        assert seen.startswith(f"{code}. "), code
        assert (await does(filled.awa, "[Remonter]")).startswith(f"{action.priority}. "), code


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("/tableau 2.2.Z", "2.2.Z n'existe pas : 2.2 a les actions A à E."),
        ("/tableau 2.9", "2.9 n'existe pas"),
        ("/tableau 9", "J'y cherche un code, comme 1, 1.4 ou 1.4.C."),
        ("/tableau coucou", "J'y cherche un code, comme 1, 1.4 ou 1.4.C."),
        ("/tableau <b>", "J'y cherche un code, comme 1, 1.4 ou 1.4.C."),
    ],
)
async def test_a_wrong_code_is_said_with_what_exists(scene: Scene, typed: str, said: str) -> None:
    seen = await does(scene.awa, typed)
    assert seen.startswith(said)
    assert has(scene.awa, "Menu")


async def test_a_long_action_is_read_page_by_page(filled: Scene) -> None:
    awa, claire = filled.awa, filled.claire
    for number in ("C-0002", "C-0006"):
        await does(claire, "/file", f"[{number} …", "[✅ Valider]")
    first = await does(awa, "/tableau 1.2.C")
    assert first.startswith("1.2.C. Recueillir bonnes pratiques, retours et critères communs\n9 contrib")
    assert first.count("\n• C-") == 8
    second = await does(awa, "[Suivant]")
    assert second.count("\n• C-") == 1
    assert not set(first.split("• ")[1:]) & set(second.split("• ")[1:])
    assert await does(awa, "[Précédent]") == first
    assert (await does(awa, "/tableau 1.2.C~99")) == second, "past the end, the last page"


async def test_the_draft_of_the_report_has_each_line_with_its_number(filled: Scene) -> None:
    claire = filled.claire
    seen = await does(claire, "/rapport 2")
    assert seen.startswith("Rapport annuel, question 2 : Protéger : repérer, accompagner, réparer")
    assert "\n2.1.A. Associer l'inspection du travail au repérage précoce\n• C-" in seen
    pages = 1
    while has(claire, "Suivant"):
        await does(claire, "[Suivant]")
        pages += 1
    assert pages > 3
    assert (await does(claire, "[Question 3]")).startswith("Rapport annuel, question 3")
