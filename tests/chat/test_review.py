"""Coordinators: the queue, one contribution on one screen, three decisions, and what its author is told."""

from __future__ import annotations

import asyncio
import json

import pytest
from sqlalchemy import select

from bot.assembly import import_contributions
from bot.cli.demo_data import past
from bot.people.model import MemberState
from bot.sandbox.people import Person
from storage.tables.delivery import notices
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen, tap, written
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

VALIDATED = "contribution_validated"
WORKSHOP = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"


async def reports(author: Person, sentence: str, usage: str = "Oui") -> None:
    """A sentence, what was read in it confirmed, the rest skipped; sent."""
    seen = await does(author, "/declarer", sentence, "[C'est juste]", "/recap", "[Envoyer]")
    while not seen.startswith("Envoyée"):
        if "actions de la feuille de route" in seen:
            await does(author, "1.4.C", "/recap")
        elif "peut-il vous citer" in seen:
            await does(author, f"[{usage}]")
        seen = await does(author, "[Envoyer]")


async def ready(scene: Scene) -> tuple[Person, Person]:
    """Awa reports for Ghett'up, Claire coordinates."""
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    return scene.awa, scene.claire


async def opens(coordinator: Person, number: str) -> str:
    """The dossier of a contribution, from the queue."""
    return await does(coordinator, "/file", f"[{number} …")


async def second_coordinator(scene: Scene) -> Person:
    """Paul coordinates beside Claire."""
    paul = scene.newcomer("Paul")
    async with scene.relais.database.transaction():
        await scene.relais.repositories.members.set_coordinators([scene.claire.id, paul.id])
    await signs_up(paul, "Administration de l'État", "miprof", "Paris")
    return paul


# The queue


async def test_the_queue_shows_the_oldest_first(scene: Scene) -> None:
    awa, claire = await ready(scene)
    assert (await does(claire, "/file")).startswith("Rien n'attend d'être validé.")
    for sentence in ("formation de 12 élus à Bordeaux", WORKSHOP):
        await reports(awa, sentence)
        scene.clock.advance(hours=1)
    seen = await does(claire, "/file")
    assert seen.startswith("2 contributions attendent.\nLa plus ancienne d'abord :\n\n• C-0001 ")
    assert seen.index("formation de 12 élus") < seen.index(WORKSHOP[:40])
    await does(claire, "[C-0001 …", "[✅ Valider]")
    assert screen(claire).startswith("1 contribution attend."), "after a decision, the queue"
    assert plain(claire.toasts[-1].text) == "C-0001 est validée."


async def test_a_long_queue_is_read_page_by_page(scene: Scene) -> None:
    _, claire = await ready(scene)
    await imported(scene, past().splitlines())
    first = await does(claire, "/file")
    second = await does(claire, "[Suivant]")
    assert first != second
    assert "• C-0009 " in second
    assert await does(claire, "[Précédent]") == first


async def test_someone_else_sees_no_queue(scene: Scene) -> None:
    awa, _ = await ready(scene)
    await reports(awa, WORKSHOP)
    for command in ("/file", "/membres", "/organisations", "/rapport"):
        assert (await does(awa, command)).startswith("Je ne connais pas cette commande.")


# Return and answer


@pytest.mark.parametrize(
    ("line", "answer", "before", "after"),
    [
        ("Ce qui a été fait", ["atelier au collège Jean-Moulin"], WORKSHOP, "atelier au collège Jean-Moulin"),
        ("Actions", ["1.4.C"], "\n• 1.4.C Donner", "1.4.C Donner aux enseignants des contenus"),
        ("Chiffres", ["4 classes, 98 élèves"], "3 classes, environ 75 élèves", "4 classes, 98 élèves"),
        ("Dates", ["le 11 juin"], "12 juin 2026", "11 juin 2026"),
        ("Lieu", ["L'Île-Saint-Denis"], "Seine-Saint-Denis (département 93)", "L'Île-Saint-Denis (93)"),
        ("Partenaires", ["rhsf"], "rien", "Ressources Humaines Sans Frontières (RHSF)"),
        ("Comment on le sait", ["[☐ Enquête]", "[☐ Entretiens]", "[Terminé]"], "rien", "Enquête, Entretiens"),
        ("Justificatifs", ["https://exemple.org/bilan", "[Terminé]"], "rien", "https://exemple.org/bilan"),
        ("Difficulté", ["peu de temps"], "rien", "peu de temps"),
        ("Leçon", ["commencer plus tôt"], "rien", "commencer plus tôt"),
        ("Citation dans le rapport", ["[Non]"], "Oui", "Non"),
    ],
)
async def test_a_question_on_one_line_and_its_answer_before_and_after(
    scene: Scene, line: str, answer: list[str], before: str, after: str
) -> None:
    awa, claire = await ready(scene)
    await reports(awa, WORKSHOP)
    await opens(claire, "C-0001")
    seen = await does(claire, "[↩️ Demander]", f"[{line}]", "Pouvez-vous préciser ?")
    assert seen.startswith("C-0001 est repartie chez son auteur avec votre question.")
    assert f"pose une question sur la ligne « {line} » :\nPouvez-vous préciser ?" in screen(awa)
    assert "une question attend votre réponse" in await does(awa, "/suivi")
    await tap(awa, "Répondre")
    assert "La coordination demande : Pouvez-vous préciser ?" in plain(awa.last.text)
    seen = await does(awa, *answer)
    assert seen.startswith("Merci : C-0001 est repartie à la coordination avec votre réponse.")
    assert screen(claire).startswith("Réponse reçue : C-0001")
    seen = await does(claire, "[La lire]")
    told = seen.partition(f"Réponse : {line}\nQuestion : Pouvez-vous préciser ?\n")[2]
    assert told.startswith(f"Avant :{before}" if before.startswith("\n") else f"Avant : {before}")
    assert f"\nAprès : {after}" in told


