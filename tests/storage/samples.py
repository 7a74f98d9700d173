# ruff: noqa: E501 - parts of documents read better whole
"""Files as phones and offices make them, with everything that must not be kept; and files made to harm."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterable, Mapping

import pikepdf
from PIL import Image, PngImagePlugin

NAME = "Awa Diallo"
"""The author that no kept file may name."""
CAMERA = "Fairphone 5"
PLACE = "Shelter of the rue Haute"
SECRETS = (NAME, "Diallo", CAMERA, PLACE, "awa@ghettup", r"C:\Users\awa", "Brother HL-awa")

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"


def photo(width: int = 60, height: int = 40, kind: str = "JPEG", orientation: int = 6) -> bytes:
    """Red on the left, blue on the right, held sideways, with camera, author, position, XMP and a comment."""
    picture = Image.new("RGB", (width, height), "red")
    picture.paste("blue", (width // 2, 0, width, height))
    exif = Image.Exif()
    exif[0x0112] = orientation
    exif[0x0110] = CAMERA
    exif[0x013B] = NAME
    gps = exif.get_ifd(0x8825)
    gps[1], gps[2], gps[3], gps[4] = "N", (48.0, 55.0, 59.5), "E", (2.0, 20.0, 31.4)
    out = io.BytesIO()
    options: dict[str, object] = {"exif": exif}
    if kind == "JPEG":
        xmp = f"<x:xmpmeta xmlns:x='adobe:ns:meta/'><creator>{NAME}</creator></x:xmpmeta>".encode()
        options |= {"xmp": xmp, "comment": PLACE.encode(), "quality": 95}
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_text("Author", NAME)
        info.add_itxt("XML:com.adobe.xmp", f"<creator>{PLACE}</creator>", zip=True)
        options["pnginfo"] = info
    picture.save(out, kind, **options)
    return out.getvalue() + f"hidden after the end: {PLACE}".encode()


def report(**changes: object) -> bytes:
    """A PDF with information, XMP, a script, an attachment, a remark by Awa, and a photo inside."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(200, 200))
    picture = pdf.make_stream(
        photo(), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=60, Height=40,
        ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8, Filter=pikepdf.Name.DCTDecode,
    )  # fmt: skip
    page.Resources = pikepdf.Dictionary(XObject=pikepdf.Dictionary(Im0=picture))
    page.Contents = pdf.make_stream(b"q 60 0 0 40 10 10 cm /Im0 Do Q % 75 pupils")
    script = pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS=f"app.alert('{NAME}')")
    remark = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Text, Rect=[0, 0, 9, 9], T=NAME, Contents="Well done"
    )
    field = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Widget, Rect=[0, 0, 9, 9], T="pupils", V="75",
        A=script, Next=pikepdf.Array([script]),
    )  # fmt: skip
    link = pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://example.org/kit")
    web = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9], A=link)
    attached = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot, Subtype=pikepdf.Name.FileAttachment, Rect=[0, 0, 9, 9], Contents=PLACE
    )
    field = pdf.make_indirect(field)
    page.Annots = pdf.make_indirect(pikepdf.Array([remark, field, pdf.make_indirect(web), attached]))
    pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([field]), XFA=f"<xfa>{NAME}</xfa>")
    pdf.attachments["list.txt"] = f"members: {NAME}".encode()
    pdf.Root.OpenAction = script
    pdf.Root.AA = pikepdf.Dictionary(WC=script)
    pdf.Root.Names.JavaScript = pikepdf.Dictionary(Names=pikepdf.Array(["a", script]))
    page.PieceInfo = pikepdf.Dictionary(App=pikepdf.Dictionary(Private=PLACE))
    with pdf.open_metadata() as xmp:
        xmp["dc:creator"] = [NAME]
    pdf.docinfo["/Author"] = NAME
    pdf.docinfo["/Producer"] = CAMERA
    out = io.BytesIO()
    pdf.save(out, **changes)
    return out.getvalue()


