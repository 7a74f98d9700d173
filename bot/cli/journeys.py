"""The journeys that the tour plays: what people do, and what they must read."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.cli.tour import Tour

SENTENCE = "atelier au collège avec le kit, 3 classes, environ 75 élèves, le 12 juin"


async def sign_up(tour: Tour) -> None:
    """Claire, who coordinates, and Awa, who volunteers at Ghett'up."""
    claire, awa = tour.claire, tour.awa
    await claire.starts()
    await claire.taps("J'accepte")
    await claire.taps("Administration de l'État")
    await claire.says("miprof")
    await claire.says("Paris")
    tour.expect(claire, "Bienvenue")
    await awa.starts()
    tour.expect(awa, "Acceptez-vous")
    await awa.taps("J'accepte")
    await awa.taps("Association locale")
    await awa.says("ghettup")
    await awa.says("Seine-Saint-Denis")
    tour.expect(awa, "Bienvenue", "Ghett'up")


async def report(tour: Tour) -> None:
    """J1: Awa reports a workshop; Claire asks one question, then validates; it stands in the table."""
    await sign_up(tour)
    awa, claire = tour.awa, tour.claire
    await awa.says("/declarer")
    await awa.says(SENTENCE)
    tour.expect(awa, "1.4.C", "2.2.E", "3 classes", "environ 75 élèves", "12 juin 2026")
    await awa.taps("C’est juste")
    await awa.says("rhsf")
    await awa.taps("☐ Ce que nous avons vu nous-mêmes")
    await awa.taps("Terminé")
    await awa.taps("Passer")
    await awa.taps("Passer")
    await awa.taps("Oui, et nous aimerions qu'elle soit mise en avant")
    tour.expect(awa, "Récapitulatif", "Ressources Humaines Sans Frontières")
    await awa.taps("Envoyer")
    tour.expect(awa, "C-0001")
    tour.expect(claire, "C-0001")
    await claire.taps("La lire")
    tour.expect(claire, "Ghett'up", "environ 75 élèves")
    await claire.taps("↩️ Demander")
    await claire.taps("Lieu")
    await claire.says("Dans quelle commune ?")
    tour.expect(awa, "Dans quelle commune ?")
    await awa.taps("Répondre")
    await awa.says("L'Île-Saint-Denis")
    tour.expect(awa, "Merci")
    await claire.taps("La lire")
    tour.expect(claire, "Seine-Saint-Denis", "L'Île-Saint-Denis")
    await claire.taps("✅ Valider")
    tour.expect(awa, "validée")
    await awa.says("/tableau 1.4")
    tour.expect(awa, "1 contribution")


async def copies(tour: Tour) -> None:
    """J2: Marc's town asks for printed copies of K03 in two languages; Claire has them shipped."""
    await sign_up(tour)
    marc, claire = tour.marc, tour.claire
    await marc.starts()
    await marc.taps("J'accepte")
    await marc.taps("Collectivité locale")
    await marc.says("Mairie de L'Île-Saint-Denis")
    await marc.taps("Ville de L'Île-Saint-Denis")
    await marc.says("93450")
    await marc.says("/kits K03")
    await marc.taps("🖨 Demander des exemplaires imprimés")
    for words in ("arabe, ukrainien", "beaucoup", "120", "80", "1er septembre 2026"):
        await marc.says(words)
    await marc.says("Mairie, 1 rue Méchin, 93450 L'Île-Saint-Denis")
    await marc.taps("Une journée officielle")
    await marc.taps("Passer")
    await marc.says("service culture")
    for _ in range(5):
        await marc.taps("Passer")
    tour.expect(marc, "Récapitulatif", "Arabe", "120", "Ukrainien", "80")
    await marc.taps("Envoyer")
    tour.expect(marc, "K-2026-0001")
    for label in ("Voir la demande", "✅ Accepter", "🚚 Expédiée"):
        await claire.taps(label)
    tour.expect(marc, "K-2026-0001", "expédiée")


async def danger(tour: Tour) -> None:
    """Danger first: in the middle of a report, the card; the draft waits, nothing of the words is kept."""
    await sign_up(tour)
    awa = tour.awa
    await awa.says("/declarer")
    await awa.says(SENTENCE)
    await awa.says("une femme est enfermée chez son patron aidez-moi")
    tour.expect(awa, "17", "112", "114", "119")
    await awa.says("/suivi")
    tour.expect(awa, "Brouillons")


async def look_around(tour: Tour) -> None:
    """Marc reads without signing up: kits, agenda, the roadmap."""
    marc = tour.marc
    for command in ("/kits", "/agenda", "/tableau 2.2"):
        await marc.says(command)
    tour.expect(marc, "2.2.E")


JOURNEYS: Mapping[str, Callable[[Tour], Awaitable[None]]] = {
    "J1 a local association reports": report,
    "J2 a town asks for printed copies": copies,
    "S49 danger first": danger,
    "S32 looking around without an account": look_around,
}
