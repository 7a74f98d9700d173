"""S10: what is planned is stored as such, counts nowhere, and is asked about once its day is past."""

from __future__ import annotations

from datetime import datetime

from bot.assembly import jobs_of
from bot.clock import PARIS
from tests.chat.conftest import Scene
from tests.chat.golden import does, screen
from tests.chat.reporting import presses
from tests.chat.steps import awa_signs_up, claire_signs_up


def moment(scene: Scene, when: str) -> None:
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)


async def at(scene: Scene, when: str) -> int:
    """The passes at an instant; how many messages Awa gains."""
    moment(scene, when)
    before, jobs = len(scene.awa.messages), jobs_of(scene.relais)
    await jobs.plans()
    await jobs.notices()
    return len(scene.awa.messages) - before


async def awa_plans(scene: Scene) -> None:
    """In May, Awa says what is planned in June; Claire validates it."""
    moment(scene, "2026-05-12T10:00")
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/declarer", "on prévoit 2 formations en juin", "[C'est juste]", "/recap")
    await presses(scene.awa, "Envoyer")
    if "Envoyée" not in screen(scene.awa):
        await does(scene.awa, "[Oui]", "[Envoyer]")


async def validated(scene: Scene) -> str:
    await does(scene.claire, "/file", "[C-0001 …")
    await presses(scene.claire, "Valider")
    return await does(scene.claire, "/tableau")


async def test_two_trainings_planned_in_june_are_asked_about_on_1_july(scene: Scene) -> None:
    await awa_plans(scene)
    assert "C'est prévu : cela ne compte encore dans aucun chiffre." in screen(scene.awa)
    nothing = await does(scene.claire, "/tableau")
    assert await validated(scene) == nothing, "not in this year's figures"
    for early in ("2026-06-15T10:00", "2026-06-30T18:00", "2026-07-01T08:00"):
        assert await at(scene, early) == 0, early
    assert await at(scene, "2026-07-01T09:00") == 1
    assert screen(scene.awa).startswith(
        "Vous aviez prévu on prévoit 2 formations en juin (C-0001). Cela a-t-il eu lieu ?"
    )
    assert await at(scene, "2026-07-01T12:00") == 0
    assert "C-0001 compte désormais" in await does(scene.awa, "[✅ Oui, comme prévu]")
    assert await does(scene.claire, "/tableau") != nothing
    assert await at(scene, "2026-07-20T10:00") == 0


async def test_not_yet_is_asked_again_in_two_weeks(scene: Scene) -> None:
    await awa_plans(scene)
    assert await at(scene, "2026-07-01T09:00") == 1
    await does(scene.awa, "[⏳ Pas encore]")
    assert await at(scene, "2026-07-10T09:00") == 0
    assert await at(scene, "2026-07-16T09:00") == 1
    await does(scene.awa, "[❌ Cela n'aura pas lieu]")
    assert "C-0001 est retirée" in screen(scene.awa)
    assert await at(scene, "2026-08-20T09:00") == 0
    assert (await scene.rows())["planned_contributions"] == 0


async def test_others_answer_nothing(scene: Scene) -> None:
    await awa_plans(scene)
    async with scene.relais.database.reading():
        contribution = await scene.relais.repositories.contributions.by_number(1)
    assert contribution is not None
    await does(scene.claire, f"/eulieu {contribution.id}.no")
    assert (await scene.rows())["planned_contributions"] == 1
    await does(scene.awa, f"/eulieu {contribution.id}.perhaps")
    assert (await scene.rows())["planned_contributions"] == 1


async def test_what_took_place_is_never_asked_about(scene: Scene) -> None:
    moment(scene, "2026-06-22T10:00")
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/declarer", "formation de 12 élus le 12 juin", "[C'est juste]", "/recap")
    await presses(scene.awa, "Envoyer")
    assert "C'est prévu" not in screen(scene.awa)
    assert (await scene.rows())["planned_contributions"] == 0
