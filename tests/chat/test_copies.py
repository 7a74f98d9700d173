"""S23, J2: a town asks for printed copies of a kit, is told of each change, says what was handed out."""

from __future__ import annotations

import pytest

from bot.copies.model import State
from tests.chat.conftest import Scene
from tests.chat.copying import (
    ADDRESS,
    ASK,
    asked,
    asks_for_copies,
    asks_up_to_recap,
    at,
    everyone,
    the_request,
    tick,
)
from tests.chat.golden import does, has, screen, written
from tests.chat.reporting import presses


async def test_a_town_asks_for_k03_and_is_followed_to_the_end(scene: Scene) -> None:
    ines = await everyone(scene)
    marc, claire = scene.marc, scene.claire

    seen = await asks_up_to_recap(marc)
    assert "Arabe : combien d'exemplaires ? : 120" in seen
    assert "Ukrainien : combien d'exemplaires ? : 80" in seen
    seen = await does(marc, "[Envoyer]")
    assert seen == written("""
        Envoyée : K-2026-0001. Merci.

        K03, pour le 1er juin 2026 :
        • arabe : 120
        • ukrainien : 80

        CCEM, qui détient le stock, et les coordinateurs la lisent.
        Vous êtes prévenu de chaque changement. /demandes montre où elle en est.
        [Voir la demande]
        [Menu] [En danger ?]
    """)
    for treating in (ines, claire):
        assert screen(treating).startswith("Nouvelle demande K-2026-0001 : Ville de L'Île-Saint-Denis")
        assert "K03, 200 exemplaires." in screen(treating)
    assert "Nouvelle demande" not in screen(scene.awa)

    await does(claire, "[Voir la demande]", "[✅ Accepter]")
    assert screen(marc).startswith("K-2026-0001 : acceptée\nK03, 200 exemplaires.")
    await does(claire, "[🚚 Expédiée]")
    assert screen(marc).startswith("K-2026-0001 : expédiée")
    assert "Les exemplaires sont expédiés." in screen(marc)
    await does(marc, "[Voir la demande]", "[📦 Reçue]")
    assert screen(ines).startswith("K-2026-0001 : reçue")

    before = len(marc.messages)
    assert await tick(scene, "2026-06-01T10:00") == {"asked": 0, "sent": 0}, "not before its day is over"
    assert await tick(scene, "2026-06-02T07:00") == {"asked": 0, "sent": 0}, "not at night"
    assert await tick(scene, "2026-06-02T10:00") == {"asked": 1, "sent": 1}
    assert await tick(scene, "2026-06-02T11:00") == {"asked": 0, "sent": 0}, "once"
    assert await tick(scene, "2026-07-02T11:00") == {"asked": 0, "sent": 0}, "and never again"
    assert len(marc.messages) == before + 1
    assert screen(marc).startswith("Combien distribués ? À qui ?")

    await does(marc, "[📝 Dire combien distribués]")
    assert "Combien distribués" in screen(marc)
    seen = await does(marc, "185 exemplaires à des travailleurs étrangers, à la mairie, en juin")
    assert "brouillon d'une contribution" in seen
    assert screen(ines).startswith("K-2026-0001 : distribuée")
    assert "185 exemplaires à des travailleurs étrangers" in screen(ines)
    seen = await does(marc, "[📝 Relire la contribution]")
    assert "185" in seen
    await presses(marc, "C'est juste")
    seen = await does(marc, "/recap")
    assert "2.4.E" in seen
    assert "2.2.E" in seen
    await does(marc, "[Envoyer]", "[Oui]", "[Envoyer]")
    async with scene.relais.database.reading():
        [contribution] = await scene.relais.repositories.contributions.queue(0, 5)
    assert contribution.codes == ("2.4.E", "2.2.E")
    assert contribution.title.startswith("185 exemplaires")


async def test_french_alone_is_awareness_and_no_foreign_language(scene: Scene) -> None:
    await everyone(scene)
    marc = scene.marc
    await does(marc, "/kits K28", ASK, "[☐ Français]", "[Terminé]", "50", "1er juin", ADDRESS)
    await does(marc, "[Toute l'année]", "[Passer]", "accueil", *["[Passer]"] * 5, "[Envoyer]")
    request = await the_request(scene)
    await does(scene.claire, f"/demande {request.label}", "[✅ Accepter]", "[🚚 Expédiée]")
    await does(marc, f"/demande {request.label}", "[📝 Dire combien distribués]", "tous distribués au public")
    seen = await does(marc, "[📝 Relire la contribution]", "/recap")
    assert "2.2.E" in seen
    assert "2.4.E" not in seen


