"""Evidence as phones send it: albums, documents, files too large or not what they say."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from bot.sandbox.faults import cut, error, hang
from tests.chat.conftest import Scene
from tests.chat.reporting import asks, awa_reports_up_to, drafts, presses
from tests.storage.samples import SECRETS, photo


def kept(scene: Scene) -> list[bytes]:
    """The files on the disk, as they are kept."""
    folder = scene.relais.settings.data
    return [path.read_bytes() for path in folder.rglob("*") if path.is_file() and len(path.name) == 64]


def pictures(count: int) -> list[bytes]:
    """So many photos, each another."""
    return [photo(60 + number, 40) for number in range(count)]


async def test_an_album_of_three_photos_is_one_answer_of_three_files(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    await awa.sends_album(pictures(3), caption="l'atelier du 12 juin")
    assert "3 fichiers" in awa.last.text
    assert asks(awa, "evidence"), "she may add more"
    assert len(kept(scene)) == 3
    await presses(awa, "Terminé")
    assert asks(awa, "difficulty")
    await presses(awa, "Passer")
    await presses(awa, "mise en avant")
    assert "3 fichiers" in awa.last.text


async def test_a_photo_sent_as_a_file_keeps_neither_place_nor_camera_nor_name(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    sent = photo()
    assert Image.open(io.BytesIO(sent)).getexif().get_ifd(0x8825), "it says where it was taken"
    await awa.sends_document("photo.jpg", sent)
    (content,) = kept(scene)
    assert not Image.open(io.BytesIO(content)).getexif().get_ifd(0x8825)
    for secret in SECRETS:
        assert secret.encode() not in content
    stored = await scene.everything_stored()
    assert not any(secret in stored for secret in SECRETS)


async def test_a_document_and_a_link_add_up(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    await awa.sends_document("bilan.txt", b"75 eleves, 3 classes")
    await awa.says("https://exemple.org/bilan")
    assert "1 fichier" in awa.last.text
    assert "https://exemple.org/bilan" in awa.last.text


async def test_a_file_of_25_mb_is_politely_refused(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    before = await drafts(scene)
    await awa.sends_document("film.mp4", 25_000_000)
    assert "20" in awa.last.text
    assert asks(awa, "evidence")
    assert await drafts(scene) == before
    assert not scene.sandbox.journal.of("getFile"), "it is not even asked for"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("photo.jpg", b"MZ\x90\x00 this is a program"),
        ("photo.jpg", b"\xff\xd8\xff\xe0 cut short"),
        ("script.sh", b"#!/bin/sh\nrm -rf /"),
        ("page.html", b"<script>alert(1)</script>"),
        ("vide.pdf", b""),
    ],
)
async def test_what_is_not_what_it_says_is_refused_and_loses_nothing(
    scene: Scene, name: str, content: bytes
) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    before = await drafts(scene)
    await awa.sends_document(name, content)
    assert await drafts(scene) == before
    assert not kept(scene)
    assert len(awa.last.text) > 10
    await awa.says("les feuilles de présence")
    assert "feuilles de présence" in awa.last.text, "the question still waits for its answer"


async def test_an_empty_caption_is_no_trouble(scene: Scene) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    await awa.sends_photo(pictures(1)[0], caption=" ")
    assert "1 fichier" in awa.last.text


@pytest.mark.parametrize("fault", [error(500), cut(), cut(after=True), hang()])
async def test_a_file_that_telegram_does_not_give_is_asked_for_again(scene: Scene, fault) -> None:
    awa = await awa_reports_up_to(scene, "evidence")
    before = await drafts(scene)
    scene.sandbox.faults.next("getFile", fault, times=4)
    await awa.sends_document("bilan.txt", b"75")
    assert "⚠️" in awa.last.text
    assert asks(awa, "evidence")
    assert await drafts(scene) == before
    scene.sandbox.faults.clear()
    await awa.sends_document("bilan.txt", b"75")
    assert "1 fichier" in awa.last.text
