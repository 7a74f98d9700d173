"""Forms of Claire's own, told as people live them."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
from openpyxl import Workbook, load_workbook
from sqlalchemy import select

from bot.clock import PARIS
from bot.conversation.ports import Parcel
from bot.sandbox.people import Person
from bot.surveys.model import Survey
from storage.tables.dialogues import form_sessions
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, screen, tap
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


SECOND = NEEDS.replace("| integer | classes |", "| text | classes |").replace(
    "| needs | 1 |", "| needs | 2 |"
)


@cache
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
    await does(scene.marc, "[Ville de L'Île-Saint-Denis]")
    if "Où agissez-vous" in screen(scene.marc):
        await does(scene.marc, "93450")


async def opened(scene: Scene, text: str = NEEDS) -> Survey:
    """Claire's form, open to local associations of Île-de-France until 30 June."""
    await ready(scene)
    await scene.claire.sends_document("besoins.xlsx", workbook(text))
    await does(
        scene.claire, "[🎯 À qui il s'adresse]", "[☐ Association locale]", "[Terminé]", "Île-de-France"
    )
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


# A file that is no form, or not yet


async def test_problems_are_shown_with_sheet_and_row(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    text = """
| survey |
| | type | name | label | relevant | constraint |
| | integer | age | Âge | | . > |
| | text | why | Pourquoi ? | ${nobody} = 1 | |
"""
    await scene.claire.sends_document("essai.xlsx", workbook(text))
    seen = screen(scene.claire)
    assert seen.startswith("essai.xlsx n'est pas encore accepté : 1 problème.")
    assert "feuille survey, ligne 3, colonne relevant :" in seen
    await scene.claire.sends_document("essai.xlsx", workbook(text.replace("${nobody} = 1", "")))
    seen = screen(scene.claire)
    assert "feuille survey, ligne 2, colonne constraint :" in seen
    await scene.claire.sends_document(
        "essai.xlsx", workbook(text.replace("${nobody} = 1", "").replace(". >", ""))
    )
    assert screen(scene.claire).startswith("✅ essai.xlsx est accepté.")


async def test_what_a_chat_cannot_do_refuses_and_what_it_does_otherwise_is_told(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    text = """
| survey |
| | type | name | label | appearance |
| | audit | audit | | |
| | text | a | A | glow |
"""
    await scene.claire.sends_document("essai.md", text.encode())
    seen = screen(scene.claire)
    assert "audit" in seen
    await scene.claire.sends_document("essai.md", text.replace("| | audit | audit | | |\n", "").encode())
    seen = screen(scene.claire)
    assert seen.startswith(
        "✅ essai.md est accepté.\nÀ savoir :\n• feuille survey, ligne 2, colonne appearance :"
    )


def bomb() -> bytes:
    """A workbook of a few kilobytes that unpacks to a gigabyte."""
    out = BytesIO()
    with ZipFile(out, "w", ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"\0" * 300_000_000)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("rien.xlsx", b""),
        ("bruit.xlsx", b"PK\x03\x04" + bytes(range(256)) * 40),
        ("bombe.xlsx", bomb()),
        ("vieux.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096),
        ("texte.md", b"\xff\xfe pas un formulaire"),
        (
            "profond.md",
            b"| survey |\n| | type | name | label | relevant |\n| | text | a | A | "
            + b"(" * 50_000
            + b" |\n",
        ),
    ],
    ids=["empty", "noise", "bomb", "old", "text", "deep"],
)
async def test_a_hostile_file_gets_a_sentence(scene: Scene, name: str, content: bytes) -> None:
    await claire_signs_up(scene.claire)
    await scene.claire.sends_document(name, content)
    assert screen(scene.claire).startswith(f"{name} n'est pas encore accepté")
    assert "Aucun pour l'instant." in await does(scene.claire, "/formulaires")


TOWNS = """
| survey |
| | type | name | label |
| | select_one_from_file communes.csv | town | Quelle commune ? |
| settings |
| | form_title | form_id |
| | Communes | towns |
"""
LIST = "name,label\nilesd,L'Île-Saint-Denis\nbobigny,Bobigny\n".encode()


@pytest.mark.parametrize("first", ["list", "form", "album"])
async def test_lists_come_before_after_or_with_the_form(scene: Scene, first: str) -> None:
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    form, lists = ("communes.xlsx", workbook(TOWNS)), ("communes.csv", LIST)
    if first == "album":
        await scene.claire.sends_documents([form, lists])
    elif first == "list":
        await scene.claire.sends_document(*lists)
        assert screen(scene.claire).startswith("Je garde communes.csv pour le formulaire qui le demande")
        await scene.claire.sends_document(*form)
    else:
        await scene.claire.sends_document(*form)
        assert "Listes encore à envoyer : communes.csv" in screen(scene.claire)
        await does(scene.claire, "[🎯 À qui il s'adresse]", "[Passer]", "[Passer]", "[Passer]", "30 juin")
        assert "Ce formulaire a besoin de communes.csv" in await does(scene.claire, "[▶️ L'ouvrir]")
        await scene.claire.sends_document(*lists)
    assert "Listes encore à envoyer" not in screen(scene.claire)
    if first != "form":
        await does(scene.claire, "[🎯 À qui il s'adresse]", "[Passer]", "[Passer]", "[Passer]", "30 juin")
    await does(scene.claire, "[▶️ L'ouvrir]")
    seen = await does(scene.awa, "/menu", "[📋 Communes]")
    assert has(scene.awa, "Bobigny"), seen
    await does(scene.awa, "[Bobigny]", "[Envoyer]")
    assert screen(scene.awa).startswith("Envoyé.")


async def test_a_spreadsheet_from_someone_else_is_no_form(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    await scene.awa.sends_document("besoins.xlsx", workbook())
    assert "Je n'attendais pas de fichier" in screen(scene.awa)
    assert (await scene.rows())["surveys"] == 0
    assert (await scene.rows())["dropped_files"] == 0


# Trying it


@pytest.mark.parametrize(
    ("language", "asked"), [("Français (fr)", "Votre projet"), ("English (en)", "Your project")]
)
async def test_claire_tries_her_form_in_each_language_and_nothing_is_kept(
    scene: Scene, language: str, asked: str
) -> None:
    await claire_signs_up(scene.claire)
    await scene.claire.sends_document("besoins.xlsx", workbook())
    seen = await does(scene.claire, f"[👁 L'essayer en {language}]")
    assert "Vous essayez « Besoins 2026 » : rien n'en est gardé." in seen
    assert asked in seen
    await does(
        scene.claire, "Essai de Claire", "2", "[Terminé]" if has(scene.claire, "Terminé") else "[Passer]"
    )
    await does(scene.claire, "[Passer]" if has(scene.claire, "Passer") else "/recap", "/recap", "[Envoyer]")
    assert screen(scene.claire).startswith("C'est ici que l'on aurait envoyé « Besoins 2026 ».")
    assert (await scene.rows())["submissions"] == 0
    assert (await scene.rows())["form_sessions"] == 1, "Claire's own sign-up"
    assert "Essai de Claire" not in await scene.everything_stored()
    assert "0 réponse envoyée, 0 brouillon" in await does(scene.claire, "[Retour au formulaire]")


async def test_a_trial_left_half_way_leaves_nothing(scene: Scene) -> None:
    await claire_signs_up(scene.claire)
    await scene.claire.sends_document("besoins.xlsx", workbook())
    await does(scene.claire, "[👁 L'essayer en Français (fr)]", "Essai", "/plustard")
    await does(
        scene.claire, "/formulaires", "[Besoins 2026]", "[👁 L'essayer en English (en)]", "Trial", "/plustard"
    )
    assert "Essai" not in await scene.everything_stored()
    await scene.claire.sends_document("besoins.xlsx", workbook(SECOND))
    assert "Trial" not in await scene.everything_stored()


# Versions


async def with_a_second_version(scene: Scene) -> None:
    """Awa has begun; then Claire replaces the form."""
    await opened(scene)
    await does(scene.awa, "/menu", "[📋 Besoins 2026]", "Kit en classe", "3", "[Enregistrer et quitter]")
    await scene.claire.sends_document("besoins-2.xlsx", workbook(SECOND))
    seen = screen(scene.claire)
    assert "Une nouvelle version attend." in seen
    await tap(scene.claire, "🔁 Le remplacer par la nouvelle version")
    assert "Une nouvelle version attend." not in screen(scene.claire)
    scene.clock.advance(minutes=1)


async def test_who_began_finishes_on_the_first_version(scene: Scene) -> None:
    await with_a_second_version(scene)
    seen = await does(scene.awa, "/menu", "[📋 Besoins 2026]")
    assert "Le formulaire a une nouvelle version depuis." in seen
    seen = await does(scene.awa, "[Continuer…")
    assert "De quoi avez-vous besoin ?" in seen
    await does(scene.awa, "/recap", "[Envoyer]")
    assert screen(scene.awa).startswith("Envoyé.")
    await does(scene.awa, "[Le remplir une fois de plus]", "Suite", "quatre ou cinq", "/recap", "[Envoyer]")
    await does(scene.claire, "/formulaires", "[Besoins 2026]", "[⬇️ Télécharger les réponses]", "[JSON]")
    name, content = file_of(scene.claire, scene)
    first, second = json.loads(content)
    assert name == "besoins-2026.json"
    assert (first["project"], first["classes"], first["__version__"]) == ("Kit en classe", "3", "1")
    assert (second["project"], second["classes"], second["__version__"]) == ("Suite", "quatre ou cinq", "2")


async def test_who_moves_to_the_new_version_keeps_what_fits_and_is_told_the_rest(scene: Scene) -> None:
    await with_a_second_version(scene)
    seen = await does(scene.awa, "/menu", "[📋 Besoins 2026]", "[Passer à la nouvelle version]")
    assert "Ces réponses n'y ont plus de place : Combien de classes ? (3)." in seen
    seen = await does(scene.awa, "/recap")
    assert "Votre projet : Kit en classe" in seen
    await does(scene.awa, "[Envoyer]")
    assert screen(scene.awa).startswith("Envoyé.")
    async with scene.relais.database.reading():
        survey = (await scene.relais.repositories.surveys.all())[0]
        (one,) = await scene.relais.repositories.submissions.of_survey(survey.id)
    assert one.version == survey.version
    assert "<project>Kit en classe</project><classes" in one.xml
    assert ">3<" not in one.xml


async def test_the_same_file_again_is_no_new_version(scene: Scene) -> None:
    await opened(scene)
    await scene.claire.sends_document("besoins.xlsx", workbook())
    assert "Une nouvelle version attend." not in screen(scene.claire)
    assert (await scene.rows())["survey_versions"] == 1
    assert (await scene.rows())["surveys"] == 1


# Its end


async def test_a_closed_form_takes_nothing_and_loses_nothing(scene: Scene) -> None:
    survey = await opened(scene)
    await does(scene.awa, "/menu", "[📋 Besoins 2026]", "Kit en classe", "/recap")
    await does(scene.claire, "/formulaires", "[Besoins 2026]", "[⏹ Le clore]")
    assert "État : clos" in screen(scene.claire)
    seen = await does(scene.awa, "[Envoyer]")
    assert "Ce formulaire ne prend plus de réponses." in seen
    assert (await scene.rows())["submissions"] == 0
    assert "Besoins" not in await does(scene.awa, "/menu")
    assert "ne prend plus de réponses" in await does(scene.awa, f"/remplir {survey.id}")
    told = len(scene.awa.messages)
    await does(scene.claire, "[▶️ Le rouvrir]")
    assert len(scene.awa.messages) == told, "she was told once"
    await does(scene.awa, "/menu", "[📋 Besoins 2026]", "[Continuer…", "[Envoyer]")
    assert screen(scene.awa).startswith("Envoyé.")


async def test_after_its_last_day_a_form_is_over_by_itself(scene: Scene) -> None:
    await opened(scene)
    scene.clock.instant = datetime(2026, 6, 30, 23, 30, tzinfo=PARIS)
    assert "Besoins 2026" in await does(scene.awa, "/menu")
    scene.clock.instant = datetime(2026, 7, 1, 0, 30, tzinfo=PARIS)
    assert "Besoins 2026" not in await does(scene.awa, "/menu")
    assert "terminé depuis le 30 juin 2026" in await does(scene.claire, "/formulaires")


# Those it is not for


async def test_marc_cannot_reach_a_form_that_is_not_for_him(scene: Scene) -> None:
    survey = await opened(scene)
    for forged in ("remplir", "commencer", "formulaire", "cloturer", "reponses"):
        before = len(scene.marc.messages)
        await scene.marc.forges(f"g:{forged}:{survey.id}")
        assert len(scene.marc.messages) == before, forged
        assert "Je ne connais pas cette commande." in await does(scene.marc, f"/{forged} {survey.id}")
    assert (await scene.rows())["submissions"] == 0


async def test_who_asked_for_silence_is_told_when_they_next_write(scene: Scene) -> None:
    await ready(scene)
    await does(scene.awa, "/stop")
    before = len(scene.awa.messages)
    await scene.claire.sends_document("besoins.md", NEEDS.encode())
    await does(scene.claire, "[🎯 À qui il s'adresse]", "[Passer]", "[Passer]", "[Passer]", "30 juin")
    await does(scene.claire, "[▶️ L'ouvrir]")
    assert len(scene.awa.messages) == before
    assert screen(scene.marc).startswith("Un formulaire pour vous")
    await does(scene.awa, "/menu")
    assert screen(scene.awa).startswith("Un formulaire pour vous")


async def test_a_wider_audience_tells_those_who_are_new_to_it(scene: Scene) -> None:
    await opened(scene)
    before = len(scene.awa.messages)
    seen = await does(scene.claire, "[🎯 Changer à qui il s'adresse]")
    assert seen.startswith("Jusqu'ici : Association locale ; Île-de-France (région) ; jusqu'au 30 juin 2026.")
    await does(scene.claire, "[☐ Association locale]", "[☐ Collectivité locale]", "[Terminé]", "[Passer]")
    await does(scene.claire, "[Passer]", "3 juillet 2026")
    assert "Cela fait aujourd'hui 2 personnes de 2 organisations." in screen(scene.claire)
    assert screen(scene.marc).startswith("Un formulaire pour vous")
    assert len(scene.awa.messages) == before


# What is kept


async def test_answers_carry_the_organisation_and_no_person(scene: Scene) -> None:
    await opened(scene)
    await fills(scene.awa)
    seen = await does(
        scene.awa, "/retour", "/recap", "[✏️ Votre projet]", "Mme Diallo, 34 ans, 06 12 34 56 78"
    )
    assert "Personne ne doit être reconnaissable ici" in seen
    await does(scene.awa, "Accompagnement", "[Envoyer]")
    stored = await scene.everything_stored()
    assert "Diallo" not in stored
    async with scene.relais.database.reading():
        rows = await scene.relais.repositories.submissions.of_survey((await the_survey(scene)).id)
        actor = await scene.relais.services.people.actor(scene.awa.id)
    assert actor is not None
    (one,) = rows
    assert one.organisation_id == actor.organisations[0].id
    for own in (str(scene.awa.id), actor.member.id, "Awa"):
        assert own not in str(one)
    async with scene.relais.database.reading():
        dialogues = (
            (await scene.relais.database.unit.execute(select(form_sessions.c.dialogue))).scalars().all()
        )
    assert "survey" not in dialogues, "nothing ties the answers to Awa"


async def test_sent_twice_it_is_there_once(scene: Scene) -> None:
    await opened(scene)
    await fills(scene.awa)
    await does(scene.awa, "/recap")
    await scene.awa.taps("Envoyer", times=2)
    assert (await scene.rows())["submissions"] == 1


async def test_answers_as_labels_csv_and_odk_instances(scene: Scene) -> None:
    survey = await opened(scene)
    await fills(scene.awa, "=1+1")
    await does(scene.awa, "/recap", "[Envoyer]")
    await does(scene.claire, "/formulaires", "[Besoins 2026]", "[⬇️ Télécharger les réponses]")
    await tap(scene.claire, "Excel, libellés en English (en)")
    head, row = (
        load_workbook(BytesIO(file_of(scene.claire, scene)[1])).worksheets[0].iter_rows(values_only=True)
    )
    found = dict(zip(head, row, strict=True))
    assert (found["Your project"], found["What do you need?/A speaker"]) == ("=1+1", 0)
    await tap(scene.claire, "CSV")
    name, content = file_of(scene.claire, scene)
    assert name == "besoins-2026-csv.zip"
    assert "'=1+1" in ZipFile(BytesIO(content)).read("Besoins_2026.csv").decode("utf-8-sig")
    await tap(scene.claire, "ODK (XML)")
    packed = ZipFile(BytesIO(file_of(scene.claire, scene)[1]))
    (path,) = packed.namelist()
    assert path.endswith("/submission.xml")
    assert b'id="needs" version="1"' in packed.read(path)
    async with scene.relais.database.reading():
        noted = await scene.everything_stored()
    assert noted.count("survey_exported") == 3, "who downloads is noted"
    parcel = await scene.relais.dispatcher.messenger._shelf.parcel(f"survey:{survey.id}:../../etc:")  # type: ignore[attr-defined]
    assert parcel is None or isinstance(parcel, Parcel)


# In the person's language


IN_ARABIC = """
| survey |
| | type | name | label::Français (fr) | label::العربية (ar) |
| | begin_repeat | child | Enfant | طفل |
| | integer | age | Quel âge ? | كم عمره؟ |
| | end_repeat | | | |
| | text | town | Quelle ville ? | أي مدينة؟ |
| settings |
| | form_title | form_id | default_language |
| | Quartier | district | Français (fr) |
"""


@pytest.mark.parametrize(
    ("phone", "asked", "then"),
    [("ar", "كم عمره؟", "Quel âge ?"), ("uk", "Quel âge ?", "كم عمره؟"), ("fr", "Quel âge ?", "كم عمره؟")],
)
async def test_a_form_is_asked_in_the_phones_language_even_if_the_bot_does_not_speak_it(
    scene: Scene, phone: str, asked: str, then: str
) -> None:
    await claire_signs_up(scene.claire)
    samira = scene.newcomer("Samira", phone)
    await awa_signs_up(samira)
    await scene.claire.sends_document("quartier.xlsx", workbook(IN_ARABIC))
    await does(scene.claire, "[🎯 À qui il s'adresse]", "[Passer]", "[Passer]", "[Passer]", "30 juin")
    await does(scene.claire, "[▶️ L'ouvrir]")
    assert asked in await does(samira, "/menu", "[📋 Quartier]")
    await does(samira, "[Enregistrer et quitter]", "/menu", "[📋 Quartier]", "[Continuer…")
    assert asked in screen(samira), "kept when she comes back"
    other = "Français" if asked == "كم عمره؟" else "العربية"
    assert then in await does(samira, "[🌐 Langue]", f"[{other}]")


async def test_a_latitude_stays_before_its_longitude_under_a_question_in_arabic(scene: Scene) -> None:
    """The bot speaks French, the form Arabic: a line that begins with the question runs right to left."""
    table = IN_ARABIC.replace("| | text | town |", "| | geopoint | place | Où ? | أين؟ |\n| | text | town |")
    samira = scene.newcomer("Samira", "ar")
    await awa_signs_up(samira)
    await opened(scene, table)
    await does(samira, "/menu", "[📋 Quartier]", "8", "Non")
    await samira.sends_location(48.9356, 2.3539, accuracy=12.0)
    await does(samira, "بوبيني")
    assert "أين؟" in samira.last.text
    assert "\u206848.93560, 2.35390 (à 12 m près)\u2069" in samira.last.text
    assert "Où ? : 48.93560, 2.35390" in await does(samira, "[🌐 Langue]", "[Français]")
    assert "\u2068" not in samira.last.text, "nothing is added where nothing turns"


async def test_the_recap_leaves_one_empty_line_after_a_repeat(scene: Scene) -> None:
    await opened(scene, IN_ARABIC)
    seen = await does(scene.awa, "/menu", "[📋 Quartier]", "8", "Non", "Bobigny")
    assert "Quel âge ? : 8\n\nQuelle ville ? : Bobigny" in seen
