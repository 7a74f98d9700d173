"""Pictures and PDF: what is seen stays, what is told beside it goes; bombs stay unopened."""

from __future__ import annotations

import io
import resource
import struct
import zlib

import pikepdf
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from storage.cleaning import FileUnreadable, clean
from storage.cleaning.jpeg import without_metadata
from storage.cleaning.problems import MAX_BYTES
from tests.storage.samples import (
    near,
    opened,
    photo,
    png_of,
    report,
    told,
    word_parts,
    zipped,
)

RED, BLUE = (254, 0, 0), (0, 0, 254)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_keeps_its_picture_alone(kind: str) -> None:
    sent = photo(kind=kind)
    assert opened(sent).getexif().get_ifd(0x8825), "the sample has a position"
    kept = clean(sent, "photo.jpg", "image/jpeg")
    assert told(sent)
    assert told(kept.content) == []
    picture = opened(kept.content)
    assert picture.format == kind
    assert kept.media_type == f"image/{kind.lower()}"
    assert dict(picture.getexif()) == {}
    assert not {"exif", "xmp", "comment", "icc_profile", "Author", "XML:com.adobe.xmp"} & set(picture.info)
    assert picture.size == (40, 60), "turned upright"
    assert near(picture, (20, 5), RED)
    assert near(picture, (20, 55), BLUE)


def test_the_same_picture_gives_the_same_file() -> None:
    assert clean(photo(), "a.jpg", "") == clean(photo(), "b.jpg", "")


def test_a_transparent_picture_stays_so() -> None:
    out = io.BytesIO()
    palette = Image.new("RGBA", (8, 8), (0, 0, 255, 0)).quantize(8)
    palette.save(out, "PNG", transparency=0)
    kept = opened(clean(out.getvalue(), "logo.png", "image/png").content)
    assert kept.mode == "RGBA"
    assert kept.getpixel((1, 1))[3] == 0


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_to_write_a_png(mode: str) -> None:
    out = io.BytesIO()
    Image.new(mode, (5, 4)).save(out, "PNG")
    assert opened(clean(out.getvalue(), "a.png", "image/png").content).size == (5, 4)


def test_a_print_shop_photo_is_shown_right() -> None:
    out = io.BytesIO()
    Image.new("CMYK", (8, 8), (0, 255, 255, 0)).save(out, "JPEG", quality=95)
    kept = opened(clean(out.getvalue(), "a.jpg", "image/jpeg").content)
    assert kept.mode == "RGB"
    assert near(kept, (4, 4), RED)


def test_an_animation_keeps_its_first_picture() -> None:
    out = io.BytesIO()
    frames = [Image.new("RGB", (6, 6), colour) for colour in ("red", "blue")]
    frames[0].save(out, "GIF", save_all=True, append_images=frames[1:], comment=b"Awa Diallo")
    kept = clean(out.getvalue(), "a.gif", "image/gif")
    assert (kept.media_type, opened(kept.content).format) == ("image/png", "PNG")
    assert near(opened(kept.content), (3, 3), RED)
    assert told(kept.content) == []


def test_a_large_photo_is_kept_at_a_size_fit_for_print() -> None:
    kept = opened(clean(photo(6000, 4500, orientation=1), "a.jpg", "image/jpeg").content)
    assert max(kept.size) == 4096


@pytest.mark.parametrize(
    "content",
    [
        png_of(9_000, 9_000),
        png_of(30_000, 30_000),
        png_of(2**31 - 1, 2**31 - 1),
        png_of(0, 5),
        photo()[:300],
        b"\xff\xd8\xff" + b"\x00" * 50,
        b"\x89PNG\r\n\x1a\n",
        b"GIF89a" + b"\xff" * 20,
        b"RIFF\x10\x00\x00\x00WEBPVP8 ",
        b"%PDF-1.7\n",
        b"%PDF-1.7\n" + b"1 0 obj <<" * 1000,
        b"PK\x03\x04" + b"\x00" * 40,
        zipped(word_parts())[:-200],
        b"x" * (MAX_BYTES + 1),
    ],
)
def test_damaged_pictures_and_bombs_are_refused_in_words(content: bytes) -> None:
    with pytest.raises(FileUnreadable) as refused:
        clean(content, "photo.jpg", "image/jpeg")
    assert "damaged" in refused.value.text.msgid