# What people type


async def test_nothing_is_lost_over_a_wrong_answer(scene: Scene) -> None:
    await everyone(scene)
    marc = scene.marc
    assert "/kits K03 et son nom" in await does(marc, "/kits K03", ASK)
    assert not has(marc, "☐ Espagnol"), "the documents do not say that K03 exists in Spanish"
    assert "« klingon » n'est pas parmi les choix" in await does(marc, "klingon")
    assert "« espagnol » n'est pas parmi" in await does(marc, "arabe, espagnol")
    assert "Arabe : combien d'exemplaires ?" in await does(marc, "arabe, ukrainien")
    assert "Entre 1 et 10 000 exemplaires par langue" in await does(marc, "0")
    for words in ("beaucoup", "12,5", "-3"):
        seen = await does(marc, words)
        assert "Arabe : combien d'exemplaires ?" in seen, words
    assert "Entre 1 et 10 000" in await does(marc, "50 000")
    assert "Ukrainien" in await does(marc, "120")
    assert "Pour quand ?" in await does(marc, "80")
    assert "Ce jour est passé." in await does(marc, "1er mai 2026")
    assert "Où les envoyer ?" in await does(marc, "1er juin")
    seen = await does(marc, "chez Paul, 12 rue des Lilas, appartement 4, 93450 L'Île-Saint-Denis")
    assert "Cela ressemble à un domicile." in seen
    seen = await does(marc, "12 rue des Lilas, 93450 L'Île-Saint-Denis")
    assert "Cette adresse ne nomme aucune organisation" in seen
    assert "Écrivez l'adresse entière" in await does(marc, "à la mairie")
    assert "Pour quel usage ?" in await does(marc, ADDRESS)
    await does(marc, "[Un de nos événements]", "[☐ Gros caractères]", "[Terminé]")
    assert "Cela ressemble au nom d'une personne" in await does(marc, "Karim Benali")
    assert "Où seront-ils distribués" in await does(marc, "service culture")
    seen = await does(marc, "/recap")
    for kept in ("120", "80", "1er juin 2026", "1 rue Méchin", "service culture", "Gros caractères"):
        assert kept in seen, kept
    assert "Lilas" not in await scene.everything_stored()
    assert "Benali" not in await scene.everything_stored()


async def test_an_address_that_names_no_organisation_can_be_confirmed(scene: Scene) -> None:
    await everyone(scene)
    await does(
        scene.marc, "/kits K03", ASK, "arabe", "10", "1er juin", "12 rue des Lilas, 93450 L'Île-Saint-Denis"
    )
    assert "Pour quel usage ?" in await does(scene.marc, "[Oui, c'est l'adresse d'une organisation]")


async def test_what_is_begun_is_found_again(scene: Scene) -> None:
    await everyone(scene)
    marc = scene.marc
    await does(marc, "/kits K03", ASK, "arabe", "10", "/plustard")
    assert "/demandes" in screen(marc)
    assert has(marc, "Menu")
    await does(marc, "/demandes", "[Continuer : K03, pas encore envoyée]")
    assert "Pour quand ?" in screen(marc)
    await does(marc, "/kits K03", ASK)
    assert "Une demande pour K03 est en cours." in screen(marc)
    assert "Dans quelles langues ?" in await does(marc, "[Une nouvelle demande]")


async def test_each_kind_of_requester_has_its_questions(scene: Scene) -> None:
    await everyone(scene)
    awa = scene.awa  # a local association: nothing to ask about that
    await does(
        awa,
        "/kits K03",
        ASK,
        "arabe",
        "10",
        "1er juin",
        "Association Ghett'up, 2 rue X, 93450 L'Île-Saint-Denis",
    )
    assert "Qui rencontrez-vous ?" in await does(awa, "[Toute l'année]", "[Passer]", "accueil")
    await does(awa, "des familles", "[Oui]", "bambara, arabe")
    seen = screen(awa)
    assert "Publics rencontrés : des familles" in seen
    await does(awa, "[✏️ Qui demande]", "enseignant")
    assert "Quel niveau ?" in screen(awa)
    seen = await does(awa, "[Collège]", "les élèves Karim B. et Lina D.")
    assert "Combien d'élèves en tout ?" in seen
    await does(awa, "75", "[Passer]", "[Oui]")
    seen = screen(awa)
    assert "Élèves : 75" in seen
    assert "Publics rencontrés" not in seen, "put aside, not asked of a school"
    assert "Karim" not in await scene.everything_stored()
    await does(awa, "[Envoyer]")
    assert dict((await the_request(scene)).extra) == {
        "level": "lower_secondary",
        "pupils": "75",
        "head_agrees": "yes",
    }


