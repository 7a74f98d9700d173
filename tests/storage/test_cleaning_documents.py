"""Office documents and text: the words stay, their authors go; programs and traps are refused."""

from __future__ import annotations

import io
import zipfile

import pytest

from storage.cleaning import FileHoldsPrograms, FileNotAccepted, FileUnreadable, clean
from storage.cleaning.archive import MAX_PART, MAX_PARTS, Archive
from tests.storage.samples import (
    opened,
    png_of,
    sheet_parts,
    told,
    word_parts,
    writer_parts,
    zipped,
)

MACROS = "application/vnd.ms-word.document.macroEnabled"


def test_a_word_document_keeps_its_text_alone() -> None:
    sent = zipped(word_parts())
    kept = clean(sent, "compte-rendu.docx", "application/octet-stream")
    assert kept.media_type.endswith("wordprocessingml.document")
    assert set(told(sent)) >= {"Awa Diallo", "awa@ghettup"}
    assert told(kept.content) == []
    with zipfile.ZipFile(io.BytesIO(kept.content)) as archive:
        names = archive.namelist()
        body = archive.read("word/document.xml").decode()
        assert names == [name for name in word_parts() if "thumbnail" not in name]
        assert " Trois classes &amp; 75 élèves &lt; 80 " in body
        assert 'mc:Ignorable="w14"' in body
        assert 'w:author="Author"' in body
        assert "Bravo" in archive.read("word/comments.xml").decode()
        assert "thumbnail" not in archive.read("[Content_Types].xml").decode()
        rels = archive.read("word/_rels/settings.xml.rels").decode()
        assert 'Target="about:blank"' in rels
        assert 'Target="https://example.org"' in rels
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not archive.comment
        assert opened(archive.read("word/media/image1.jpeg")).size == (60, 40)
    assert clean(sent, "again.docx", "").content == kept.content


def test_a_sheet_keeps_its_cells_alone() -> None:
    kept = clean(zipped(sheet_parts()), "tableau.xlsx", "")
    assert kept.media_type.endswith("spreadsheetml.sheet")
    assert told(kept.content) == []
    with zipfile.ZipFile(io.BytesIO(kept.content)) as archive:
        assert archive.read("xl/worksheets/sheet1.xml") == sheet_parts()["xl/worksheets/sheet1.xml"].encode()  # type: ignore[union-attr]
        assert "Vérifié" in archive.read("xl/comments1.xml").decode()


def test_a_sheet_inside_a_document_is_cleaned_too() -> None:
    parts = word_parts() | {"word/embeddings/sheet.xlsx": zipped(sheet_parts())}
    assert told(zipped(parts))
    assert told(clean(zipped(parts), "a.docx", "").content) == []


def test_documents_inside_documents_without_end_are_refused() -> None:
    inner = zipped(sheet_parts())
    for _ in range(4):
        inner = zipped(word_parts() | {"word/embeddings/a.docx": inner})
    with pytest.raises(FileHoldsPrograms):
        clean(inner, "a.docx", "")


def test_an_open_document_keeps_its_text_alone() -> None:
    kept = clean(zipped(writer_parts()), "note.odt", "")
    assert kept.media_type == "application/vnd.oasis.opendocument.text"
    assert told(kept.content) == []
    with zipfile.ZipFile(io.BytesIO(kept.content)) as archive:
        first = archive.infolist()[0]
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert "75 élèves" in archive.read("content.xml").decode()
        assert "Bravo" in archive.read("content.xml").decode()
        assert "Thumbnails" not in " ".join(archive.namelist())
        assert "Thumbnails" not in archive.read("META-INF/manifest.xml").decode()


@pytest.mark.parametrize(
    "extra",
    [
        {"word/vbaProject.bin": b"macro"},
        {"word/embeddings/oleObject1.bin": b"program"},
        {"word/media/film.mp4": b"film"},
        {"[Content_Types].xml": f"<Types><Override ContentType='{MACROS}'/></Types>"},
    ],
)
def test_documents_with_programs_are_refused_in_words(extra: dict[str, bytes | str]) -> None:
    with pytest.raises(FileHoldsPrograms) as refused:
        clean(zipped(word_parts() | extra), "a.docx", "")
    assert "macros" in refused.value.text.msgid
    with pytest.raises(FileHoldsPrograms):
        clean(zipped(writer_parts() | {"Basic/script.xlb": "x"}), "a.odt", "")


BOMB = "<!DOCTYPE a [<!ENTITY x 'ha'>" + "".join(
    f"<!ENTITY x{n} '&x{n - 1 or ''};&x{n - 1 or ''};'>" for n in range(1, 20)
)


