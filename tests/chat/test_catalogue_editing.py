"""Kits without code: Claire, or who makes a kit, takes the file, changes it, sends it back, taps once."""

from __future__ import annotations

from io import BytesIO

import pytest
from openpyxl import load_workbook

from bot.assembly import jobs_of
from bot.kits.catalogue import packaged
from bot.kits.files import export
from bot.sandbox.people import Person
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, screen, tap
from tests.chat.steps import awa_signs_up, claire_signs_up, signs_up
from tests.chat.test_surveys import file_of

READY = b"""
[[kit]]
id = "K01"
state = "ready"
links = ["https://www.example.org/kit-local"]

[[kit]]
id = "K31"
state = "ready"
label = { fr = "Affiche des saisonniers", en = "Poster for seasonal workers" }
for_whom = { fr = "Saisonniers agricoles" }
format = { fr = "Affiche A3" }
languages = ["roumain", "ar"]
languages_known = "stated"
makers = ["ccem"]
reaches = ["workers"]
sources = ["page du fabricant"]
[[kit.file]]
language = "ar"
link = "https://www.esclavagemoderne.org/affiche.pdf"
licence = "CC BY-NC-ND 4.0"
agreed_by = "ccem"
agreed_on = 2026-11-02
"""


async def lea_signs_up(lea: Person) -> None:
    """Lea works at RHSF, which makes the teacher kit."""
    await signs_up(lea, "Association locale", "RHSF", "Paris")


async def audited(scene: Scene) -> list[str]:
    from sqlalchemy import select

    from storage.tables.delivery import audit

    async with scene.relais.database.reading():
        rows = await scene.relais.database.unit.execute(select(audit.c.what, audit.c.about))
        return [f"{row.what} {row.about}" for row in rows]


async def test_claire_sends_a_file_sees_what_changes_and_applies_it(scene: Scene) -> None:
    claire, awa = scene.claire, scene.awa
    await claire_signs_up(claire)
    await awa_signs_up(awa)
    await does(awa, "/kits K01", "[🔔 Me prévenir…")
    await claire.sends_document("kits.toml", READY)
    seen = plain(screen(claire))
    assert "Nouveaux : 1. Modifiés : 1. Inchangés : 0. Refusés : 0." in seen
    assert "État : En préparation → Prêt" in seen
    assert "K31, nouveau : Affiche des saisonniers" in seen
    assert "Langues : + roumain, + arabe" in seen
    assert "Fichiers : 0 → 1" in seen
    assert "Rien ne correspond" in await does(awa, "/kits K31"), "not before the tap"

    await tap(claire, "✅ Appliquer 2 changements")
    assert "Appliqué" in screen(claire)
    assert "kits_edited K01,K31" in await audited(scene)
    seen = await does(awa, "/kits K31")
    assert "Affiche des saisonniers" in seen
    assert "roumain, arabe" in seen
    assert "licence : CC BY-NC-ND 4.0" in seen
    assert "https://www.esclavagemoderne.org/affiche.pdf" in seen

    jobs = jobs_of(scene.relais)
    assert await jobs.kits() == {"told": 1}
    await jobs.notices()
    assert screen(awa).startswith("K01 est prêt")
    assert await jobs.kits() == {"told": 0}, "once"


async def test_the_same_button_twice_and_a_file_that_says_nothing_new(scene: Scene) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    await claire.sends_document("kits.toml", READY)
    shown = claire.last
    button = next(label for label in shown.buttons if plain(label).startswith("✅"))
    await claire.taps_again_on(shown, button, times=2)
    assert (await scene.rows())["kit_entries"] == 2
    assert (await audited(scene)).count("kits_edited K01,K31") == 1
    await claire.sends_document("kits.toml", READY)
    assert "Rien à changer" in screen(claire)
    assert (await scene.rows())["kit_changes"] == 0


async def test_thrown_away_or_left_alone_nothing_changes(scene: Scene) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    await claire.sends_document("kits.toml", READY)
    await does(claire, "[L'abandonner]")
    await claire.sends_document("kits.toml", READY)
    scene.clock.advance(days=2)
    await jobs_of(scene.relais).tidy()
    rows = await scene.rows()
    assert (rows["kit_entries"], rows["kit_changes"]) == (0, 0)


@pytest.mark.parametrize("kind", ["toml", "xlsx"])
async def test_the_catalogue_comes_out_and_goes_back_the_same(scene: Scene, kind: str) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    await does(claire, "/catalogue", "[⬇️ Classeur]" if kind == "xlsx" else "[⬇️ Texte (TOML)]")
    name, content = file_of(claire, scene)
    assert name == f"catalogue.{kind}"
    assert content == export(kind, packaged())
    await claire.sends_document(name, content)
    assert "Inchangés : 30" in plain(screen(claire))
    assert not any(plain(label).startswith("✅") for label in claire.last.buttons)


