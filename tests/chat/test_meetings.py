"""S02: a coordinator calls a meeting: who is invited, yes / no / maybe, the day before, the notes."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select

from bot.assembly import jobs_of
from bot.clock import PARIS
from bot.sandbox.people import Person
from storage.tables.gatherings import gatherings
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen, written
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

MONDAY = "2026-06-22T10:00"
PREPARED = (
    "/reunion new", "Réunion commune des deux groupes", "2 juillet 2026", "14:30", "[Passer]",
    "https://visio.example.org/8-7",
)  # fmt: skip


def moment(scene: Scene, when: str) -> None:
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)


async def tick(scene: Scene, when: str) -> None:
    """The passes that concern meetings, at an instant in Paris."""
    moment(scene, when)
    jobs = jobs_of(scene.relais)
    await jobs.gather()
    await jobs.notices()
    await jobs.remind()


async def everyone_signs_up(scene: Scene) -> Person:
    """Awa of an association, Marc of a company's network, Claire who coordinates, Ines of the CFDT."""
    moment(scene, MONDAY)
    await awa_signs_up(scene.awa)
    await claire_signs_up(scene.claire)
    await signs_up(scene.marc, "Entreprise ou réseau d'entreprises", "EDH", "Paris")
    ines = scene.newcomer("Ines")
    await signs_up(ines, "Syndicat ou organisation d'employeurs", "CFDT", "Paris")
    return ines


async def prepared(scene: Scene) -> Person:
    """Claire prepares a meeting of businesses and social partners only."""
    ines = await everyone_signs_up(scene)
    await does(scene.claire, *PREPARED)
    await does(scene.claire, "[☐ Entreprise ou réseau d'entreprises]")
    await does(scene.claire, "[☐ Syndicat ou organisation d'employeurs]", "[Terminé]")
    await does(scene.claire, "[Passer]", "[Passer]", "[Envoyer]")
    return ines


async def called(scene: Scene) -> Person:
    """And sends the invitations."""
    ines = await prepared(scene)
    await does(scene.claire, "[📨 Envoyer les invitations]")
    return ines


async def the_id(scene: Scene) -> str:
    async with scene.relais.database.reading():
        return str((await scene.relais.database.unit.execute(select(gatherings.c.id))).scalar_one())


async def test_businesses_and_social_partners_only_and_a_cfdt_member_says_yes(scene: Scene) -> None:
    ines = await prepared(scene)
    before = [len(person.messages) for person in (scene.awa, scene.marc, ines)]
    assert screen(scene.claire).startswith(
        written("""
        Relisez : personne n'est invité avant que vous n'envoyiez les invitations.

        Réunion commune des deux groupes
        2 juillet 2026, 14:30 (personne n'est encore invité)
        https://visio.example.org/8-7

        Invités : Entreprise ou réseau d'entreprises, Syndicat ou organisation d'employeurs.
        Inviterait : 2 personnes, 2 organisations.
    """)
    )
    assert [len(person.messages) for person in (scene.awa, scene.marc, ines)] == before
    await does(scene.claire, "[📨 Envoyer les invitations]")
    assert screen(ines) == written("""
        Vous êtes invité : Réunion commune des deux groupes
        2 juillet 2026, 14:30
        https://visio.example.org/8-7

        Venez-vous ?
        [✅ Oui, je viens] [🤔 Peut-être]
        [❌ Non, je ne viens pas]
        [🗓 Dans mon calendrier]
        [📝 M'envoyer le compte rendu]
        [Menu] [En danger ?]
    """)
    assert screen(scene.marc).startswith("Vous êtes invité")
    assert len(scene.awa.messages) == before[0], "an association gets nothing"
    await does(ines, "[✅ Oui, je viens]")
    seen = await does(scene.claire, f"/reunion {await the_id(scene)}")
    assert "✅ Oui, je viens : 1\n🤔 Peut-être : 0\n❌ Non, je ne viens pas : 0\nSans réponse : 1" in seen


