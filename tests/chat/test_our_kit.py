"""J2, files at once: Marc has a leaflet for his town in four taps; anyone has one without an account."""

from __future__ import annotations

import pypdfium2

from tests.chat.conftest import Scene
from tests.chat.golden import does, plain, tap
from tests.chat.steps import claire_signs_up, signs_up
from tests.chat.test_surveys import file_of


def text_of(content: bytes) -> str:
    """What a PDF says, page after page."""
    pdf = pypdfium2.PdfDocument(content)
    return plain("\n".join(page.get_textpage().get_text_range() for page in pdf))


async def test_a_town_has_its_leaflet_in_four_taps(scene: Scene) -> None:
    marc = scene.marc
    await signs_up(marc, "Collectivité locale", "Ville de L'Île-Saint-Denis", "L'Île-Saint-Denis")
    await does(marc, "/kits", "[🖨 Notre propre kit…", "[Grand public]", "[Dépliant A4…")
    await tap(marc, "Français")
    name, content = file_of(marc, scene)
    assert name == "kit-everyone-leaflet-fr.pdf"
    said = text_of(content)
    assert "L'Île-Saint-Denis" in said
    assert all(number in said for number in ("17", "112", "114", "119"))
    assert "Il porte le nom de" in "\n".join(plain(message.text) for message in marc.messages)

    await tap(marc, "Sans ce nom")
    assert "L'Île-Saint-Denis" not in text_of(file_of(marc, scene)[1])


async def test_a_passer_by_has_one_too_and_leaves_no_row(scene: Scene) -> None:
    before = await scene.rows()
    await does(scene.awa, "/notrekit young.square.ar")
    assert file_of(scene.awa, scene)[1].startswith(b"\x89PNG")
    assert "pas encore relu" in "\n".join(plain(message.text) for message in scene.awa.messages)
    assert await scene.rows() == before


async def test_what_nobody_offers_leads_back_to_the_choice(scene: Scene) -> None:
    for odd in ("nobody", "young.hologram", "young.poster.xx", "....", "young.poster.fr:x"):
        seen = await does(scene.awa, f"/notrekit {odd}")
        asked = ("Pour qui ?", "Sous quelle forme ?", "Dans quelle langue ?")
        assert any(question in seen for question in asked), odd


async def test_a_name_is_printed_once_checked_and_an_odd_one_costs_no_kit(
    scene: Scene,
) -> None:
    awa, name = scene.awa, "Les Étoiles 🌟 du Quai"
    await claire_signs_up(scene.claire)
    await awa.starts()
    await does(awa, "[J'accepte]", "[Association locale]", name, f"[Oui, ajouter « {name} »]", "974")
    seen = await does(awa, "/notrekit young.poster.fr")
    assert "porte le nom" not in seen, "nobody has checked it"
    assert "imprimés" not in seen

    await does(scene.claire, "[La voir]", "[Approuver]")
    seen = await does(awa, "/notrekit young.poster.fr")
    assert "ne peuvent pas être imprimés : 🌟" in seen
    assert file_of(awa, scene)[0] == "kit-young-poster-fr.pdf"
