"""J2, a kit of one's own: Marc's leaflet with the town's logo, its fair and date, a world day, a QR code."""

from __future__ import annotations

import io

import pikepdf
import pytest
from PIL import Image

from bot.sandbox.people import Person
from tests.chat.conftest import Scene
from tests.chat.golden import does, has, plain, reads, screen
from tests.chat.steps import claire_signs_up, signs_up
from tests.chat.test_our_kit import text_of
from tests.chat.test_surveys import file_of
from tests.print.conftest import picture


async def marc_begins(scene: Scene) -> Person:
    """Marc, of the town hall, has the plain leaflet and wants more on it."""
    marc = scene.marc
    await signs_up(marc, "Collectivité locale", "Ville de L'Île-Saint-Denis", "L'Île-Saint-Denis")
    await does(marc, "/notrekit", "[Grand public]", "[Dépliant A4…", "[Français]", "[✨ Ajouter un logo…")
    assert screen(marc).startswith("Votre logo ?")
    return marc


def pictures_on_each(person: Person, scene: Scene) -> list[int]:
    """Of each PDF in a chat, how many pictures stand on it."""
    ids = [seen.content["document"]["file_id"] for seen in person.messages if "document" in seen.content]
    kept = [scene.sandbox.core.files.get(one) for one in ids]
    return [len(alternatives(one.data)) for one in kept if one and one.data and one.data[:4] == b"%PDF"]


def alternatives(content: bytes) -> list[str]:
    """What a PDF says of its pictures."""
    from tests.print.test_press import structure

    with pikepdf.open(io.BytesIO(content)) as document:
        tags = structure(document.Root.StructTreeRoot.K)
        return [str(tag.Alt) for tag in tags if tag.S == "/Figure"]


async def test_a_town_has_its_own_leaflet_in_a_minute(scene: Scene) -> None:
    marc = await marc_begins(scene)
    await marc.sends_document("logo.png", picture())
    assert screen(marc).startswith("Est-ce pour un événement ?")
    await does(
        marc,
        "Fête de la ville",
        "12 juin 2027",
        "[12 juin, contre le travail…",
        "[Passer]",
        "[Oui, un code à lui]",
    )
    name, content = file_of(marc, scene)
    assert name == "kit-everyone-leaflet-fr.pdf"
    said = text_of(content)
    for words in (
        "L'Île-Saint-Denis",
        "Fête de la ville",
        "12 juin 2027",
        "Journée mondiale",
    ):
        assert words in said, words
    logo, code = sorted(alternatives(content), key=lambda words: "evt_" in words)
    assert plain(logo) == "Logo de Ville de L'Île-Saint-Denis"
    payload = code.partition("?start=")[2]

    ali = scene.newcomer("Ali")
    await ali.starts(payload)
    assert plain(ali.last.text).startswith("Fête de la ville, Ville de L'Île-Saint-Denis")
    assert "[Tous vos codes]" in reads(marc.sees("code QR"))
    await does(marc, "/codes", "[🔳 Fête de la ville]")
    assert "Ouvert 1 fois." in screen(marc)


async def test_one_file_for_each_language_of_its_people(scene: Scene) -> None:
    marc = await marc_begins(scene)
    await marc.sends_document("logo.png", picture())
    await does(marc, "[Passer]", "[Passer]", "[☐ Arabe]", "[☐ Ukrainien]", "[Terminé]", "[Pas de code]")
    sent = [seen.content["document"]["file_name"] for seen in marc.messages if "document" in seen.content]
    assert sent[-3:] == [f"kit-everyone-leaflet-{language}.pdf" for language in ("fr", "ar", "uk")]
    assert "Aussi en : العربية, Українська" in plain(marc.sees("Aussi en").text)
    assert pictures_on_each(marc, scene)[-3:] == [1, 1, 1]


async def test_everything_can_be_passed_over(scene: Scene) -> None:
    marc = await marc_begins(scene)
    await does(marc, "[Passer]", "[Passer]", "[Passer]", "[Passer]", "[Pas de code]")
    content = file_of(marc, scene)[1]
    assert "L'Île-Saint-Denis" in text_of(content)
    assert alternatives(content) == []
    assert (await scene.rows())["codes"] == 0