async def test_the_day_before_only_yes_and_maybe_are_reminded(scene: Scene) -> None:
    ines = await called(scene)
    lea, tom = scene.newcomer("Léa"), scene.newcomer("Tom")
    for person in (lea, tom):
        await signs_up(person, "Syndicat ou organisation d'employeurs", "CFDT", "Paris")
    await tick(scene, "2026-06-22T11:00")
    assert screen(lea).startswith("Vous êtes invité"), "who joins an invited organisation is invited too"
    await does(ines, "[✅ Oui, je viens]")
    await does(lea, "[🤔 Peut-être]")
    await does(tom, "[❌ Non, je ne viens pas]")
    invited = (ines, lea, tom, scene.marc, scene.awa)
    before = [len(person.messages) for person in invited]
    for when in ("2026-06-30T10:00", "2026-07-01T08:45"):
        await tick(scene, when)
    assert [len(person.messages) for person in invited] == before
    for when in ("2026-07-01T09:00", "2026-07-01T12:00", "2026-07-02T09:00"):
        await tick(scene, when)
    gained = [len(person.messages) - was for person, was in zip(invited, before, strict=True)]
    assert gained == [1, 1, 0, 0, 0], "yes and maybe, once"
    assert screen(ines).startswith("Demain : Réunion commune des deux groupes")


async def test_a_meeting_on_monday_is_reminded_on_friday(scene: Scene) -> None:
    ines = await called(scene)
    await does(ines, "[✅ Oui, je viens]")
    await does(scene.claire, f"/deplacer {await the_id(scene)}", "6 juillet 2026", "[Passer]", "[Passer]")
    assert screen(ines).startswith(
        "La date a changé : Réunion commune des deux groupes\n6 juillet 2026, 14:30"
    )
    before = len(ines.messages)
    for when in ("2026-07-02T10:00", "2026-07-03T09:00", "2026-07-05T10:00", "2026-07-06T09:00"):
        await tick(scene, when)
    assert len(ines.messages) == before + 1
    assert screen(ines).startswith("Dans 3 jours : Réunion commune des deux groupes, 6 juillet 2026")


async def test_invitations_wait_for_a_decent_hour_even_through_a_stop(scene: Scene) -> None:
    ines = await prepared(scene)
    before = len(ines.messages)
    moment(scene, "2026-06-26T20:00")  # a Friday evening
    await does(scene.claire, "[📨 Envoyer les invitations]")
    for when in ("2026-06-26T20:05", "2026-06-27T10:00", "2026-06-29T08:59", "2026-06-29T22:00"):
        await tick(scene, when)
    assert len(ines.messages) == before, "stopped on Monday, started again at night"
    await tick(scene, "2026-06-30T09:00")
    assert len(ines.messages) == before + 1


async def test_nobody_is_invited_to_what_began(scene: Scene) -> None:
    ines = await prepared(scene)
    before = len(ines.messages)
    moment(scene, "2026-07-01T20:00")
    await does(scene.claire, "[📨 Envoyer les invitations]")
    await tick(scene, "2026-07-02T15:00")
    assert len(ines.messages) == before


async def test_cancelled_at_once_when_it_is_near_and_once(scene: Scene) -> None:
    ines = await called(scene)
    await does(ines, "[✅ Oui, je viens]")
    await does(scene.marc, "[❌ Non, je ne viens pas]")
    before = (len(ines.messages), len(scene.marc.messages), len(scene.awa.messages))
    moment(scene, "2026-07-01T21:00")
    await does(scene.claire, f"/annuler {await the_id(scene)}", "[Oui, l'annuler]")
    assert screen(ines).startswith("Annulé : Réunion commune des deux groupes, 2 juillet 2026.")
    for when in ("2026-07-02T09:00", "2026-07-02T10:00", "2026-07-03T09:00"):
        await tick(scene, when)
    after = (len(ines.messages), len(scene.marc.messages), len(scene.awa.messages))
    assert after == (before[0] + 1, *before[1:]), "who said no, and who was not invited, hear nothing"
    assert "passée ou annulée" in await does(ines, f"/repondre {await the_id(scene)}.yes")


