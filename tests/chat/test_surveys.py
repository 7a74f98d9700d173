"""Forms of Claire's own, told as people live them."""

from __future__ import annotations

import json
from datetime import datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from openpyxl import Workbook, load_workbook

from bot.clock import PARIS
from bot.conversation.ports import Parcel
from bot.sandbox.people import Person
from bot.surveys.model import Survey
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen, tap
from tests.chat.steps import awa_signs_up, claire_signs_up

NEEDS = """
| survey |
| | type | name | label::Français (fr) | label::English (en) | required |
| | text | project | Votre projet | Your project | yes |
| | integer | classes | Combien de classes ? | How many classes? | |
| | select_multiple help | help | De quoi avez-vous besoin ? | What do you need? | |
| | begin_repeat | visit | Visite | Visit | |
| | date | day | Quel jour ? | Which day? | |
| | end_repeat | | | | |
| choices |
| | list_name | name | label::Français (fr) | label::English (en) |
| | help | kits | Kits | Kits |
| | help | speaker | Un intervenant | A speaker |
| settings |
| | form_title | form_id | version |
| | Besoins 2026 | needs | 1 |
"""


def workbook(text: str = NEEDS) -> bytes:
    """The same form as an Excel file, as Claire makes it."""
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    sheet = None
    for line in text.strip().splitlines():
        cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
        if cells[0]:
            sheet = book.create_sheet(cells[0])
        elif sheet is not None:
            sheet.append(cells[1:])
    out = BytesIO()
    book.save(out)
    return out.getvalue()


async def ready(scene: Scene) -> None:
    """Claire coordinates; Awa volunteers in Seine-Saint-Denis; Marc works at a town hall."""
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    await does(scene.marc, "/start", "[J'accepte]", "[Collectivité locale]", "Mairie de L'Île-Saint-Denis")
    await does(scene.marc, "oui", "93450")


async def opened(scene: Scene, text: str = NEEDS) -> Survey:
    """Claire's form, open to local associations of Île-de-France until 30 June."""
    await ready(scene)
    await scene.claire.sends_document("besoins.xlsx", workbook(text))
    await does(scene.claire, "[🎯 À qui il s'adresse]", "[☐ Association locale]", "[Terminé]", "Île-de-France")
    await does(scene.claire, "[Passer]", "30 juin", "[▶️ L'ouvrir]")
    return await the_survey(scene)


async def the_survey(scene: Scene) -> Survey:
    """The latest one, as it is kept."""
    async with scene.relais.database.reading():
        return (await scene.relais.repositories.surveys.all())[0]


async def fills(person: Person, project: str = "Kit en classe") -> str:
    """From the menu to the recap of Claire's form."""
    await does(person, "/menu", "[📋 Besoins 2026]", project, "3", "[☐ Kits]", "[Terminé]")
    return screen(person)


def file_of(person: Person, scene: Scene) -> tuple[str, bytes]:
    """The newest file in a chat: its name and its bytes."""
    for seen in reversed(person.messages):
        document = seen.content.get("document")
        if document is not None:
            stored = scene.sandbox.core.files.get(document["file_id"])
            assert stored is not None
            assert stored.data is not None
            return document["file_name"], stored.data
    raise AssertionError(f"no file on screen:\n{person.screen}")


async def test_claire_opens_a_form_to_local_associations_and_awa_fills_it_over_two_days(
    scene: Scene,
) -> None:
    await ready(scene)
    claire, awa, marc = scene.claire, scene.awa, scene.marc

    seen = await does(claire, "/formulaires")
    assert "Aucun pour l'instant." in seen
    await claire.sends_document("besoins.xlsx", workbook())
    seen = screen(claire)
    assert seen.startswith("✅ besoins.xlsx est accepté.")
    assert "Besoins 2026\nÉtat : pas encore ouvert\n0 réponse envoyée, 0 brouillon" in seen
    assert not has(claire, "▶️ L'ouvrir"), "first say for whom"

    seen = await does(
        claire, "[🎯 À qui il s'adresse]", "[☐ Association locale]", "[Terminé]", "Île-de-France", "[Passer]"
    )
    assert "Jusqu'à quel jour" in seen
    assert "Ce jour est passé." in await does(claire, "1er juin 2026")
    seen = await does(claire, "30 juin")
    assert "Pour : Association locale ; Île-de-France (région)\nJusqu'au : 30 juin 2026" in seen
    assert "Cela fait aujourd'hui 1 personne de 1 organisation." in seen
    assert "Personne ne le voit avant que vous l'ouvriez." in seen
    assert "Besoins" not in await does(awa, "/menu")
    before = len(awa.messages)
    seen = await does(claire, "[▶️ L'ouvrir]")
    assert "État : ouvert jusqu'au 30 juin 2026" in seen
    assert len(awa.messages) == before + 1
    assert screen(awa).startswith("Un formulaire pour vous : Besoins 2026, jusqu'au 30 juin 2026.")

    assert "Besoins" not in await does(marc, "/menu")
    assert "Aucun formulaire n'attend vos réponses." in await does(marc, "/remplir")

    seen = await does(awa, "[📋 Le remplir]")
    assert "vos réponses portent le nom de Ghett'up, jamais le vôtre." in seen
    assert "Votre projet" in seen
    await does(awa, "Kit en classe", "[Enregistrer et quitter]")
    assert "0 réponse envoyée, 1 brouillon" in await does(claire, "/formulaires", "[Besoins 2026]")

    scene.clock.advance(days=1)
    seen = await does(awa, "/menu", "[📋 Besoins 2026]")
    assert seen.startswith("Besoins 2026\nVous l'avez déjà commencé :\n• le 20 juin 2026")
    assert "Combien de classes ?" in await does(awa, "[Continuer…")
    await does(awa, "trois", "[☐ Kits]", "[☐ Un intervenant]", "[Terminé]")
    await add_visits(awa, "12 juin 2026", "13 juin 2026")
    seen = await does(awa, "[Envoyer]")
    assert seen.startswith("Envoyé. Merci : vos réponses à « Besoins 2026 » sont arrivées")

    seen = await does(claire, "/formulaires", "[Besoins 2026]")
    assert "1 réponse envoyée, 0 brouillon" in seen
    await does(claire, "[⬇️ Télécharger les réponses]", "[Excel, noms]")
    name, content = file_of(claire, scene)
    assert name == "besoins-2026.xlsx"
    book = load_workbook(BytesIO(content))
    assert book.sheetnames == ["Besoins 2026", "visit"]
    head, row = book["Besoins 2026"].iter_rows(values_only=True)
    found = dict(zip(head, row, strict=True))
    assert (found["project"], found["classes"], found["help"]) == ("Kit en classe", 3, "kits speaker")
    assert (found["help/kits"], found["help/speaker"], found["_organisation"]) == (1, 1, "Ghett'up")
    assert found["_submission_time"] == "2026-06-21T08:00:00"
    _, *visits = book["visit"].iter_rows(values_only=True)
    assert [str(visit[0])[:10] for visit in visits] == ["2026-06-12", "2026-06-13"]
    assert [visit[1:4] for visit in visits] == [(1, "Besoins 2026", 1), (2, "Besoins 2026", 1)]


async def add_visits(person: Person, *days: str) -> None:
    """Each visit in turn, then no more."""
    for day in days:
        if "Quel jour" not in screen(person):
            await person.says("Oui")
        await person.says(day)
    await person.says("Non")
