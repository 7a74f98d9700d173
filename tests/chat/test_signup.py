"""Signing up: from /start to a profile card; the organisation found, proposed, shared, handed over."""

from __future__ import annotations

import pytest

from bot.sandbox.people import Person, Seen
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen, tap, written
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

WORKSHOP = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"


async def asked_its_name(person: Person, kind: str = "Association locale") -> None:
    """Up to the question about the organisation's name."""
    await person.starts()
    await does(person, "[J'accepte]", f"[{kind}]")


async def kept_since(scene: Scene, before: dict[str, int]) -> set[str]:
    """The tables that hold more rows, or fewer, than before."""
    return {table for table, count in (await scene.rows()).items() if count != before[table]}


def has_buttons_of_a_form(seen: Seen) -> bool:
    """Whether a message still offers to answer."""
    return any("J'accepte" in button for button in seen.buttons)


# S01


async def test_awa_joins_as_a_local_association_and_counts_there_alone(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    before = await does(scene.claire, "/membres")
    assert "• Association locale : 0 organisation" in before
    await awa_signs_up(scene.awa)
    assert screen(scene.awa) == written("""
        Bienvenue. Vous parlez au nom de :
        Ghett'up
        Association locale
        Seine-Saint-Denis (département 93)

        Pour déclarer, dites en une phrase ce que vous avez fait, ou touchez /declarer.
        [📝 Déclarer une action] [👤 Profil]
        [Menu] [En danger ?]
    """)
    after = await does(scene.claire, "/membres")
    assert after == before.replace(
        "• Association locale : 0 organisation", "• Association locale : 1 organisation"
    )


async def test_the_first_words_say_what_it_is_and_what_is_kept(scene: Scene) -> None:
    await scene.awa.starts()
    first, question = scene.awa.messages[1:]
    told = plain(first.text)
    assert "Ce n'est pas un numéro d'appel" in told
    assert "Responsable : Association Exemple. Questions : donnees@exemple.org." in told
    assert "n'est pas chiffrée de bout en bout" in told
    assert plain(question.text).startswith("Acceptez-vous cette notice ?")
    assert "Étape 1 sur 4" in question.text


async def test_every_step_can_be_done_by_typing(scene: Scene) -> None:
    seen = await does(
        scene.awa, "/start", "j'accepte", "association locale", "ghettup", "oui", "seine saint denis"
    )
    assert seen.startswith("Bienvenue.")


async def test_who_refuses_leaves_nothing_behind(scene: Scene) -> None:
    empty = await scene.rows()
    await scene.awa.starts()
    seen = await does(scene.awa, "[Non, merci]")
    assert seen == written("""
        Compris : rien de vous n'est gardé. Les kits, l'agenda et la feuille de route vous restent ouverts.
        [Menu] [En danger ?]
    """)
    assert await kept_since(scene, empty) <= {"inbox", "form_versions"}, "numbers of updates, and our form"


async def test_who_refuses_in_words_leaves_nothing_behind_either(scene: Scene) -> None:
    empty = await scene.rows()
    await does(scene.awa, "/start", "non, merci")
    assert await kept_since(scene, empty) <= {"inbox", "form_versions"}
    assert not any(has_buttons_of_a_form(seen) for seen in scene.awa.messages)
    assert (await does(scene.awa, "/mesdonnees")).startswith("Rien n'est gardé sur vous")


async def test_looking_around_writes_no_row(scene: Scene) -> None:
    empty = await scene.rows()
    marc = scene.marc
    for command in ("/menu", "/aide", "/public", "/kits", "/agenda", "/tableau", "/tableau 2.2",
                    "/tableau 2.2.E", "/confidentialite", "/help"):  # fmt: skip
        assert await does(marc, command), command
    await does(marc, "/tableau", "[1.4]", "[1.4.C]", "[Remonter]", "[Menu]", "[📊 La feuille de route]")
    assert await scene.rows() == empty


# Languages


@pytest.mark.parametrize(
    ("phone", "asked"),
    [
        ("en", "Do you accept this notice?"),
        ("en-GB", "Do you accept this notice?"),
        ("fr-CA", "Acceptez-vous cette notice ?"),
        ("de", "Acceptez-vous cette notice ?"),
        ("", "Acceptez-vous cette notice ?"),
    ],
)
async def test_the_phone_gives_the_language_and_french_is_the_rest(
    scene: Scene, phone: str, asked: str
) -> None:
    fatou = scene.newcomer("Fatou", phone)
    await fatou.starts()
    assert screen(fatou).startswith(asked)


async def test_the_language_changes_in_the_middle_of_signing_up_and_stays(scene: Scene) -> None:
    awa = scene.awa
    await asked_its_name(awa)
    seen = await does(awa, "/langue", "[English]")
    assert seen.startswith("What is your organisation called?")
    assert "Step 3 of 4" in seen
    seen = await does(awa, "Ghett'up", "Seine-Saint-Denis")
    assert seen.startswith("Welcome. You speak for:")
    assert (await does(awa, "/langue fr")).startswith("C'est noté. Langue : Français.")
    assert (await does(awa, "/menu")).startswith("Ghett'up\nQue voulez-vous faire ?")


# The organisation


@pytest.mark.parametrize(
    ("typed", "proposed"),
    [
        ("secours cath", "Secours Catholique - Caritas France"),
        ("CEEM", "Comité contre l'esclavage moderne (CCEM)"),
        ("rhsf", "Ressources Humaines Sans Frontières (RHSF)"),
        ("resources humaines sans frontiere", "Ressources Humaines Sans Frontières (RHSF)"),
    ],
)
async def test_a_name_with_mistakes_or_initials_finds_the_organisation(
    scene: Scene, typed: str, proposed: str
) -> None:
    awa = scene.awa
    await asked_its_name(awa, "Association nationale, ONG ou organisme parapublic")
    seen = await does(awa, typed)
    if not seen.startswith("Où agissez-vous ?"):
        await tap(awa, proposed)
    seen = await does(awa, "Paris")
    assert seen.startswith(f"Bienvenue. Vous parlez au nom de :\n{proposed}\n")


async def amis_du_quai(scene: Scene) -> Person:
    """Fatou proposes an organisation that nobody knows, in La Réunion."""
    fatou = scene.newcomer("Fatou")
    await asked_its_name(fatou)
    await does(fatou, "Les Amis du Quai", "[Oui, ajouter « Les Amis du Quai »]", "974")
    return fatou


async def test_a_new_organisation_is_told_to_the_coordinator_who_approves(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    fatou = await amis_du_quai(scene)
    assert "À vérifier par la coordination.\nVous pouvez déclarer dès maintenant." in screen(fatou)
    assert screen(scene.claire) == written("""
        Une nouvelle organisation à vérifier : Les Amis du Quai
        [La voir]
    """)
    assert await does(scene.claire, "[La voir]") == written("""
        Les Amis du Quai
        Association locale
        La Réunion (département 974)
        [Approuver] [Refuser]
        [C'en est une autre de l'annuaire]
        [Retour à la liste]
        [Menu] [En danger ?]
    """)
    seen = await does(scene.claire, "[Approuver]")
    assert seen.startswith("Aucune organisation n'attend d'être vérifiée.")
    assert "La coordination a vérifié Les Amis du Quai" in screen(fatou)
    assert "À vérifier" not in await does(fatou, "/profil")


async def test_a_refused_organisation_says_so_to_its_people_and_is_found_no_more(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    fatou = await amis_du_quai(scene)
    await does(scene.claire, "[La voir]", "[Refuser]")
    assert "La coordination n'a pas retenu l'organisation « Les Amis du Quai »" in screen(fatou)
    assert (await does(fatou, "/declarer")).startswith("Pour cela, j'ai besoin de connaître votre org")
    seen = await does(fatou, "/start", "[Association locale]", "Ghett'up", "93")
    assert "Ghett'up" in seen
    assert "Quai" not in seen
    jo = scene.newcomer("Jo")
    await asked_its_name(jo)
    assert (await does(jo, "Les Amis du Quai")).startswith("Je ne connais pas cette organisation.")


async def test_a_proposed_name_that_is_a_known_one_takes_its_people_and_drafts_there(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    fatou = scene.newcomer("Fatou")
    await asked_its_name(fatou)
    await does(fatou, "Association Ghettup du 93", "[Aucune de celles-ci…", "93")
    await does(fatou, WORKSHOP)
    seen = await does(scene.claire, "[La voir]", "[C'en est une autre de l'annuaire]", "ghettup")
    assert seen.startswith("C'est noté : il s'agit de Ghett'up.")
    assert "vous parlez maintenant au nom de Ghett'up" in screen(fatou)
    assert (await does(fatou, "/menu")).startswith("Ghett'up\n")
    assert WORKSHOP in await does(scene.awa, "/suivi"), "her draft is the organisation's now"


# The place


async def test_an_ambiguous_place_is_asked(scene: Scene) -> None:
    awa = scene.awa
    await asked_its_name(awa)
    seen = await does(awa, "Ghett'up", "Saint-Denis")
    assert seen.startswith("Quel lieu est-ce ?")
    assert "[Saint-Denis (93)]" in seen
    assert "[Saint-Denis (974)]" in seen
    assert "\nSaint-Denis (93)\n" in await does(awa, "[Saint-Denis (93)]")


@pytest.mark.parametrize("typed", ["974", "Mayotte", "Guadeloupe", "Saint-Pierre-et-Miquelon", "Cayenne"])
async def test_overseas_places_are_known(scene: Scene, typed: str) -> None:
    awa = scene.awa
    await asked_its_name(awa)
    await does(awa, "Ghett'up", typed)
    if screen(awa).startswith("Quel lieu est-ce ?"):
        await does(awa, "1")
    assert screen(awa).startswith("Bienvenue.")


async def test_an_unknown_place_says_what_to_try(scene: Scene) -> None:
    awa = scene.awa
    await asked_its_name(awa)
    seen = await does(awa, "Ghett'up", "Xyzzyville")
    assert "Essayez une commune, un code postal, un département ou un pays." in seen


# Back, leave, come back


async def test_back_works_at_each_step_and_keeps_what_was_said(scene: Scene) -> None:
    awa = scene.awa
    await asked_its_name(awa)
    seen = await does(awa, "[Retour]")
    assert seen.startswith("Au nom de qui parlez-vous ?\n\nJusqu'ici : Association locale\n\nÉtape 2 sur 4")
    seen = await does(awa, "/retour")
    assert "Jusqu'ici : J'accepte\n\nÉtape 1 sur 4" in seen
    assert not has(awa, "Retour")
    seen = await does(awa, "j'accepte", "Collectivité locale", "Ile-Saint-Denis", "retour")
    assert seen.startswith("Comment s'appelle votre organisation ?"), "back from a doubt asks again"
    seen = await does(awa, "retour", "association locale", "Ghett'up", "Seine-Saint-Denis")
    assert "Ghett'up\nAssociation locale\n" in seen


async def test_sign_up_can_be_left_and_taken_up_again(scene: Scene) -> None:
    awa = scene.awa
    await asked_its_name(awa)
    seen = await does(awa, "[Enregistrer et quitter]")
    assert "/start vous ramène où vous en étiez" in seen
    scene.clock.advance(days=9)
    await awa.starts()
    assert screen(awa).startswith("Comment s'appelle votre organisation ?")


# Several people, one organisation (S67)


async def colleague(scene: Scene, name: str = "Nour") -> Person:
    """Someone else of Ghett'up."""
    nour = scene.newcomer(name)
    await signs_up(nour, "Association locale", "Ghett'up", "Seine-Saint-Denis")
    return nour


async def test_colleagues_are_told_when_somebody_joins(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await colleague(scene)
    assert screen(scene.awa) == written("""
        Quelqu'un vient de rejoindre Ghett'up ici : cette personne voit ses brouillons et contributions. \
Si ce n'est personne de chez vous, prévenez la coordination.
        [Profil]
    """)
    assert "Nour" not in await scene.everything_stored(), "nobody's name is kept"


async def test_a_successor_takes_over_the_same_drafts(scene: Scene) -> None:
    """S67: Awa leaves in the middle of a draft; Nour goes on with it, Awa no longer can."""
    awa = scene.awa
    await awa_signs_up(awa)
    await does(awa, WORKSHOP, "[C'est juste]")
    asked = awa.last
    assert screen(awa).startswith("Avec quels partenaires ?")
    nour = await colleague(scene)
    seen = await does(awa, "/profil", "[Quitter Ghett'up]")
    assert seen == written("""
        Quitter Ghett'up ? Ses brouillons et contributions lui restent, pour vos collègues ; votre accès \
s'arrête aussitôt.
        [Oui, quitter]
        [Non, rester]
    """)
    assert (await does(awa, "[Oui, quitter]")).startswith("Vous ne parlez plus au nom de Ghett'up.")

    seen = await does(nour, "/suivi")
    assert f"• {WORKSHOP} (commencé par un ou une collègue)" in seen
    seen = await does(nour, "[Continuer : …")
    assert seen.startswith("Avec quels partenaires ?")
    assert (await does(nour, "rhsf")).startswith("Comment le savez-vous ?")

    said = len(awa.messages)
    await awa.taps_again_on(asked, "Passer")
    assert len(awa.messages) == said, "her old button shows nothing"
    assert not awa.toasts
    assert (await does(awa, "rhsf, secours cath et d'autres")).startswith("Je n'ai pas gardé votre message")
    assert (await does(awa, "/suivi")).startswith("Pour cela, j'ai besoin de connaître votre organisation.")
    assert "Ressources Humaines" in await does(nour, "/recap")


async def test_a_colleague_who_takes_a_draft_is_the_one_who_writes_it(scene: Scene) -> None:
    awa = scene.awa
    await awa_signs_up(awa)
    await does(awa, WORKSHOP, "[C'est juste]")
    asked = awa.last
    nour = await colleague(scene)
    await does(nour, "/suivi", "[Continuer : …", "rhsf")
    await awa.taps_again_on(asked, "Passer")
    assert "étape passée" in plain(awa.toasts[-1].text)
    assert awa.sees("Comment le savez-vous"), "she is shown where the draft stands now"


async def test_one_person_in_two_organisations_says_for_which_to_report(scene: Scene) -> None:
    awa, claire = scene.awa, scene.claire
    await claire_signs_up(claire)
    await awa_signs_up(awa)
    await does(awa, "/profil", "[Parler au nom d'une autre organisation]", "[Association nationale…",
               "secours catholique")  # fmt: skip
    if not screen(awa).startswith("Où agissez-vous"):
        await tap(awa, "Secours Catholique - Caritas France")
    seen = await does(awa, "Paris")
    assert "Ghett'up" in seen
    assert "Secours Catholique - Caritas France" in seen
    seen = await does(awa, "/declarer")
    assert seen == written("""
        Au nom de quelle organisation ?
        [Ghett'up]
        [Secours Catholique - Caritas France]
        [Menu] [En danger ?]
    """)
    await does(awa, "[Secours Catholique - Caritas France]", WORKSHOP, "[C'est juste]", "/recap",
               "[Envoyer]", "[Oui]", "[Envoyer]")  # fmt: skip
    assert "Secours Catholique - Caritas France" in await does(claire, "[La lire]")


async def test_a_sentence_out_of_the_blue_asks_for_which_organisation_too(scene: Scene) -> None:
    awa = scene.awa
    await awa_signs_up(awa)
    await does(awa, "/rejoindre", "[Association nationale…", "rhsf", "Paris")
    seen = await does(awa, WORKSHOP)
    assert seen.startswith("Au nom de quelle organisation ?\nChoisissez-la, puis renvoyez votre phrase")
    assert "[Ghett'up]" in seen