async def test_the_question_waits_until_it_is_answered(scene: Scene) -> None:
    awa, claire = await ready(scene)
    await reports(awa, WORKSHOP)
    await opens(claire, "C-0001")
    await does(claire, "[↩️ Demander]", "[Lieu]", "Où ?")
    await does(awa, "[Répondre]", "[Enregistrer et quitter]")
    assert "La question attend toujours votre réponse" in screen(awa)
    scene.clock.advance(weeks=3)
    await does(awa, "/suivi", "[C-0001 …", "[Répondre]", "Paris")
    assert screen(awa).startswith("Merci : C-0001")


async def test_a_question_left_unfinished_sends_nothing(scene: Scene) -> None:
    awa, claire = await ready(scene)
    await reports(awa, WORKSHOP)
    before = len(awa.messages)
    await opens(claire, "C-0001")
    seen = await does(claire, "[↩️ Demander]", "[Lieu]", "[Enregistrer et quitter]")
    assert seen.startswith("Rien n'est parti chez l'auteur. La contribution attend toujours dans la file")
    assert len(awa.messages) == before
    assert has(claire, "Menu")


# S14


async def ccem(scene: Scene) -> tuple[Person, Person]:
    """Awa reports for the CCEM, whose total was given twice in the report of 2023."""
    await claire_signs_up(scene.claire)
    await signs_up(scene.awa, "Association nationale, ONG ou organisme parapublic", "CCEM", "Paris")
    return scene.awa, scene.claire


async def test_the_same_figure_given_twice_is_shown_and_merged_and_counts_once(scene: Scene) -> None:
    awa, claire = await ccem(scene)
    await reports(awa, "281 victimes accompagnées par nos juristes")
    await reports(awa, "Accompagnement de 281 victimes cette année")
    await opens(claire, "C-0001")
    await tap(claire, "✅ Valider")
    seen = await opens(claire, "C-0002")
    assert "Avant de valider, regardez :\n• Chiffre déjà donné par la même organisation" in seen
    assert "(281 victimes accompagnées), dans : 281 victimes accompagnées par nos juristes (C-0001)" in seen
    assert "[✅ Valider] [↩️ Demander]\n[Fusionner dans C-0001]" in seen
    await tap(claire, "Fusionner dans C-0001")
    assert screen(awa) == written("""
        C-0002 a été fusionnée avec C-0001 : elles disaient la même chose, leurs chiffres ne comptent \
qu'une fois.
        [La voir]
        [Menu] [En danger ?]
    """)
    assert "fusionnée avec une autre" in await does(awa, "/suivi")
    assert "\n1 contribution, 1 organisation" in await does(claire, "/tableau 2.4.A")


async def test_the_same_event_at_another_date_is_shown(scene: Scene) -> None:
    awa, claire = await ccem(scene)
    await reports(awa, "Présentation du guide aux magistrats à Lyon le 4 mai 2026")
    await reports(awa, "Présentation du guide aux magistrats à Lyon le 7 mai 2026")
    seen = await opens(claire, "C-0002")
    assert "• Peut-être le même événement à une autre date (4 mai 2026)" in seen


async def test_a_part_larger_than_its_whole_is_shown(scene: Scene) -> None:
    awa, claire = await ccem(scene)
    await reports(awa, "1 atelier, 80 classes, 75 élèves")
    assert "• Une partie plus grande que le tout : 80 classes, mais 75 élèves" in await opens(
        claire, "C-0001"
    )