async def test_the_same_event_keeps_its_code(scene: Scene) -> None:
    marc = await marc_begins(scene)
    for language in ("fr", "ar"):
        await does(marc, f"/monkit everyone.poster.{language}", "[Passer]", "Fête de la ville")
        await does(marc, "[Passer]", "[Passer]", "[Passer]", "[Oui, un code à lui]")
        assert file_of(marc, scene)[0] == f"kit-everyone-poster-{language}.pdf"
    assert (await scene.rows())["codes"] == 1


@pytest.mark.parametrize(
    ("name", "content", "answer"),
    [
        ("logo.png", picture() + b"\0" * 10_000_000, "trop lourd : au plus 10 Mo"),
        ("logo.png", b"\x89PNG\r\n\x1a\n" + b"no picture" * 50, "logo est illisible"),
        ("logo.jpg", b"%PDF-1.7 not a picture", "logo est illisible"),
        ("logo.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "logo est illisible"),
        ("logo.png", b"", "logo est illisible"),
    ],
)
async def test_a_logo_that_is_too_heavy_or_no_picture_is_said_and_nothing_is_lost(
    scene: Scene, name: str, content: bytes, answer: str
) -> None:
    marc = await marc_begins(scene)
    await marc.sends_document(name, content)
    seen = screen(marc)
    assert answer in plain(seen)
    assert "Votre logo ?" in seen, "the question stands"
    assert (await scene.rows())["files"] == 0, "nothing of it was kept"
    await marc.sends_photo(picture("JPEG"))
    await does(marc, "[Passer]", "[Passer]", "[Passer]", "[Pas de code]")
    assert [plain(words) for words in alternatives(file_of(marc, scene)[1])] == [
        "Logo de Ville de L'Île-Saint-Denis"
    ]


async def test_a_logo_of_thirty_megabytes_is_not_even_fetched(scene: Scene) -> None:
    marc = await marc_begins(scene)
    await marc.sends_document("logo.png", 30_000_000)
    assert "20 Mo" in plain(screen(marc))
    assert "Votre logo ?" in screen(marc)


async def test_words_sounds_and_odd_dates_are_answered(scene: Scene) -> None:
    marc = await marc_begins(scene)
    assert "J'attends ici une image" in plain(await does(marc, "notre logo"))
    await marc.sends_voice()
    assert "Votre logo ?" in screen(marc)
    await does(marc, "[Passer]")
    assert "ne peuvent pas être imprimés : 🌟" in plain(await does(marc, "Fête 🌟"))
    await does(marc, "Fête de la ville")
    seen = await does(marc, "le trente-deux juin")
    assert "Quel jour a-t-il lieu ?" in plain(seen)


async def test_a_name_nobody_checked_stands_on_no_kit(scene: Scene) -> None:
    awa, name = scene.awa, "Les Étoiles du Quai"
    await claire_signs_up(scene.claire)
    await awa.starts()
    await does(awa, "[J'accepte]", "[Association locale]", name, f"[Oui, ajouter « {name} »]", "974")
    assert "aura vérifié le nom" in plain(await does(awa, "/monkit young.square.fr"))
    await does(scene.claire, "[La voir]", "[Approuver]")
    await does(
        awa, "/monkit young.square.fr", "[Passer]", "[Passer]", "[Passer]", "[Passer]", "[Pas de code]"
    )
    name, content = file_of(awa, scene)
    with Image.open(io.BytesIO(content)) as made:
        assert (name, made.size) == ("kit-young-square-fr.png", (1080, 1080))


async def test_a_passer_by_is_told_what_it_takes(scene: Scene) -> None:
    await does(scene.awa, "/notrekit young.square.fr")
    assert "moins d'une minute" in plain(await does(scene.awa, "[✨ Ajouter un logo…"))
    await does(scene.awa, "/monkit nobody.hologram.xx")
    assert has(scene.awa, "Grand public")