@pytest.mark.parametrize(
    "parts",
    [
        word_parts() | {f"word/{n}.xml": b"<a/>" for n in range(MAX_PARTS)},
        word_parts() | {"../../etc/cron.d/x.xml": b"<a/>"},
        word_parts() | {"/etc/x.xml": b"<a/>"},
        word_parts() | {"word/comments.xml": f"{BOMB}]><a author='x'>&x19;</a>"},
        word_parts() | {"word/comments.xml": "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a author='x'/>"},
        word_parts() | {"word/comments.xml": "<a author='x'><b></a>"},
        word_parts() | {"word/media/image1.jpeg": png_of(30_000, 30_000)},
        writer_parts() | {"META-INF/manifest.xml": "<m><encryption-data/></m>"},
    ],
)
def test_documents_made_to_harm_are_refused(parts: dict[str, bytes | str]) -> None:
    with pytest.raises(FileUnreadable):
        clean(zipped(parts), "a.docx", "")


def test_a_document_that_unpacks_to_a_gigabyte_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    one = zipped(word_parts() | {"word/big.xml": b"<a/>" + b" " * (MAX_PART + 1)})
    assert len(one) < 100_000
    with pytest.raises(FileUnreadable):
        clean(one, "a.docx", "")
    monkeypatch.setattr("storage.cleaning.archive.MAX_UNPACKED", 400_000)
    many = zipped(word_parts() | {f"word/{n}.xml": b"<a/>" + b" " * 150_000 for n in range(3)})
    with pytest.raises(FileUnreadable):
        clean(many, "a.docx", "")


def test_a_part_that_lies_about_its_size_is_refused() -> None:
    packed = bytearray(zipped({"[Content_Types].xml": "<Types/>", "word/a.xml": b" " * 5_000_000}))
    for signature, offset in ((b"PK\x03\x04", 22), (b"PK\x01\x02", 24)):
        place = packed.rfind(signature)
        packed[place + offset : place + offset + 4] = (10).to_bytes(4, "little")
    with pytest.raises(FileUnreadable):
        clean(bytes(packed), "a.docx", "")


def test_parts_of_one_name_are_refused() -> None:
    twice = zipped({"word/a.xml": "<a/>", "word/b.xml": "<b/>"}).replace(b"word/b.xml", b"word/a.xml")
    with pytest.raises(FileUnreadable):
        Archive(twice)


@pytest.mark.parametrize(
    ("content", "name", "declared", "kept_as"),
    [
        ("date;élèves\n12/06;75\n".encode(), "suivi.csv", "text/csv", "text/csv"),
        ("date;élèves\r\n".encode("cp1252"), "suivi.CSV", "application/vnd.ms-excel", "text/csv"),
        ("note ورشة".encode("utf-16"), "note.txt", "", "text/plain"),
        (b"75 pupils", "note", "text/plain; charset=utf-8", "text/plain"),
    ],
)
def test_text_is_kept_as_it_is(content: bytes, name: str, declared: str, kept_as: str) -> None:
    kept = clean(content, name, declared)
    assert (kept.content, kept.media_type) == (content, kept_as)


@pytest.mark.parametrize(
    ("content", "name", "declared"),
    [
        (b"MZ\x90\x00\x03", "kit.exe", "application/x-msdownload"),
        (b"\x00\x00\x00\x18ftypheic", "photo.heic", "image/heic"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old.doc", "application/msword"),
        (b"<svg onload='x()'/>", "logo.svg", "image/svg+xml"),
        (b"<html></html>", "page.html", "text/html"),
        (b"\x7fELF\x00", "note.txt", "text/plain"),
        (b"\xff\xfea", "note.txt", "text/plain"),
        (b"", "empty.txt", "text/plain"),
        (b" \n", "blank.csv", "text/csv"),
        (b"", "", ""),
        (zipped({"a.txt": "x"}), "archive.zip", "application/zip"),
        (zipped({"[Content_Types].xml": "<Types/>", "other/a.xml": "<a/>"}), "a.vsdx", ""),
        (zipped(writer_parts() | {"mimetype": "application/vnd.oasis.opendocument.base"}), "a.odb", ""),
    ],
)
def test_other_kinds_are_refused_naming_what_is_accepted(content: bytes, name: str, declared: str) -> None:
    with pytest.raises(FileNotAccepted) as refused:
        clean(content, name, declared)
    for accepted in ("JPEG", "PDF", "Word", "OpenDocument", "CSV"):
        assert accepted in refused.value.text.msgid