async def test_more_in_france_than_in_europe_is_shown(scene: Scene) -> None:
    """260 victims in France, 231 in Europe: the report of 2023 says both."""
    awa, claire = await ccem(scene)
    await reports(awa, "260 victimes accompagnées, en France")
    await does(awa, "/declarer", "231 victimes accompagnées, bilan européen", "[✏️ Lieu]", "Europe",
               "[C'est juste]", "/recap", "[Envoyer]", "[Oui]", "[Envoyer]")  # fmt: skip
    assert "• Une partie plus grande que le tout : 260 victimes" in await opens(claire, "C-0002")


async def test_what_differs_may_be_validated_all_the_same(scene: Scene) -> None:
    awa, claire = await ccem(scene)
    await reports(awa, "281 victimes accompagnées par nos juristes")
    await reports(awa, "Accompagnement de 281 victimes cette année")
    await opens(claire, "C-0002")
    await tap(claire, "✅ Valider")
    assert screen(awa).startswith("C-0002 est validée")


# Two at once


async def test_two_coordinators_decide_at_once_and_one_acts(scene: Scene) -> None:
    awa, claire = await ready(scene)
    paul = await second_coordinator(scene)
    await reports(awa, WORKSHOP)
    await asyncio.gather(opens(claire, "C-0001"), opens(paul, "C-0001"))
    told = len(awa.messages)
    await asyncio.gather(tap(claire, "✅ Valider"), tap(paul, "✅ Valider"))
    toasts = sorted(plain(person.toasts[-1].text) for person in (claire, paul))
    assert toasts == ["C-0001 a déjà été traitée : rien n'a changé.", "C-0001 est validée."]
    late = claire if "déjà" in claire.toasts[-1].text else paul
    assert screen(late).startswith("C-0001 de Ghett'up : validée")
    assert not has(late, "✅ Valider")
    assert len(awa.messages) == told + 1, "its author is told once"


async def test_the_author_withdrew_it_meanwhile(scene: Scene) -> None:
    awa, claire = await ready(scene)
    await reports(awa, WORKSHOP)
    await opens(claire, "C-0001")
    shown = claire.last
    seen = await does(awa, "/suivi", "[C-0001 …", "[La retirer]")
    assert seen.startswith("Retirer C-0001 ?")
    assert (await does(awa, "[Oui, la retirer]")).startswith("C-0001 : retirée")
    await claire.taps_again_on(shown, "✅ Valider")
    assert plain(claire.toasts[-1].text) == "C-0001 a déjà été traitée : rien n'a changé."
    assert screen(claire).startswith("C-0001 de Ghett'up : retirée")
    assert (await does(claire, "/file")).startswith("Rien n'attend d'être validé.")


async def test_what_was_read_before_an_answer_is_not_validated_unseen(scene: Scene) -> None:
    """It waits again, but says something else than what Claire has on her screen."""
    awa, claire = await ready(scene)
    paul = await second_coordinator(scene)
    await reports(awa, WORKSHOP)
    await opens(claire, "C-0001")
    read = claire.last
    await opens(paul, "C-0001")
    await does(paul, "[↩️ Demander]", "[Chiffres]", "Combien ?")
    await does(awa, "[Répondre]", "9 classes")
    await claire.taps_again_on(read, "✅ Valider")
    assert plain(claire.toasts[-1].text) == "C-0001 a déjà été traitée : rien n'a changé."
    assert "Après : 9 classes" in plain(claire.sees("Ghett'up").text)
    assert "envoyée, en attente de lecture" in await does(awa, "/suivi")


async def test_a_question_asked_too_late_is_not_sent(scene: Scene) -> None:
    awa, claire = await ready(scene)
    paul = await second_coordinator(scene)
    await reports(awa, WORKSHOP)
    await opens(claire, "C-0001")
    await does(claire, "[↩️ Demander]", "[Lieu]")
    await opens(paul, "C-0001")
    await tap(paul, "✅ Valider")
    told = len(awa.messages)
    seen = await does(claire, "Dans quelle commune ?")
    assert seen.startswith("C-0001 a déjà été traitée : rien n'a changé.")
    assert len(awa.messages) == told
    assert (await does(claire, "/file")).startswith("Rien n'attend"), "no form holds her back"


# Held for a human


async def imported(scene: Scene, lines: list[str]) -> None:
    """Contributions of those who are not on Telegram, one line each."""
    relais = scene.relais
    await import_contributions(relais.database, relais.repositories, lines, relais.clock, relais.ids)