async def test_a_language_added_in_a_workbook_is_in_the_catalogue_at_once(scene: Scene) -> None:
    claire = scene.claire
    await claire_signs_up(claire)
    await does(claire, "/catalogue", "[⬇️ Classeur]")
    book = load_workbook(BytesIO(file_of(claire, scene)[1]))
    sheet = book["kits"]
    column = next(cell.column for cell in sheet[1] if cell.value == "languages")
    sheet.cell(4, column).value += "; espagnol"
    out = BytesIO()
    book.save(out)
    await claire.sends_document("catalogue.xlsx", out.getvalue())
    assert "Langues : + espagnol" in plain(screen(claire))
    await tap(claire, "✅ Appliquer 1 changement")
    assert "Existe dans cette langue : espagnol" in await does(scene.awa, "/kits K03 espagnol")


WRONG = {
    "klingon": (READY.replace(b"roumain", b"klingonais"), "Je ne connais pas de langue « klingonais »"),
    "no licence": (READY.replace(b'licence = "CC BY-NC-ND 4.0"\n', b""), "Il manque à un fichier : licence"),
    "no maker": (READY.replace(b'["ccem"]', b'["Acme"]'), "aucune organisation « Acme »"),
    "twice": (READY + READY, "K01 figure deux fois"),
    "open K18": (b'[[kit]]\nid = "K18"\nstate = "ready"\n', "reste réservé"),
    "not TOML": (b"bonjour monde", "Ce n'est pas du TOML : regardez ligne 1"),
    "10 MB": (b"#" * 10_000_000, "plus de 1 Mo"),
}


@pytest.mark.parametrize("name", WRONG)
async def test_what_is_wrong_is_said_line_by_line_and_nothing_is_applied(scene: Scene, name: str) -> None:
    claire = scene.claire
    content, reason = WRONG[name]
    await claire_signs_up(claire)
    await claire.sends_document("kits.toml", content)
    seen = plain(screen(claire))
    assert "Rien n'a été changé" in seen
    assert reason in seen
    if b"[[kit]]" in content:
        assert "(ligne 2)" in seen or "(ligne 7)" in seen or "(ligne 1)" in seen
    rows = await scene.rows()
    assert (rows["kit_entries"], rows["kit_changes"]) == (0, 0)


async def test_a_workbook_that_is_none_and_one_that_is_a_form(scene: Scene) -> None:
    claire, lea = scene.claire, scene.newcomer("Léa")
    await claire_signs_up(claire)
    await lea_signs_up(lea)
    await lea.sends_document("catalogue.xlsx", b"nothing of a workbook")
    assert "Ce n'est pas un classeur" in plain(screen(lea))
    await claire.sends_document("enquete.xlsx", b"nothing of a workbook")
    assert "Rien n'a été changé" not in plain(screen(claire)), "coordinators' workbooks may be forms"


async def test_lea_edits_the_kits_of_rhsf_and_no_other_and_claire_is_told(scene: Scene) -> None:
    claire, lea = scene.claire, scene.newcomer("Léa")
    await claire_signs_up(claire)
    await lea_signs_up(lea)
    await does(lea, "/catalogue", "[⬇️ Texte (TOML)]")
    content = file_of(lea, scene)[1].decode()
    assert 'id = "K02"' in content
    assert 'id = "K03"' not in content

    await lea.sends_document("k.toml", b'[[kit]]\nid = "K03"\nstate = "test"\n')
    assert "seuls ses auteurs peuvent la modifier" in plain(screen(lea))
    await lea.sends_document("k.toml", b'[[kit]]\nid = "K02"\nversion = "2026-10"\n')
    await tap(lea, "✅ Appliquer 1 changement")
    assert "Le catalogue a été modifié par un auteur" in plain(screen(claire))
    assert has(claire, "K02")


async def test_for_awa_it_does_not_exist(scene: Scene) -> None:
    await awa_signs_up(scene.awa)
    assert "Je ne connais pas cette commande" in await does(scene.awa, "/catalogue")
    await scene.awa.sends_document("kits.toml", READY)
    assert "n'a pas été gardé" in plain(screen(scene.awa))
    assert (await scene.rows())["kit_changes"] == 0


async def test_the_catalogue_moved_between_the_file_and_the_tap(scene: Scene) -> None:
    claire, lea = scene.claire, scene.newcomer("Léa")
    await claire_signs_up(claire)
    await lea_signs_up(lea)
    await claire.sends_document("k.toml", b'[[kit]]\nid = "K02"\nstate = "ready"\n')
    shown = claire.last
    await lea.sends_document("k.toml", b'[[kit]]\nid = "K02"\nversion = "2026-10"\n')
    await tap(lea, "✅ Appliquer 1 changement")
    await claire.taps_again_on(shown, next(label for label in shown.buttons if label.startswith("✅")))
    assert any("Le catalogue a changé entre-temps" in plain(seen.text) for seen in claire.messages)
    await tap(claire, "✅ Appliquer 1 changement")
    assert "Prêt" in await does(scene.awa, "/kits K02")