@pytest.mark.parametrize("kit", ["K01", "K08", "K18"])
async def test_kits_that_are_not_printed_offer_nothing(scene: Scene, kit: str) -> None:
    await everyone(scene)
    await does(scene.marc, f"/kits {kit}")
    assert not has(scene.marc, ASK[1:-1])
    await does(scene.marc, f"/demanderkit {kit}")
    assert "Dans quelles langues ?" not in screen(scene.marc)
    assert (await scene.rows())["kit_requests"] == 0


async def test_who_has_no_account_is_told_how_to_get_one(scene: Scene) -> None:
    ali = scene.newcomer("Ali")
    await does(ali, "/kits K03", ASK)
    assert "/start" in screen(ali)
    assert (await scene.rows())["form_sessions"] == 0


# Treating


async def test_a_detail_is_asked_for_and_given(scene: Scene) -> None:
    ines = await everyone(scene)
    await asked(scene)
    await does(ines, "/demandes", "[K-2026-0001…", "[❓ Demander une précision]")
    await does(ines, "Quel quai de livraison ?")
    assert "C'est fait : K-2026-0001 est maintenant « en attente d'une précision »." in screen(ines)
    assert "Quel quai de livraison ?" in screen(scene.marc)
    seen = await does(scene.marc, "[✏️ Donner la précision]")
    assert "On vous demande : Quel quai de livraison ?" in seen
    assert "Cela ressemble à un domicile." in await does(scene.marc, "appartement 3, chez la gardienne")
    await does(scene.marc, "le quai B, 3 rue Méchin")
    assert "La précision est donnée." in screen(ines)
    assert "le quai B, 3 rue Méchin" in screen(scene.claire)
    await does(ines, "[Voir la demande]")
    assert has(ines, "✅ Accepter")


async def test_a_refusal_gives_its_reason_in_the_town_s_language(scene: Scene) -> None:
    ines = await everyone(scene)
    await asked(scene)
    await does(scene.marc, "/langue en")
    await does(ines, "/demandes", "[K-2026-0001…", "[⛔️ Refuser, avec une raison]", "Le stock est épuisé.")
    assert screen(scene.marc).startswith("K-2026-0001: refused")
    assert "Le stock est épuisé." in screen(scene.marc)
    assert (await does(ines, "/demandes")).count("K-2026-0001") == 0, "nothing is left to treat"


async def test_a_request_is_given_up_by_who_asked(scene: Scene) -> None:
    ines = await everyone(scene)
    await asked(scene)
    await does(scene.marc, "/demande k-2026-1", "[🗄 Clore]")
    assert "Clore K-2026-0001 ?" in screen(scene.marc)
    await does(scene.marc, "[Oui, la clore]")
    assert screen(scene.marc).startswith("K-2026-0001 : close")
    assert screen(ines).startswith("K-2026-0001 : close")


async def test_above_the_ceiling_a_coordinator_agrees(scene: Scene) -> None:
    ines = await everyone(scene)
    await asked(scene, "1500", "501")
    assert "Elle dépasse le plafond annuel" in screen(scene.marc)
    await does(ines, "/demandes", "[K-2026-0001…")
    assert not has(ines, "✅ Accepter")
    assert "l'accord d'un coordinateur est nécessaire" in screen(ines)
    request = await the_request(scene)
    await does(ines, f"/avancer {request.id}.{request.revision}.accepted")
    assert (await the_request(scene)).state is State.ASKED
    await does(scene.claire, "/demandes", "[K-2026-0001…", "[✅ Accepter]")
    assert (await the_request(scene)).state is State.ACCEPTED
    await does(ines, "/demandes", "[K-2026-0001…", "[🚚 Expédiée]")
    assert (await the_request(scene)).state is State.SHIPPED


async def test_an_organisation_that_nobody_checked_needs_a_coordinator_too(scene: Scene) -> None:
    ines = await everyone(scene)
    fatou = scene.newcomer("Fatou")
    await does(fatou, "/start", "[J'accepte]", "[Association locale]", "Les Amis du Quai", "oui", "974")
    await asks_for_copies(fatou)
    assert "l'accord d'un coordinateur est nécessaire" in screen(fatou)
    await does(ines, "/demandes", "[K-2026-0001…")
    assert "Aucun coordinateur n'a encore vérifié cette organisation." in screen(ines)
    assert not has(ines, "✅ Accepter")


