"""S12: active last year, silent this year: seen by coordinators, reminded in one tap, once in 30 days."""

from __future__ import annotations

from datetime import datetime

from bot.clock import PARIS
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen
from tests.chat.reporting import presses
from tests.chat.steps import awa_signs_up, claire_signs_up


def moment(scene: Scene, when: str) -> None:
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)


async def reports(scene: Scene, when: str, sentence: str) -> None:
    """Awa reports at an instant."""
    moment(scene, when)
    await does(scene.awa, "/declarer new", sentence, "[C'est juste]", "/recap")
    await presses(scene.awa, "Envoyer")
    if "Envoyée" not in screen(scene.awa):
        await does(scene.awa, "[Oui]", "[Envoyer]")


async def last_year(scene: Scene) -> None:
    """Ghett'up reported in March 2026; since May nothing came."""
    moment(scene, "2026-03-16T10:00")
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await reports(scene, "2026-03-16T10:00", "formation de 12 élus le 10 mars 2026")
    moment(scene, "2026-10-05T10:00")  # a Monday


async def test_who_reported_last_year_and_not_this_one_is_reminded_in_one_tap(scene: Scene) -> None:
    await last_year(scene)
    await does(scene.awa, "/langue en")
    seen = await does(scene.claire, "/relances")
    assert "Qui déclare, 2025-2026 puis 2026-2027" in seen
    assert "• Association locale : 1, puis 0" in seen
    assert "• Ghett'up : 1 contribution l'an dernier" in seen
    await does(scene.claire, "[🔔 Relancer Ghett'up]")
    assert "Relance envoyée à 1 personne." in screen(scene.claire)
    assert screen(scene.awa).startswith("Last year Ghett'up reported 1 contribution"), "in her language"


async def test_once_in_thirty_days(scene: Scene) -> None:
    await last_year(scene)
    await does(scene.claire, "/relances", "[🔔 Relancer Ghett'up]")
    assert not has(scene.claire, "🔔 Relancer Ghett'up")
    before = len(scene.awa.messages)
    moment(scene, "2026-11-03T10:00")
    assert "relance envoyée le 5 octobre 2026" in await does(scene.claire, "/relances")
    assert "Pas envoyé" in await does(scene.claire, "/relancer ghettup")
    assert len(scene.awa.messages) == before
    moment(scene, "2026-11-04T10:00")
    await does(scene.claire, "/relances", "[🔔 Relancer Ghett'up]")
    assert len(scene.awa.messages) == before + 1


async def test_who_reports_again_is_silent_no_more(scene: Scene) -> None:
    await last_year(scene)
    await reports(scene, "2026-10-05T11:00", "formation de 8 agents le 1er octobre 2026")
    seen = await does(scene.claire, "/relances")
    assert "Silencieuses cette année : 0" in seen
    assert "• Association locale : 1, puis 1" in seen
    assert "Pas envoyé" in await does(scene.claire, "/relancer ghettup")


async def test_nobody_is_written_to_who_asked_for_silence(scene: Scene) -> None:
    await last_year(scene)
    await does(scene.awa, "/stop")
    before = len(scene.awa.messages)
    assert "personne à qui écrire" in await does(scene.claire, "/relances")
    assert "Pas envoyé" in await does(scene.claire, "/relancer ghettup")
    assert len(scene.awa.messages) == before