async def test_notes_go_to_who_wants_them(scene: Scene) -> None:
    ines = await called(scene)
    await does(ines, "[✅ Oui, je viens]")
    meeting = await the_id(scene)
    assert "une fois la réunion tenue" in await does(scene.claire, f"/compterendu {meeting}", "Relevé")
    moment(scene, "2026-07-03T10:00")
    before = (len(scene.marc.messages), len(scene.awa.messages))
    await does(scene.claire, f"/compterendu {meeting}", "Deux décisions : https://exemple.org/releve")
    assert "Deux décisions : https://exemple.org/releve" in screen(ines)
    assert (len(scene.marc.messages), len(scene.awa.messages)) == before
    await does(scene.marc, f"/evenement {meeting}")
    assert "Deux décisions" in screen(scene.marc), "who was invited reads them on the card"


async def test_who_cannot_come_may_want_the_notes(scene: Scene) -> None:
    await called(scene)
    await does(scene.marc, "[❌ Non, je ne viens pas]", "[📝 M'envoyer le compte rendu]")
    moment(scene, "2026-07-03T10:00")
    await does(scene.claire, f"/compterendu {await the_id(scene)}", "Relevé de décisions en ligne")
    assert "Relevé de décisions en ligne" in screen(scene.marc)


async def test_who_is_not_invited_reads_and_answers_nothing(scene: Scene) -> None:
    await called(scene)
    meeting = await the_id(scene)
    for asked in (f"/evenement {meeting}", f"/repondre {meeting}.yes", f"/voirnotes {meeting}+"):
        assert "n'est plus là" in await does(scene.awa, asked), asked
    assert "je ne connais pas" in (await does(scene.awa, f"/convoquer {meeting}.1")).lower()
    assert (await scene.rows())["gathering_replies"] == 0


async def test_an_organisation_by_name_alone(scene: Scene) -> None:
    await everyone_signs_up(scene)
    await does(scene.claire, *PREPARED, "[Passer]", "[Passer]")
    assert "n'est pas une organisation que je connais" in await does(scene.claire, "Ghett'up, Zzyzx")
    await does(scene.claire, "Ghett'up", "[Envoyer]")
    assert "Inviterait : 1 personne, 1 organisation." in screen(scene.claire)
    await does(scene.claire, "[📨 Envoyer les invitations]")
    assert screen(scene.awa).startswith("Vous êtes invité")
    assert has(scene.awa, "✅ Oui, je viens")


async def test_invitations_are_sent_once_whatever_is_pressed(scene: Scene) -> None:
    ines = await called(scene)
    before = len(ines.messages)
    await does(scene.claire, f"/convoquer {await the_id(scene)}.0", f"/convoquer {await the_id(scene)}.1")
    await tick(scene, "2026-06-23T10:00")
    assert len(ines.messages) == before


async def test_another_link_is_told_to_those_invited(scene: Scene) -> None:
    ines = await called(scene)
    meeting, link = await the_id(scene), "https://visio.example.org/autre"
    await does(scene.claire, f"/reunion {meeting}", "[✏️ Changer son nom…", "[Lien]")
    assert "Un lien commence par" in await does(scene.claire, "visio")
    await does(scene.claire, link)
    assert screen(scene.claire).startswith("C'est changé.")
    assert screen(ines).startswith("Changé : Réunion commune des deux groupes")
    assert link in screen(ines)
    before = len(ines.messages)
    await does(scene.claire, f"/corriger {meeting}.link", link)
    assert len(ines.messages) == before, "nothing changed"
    await does(scene.claire, f"/corriger {meeting}.place", "Saint-Denis (93)")
    assert "Lieu : Saint-Denis (93)" in screen(ines)
    assert "n'est plus là" in await does(ines, f"/corriger {meeting}.link")