async def test_two_coordinators_do_not_cross(scene: Scene) -> None:
    ines = await everyone(scene)
    await asked(scene)
    for person in (scene.claire, ines):
        await does(person, "/demandes", "[K-2026-0001…")
    await does(scene.claire, "[⛔️ Refuser, avec une raison]")
    await does(ines, "[✅ Accepter]")
    assert screen(ines).startswith("K-2026-0001 : acceptée")
    seen = await does(scene.claire, "Le stock est épuisé.")
    assert "K-2026-0001 a changé entre-temps" in seen
    assert (await the_request(scene)).state is State.ACCEPTED
    await does(ines, "/demandes", "[K-2026-0001…")
    await does(scene.claire, "/demandes", "[K-2026-0001…", "[🚚 Expédiée]")
    seen = (
        await does(ines, "[📨…")
        if has(ines, "📨 Transmise à l'auteur du kit")
        else await does(ines, "[🚚 Expédiée]")
    )
    assert seen.startswith("K-2026-0001 a changé entre-temps")
    assert "K-2026-0001 : expédiée" in seen


async def test_a_stranger_neither_sees_nor_moves_a_request(scene: Scene) -> None:
    await everyone(scene)
    request = await asked(scene)
    awa = scene.awa
    before = await scene.rows()
    for line in (
        f"/demande {request.id}", f"/demande {request.label}", f"/demandes {request.label}",
        f"/avancer {request.id}.0.accepted", f"/avancer {request.id}.0.refused",
        f"/avancer {request.id}.0.closed", f"/avancer {request.id}.0.closed!",
        f"/avancer {request.label}.0.shipped", "/demande K-2026-0099",
    ):  # fmt: skip
        seen = await does(awa, line)
        assert seen.startswith("Aucune de vos demandes ne porte ce numéro."), line
        assert "K03" not in seen
    for line in ("/avancer x", "/avancer x.y.z", f"/avancer {request.id}.0.burnt", "/demande", "/demande '"):
        await does(awa, line)
    assert "K-2026-0001" not in await does(awa, "/demandes")
    assert await the_request(scene) == request
    after = await scene.rows()
    assert after["audit"] > before["audit"], "it is noted"
    assert after["form_sessions"] == before["form_sessions"]


async def test_who_left_the_organisation_sees_it_no_more(scene: Scene) -> None:
    await everyone(scene)
    request = await asked(scene)
    await does(scene.marc, f"/partir {request.organisation_id}!yes")
    assert "Aucune de vos demandes" in await does(scene.marc, f"/demande {request.label}")


async def test_my_data_says_what_i_asked_for_and_forgetting_keeps_the_town_s_request(scene: Scene) -> None:
    await everyone(scene)
    await asked(scene)
    assert '"K-2026-0001"' in await does(scene.marc, "/mesdonnees")
    await does(scene.marc, "/supprimer", "[Oui…")
    request = await the_request(scene)
    assert request.asked_by is None
    assert request.total == 200


async def test_the_numbers_begin_again_each_year(scene: Scene) -> None:
    await everyone(scene)
    await asked(scene)
    at(scene, "2027-01-04T10:00")
    await does(scene.marc, "/kits K03", ASK, "arabe", "10", "1er février", ADDRESS, "[Toute l'année]")
    await does(scene.marc, "[Passer]", "accueil", *["[Passer]"] * 5, "[Envoyer]")
    assert screen(scene.marc).startswith("Envoyée : K-2027-0001.")


async def test_a_kit_whose_languages_nobody_states_offers_them_all(scene: Scene) -> None:
    await everyone(scene)
    marc = scene.marc
    await does(marc, "/kits K04", ASK)
    seen = await does(marc, "klingon")
    assert "Dans quelles langues ?" in seen
    assert "klingon" in seen
    assert "Ukrainien : combien d'exemplaires ?" in await does(marc, "ukrainien, roumain, dari")
    await does(marc, "10", "20")
    assert "Dari : combien d'exemplaires ?" in screen(marc)
    await does(marc, "30", "1er juin", ADDRESS, "[Toute l'année]", "[Passer]", "accueil", *["[Passer]"] * 5)
    await does(marc, "[Envoyer]")
    assert [(one.language, one.quantity) for one in (await the_request(scene)).lines] == [
        ("uk", 10),
        ("ro", 20),
        ("prs", 30),
    ]