def test_a_report_keeps_its_pages_alone() -> None:
    sent = report()
    assert told(sent)
    kept = clean(sent, "report.pdf", "application/pdf")
    assert kept.media_type == "application/pdf"
    assert told(kept.content) == []
    with pikepdf.open(io.BytesIO(kept.content)) as pdf:
        assert "/Info" not in pdf.trailer
        assert not {"/Metadata", "/OpenAction", "/AA"} & set(pdf.Root.keys())
        assert set(pdf.Root.AcroForm.keys()) == {"/Fields"}
        assert len(pdf.attachments) == 0
        (page,) = pdf.pages
        assert b"75 pupils" in page.Contents.read_bytes()
        remark, field, web = page.Annots
        assert (str(remark.Contents), "/T" in remark) == ("Well done", False)
        assert (str(field.T), str(field.V), "/A" in field, len(field.Next)) == ("pupils", "75", False, 0)
        assert str(web.A.URI) == "https://example.org/kit"
        picture = opened(page.Resources.XObject.Im0.read_raw_bytes())
        assert picture.size == (60, 40), "not drawn again: the page looks as before"
        assert dict(picture.getexif()) == {}
    assert clean(sent, "again.pdf", "application/pdf").content == kept.content


def test_a_locked_report_is_refused() -> None:
    locked = report(encryption=pikepdf.Encryption(user="secret", owner="secret"))
    with pytest.raises(FileUnreadable):
        clean(locked, "report.pdf", "application/pdf")


def test_a_report_locked_for_editing_only_is_kept() -> None:
    protected = report(encryption=pikepdf.Encryption(user="", owner="secret"))
    kept = clean(protected, "report.pdf", "application/pdf")
    assert told(kept.content) == []


def bomb(megabytes: int) -> bytes:
    """A PDF whose table of objects unpacks to that much."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(megabytes)) + packer.flush()
    head = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 5 0 R >>\nendobj\n"
    table = b"2 0 obj\n<< /Type /ObjStm /N 1 /First 10 /Filter /FlateDecode /Length %d >> stream\n" % len(
        packed
    )
    objects = head + table + packed + b"\nendstream\nendobj\n"
    kinds = ((0, 0, 65535), (1, 9, 0), (1, len(head), 0), (0, 0, 0), (1, len(objects), 0), (2, 2, 0))
    index = b"".join(struct.pack(">BIH", *kind) for kind in kinds)
    last = b"4 0 obj\n<< /Type /XRef /Size 6 /W [1 4 2] /Root 1 0 R /Length %d >> stream\n" % len(index)
    end = b"\nendstream\nendobj\nstartxref\n%d\n%%%%EOF\n" % len(objects)
    return objects + last + index + end


def test_a_report_that_unpacks_to_a_gigabyte_is_refused_unopened() -> None:
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(FileUnreadable):
        clean(bomb(1000), "report.pdf", "application/pdf")
    taken = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    assert taken < 400, f"{taken} MB"


def test_a_report_packed_in_object_streams() -> None:
    packed = report(object_stream_mode=pikepdf.ObjectStreamMode.generate, compress_streams=True)
    assert told(clean(packed, "a.pdf", "application/pdf").content) == []


def test_a_photo_in_a_report_is_not_decoded() -> None:
    sent = photo()
    bare = without_metadata(sent)
    assert b"Exif" in sent
    assert b"Exif" not in bare
    assert opened(bare).tobytes() == opened(sent).tobytes()
    assert without_metadata(b"no picture") == b"no picture"
    assert bare.endswith(b"\xff\xd9")


@pytest.mark.parametrize("options", [{"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}])
def test_every_way_to_write_a_photo_keeps_its_pixels(options: dict[str, object]) -> None:
    noise = Image.effect_noise((200, 120), 90).convert("RGB")
    out = io.BytesIO()
    noise.save(out, "JPEG", comment=b"Awa Diallo", **options)
    bare = without_metadata(out.getvalue() + b"Awa Diallo")
    assert b"Awa" not in bare
    assert opened(bare).tobytes() == opened(out.getvalue()).tobytes()


@given(st.binary(max_size=200))
def test_a_broken_photo_never_stops_a_report(noise: bytes) -> None:
    assert without_metadata(b"\xff\xd8" + noise).startswith(b"\xff\xd8")
