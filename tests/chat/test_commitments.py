"""S17: the town's ladder: five commitments, and the report that a tick may become."""

from __future__ import annotations

from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up


async def marc_signs_up(scene: Scene) -> None:
    await signs_up(scene.marc, "Collectivité locale", "Ville de L'Île-Saint-Denis", "L'Île-Saint-Denis")


async def test_the_town_ticks_its_clause_and_action_1_2_d_is_proposed(scene: Scene) -> None:
    marc = scene.marc
    await marc_signs_up(scene)
    seen = await does(marc, "/menu", "[🪜 Nos engagements]")
    assert "Engagement : 0 sur 5" in seen
    await does(marc, "[⬜ Un kit…", "[⬜ Une journée…", "[⬜ Des agents…")
    seen = await does(marc, "[⬜ Une clause sociale dans un marché public]")
    assert "Engagements : 4 sur 5" in seen
    assert "✅✅✅✅⬜" in seen
    assert "✅ Une clause sociale dans un marché public, depuis le 20 juin 2026" in seen
    assert "correspond à l'action 1.2.D : Faire connaître les règles de la commande publique" in seen

    await does(marc, "[📝 Déclarer sous 1.2.D]", "Clause sociale ajoutée au marché de nettoyage en juin")
    seen = await does(marc, "/recap")
    assert "1.2.D" in seen
    drafts = await does(marc, "/plustard", "/suivi")
    assert "Clause sociale ajoutée" in drafts


async def test_a_step_taken_back_is_not_counted(scene: Scene) -> None:
    await marc_signs_up(scene)
    await does(scene.marc, "/engagements", "[⬜ Une délibération…")
    seen = await does(scene.marc, "[✅ Une délibération…")
    assert "Engagement : 0 sur 5" in seen
    assert (await scene.rows())["commitments"] == 0
    assert not has(scene.marc, "📝 Déclarer sous 2.1.E")


async def test_the_same_tap_twice_is_one_commitment_and_the_first_day_stays(scene: Scene) -> None:
    await marc_signs_up(scene)
    await does(scene.marc, "/engagements")
    shown = scene.marc.last
    label = next(one for one in shown.buttons if "délibération" in plain(one))
    await scene.marc.taps_again_on(shown, label, times=2)
    scene.clock.advance(days=3)
    assert "depuis le 20 juin 2026" in await does(scene.marc, "/engagements")
    assert (await scene.rows())["commitments"] == 1


async def test_coordinators_see_who_is_where(scene: Scene) -> None:
    await marc_signs_up(scene)
    await claire_signs_up(scene.claire)
    assert "Aucun pour l'instant" in await does(scene.claire, "/menu", "[🪜 Les villes]")
    await does(scene.marc, "/engagements", "[⬜ Une délibération…")
    assert "Ville de L'Île-Saint-Denis : 1 sur 5" in await does(scene.claire, "/engagements all")


async def test_an_association_is_told_whom_it_is_for_and_may_tick_for_no_town(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await marc_signs_up(scene)
    assert "s'adresse aux collectivités" in await does(scene.awa, "/engagements")
    assert "s'adresse aux collectivités" in await does(scene.awa, "/engagements all")
    assert has(scene.awa, "Menu")
    await does(scene.marc, "/engagements ghettup.+clause")
    await does(scene.marc, "/engagements ville-ile-saint-denis.+hologram")
    assert (await scene.rows())["commitments"] == 0


async def test_who_forgets_us_leaves_the_towns_commitments_to_the_town(scene: Scene) -> None:
    await marc_signs_up(scene)
    await does(scene.marc, "/engagements", "[⬜ Une délibération…", "/supprimer", "[Oui…")
    rows = await scene.rows()
    assert (rows["members"], rows["commitments"]) == (0, 1)