def zipped(parts: Mapping[str, bytes | str]) -> bytes:
    """A zip file with these parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.comment = f"packed by {NAME}".encode()
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def _relations(*lines: str) -> str:
    return f'{XML}<Relationships xmlns="{RELATIONS}">{"".join(lines)}</Relationships>'


def word_parts() -> dict[str, bytes | str]:
    """A Word document by Awa, with a remark, a tracked change, a photo, a template and a preview."""
    body = (
        f'<w:document xmlns:w="{WORD}" xmlns:mc="http://mc" xmlns:w14="http://w14" mc:Ignorable="w14"><w:body>'
        f'<w:p w14:paraId="1"><w:ins w:id="1" w:author="{NAME}" w:date="2026-06-12T10:00:00Z"><w:r>'
        '<w:t xml:space="preserve"> Trois classes &amp; 75 élèves &lt; 80 </w:t></w:r></w:ins></w:p></w:body></w:document>'
    )
    return {
        "[Content_Types].xml": f'{XML}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="xml" ContentType="application/xml"/>'
        '<Override PartName="/docProps/thumbnail.jpeg" ContentType="image/jpeg"/></Types>',
        "_rels/.rels": _relations(
            f'<Relationship Id="r1" Type="{OFFICE}/officeDocument" Target="word/document.xml"/>',
            f'<Relationship Id="r2" Type="{RELATIONS}/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>',
        ),
        "docProps/core.xml": f"{XML}<cp:coreProperties xmlns:cp='x'><creator>{NAME}</creator></cp:coreProperties>",
        "docProps/app.xml": f"{XML}<Properties><Company>{PLACE}</Company></Properties>",
        "docProps/custom.xml": f"{XML}<Properties><p>awa@ghettup</p></Properties>",
        "docProps/thumbnail.jpeg": photo(),
        "word/document.xml": XML + body,
        "word/comments.xml": f'{XML}<w:comments xmlns:w="{WORD}"><w:comment w:id="0" w:author="{NAME}" '
        'w:initials="AD"><w:p><w:r><w:t>Bravo</w:t></w:r></w:p></w:comment></w:comments>',
        "word/people.xml": f'{XML}<w15:people xmlns:w15="http://w15"><w15:person w15:author="{NAME}">'
        '<w15:presenceInfo w15:providerId="AD" w15:userId="S::awa@ghettup"/></w15:person></w15:people>',
        "word/_rels/settings.xml.rels": _relations(
            f'<Relationship Id="r1" Type="{OFFICE}/attachedTemplate" Target="file:///C:\\Users\\awa\\t.dotx" '
            'TargetMode="External"/>',
            f'<Relationship Id="r2" Type="{OFFICE}/hyperlink" Target="https://example.org" TargetMode="External"/>',
        ),
        "word/media/image1.jpeg": photo(orientation=1),
    }


def sheet_parts() -> dict[str, bytes | str]:
    """An Excel file with remarks, the path it was saved under and a printer."""
    return {
        "[Content_Types].xml": f"{XML}<Types><Default Extension='xml' ContentType='application/xml'/></Types>",
        "xl/workbook.xml": f"{XML}<workbook xmlns:x15ac='http://x'><fileSharing userName='{NAME}'/>"
        "<x15ac:absPath url='C:\\Users\\awa\\Documents\\'/><sheets/></workbook>",
        "xl/worksheets/sheet1.xml": f"{XML}<worksheet><c><v>75</v></c></worksheet>",
        "xl/comments1.xml": f"{XML}<comments><authors><author>{NAME}</author></authors>"
        "<commentList><comment authorId='0'><text><t>Vérifié</t></text></comment></commentList></comments>",
        "xl/persons/person.xml": f"{XML}<personList><person displayName='{NAME}' id='1' userId='awa@ghettup'/></personList>",
        "xl/printerSettings/printerSettings1.bin": b"\x00B\x00r" + b"Brother HL-awa",
    }


def writer_parts() -> dict[str, bytes | str]:
    """An OpenDocument text by Awa."""
    name = "urn:oasis:names:tc:opendocument:xmlns"
    return {
        "mimetype": "application/vnd.oasis.opendocument.text",
        "meta.xml": f"{XML}<office:document-meta xmlns:office='{name}:office:1.0'><creator>{NAME}</creator></office:document-meta>",
        "settings.xml": f"{XML}<s><printer>Brother HL-awa</printer></s>",
        "content.xml": f"{XML}<office:document-content xmlns:office='{name}:office:1.0' xmlns:dc='http://dc' "
        f"xmlns:text='{name}:text:1.0'><office:annotation><dc:creator>{NAME}</dc:creator><text:p>Bravo</text:p>"
        "</office:annotation><text:p>75 élèves</text:p></office:document-content>",
        "Thumbnails/thumbnail.png": photo(kind="PNG"),
        "Pictures/a.jpg": photo(),
        "META-INF/manifest.xml": f"{XML}<m:manifest xmlns:m='{name}:manifest:1.0'>"
        "<m:file-entry m:full-path='content.xml'/><m:file-entry m:full-path='Thumbnails/thumbnail.png'/></m:manifest>",
    }


def png_of(width: int, height: int) -> bytes:
    """A PNG that announces a size, with next to nothing in it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return len(data).to_bytes(4, "big") + kind + data + zlib.crc32(kind + data).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes([8, 2, 0, 0, 0])
    pixels = zlib.compress(b"\x00" * 100_000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")


def opened(content: bytes) -> Image.Image:
    """A picture as a viewer shows it."""
    return Image.open(io.BytesIO(content))


def near(picture: Image.Image, at: tuple[int, int], colour: tuple[int, int, int]) -> bool:
    """Whether a pixel has about that colour."""
    pixel = picture.convert("RGB").getpixel(at)
    assert isinstance(pixel, tuple)
    return all(abs(a - b) < 30 for a, b in zip(pixel, colour, strict=True))


def unpacked(content: bytes) -> Iterable[bytes]:
    """A file's bytes and, for a zip, names and contents of its parts, however deep."""
    yield content
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            yield archive.comment
            for name in archive.namelist():
                yield name.encode()
                yield from unpacked(archive.read(name))


def told(content: bytes) -> list[str]:
    """The secrets that a kept file still tells, in any of the encodings files use."""
    pages = list(unpacked(content))
    if content.startswith(b"%PDF"):
        with pikepdf.open(io.BytesIO(content)) as pdf:
            for thing in pdf.objects:
                pages.append(repr(thing).encode())
                if isinstance(thing, pikepdf.Stream):
                    pages.append(thing.read_raw_bytes())
    whole = b"\n".join(pages)
    codings = ("utf-8", "utf-16-le", "utf-16-be")
    return [secret for secret in SECRETS if any(secret.encode(coding) in whole for coding in codings)]