async def test_individual_cases_and_pending_trials_wait_apart(scene: Scene) -> None:
    _, claire = await ready(scene)
    ordinary = json.loads(past().splitlines()[0])
    case, trial = (
        json.dumps(ordinary | {"id": f"R23-90{at}", "title": f"Suivi {at}", "sensitivity": held})
        for at, held in enumerate(("individual_case", "pending_litigation"))
    )
    await imported(scene, [case, json.dumps(ordinary), trial])
    seen = await does(claire, "/file")
    assert seen.startswith("1 contribution attend.")
    seen = await does(claire, "[2 retenues pour une décision humaine]")
    assert seen.startswith("2 contributions sont retenues pour une décision humaine.")
    seen = await does(claire, "[C-0001 …")
    assert "⚠️ Cas individuel : des totaux ou un jugement public seulement" in seen
    seen = await does(claire, "/file held", "[C-0003 …")
    assert "⚠️ Procès en cours : présomption d'innocence" in seen


# Where it stands


async def test_the_author_sees_where_each_stands(scene: Scene) -> None:
    awa, claire = await ready(scene)
    for sentence in ("formation de 12 élus à Bordeaux", WORKSHOP, "3 affiches dans 40 foyers"):
        await reports(awa, sentence)
    await opens(claire, "C-0001")
    await tap(claire, "✅ Valider")
    await opens(claire, "C-0002")
    await does(claire, "[↩️ Demander]", "[Lieu]", "Où ?")
    seen = await does(awa, "/suivi")
    assert "• C-0001 formation de 12 élus à Bordeaux : validée" in seen
    assert f"• C-0002 {WORKSHOP} : une question attend votre réponse" in seen
    assert "• C-0003 3 affiches dans 40 foyers : envoyée, en attente de lecture" in seen
    seen = await does(awa, "[C-0001 …")
    assert "Elle compte dans le tableau de suivi de la feuille de route :" in seen


async def test_each_person_is_told_in_their_language(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    grace = scene.newcomer("Grace", "en")
    await grace.starts()
    await does(grace, "[I accept]", "[Local association]", "Ghett'up", "93")
    await does(grace, "/report", "workshop at school with the kit, 3 classes", "[That is right]", "/recap",
               "[Send]", "[Yes]", "[Send]")  # fmt: skip
    assert screen(scene.claire).startswith("Nouvelle : C-0001")
    await does(scene.claire, "[La lire]", "[✅ Valider]")
    assert screen(grace).startswith("C-0001 is validated: workshop at school with the kit, 3 classes.")
    await does(scene.claire, "/langue en")
    await does(grace, "/langue fr", "/declarer", WORKSHOP, "oui", "/recap", "[Envoyer]", "[Oui]", "[Envoyer]")
    assert screen(scene.claire).startswith("New: C-0002")


# Silence


async def test_who_asked_for_silence_is_told_when_they_next_write_and_not_before(scene: Scene) -> None:
    awa, claire = await ready(scene)
    await reports(awa, WORKSHOP)
    assert (await does(awa, "/stop")).startswith("Je n'écris plus en premier.")
    told = len(awa.messages)
    await opens(claire, "C-0001")
    await does(claire, "[↩️ Demander]", "[Lieu]", "Dans quelle commune ?")
    scene.clock.advance(days=2)
    await scene.relais.courier.drain()
    assert len(awa.messages) == told
    await does(awa, "/menu")
    menu, question = awa.messages[-2:]
    assert "Que voulez-vous faire" in menu.text
    assert plain(question.text).startswith("Une question sur C-0001")
    seen = len(awa.messages)
    await does(awa, "/menu")
    assert len(awa.messages) == seen + 2, "her command and the menu: the question is not repeated"
    assert (await does(awa, "[Répondre]")).startswith("La coordination demande : Dans quelle commune ?")


async def test_an_author_who_left_telegram_is_marked_and_not_tried_again(scene: Scene) -> None:
    awa, claire = await ready(scene)
    await reports(awa, WORKSHOP)
    await reports(awa, "formation de 12 élus à Bordeaux")
    awa.closes_the_account()
    for number in ("C-0001", "C-0002"):
        await opens(claire, number)
        await tap(claire, "✅ Valider")
        scene.clock.advance(days=1)
        await scene.relais.courier.drain()
    database = scene.relais.database
    async with database.reading():
        asked = select(notices.c.outcome, notices.c.attempts).where(
            notices.c.kind == "contribution_validated"
        )
        outcomes = [tuple(row) for row in await database.unit.execute(asked.order_by(notices.c.seq))]
        member = await scene.relais.repositories.members.by_telegram(awa.id)
    assert outcomes == [("stopped", 1), ("queued", 0)]
    assert member is not None
    assert member.state is MemberState.BLOCKED
