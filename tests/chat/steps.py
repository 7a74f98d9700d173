"""Steps that many stories share."""

from __future__ import annotations

from bot.sandbox.people import Person


async def signs_up(person: Person, kind: str, organisation: str, place: str) -> None:
    """The whole of /start, for an organisation of the directory and a place that is sure."""
    await person.starts()
    await person.taps("J'accepte")
    await person.taps(kind)
    await person.says(organisation)
    await person.says(place)


async def awa_signs_up(awa: Person) -> None:
    """Awa volunteers at Ghett'up, in Seine-Saint-Denis."""
    await signs_up(awa, "Association locale", "Ghett'up", "Seine-Saint-Denis")


async def claire_signs_up(claire: Person) -> None:
    """Claire coordinates, at the government's delegation to the ILO."""
    await claire.starts()
    await claire.taps("J'accepte")
    await claire.taps("Administration de l'État")
    await claire.says("Déléguée du Gouvernement français auprès de l'OIT")
    await claire.taps("Déléguée du Gouvernement français auprès de l'OIT…")
    await claire.says("Paris")
