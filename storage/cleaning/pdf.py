"""PDF without document information, XMP, scripts, embedded files, signatures and authors of remarks."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any, cast

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Stream
from pikepdf.settings import set_qpdf_limits

from storage.cleaning.jpeg import without_metadata
from storage.cleaning.problems import Cleaned, FileUnreadable

MEDIA_TYPE = "application/pdf"
MAX_OBJECTS = 200_000
"""Far above any report of ours; an endless file is not walked to its end."""

MAX_UNPACKED = 64_000_000
"""Bytes that one packed table of objects may unpack to; a report of 1,000 pages has some 5 MB of them."""

# For the whole process, as qpdf has it; set before the first file is read.
set_qpdf_limits(
    flate_max_memory=MAX_UNPACKED,
    run_length_max_memory=MAX_UNPACKED,
    png_max_memory=MAX_UNPACKED,
    tiff_max_memory=MAX_UNPACKED,
    dct_max_memory=MAX_UNPACKED,
    max_stream_filters=4,
    doc_max_warnings=500,
)

DROPPED = (
    "/Metadata", "/PieceInfo", "/AA", "/OpenAction", "/JS", "/AF", "/EF", "/Thumb", "/XFA", "/Perms", "/DSS",
    "/Collection", "/LastModified", "/CreatorInfo", "/Legal", "/SpiderInfo",
)  # fmt: skip
"""Keys that tell where a document comes from or make it act (ISO 32000-1, 7.11, 12.6, 12.8, 14.3, 14.5)."""
ACTING = frozenset(
    {
        "/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/Movie", "/Sound", "/GoToE",
        "/RichMediaExecute",
    }
)  # fmt: skip
NAME_TREES = ("/JavaScript", "/EmbeddedFiles", "/Renditions", "/AlternatePresentations")
CARRYING = frozenset({"/FileAttachment", "/RichMedia", "/Movie", "/Sound", "/Screen", "/3D"})
SIGNING = (
    "/Contents",
    "/Cert",
    "/Name",
    "/Location",
    "/Reason",
    "/ContactInfo",
    "/ByteRange",
    "/M",
    "/Prop_Build",
)
REMARK = ("/T", "/M", "/CreationDate", "/RC")


def clean_pdf(content: bytes) -> Cleaned:
    """The pages, and nothing about who made them. Raises FileUnreadable when locked or damaged."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            if len(pdf.objects) > MAX_OBJECTS:
                raise FileUnreadable
            _clean(pdf)
            out = io.BytesIO()
            # Pages stay packed as they were: unpacking them is how a small file fills a memory.
            as_packed = pikepdf.StreamDecodeLevel.none
            pdf.save(out, deterministic_id=True, fix_metadata_version=False, stream_decode_level=as_packed)
            return Cleaned(out.getvalue(), MEDIA_TYPE)
    except (
        pikepdf.PdfError,
        pikepdf.PasswordError,
        ValueError,
        TypeError,
        KeyError,
        RecursionError,
        MemoryError,
    ) as error:
        raise FileUnreadable from error


def _clean(pdf: pikepdf.Pdf) -> None:
    for key in ("/Info", "/ID"):
        if key in pdf.trailer:
            del pdf.trailer[key]
    names = pdf.Root.get("/Names")
    if isinstance(names, Dictionary):
        _drop(names, NAME_TREES)
    for page in pdf.pages:
        _clean_remarks(page.obj)
    for thing in pdf.objects:
        for part in _parts(thing):
            _clean_part(part)
        if isinstance(thing, Stream) and thing.get("/Filter") in (Name.DCTDecode, Array([Name.DCTDecode])):
            _clean_picture(thing)


def _clean_remarks(page: Object) -> None:
    remarks = page.get("/Annots")
    if not isinstance(remarks, Array):
        return
    kept = [remark for remark in remarks if str(_get(remark, "/Subtype")) not in CARRYING]
    for remark in kept:
        if isinstance(remark, Dictionary) and remark.get("/Subtype") != Name.Widget:
            _drop(remark, REMARK)
    page["/Annots"] = Array(kept)


def _clean_part(part: Object) -> None:
    _drop(part, DROPPED)
    if part.get("/Type") == Name.Sig or "/ByteRange" in part:
        _drop(part, SIGNING)
    for key in list(part.keys()):
        value = part[key]
        if _acts(value):
            del part[key]
        elif isinstance(value, Array) and any(_acts(item) for item in value):
            part[key] = Array([item for item in value if not _acts(item)])


def _clean_picture(stream: Stream) -> None:
    raw = stream.read_raw_bytes()
    bare = without_metadata(raw)
    if bare != raw:
        stream.write(bare, filter=Name.DCTDecode, decode_parms=cast(Any, stream.get("/DecodeParms")))


def _parts(thing: Object) -> Iterator[Object]:
    """A dictionary or stream, and the dictionaries written inside it; numbered ones come alone."""
    waiting = [thing]
    while waiting:
        part = waiting.pop()
        if isinstance(part, Dictionary | Stream):
            yield part
            waiting.extend(value for value in part.values() if _inside(value))
        elif isinstance(part, Array):
            waiting.extend(value for value in part if _inside(value))


def _inside(value: object) -> bool:
    return isinstance(value, Dictionary | Array) and not value.is_indirect


def _acts(value: object) -> bool:
    return isinstance(value, Dictionary) and str(_get(value, "/S")) in ACTING


def _get(value: object, key: str) -> object:
    return value.get(key) if isinstance(value, Dictionary | Stream) else None


def _drop(part: Object, keys: tuple[str, ...]) -> None:
    for key in keys:
        if key in part:
            del part[key]
