"""A town asks for printed copies, step by step, so that a story can stop where it wants."""

from __future__ import annotations

from datetime import datetime

from bot.assembly import jobs_of
from bot.clock import PARIS
from bot.copies.model import Request
from bot.sandbox.people import Person
from tests.chat.conftest import Scene
from tests.chat.golden import does, screen
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up

ADDRESS = "Mairie, accueil\n1 rue Méchin, 93450 L'Île-Saint-Denis"
ASK = "[🖨 Demander des exemplaires imprimés]"


def at(scene: Scene, when: str) -> None:
    """The clock, in Paris."""
    scene.clock.instant = datetime.fromisoformat(when).replace(tzinfo=PARIS)


async def marc_signs_up(marc: Person) -> None:
    """Marc works at the town hall of L'Île-Saint-Denis."""
    await does(marc, "/start", "[J'accepte]", "[Collectivité locale]", "Mairie de L'Île-Saint-Denis")
    await does(marc, "[Ville de L'Île-Saint-Denis]", "93450")


async def everyone(scene: Scene) -> Person:
    """On 4 May 2026: Claire, Awa, Marc, and Inès of the CCEM, which makes K03. Returns Inès."""
    at(scene, "2026-05-04T10:00")
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    await marc_signs_up(scene.marc)
    ines = scene.newcomer("Inès")
    await signs_up(ines, "Association nationale, ONG ou organisme parapublic", "CCEM", "Paris")
    return ines


async def asks_up_to_recap(marc: Person, first: str = "120", second: str = "80") -> str:
    """200 copies of K03 in Arabic and Ukrainian for 1 June, at the town hall."""
    await does(marc, "/kits", "[Travailleurs étrangers…", "[K03…")
    await does(marc, ASK, "[☐ Arabe]", "[☐ Ukrainien]", "[Terminé]", first, second, "1er juin")
    await does(marc, ADDRESS, "[Une journée officielle]", "[Passer]", "service culture")
    await does(marc, "[☐ Mairie]", "[☐ Marché]", "[Terminé]", "8000", "[Oui]", "[Non]", "[Passer]")
    return screen(marc)


async def asks_for_copies(awa: Person) -> None:
    """Awa, signed up, asks for ten copies of K03 in Arabic."""
    address = "Association Ghett'up, 2 rue du Port, 93200 Saint-Denis"
    await does(
        awa, "/demanderkit K03", "arabe", "10", "1er juillet 2027", address, "[Toute l'année]", "[Passer]"
    )
    await does(awa, "accueil", "[Passer]", "[Passer]", "[Passer]", "[Envoyer]")


async def asked(scene: Scene, first: str = "120", second: str = "80") -> Request:
    """Marc's request, sent."""
    await asks_up_to_recap(scene.marc, first, second)
    await does(scene.marc, "[Envoyer]")
    return await the_request(scene)


async def the_request(scene: Scene) -> Request:
    """The request to treat that was asked last."""
    async with scene.relais.database.reading():
        requests = await scene.relais.repositories.requests.to_treat(None)
    return max(requests, key=lambda one: one.number)


async def tick(scene: Scene, when: str) -> dict[str, int]:
    """One pass of the follow-up at an instant in Paris."""
    at(scene, when)
    return dict(await jobs_of(scene.relais).copies())
