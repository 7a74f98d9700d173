"""S30: a publisher pastes a link: the subscribers of that letter get it; /stop lettre stops it alone."""

from __future__ import annotations

from datetime import datetime

from bot.assembly import jobs_of
from bot.clock import PARIS
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen, written
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

LETTER, PRESS = "lettre-collectif", "revue-presse-rhsf"
LINK = "https://contrelatraite.example.org/lettre-42"


def moment(scene: Scene, when: str) -> None:
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)


async def marc_publishes(scene: Scene) -> None:
    """Awa reads the Collective's letter; Marc, of RHSF, may publish it."""
    moment(scene, "2026-06-22T10:00")  # a Monday
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await signs_up(scene.marc, "Association nationale, ONG ou organisme parapublic", "RHSF", "Paris")
    await does(scene.awa, "/lettres", "[🔔 La recevoir : Lettre mensuelle…")
    await does(scene.marc, f"/publier {LETTER}", "[Demander à un coordinateur]")
    assert "Quelqu'un de Ressources Humaines Sans Frontières (RHSF) demande à publier" in screen(scene.claire)
    await does(scene.claire, "[L'autoriser]")
    assert "Vous pouvez désormais publier « Lettre mensuelle" in screen(scene.marc)


async def test_only_the_subscribers_of_that_letter_get_the_link(scene: Scene) -> None:
    await marc_publishes(scene)
    await does(scene.claire, f"/lettres {PRESS}+")  # another letter
    before = (len(scene.awa.messages), len(scene.claire.messages))
    await does(scene.marc, f"/publier {LETTER}", LINK, "Le numéro de juin", "[Envoyer]")
    assert "est en route vers 1 personne." in screen(scene.marc)
    assert screen(scene.awa) == written(f"""
        Lettre mensuelle du Collectif contre la traite
        Le numéro de juin
        {LINK}
        [La lire]
        [🔕 Arrêter cette lettre]
        [Menu] [En danger ?]
    """)
    assert (len(scene.awa.messages), len(scene.claire.messages)) == (before[0] + 1, before[1])


async def test_the_same_link_is_refused_the_second_time(scene: Scene) -> None:
    await marc_publishes(scene)
    await does(scene.marc, f"/publier {LETTER}", LINK, "[Passer]", "[Envoyer]")
    before = len(scene.awa.messages)
    for again in (LINK, f"{LINK}/", f"{LINK}#haut", LINK.replace("contre", "CONTRE", 1)):
        seen = await does(scene.marc, f"/publier {LETTER}", again, "[Passer]", "[Envoyer]")
        assert "Ce lien a déjà été envoyé" in seen, again
    assert len(scene.awa.messages) == before
    await does(
        scene.marc, "/plustard", f"/publier {LETTER}", "https://exemple.org/43", "[Passer]", "[Envoyer]"
    )
    assert len(scene.awa.messages) == before + 1


async def test_stop_lettre_stops_it_alone(scene: Scene) -> None:
    await marc_publishes(scene)
    await does(scene.awa, "/rappels +days")
    assert "Arrêté : Lettre mensuelle" in await does(scene.awa, "/stop lettre")
    before = len(scene.awa.messages)
    await does(scene.marc, f"/publier {LETTER}", LINK, "[Passer]", "[Envoyer]")
    assert "vers 0 personne" in screen(scene.marc)
    assert len(scene.awa.messages) == before
    moment(scene, "2026-07-30T09:00")
    await jobs_of(scene.relais).remind()
    assert screen(scene.awa).startswith("Aujourd'hui : Journée mondiale"), "the rest goes on"
    assert "Vous ne recevez aucune lettre" in await does(scene.awa, "/stop lettre")


async def test_who_stops_before_it_left_gets_nothing(scene: Scene) -> None:
    await marc_publishes(scene)
    moment(scene, "2026-06-22T20:00")
    before = len(scene.awa.messages)
    await does(scene.marc, f"/publier {LETTER}", LINK, "[Passer]", "[Envoyer]")
    assert len(scene.awa.messages) == before, "not in the evening"
    await does(scene.awa, f"/lettres {LETTER}-")
    before = len(scene.awa.messages)
    moment(scene, "2026-06-23T09:00")
    await jobs_of(scene.relais).notices()
    assert len(scene.awa.messages) == before


async def test_it_leaves_the_next_working_morning_once(scene: Scene) -> None:
    await marc_publishes(scene)
    moment(scene, "2026-06-26T20:00")  # a Friday evening
    await does(scene.marc, f"/publier {LETTER}", LINK, "[Passer]", "[Envoyer]")
    before, jobs = len(scene.awa.messages), jobs_of(scene.relais)
    gained = []
    for when in ("2026-06-27T10:00", "2026-06-28T10:00", "2026-06-29T09:00", "2026-06-29T10:00"):
        moment(scene, when)
        await jobs.notices()
        gained.append(len(scene.awa.messages) - before)
    assert gained == [0, 0, 1, 1]


async def test_who_was_not_allowed_publishes_nothing(scene: Scene) -> None:
    await marc_publishes(scene)
    before = len(scene.awa.messages)
    assert "ne pouvez pas encore publier" in await does(scene.awa, f"/publier {LETTER}")
    assert "ne pouvez pas encore publier" in await does(scene.marc, f"/publier {PRESS}"), "that letter alone"
    assert len(scene.awa.messages) == before + 2, "what she typed, and the answer"
    assert "lien commence par" in await does(scene.marc, f"/publier {LETTER}", "contrelatraite.org")


async def test_a_right_taken_back_while_the_link_is_typed(scene: Scene) -> None:
    await marc_publishes(scene)
    await does(scene.marc, f"/publier {LETTER}", LINK, "[Passer]")
    await does(scene.claire, "/lettres", "[Retirer le droit : …")
    before = len(scene.awa.messages)
    assert "Seules les personnes autorisées" in await does(scene.marc, "[Envoyer]")
    assert len(scene.awa.messages) == before


async def test_who_is_forgotten_reads_and_publishes_nothing(scene: Scene) -> None:
    await marc_publishes(scene)
    await does(scene.marc, f"/lettres {LETTER}+", f"/publier {LETTER}", LINK, "[Passer]", "[Envoyer]")
    assert f'"published": [\n      "{LETTER}"' in await does(scene.marc, "/mesdonnees")
    await does(scene.marc, "/supprimer", "[Oui…")
    rows = await scene.rows()
    assert (rows["letter_readers"], rows["letter_publishers"], rows["letter_issues"]) == (1, 0, 1)
    assert not has(scene.awa, "Retirer le droit")
