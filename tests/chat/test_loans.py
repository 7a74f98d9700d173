"""S27: the travelling exhibition is lent by the week: two towns never have the same."""

from __future__ import annotations

from datetime import date

from tests.chat.conftest import Scene
from tests.chat.copying import everyone
from tests.chat.golden import does, has, screen, written
from tests.chat.steps import signs_up


async def test_two_towns_ask_for_the_same_week(scene: Scene) -> None:
    await everyone(scene)
    marc, awa, claire = scene.marc, scene.awa, scene.claire
    lender = scene.newcomer("Jeanne")
    await signs_up(lender, "Association nationale, ONG ou organisme parapublic", "RHSF", "Paris")

    seen = await does(marc, "/kits K07", "[📅 L'emprunter une semaine]")
    assert "[18 mai 2026] [25 mai 2026]" in seen, "two weeks from 4 May, on a Monday"
    seen = await does(marc, "[8 juin 2026]")
    head, _, rest = seen.partition("\n")
    assert head == (
        "Réservé pour Ville de L'Île-Saint-Denis : K07, la semaine du 8 juin 2026. Ceux qui le prêtent sont "
        "prévenus ; s'ils doivent libérer la semaine, vous l'apprendrez ici."
    )
    assert rest == written("""
        [Libérer : 8 juin 2026]
        [📅 Les semaines]
        [Menu] [En danger ?]
    """)
    for told in (lender, claire):
        assert screen(told).startswith(
            "Ville de L'Île-Saint-Denis a réservé K07 pour la semaine du 8 juin 2026."
        )

    seen = await does(awa, "/emprunter K07 12 juin")
    assert seen.startswith("La semaine du 8 juin 2026 est prise. Voici les prochaines libres.")
    assert "[15 juin 2026] [22 juin 2026]" in seen
    assert "Ville de L'Île-Saint-Denis" not in seen, "whose week it is concerns who lends alone"
    await does(awa, "[15 juin 2026]")
    assert screen(awa).startswith("Réservé pour Ghett'up : K07, la semaine du 15 juin 2026.")

    seen = await does(lender, "/emprunter K07")
    assert "• 8 juin 2026 : Ville de L'Île-Saint-Denis" in seen
    assert "• 15 juin 2026 : Ghett'up" in seen
    assert not has(lender, "8 juin 2026")
    await does(lender, "[Libérer : 8 juin 2026]")
    assert "Libérer la semaine du 8 juin 2026 ?" in screen(lender)
    await does(lender, "[Oui, la libérer]")
    assert screen(marc).startswith("La semaine du 8 juin 2026 est de nouveau libre : K07 n'est plus réservé")
    assert has(lender, "8 juin 2026")


async def test_weeks_that_cannot_be_had(scene: Scene) -> None:
    await everyone(scene)
    marc = scene.marc
    seen = await does(marc, "/emprunter K07 11 mai")
    assert seen.startswith("La semaine du 11 mai 2026 est trop proche : il faut 14 jours")
    assert has(marc, "18 mai 2026")
    assert "trop lointaine" in await does(marc, "/emprunter K07 3 janvier 2028")
    assert "trop proche" in await does(marc, "/emprunter K07 1er mai 2026")
    assert "Je n'y lis pas de date" in await does(marc, "/emprunter K07 bientôt")
    for monday in ("18 mai 2026", "25 mai 2026", "1er juin 2026", "8 juin 2026"):
        await does(marc, "/emprunter K07", f"[{monday}]")
        assert screen(marc).startswith("Réservé"), monday
    assert "a déjà 4 semaines" in await does(marc, "/emprunter K07", "[15 juin 2026]")
    assert (await does(marc, "/emprunter K07.2026-05-18")).startswith("Réservé"), "twice is once"
    assert (await scene.rows())["kit_loans"] == 4


async def test_others_neither_free_nor_see_a_week(scene: Scene) -> None:
    await everyone(scene)
    await does(scene.marc, "/emprunter K07.2026-06-08")
    async with scene.relais.database.reading():
        [loan] = await scene.relais.repositories.loans.of_kit("K07", date(2026, 5, 4))
    for line in (
        f"/liberer K07.2026-06-08.{loan.organisation_id}!",
        "/liberer K07.2026-06-08.ghettup!",
        "/liberer K07.2026-06-09.ghettup!",
    ):
        assert "Cette semaine n'est plus réservée." in await does(scene.awa, line)
        assert "L'Île-Saint-Denis" not in screen(scene.awa)
    for line in ("/liberer", "/liberer K07", "/liberer K07.x.y", "/emprunter K03", "/emprunter K07.x",
                 f"/emprunter K07.2026-06-15.{loan.organisation_id}x"):  # fmt: skip
        await does(scene.awa, line)
    await does(scene.awa, f"/emprunter K07.2026-06-29.{loan.organisation_id}")
    async with scene.relais.database.reading():
        loans = await scene.relais.repositories.loans.of_kit("K07", date(2026, 5, 4))
    assert {one.week for one in loans if one.organisation_id == loan.organisation_id} == {date(2026, 6, 8)}


async def test_an_exhibition_is_not_copied_and_a_leaflet_not_lent(scene: Scene) -> None:
    await everyone(scene)
    await does(scene.marc, "/kits K07")
    assert not has(scene.marc, "🖨 Demander des exemplaires imprimés")
    await does(scene.marc, "/kits K03")
    assert not has(scene.marc, "📅 L'emprunter une semaine")


async def test_who_has_no_account_is_told_how_to_get_one(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    assert "/start" in await does(ali, "/kits K07", "[📅 L'emprunter une semaine]")
