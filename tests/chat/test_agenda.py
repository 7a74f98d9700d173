"""/agenda by month, theme and department, by those without an account too."""

from __future__ import annotations

from datetime import datetime

from bot.clock import PARIS
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen, written
from tests.chat.steps import awa_signs_up, claire_signs_up

FESTIVAL = ("/evenement nouveau", "Festival des quais", "[Festival, salon ou spectacle]", "20 juin 2026")
OURS = ("[Passer]", "15:00", "L'Île-Saint-Denis", "[Passer]", "[Passer]", "[Notre organisation seule]")


def on(scene: Scene, day: str) -> None:
    scene.clock.instant = datetime.fromisoformat(f"{day}T10:00").replace(tzinfo=PARIS)


async def test_a_newcomer_reads_one_month_and_goes_to_the_next(scene: Scene) -> None:
    on(scene, "2026-05-20")
    before = await scene.rows()
    assert await does(scene.awa, "/agenda juin") == written(
        """
        Agenda : juin 2026

        • ★ Journée mondiale contre le travail des enfants : 12 juin 2026
        [Journée mondiale contre le travail des enfants]
        [◀ mai 2026] [▶ juillet 2026]
        [🔎 Choisir autrement] [Tout ce qui vient]
        [Menu] [En danger ?]
        """
    )
    await does(scene.awa, "[▶ juillet 2026]")
    assert "★ Journée mondiale de la lutte contre la traite d'êtres humains : 30 juillet 2026" in screen(
        scene.awa
    )
    assert "12 juin" not in screen(scene.awa)
    assert await scene.rows() == before, "reading the agenda leaves no row"


async def test_by_theme_typed_or_tapped_then_by_month_too(scene: Scene) -> None:
    on(scene, "2026-05-20")
    typed = await does(scene.awa, "/agenda traite")
    assert typed.startswith("Agenda : Traite des êtres humains")
    assert "30 juillet 2026" in typed
    assert "18 octobre 2026" in typed
    assert "12 juin" not in typed
    await does(scene.awa, "/agenda", "[🔎 Mois, thème, département]", "[Traite des êtres humains]")
    assert screen(scene.awa) == typed
    await does(scene.awa, "[🔎 Choisir autrement]")
    assert has(scene.awa, "✓ Traite des êtres humains")
    assert not has(scene.awa, "Lettres d'information"), "nothing of them comes for who has no account"
    await does(scene.awa, "[octobre 2026]")
    assert screen(scene.awa).startswith("Agenda : octobre 2026, Traite des êtres humains")
    assert "30 juillet" not in screen(scene.awa)
    assert await does(scene.awa, "/agenda traite octobre 2026") == screen(scene.awa)


async def test_a_past_month_is_shown_as_past_only(scene: Scene) -> None:
    on(scene, "2026-11-20")
    assert await does(scene.awa, "/agenda juin 2026") == written(
        """
        Agenda : juin 2026
        Ce mois est passé : voici ce qu'il y a eu.

        • ★ Journée mondiale contre le travail des enfants : 12 juin 2026 (passé)
        [Journée mondiale contre le travail des enfants]
        [◀ mai 2026] [▶ juillet 2026]
        [🔎 Choisir autrement] [Tout ce qui vient]
        [Menu] [En danger ?]
        """
    )
    await does(scene.awa, "[Journée mondiale contre le travail des enfants]")
    assert "12 juin 2026 : c'est passé" in screen(scene.awa)
    assert not has(scene.awa, "🗓 Dans mon calendrier"), "no alarm for what is over"
    assert "12 juin 2027" in await does(scene.awa, "/agenda juin"), "without a year, the next one"
    assert "Rien n'est prévu" in await does(scene.awa, "/agenda août 2027 enfants")


async def test_own_events_of_a_department_are_for_those_they_concern(scene: Scene) -> None:
    on(scene, "2026-05-01")
    await awa_signs_up(scene.awa)
    await does(scene.awa, *FESTIVAL, *OURS, "[Envoyer]")
    there = await does(scene.awa, "/agenda juin 93")
    assert there.startswith("Agenda : juin 2026, Seine-Saint-Denis (département 93)")
    assert "Festival des quais : 20 juin 2026" in there
    assert "12 juin 2026" in there, "national dates are for every department"
    assert "Festival" not in await does(scene.awa, "/agenda juin 974")
    assert "Festival" not in await does(scene.marc, "/agenda juin 93"), "it is for Awa's organisation alone"
    await does(scene.awa, "/agenda ?")
    assert has(scene.awa, "Seine-Saint-Denis (département 93)"), "her own is offered"
    assert "Festival des quais" in await does(scene.awa, "/agenda evenements")


async def test_dates_that_coordinators_moved_are_in_their_month(scene: Scene) -> None:
    on(scene, "2026-05-20")
    await claire_signs_up(scene.claire)
    await does(scene.claire, "/fixerdate journee-30-juillet", "3 août 2026", "[Passer]")
    assert "traite d'êtres humains : 3 août 2026" in await does(scene.awa, "/agenda août")
    assert "êtres humains" not in await does(scene.awa, "/agenda juillet")


async def test_an_unknown_word_is_answered_with_what_is_possible(scene: Scene) -> None:
    on(scene, "2026-05-20")
    answer = await does(scene.awa, "/agenda juin xyzzy <b>")
    assert answer.startswith(
        "Je ne connais ni mois, ni thème, ni département qui s'appelle « juin xyzzy <b> »."
    )
    assert "/agenda La Réunion" in answer
    assert has(scene.awa, "juin 2026")
    assert has(scene.awa, "Traite des êtres humains")
    assert "ne va pas jusqu'à « juin 1850 »" in await does(scene.awa, "/agenda juin 1850")
    assert "Agenda : juin 2026" in await does(scene.awa, "[juin 2026]")


async def test_no_month_announces_a_check(scene: Scene) -> None:
    """S52: even to coordinators, who read of it once it is over."""
    on(scene, "2022-09-01")
    await claire_signs_up(scene.claire)
    key = "jad-workers@2022-09-14"
    assert "Journées d'action" not in await does(scene.claire, "/agenda septembre 2022")
    assert "Journées d'action" not in await does(scene.claire, f"/agenda {key}")
    on(scene, "2022-09-22")
    assert "Journées d'action communes" in await does(scene.claire, "/agenda septembre 2022")
    assert "c'est passé" in await does(scene.claire, f"/agenda {key}")
    assert "Journées d'action" not in await does(scene.awa, f"/agenda {key}"), "it is not for the public"
