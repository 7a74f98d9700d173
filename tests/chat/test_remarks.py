"""S26: a teacher's remarks on the kit under test: no pupil's name, the version kept, its makers told."""

from __future__ import annotations

from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

NAMED = "les élèves Karim B. et Sofia M. n'ont pas compris la fiche 3"
KEPT = "La fiche 3 est trop longue ; la vidéo a fait parler la classe"


async def begun(scene: Scene) -> None:
    """Awa says the level, the day and how many."""
    await does(scene.awa, "/kits K02", "[✏️ Je l'ai utilisé…", "[École primaire]", "12 juin", "25")


async def test_names_of_pupils_are_refused_and_nothing_is_kept_until_they_are_gone(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await begun(scene)
    seen = await does(scene.awa, NAMED)
    assert "ressemble au nom d'un élève" in seen
    assert "n'en ai rien gardé" in seen
    stored = await scene.everything_stored()
    assert "Karim" not in stored
    assert "Sofia" not in stored
    assert (await scene.rows())["kit_remarks"] == 0

    await does(scene.awa, NAMED)
    assert (await scene.rows())["kit_remarks"] == 0, "nor by insisting"
    await does(scene.awa, KEPT, "[Envoyer]")
    assert "Votre remarque sur K02 est chez ses auteurs" in plain(screen(scene.awa))
    stored = await scene.everything_stored()
    assert KEPT in stored
    assert "Karim" not in stored


async def test_its_maker_and_claire_read_it_with_the_version(scene: Scene) -> None:
    lea = scene.newcomer("Léa")
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await signs_up(lea, "Association locale", "RHSF", "Paris")
    await begun(scene)
    await does(scene.awa, KEPT, "[Envoyer]")
    for reader in (lea, scene.claire):
        seen = plain(screen(reader))
        assert "Une remarque sur K02" in seen
        assert "Ghett'up, École primaire, 12 juin 2026, 25 élèves (version 2023-04)" in seen
        assert KEPT in seen

    await lea.sends_document("k.toml", b'[[kit]]\nid = "K02"\nversion = "2026-10"\n')
    await does(lea, "[✅ Appliquer…")
    await begun(scene)
    await does(scene.awa, "Bien mieux que l'ancienne", "[Envoyer]")
    seen = await does(lea, "/kits K02", "[Toutes les remarques]")
    assert "2 remarques" in seen
    assert seen.index("(version 2026-10)") < seen.index("(version 2023-04)")


async def test_bad_answers_are_told_and_nothing_is_lost(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/remarque K02", "[École primaire]")
    assert "n'est pas encore venu" in await does(scene.awa, "25 décembre 2026")
    await does(scene.awa, "12 juin")
    assert "Entre 1 et 500" in await does(scene.awa, "0")
    assert "Combien d'élèves" in await does(scene.awa, "beaucoup")
    seen = await does(scene.awa, "25", KEPT)
    for told in ("École primaire", "12 juin 2026", "25", KEPT):
        assert told in seen


async def test_only_while_it_is_tested_and_by_who_signed_up(scene: Scene) -> None:
    assert "/start prend moins d'une minute" in await does(scene.marc, "/remarque K02")
    await awa_signs_up(scene.awa)
    for kit in ("K03", "K18", "K99", ""):
        assert "tant qu'un kit est à l'essai" in await does(scene.awa, f"/remarque {kit}"), kit
    assert not has(scene.awa, "✏️ Je l'ai utilisé : le dire à ses auteurs")
    assert "Je ne connais pas cette commande" in await does(scene.awa, "/remarques K02")
