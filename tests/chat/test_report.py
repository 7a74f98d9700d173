"""A local association reports an action: journey J1, its detours, and the same in English."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from telegram.request import HTTPXRequest

from bot.cli.stage import staged
from bot.ids import RandomIds
from bot.sandbox.inprocess import InProcess
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen, written
from tests.chat.steps import awa_signs_up, claire_signs_up

SENTENCE = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"
MOST_ACTS = 12
"""Messages and taps that the whole report may take from Awa."""

PROPOSAL = written("""
    Voici ce que je lis dans votre phrase. Est-ce juste ?

    Actions :
    • 1.4.C Donner aux enseignants des contenus pour la classe
    • 2.2.E Marquer le 12 juin, le 30 juillet et le 18 octobre
    (1.4.C : « atelier au collège avec le kit … classes … élèves », 2.2.E : « le 12 juin »)
    Chiffres : 3 classes, environ 75 élèves
    Dates : 12 juin 2026
    Lieu : Seine-Saint-Denis (département 93)
    (non dit : le lieu de votre organisation)
    [C'est juste]
    [✏️ Actions] [✏️ Chiffres]
    [✏️ Dates] [✏️ Lieu]
    [Retour] [Supprimer ce brouillon]
    [Enregistrer et quitter] [En danger ?]
""")

RECAP = written("""
    Récapitulatif

    Ce qui a été fait : atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin
    Actions :
    • 1.4.C Donner aux enseignants des contenus pour la classe
    • 2.2.E Marquer le 12 juin, le 30 juillet et le 18 octobre
    Chiffres : 3 classes, environ 75 élèves
    Dates : 12 juin 2026
    Lieu : Seine-Saint-Denis (département 93)
    Partenaires : Ressources Humaines Sans Frontières (RHSF)
    Comment on le sait : Ce que nous avons vu nous-mêmes
    Justificatifs : non rempli
    Difficulté : non rempli
    Citation dans le rapport : Oui, et nous aimerions qu'elle soit mise en avant

    Tout peut être changé : touchez une ligne. Rien ne part avant que vous touchiez Envoyer.
    [Envoyer]
    [✏️ Ce qui a été fait] [✏️ Actions]
    [✏️ Chiffres] [✏️ Dates]
    [✏️ Lieu] [✏️ Partenaires]
    [✏️ Comment on le sait] [✏️ Justificatifs]
    [✏️ Difficulté] [✏️ Citation dans le rapport]
    [Retour] [Supprimer ce brouillon]
    [Enregistrer et quitter] [En danger ?]
""")


@asynccontextmanager
async def restarted(scene: Scene) -> AsyncIterator[None]:
    """The product built anew on the same database, as after a stop; the one before is never asked again."""
    request = HTTPXRequest(httpx_kwargs={"transport": InProcess(scene.sandbox.app)})
    async with staged(scene.relais.settings, scene.sandbox, scene.clock, RandomIds(), request):
        yield


async def up_to_the_partners(scene: Scene) -> None:
    """Awa's sentence is read and confirmed."""
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/declarer", SENTENCE, "[C'est juste]")
    assert screen(scene.awa).startswith("Avec quels partenaires ?")


async def up_to_the_recap(scene: Scene) -> None:
    """All of Awa's answers."""
    await up_to_the_partners(scene)
    await does(scene.awa, "rhsf", "[☐ Ce que nous avons vu nous-mêmes]", "[Terminé]", "[Passer]", "[Passer]",
               "[Oui, et nous aimerions qu'elle soit mise en avant]")  # fmt: skip


# J1, whole


async def test_j1_from_a_sentence_to_the_follow_up_table(scene: Scene) -> None:
    awa, claire = scene.awa, scene.claire
    await claire_signs_up(claire)
    await awa_signs_up(awa)
    acts = awa.sent + awa.tapped

    assert (await does(awa, "/declarer")).startswith("Qu'avez-vous fait ?\nUne phrase suffit")
    assert await does(awa, SENTENCE) == PROPOSAL
    assert await does(awa, "[C'est juste]") == written("""
        Avec quels partenaires ?
        Des noms ou des sigles, séparés par des virgules.

        Étape 6 sur 10
        [Retour] [Passer]
        [Enregistrer et quitter] [En danger ?]
    """)
    assert await does(awa, "rhsf") == written("""
        Comment le savez-vous ?
        Cochez tout ce qui convient.

        Étape 7 sur 10
        [☐ Enquête]
        [☐ Étude de cas]
        [☐ Entretien de groupe (focus group)]
        [☐ Groupe de discussion]
        [☐ Entretiens]
        [☐ Ce que nous avons vu nous-mêmes]
        [☐ Information venue d'autres]
        [☐ Autre (feuilles de présence...)]
        [Retour] [Passer]
        [Enregistrer et quitter] [En danger ?]
    """)
    seen = await does(awa, "[☐ Ce que nous avons vu nous-mêmes]")
    assert "[☑ Ce que nous avons vu nous-mêmes]" in seen
    assert await does(awa, "[Terminé]") == written("""
        Avez-vous un justificatif à ajouter ?
        Envoyez un lien, une photo ou un document, plusieurs si vous voulez. Aucun visage, \
aucune adresse de foyer.

        Étape 8 sur 10
        [Retour] [Passer]
        [Enregistrer et quitter] [En danger ?]
    """)
    assert (await does(awa, "[Passer]")).startswith("Avez-vous rencontré une difficulté ?")
    assert (await does(awa, "[Passer]")).startswith("Le rapport annuel peut-il vous citer ?")
    assert await does(awa, "[Oui, et nous aimerions qu'elle soit mise en avant]") == RECAP
    assert await does(awa, "[Envoyer]") == written("""
        Envoyée : C-0001. Merci.
        La coordination va la lire, et vous posera peut-être une question. /suivi montre où elle en est.
        [La voir]
        [Menu] [En danger ?]
    """)
    assert awa.sent + awa.tapped - acts <= MOST_ACTS

    assert screen(claire) == written(f"""
        Nouvelle : C-0001 {SENTENCE}
        [La lire] [La file]
    """)
    assert await does(claire, "[La lire]") == written(f"""
        C-0001 de Ghett'up : envoyée, en attente de lecture

        Ce qui a été fait : {SENTENCE}
        Actions :
        • 1.4.C Donner aux enseignants des contenus pour la classe
        • 2.2.E Marquer le 12 juin, le 30 juillet et le 18 octobre
        Chiffres : 3 classes, environ 75 élèves
        Dates : 12 juin 2026
        Lieu : Seine-Saint-Denis (département 93)
        Partenaires : Ressources Humaines Sans Frontières (RHSF)
        Comment on le sait : Ce que nous avons vu nous-mêmes
        Citation dans le rapport : Oui, et nous aimerions qu'elle soit mise en avant
        [✅ Valider] [↩️ Demander]
        [Retour à la file]
        [Menu] [En danger ?]
    """)
    await does(claire, "[↩️ Demander]", "[Lieu]", "Dans quelle commune ?")
    assert screen(awa) == written(f"""
        Une question sur C-0001 : {SENTENCE}

        La coordination pose une question sur la ligne « Lieu » :
        Dans quelle commune ?
        [Répondre]
        [La voir en entier]
    """)
    assert await does(awa, "[Répondre]") == written("""
        La coordination demande : Dans quelle commune ?
        Où ?
        Une commune, un département, une région, un pays, ou en ligne.

        Jusqu'ici : Seine-Saint-Denis (département 93)
        Ce que vous écrivez maintenant remplace cette réponse.
        [Garder tel quel] [Retirer]
        [Enregistrer et quitter] [En danger ?]
    """)
    seen = await does(awa, "L'Île-Saint-Denis")
    assert seen.startswith("Merci : C-0001 est repartie à la coordination avec votre réponse.")
    seen = await does(claire, "[La lire]")
    assert (
        written("""
        Réponse : Lieu
        Question : Dans quelle commune ?
        Avant : Seine-Saint-Denis (département 93)
        Après : L'Île-Saint-Denis (93)
    """)
        in seen
    )
    await does(claire, "[✅ Valider]")
    assert screen(awa) == written(f"""
        C-0001 est validée : {SENTENCE}. Elle est dans le tableau de suivi et dans le projet de rapport.
        [1.4.C] [2.2.E]
        [Menu] [En danger ?]
    """)
    seen = await does(awa, "/tableau 1.4")
    assert (
        "• 1.4.C Donner aux enseignants des contenus pour la classe : 1 contribution, 1 organisation" in seen
    )
    seen = await does(awa, "[1.4.C]")
    assert f"• C-0001 {SENTENCE}, Ghett'up" in seen
    assert f"• C-0001 {SENTENCE} : validée" in await does(awa, "/suivi")
    assert f"• C-0001 {SENTENCE}, Ghett'up" in await does(claire, "/rapport 1")


async def test_a_sentence_alone_starts_a_report(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    seen = await does(scene.awa, SENTENCE)
    assert seen.startswith("J'ai commencé une déclaration à partir de votre phrase ;")
    assert seen.endswith(PROPOSAL)
    assert (await does(scene.awa, "oui")).startswith("Avec quels partenaires ?"), "yes, in words"


async def test_a_word_or_two_start_nothing(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    before = await scene.rows()
    seen = await does(scene.awa, "bonjour à tous")
    assert seen.startswith("Je n'ai pas compris ces mots, et ne les ai pas gardés.")
    assert (await scene.rows())["form_sessions"] == before["form_sessions"]


# Corrections


async def test_one_line_of_the_proposal_is_corrected_and_stays_on_it(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    seen = await does(scene.awa, "/declarer", SENTENCE, "[✏️ Chiffres]")
    assert seen == written("""
        Quels chiffres ?
        Comme vous le diriez : 3 classes, environ 75 élèves.

        Jusqu'ici : 3 classes, environ 75 élèves
        Ce que vous écrivez maintenant remplace cette réponse.

        Étape 3 sur 10
        [Retour] [Garder tel quel] [Retirer]
        [Enregistrer et quitter] [En danger ?]
    """)
    corrected = PROPOSAL.replace("3 classes, environ 75 élèves\nDates", "4 classes, 100 élèves\nDates")
    assert await does(scene.awa, "4 classes, 100 élèves") == corrected


async def test_a_line_read_wrongly_is_taken_out(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    seen = await does(scene.awa, "/declarer", SENTENCE, "[✏️ Lieu]", "[Retirer]")
    assert "Lieu" not in seen
    seen = await does(scene.awa, "c'est juste", "/recap")
    assert "\nLieu : non rempli\n" in seen


async def test_back_from_a_line_of_the_proposal_returns_to_it_whole(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    assert await does(scene.awa, "/declarer", SENTENCE, "[✏️ Dates]", "[Retour]") == PROPOSAL


async def test_a_line_is_corrected_from_the_recap(scene: Scene) -> None:
    await up_to_the_recap(scene)
    seen = await does(scene.awa, "[✏️ Dates]", "le 11 juin")
    assert seen == RECAP.replace("12 juin 2026\nLieu", "11 juin 2026\nLieu")
    assert await does(scene.awa, "[✏️ Lieu]", "retour") == seen, "back from a line of the recap is the recap"
    assert "\nPartenaires : non rempli\n" in await does(scene.awa, "[✏️ Partenaires]", "[Retirer]")


async def test_the_sentence_written_again_leaves_the_other_answers_alone(scene: Scene) -> None:
    await up_to_the_recap(scene)
    seen = await does(scene.awa, "[✏️ Ce qui a été fait]", "Atelier au collège, 5 classes, 12 mai")
    assert seen == RECAP.replace(f"fait : {SENTENCE}", "fait : Atelier au collège, 5 classes, 12 mai")


async def test_words_on_the_recap_change_nothing_and_say_how(scene: Scene) -> None:
    await up_to_the_recap(scene)
    seen = await does(scene.awa, "finalement c'était 80 élèves")
    assert seen.startswith("⚠️ Pour changer une ligne, touchez son bouton.")
    assert seen.endswith(RECAP)


async def test_what_is_still_needed_is_asked_before_sending(scene: Scene) -> None:
    await up_to_the_partners(scene)
    seen = await does(scene.awa, "/recap", "[Envoyer]")
    assert seen.startswith("⚠️ Il manque encore une réponse.\n\nLe rapport annuel peut-il vous citer ?")
    assert (await does(scene.awa, "[Non]", "[Envoyer]")).startswith("Envoyée : C-0001.")


# Skip, back, leave


async def test_what_is_optional_can_be_skipped_in_words_too(scene: Scene) -> None:
    await up_to_the_partners(scene)
    seen = await does(scene.awa, "passer", "/passer", "Passer", "[Passer]")
    assert seen.startswith("Le rapport annuel peut-il vous citer ?")
    assert not has(scene.awa, "Passer")
    seen = await does(scene.awa, "/passer")
    assert "⚠️" in seen, "this one cannot"


async def test_skipping_a_proposal_is_refused_where_the_person_is(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    seen = await does(scene.awa, "/declarer", SENTENCE, "/passer")
    assert seen == "⚠️ Ce n'est pas possible à ce point du formulaire.\n\n" + PROPOSAL


async def test_back_works_at_each_step(scene: Scene) -> None:
    await up_to_the_recap(scene)
    asked = []
    while has(scene.awa, "Retour"):
        asked.append((await does(scene.awa, "[Retour]")).splitlines()[0])
    assert asked == [
        "Le rapport annuel peut-il vous citer ?",
        "Avez-vous rencontré une difficulté ?",
        "Avez-vous un justificatif à ajouter ?",
        "Comment le savez-vous ?",
        "Avec quels partenaires ?",
        "Où ?",
        "Quand ?",
        "Quels chiffres ?",
        "À quelles actions de la feuille de route cela contribue-t-il ?",
        "Qu'avez-vous fait ?",
    ]
    assert await does(scene.awa, "/recap") == RECAP, "nothing was lost on the way"


@pytest.mark.parametrize("at", ["proposal", "partners", "recap"])
async def test_saved_left_and_found_again_weeks_later_after_a_restart(scene: Scene, at: str) -> None:
    awa = scene.awa
    if at == "proposal":
        await awa_signs_up(awa)
        await does(awa, "/declarer", SENTENCE)
    else:
        await (up_to_the_partners if at == "partners" else up_to_the_recap)(scene)
    before = screen(awa)
    seen = await does(awa, "[Enregistrer et quitter]")
    assert seen == written("""
        C'est enregistré. Revenez-y quand vous voulez, depuis n'importe lequel de vos appareils : /suivi \
liste vos brouillons.
        [Continuer maintenant]
        [Menu] [En danger ?]
    """)
    scene.clock.advance(weeks=5)
    async with restarted(scene):
        seen = await does(awa, "/suivi")
        assert f"Brouillons\n• {SENTENCE}\n" in seen
        assert await does(awa, "[Continuer : …") == before


async def test_the_draft_is_offered_before_another_is_begun(scene: Scene) -> None:
    awa = scene.awa
    await up_to_the_partners(scene)
    await does(awa, "/plustard")
    assert await does(awa, "/declarer") == written("""
        Vous avez une déclaration en cours. La continuer, ou en commencer une autre ?
        [Continuer : atelier au collège avec le kit, 3…]
        [Une nouvelle déclaration]
        [Menu] [En danger ?]
    """)
    await does(awa, "[Une nouvelle déclaration]", "formation de 12 élus le 3 mars", "/plustard")
    seen = await does(awa, "/suivi")
    assert "• formation de 12 élus le 3 mars\n" in seen
    assert f"• {SENTENCE}\n" in seen


async def test_a_report_without_a_word_is_no_draft(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await does(scene.awa, "/declarer", "/plustard")
    assert "Brouillons" not in await does(scene.awa, "/suivi")
    assert (await does(scene.awa, "/declarer")).startswith("Qu'avez-vous fait ?"), "nothing to choose between"


async def test_a_draft_is_deleted_only_when_sure(scene: Scene) -> None:
    awa = scene.awa
    await awa_signs_up(awa)
    proposal = await does(awa, "formation de 12 élus au Havre")
    assert await does(awa, "[Supprimer ce brouillon]") == written("""
        Supprimer ce brouillon ? On ne pourra rien en retrouver.
        [Oui, le supprimer]
        [Non, le garder]
    """)
    assert (await does(awa, "[Non, le garder]")).endswith(proposal.partition("\n\n")[2])
    seen = await does(awa, "[Supprimer ce brouillon]", "[Oui, le supprimer]")
    assert seen == written("""
        Le brouillon est supprimé.
        [Menu] [En danger ?]
    """)
    assert "12 élus" not in await scene.everything_stored()
    assert "Brouillons" not in await does(awa, "/suivi")


# In English


async def test_an_english_profile_does_the_same_in_english(scene: Scene) -> None:
    grace = scene.newcomer("Grace", "en")
    await grace.starts()
    await does(grace, "[I accept]", "[Local association]", "Ghett'up", "Seine-Saint-Denis")
    seen = await does(
        grace,
        "/report",
        "workshop at school with the kit, 3 classes, about 75 pupils, on 12 June",
    )
    assert "• 1.4.C " in seen
    assert "Figures: 3 classes, about 75 pupils\nDates: June 12, 2026\nPlace: Seine-Saint-Denis" in seen
    assert "[That is right]" in seen
    seen = await does(grace, "[That is right]", "rhsf", "skip", "skip", "skip", "yes", "/recap", "send")
    assert seen.startswith("Sent: C-0001. Thank you.")
