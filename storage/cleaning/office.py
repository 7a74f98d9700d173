"""Word, Excel and PowerPoint files (ISO/IEC 29500) without properties, thumbnails and names of authors."""

from __future__ import annotations

from collections.abc import Mapping

from storage.cleaning.archive import Archive, extension
from storage.cleaning.images import clean_image
from storage.cleaning.problems import Cleaned, FileHoldsPrograms, FileNotAccepted
from storage.cleaning.xml import HEAD, Attributes, local, rewrite

CONTENT_TYPES = "[Content_Types].xml"
_OFFICE = "application/vnd.openxmlformats-officedocument"
MEDIA_TYPES: Mapping[str, str] = {
    "word": f"{_OFFICE}.wordprocessingml.document",
    "xl": f"{_OFFICE}.spreadsheetml.sheet",
    "ppt": f"{_OFFICE}.presentationml.presentation",
}
"""By the folder of the main part."""
MAX_DEPTH = 2
"""A chart in a document holds its sheet as a document of its own; deeper is no ordinary file."""

_SCHEMAS = "http://schemas.openxmlformats.org"
_CORE = f"{_SCHEMAS}/package/2006/metadata/core-properties"
EMPTY: Mapping[str, str] = {
    "docProps/core.xml": f'<cp:coreProperties xmlns:cp="{_CORE}"/>',
    "docProps/app.xml": f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/extended-properties"/>',
    "docProps/custom.xml": f'<Properties xmlns="{_SCHEMAS}/officeDocument/2006/custom-properties"/>',
}
PICTURES = frozenset({"jpg", "jpeg", "jpe", "png", "gif", "bmp", "tif", "tiff", "webp"})
AS_THEY_ARE = frozenset({"emf", "wmf", "vml", "odttf", "ttf", "fntdata"})
DOCUMENTS = frozenset({"docx", "xlsx", "pptx"})

NOBODY = "Author"  # what Word itself writes when it is asked to remove names
BLANKED: Mapping[tuple[str, str], str] = {
    ("", "author"): NOBODY,
    ("", "initials"): "A",
    ("", "userId"): "",
    ("", "providerId"): "None",
    ("", "userName"): NOBODY,
    ("", "lastModifiedBy"): "",
    ("person", "displayName"): NOBODY,
    ("cmAuthor", "name"): NOBODY,
    ("author", "name"): NOBODY,
    ("absPath", "url"): "",
}
"""(element, or any; attribute) to what is written in its place."""
SILENCED = frozenset({"author", "lastModifiedBy"})
_TELLING = tuple(
    word.encode() for word in sorted({word for pair in BLANKED for word in pair} - {"", "name", "url"})
)


def clean_office(archive: Archive, depth: int = 0) -> Cleaned:
    """The document without who wrote it. Raises FileHoldsPrograms for macros and embedded files."""
    folders = {name.split("/")[0] for name in archive.names}
    media_type = next((MEDIA_TYPES[folder] for folder in MEDIA_TYPES if folder in folders), None)
    if media_type is None:
        raise FileNotAccepted
    thumbnails = {f"/{name}" for name in archive.names if _is_thumbnail(name)}
    return Cleaned(archive.rewritten(lambda name, part: _clean(name, part, depth, thumbnails)), media_type)


def _clean(name: str, part: bytes, depth: int, gone: set[str]) -> bytes | None:
    kind = extension(name)
    if f"/{name}" in gone:
        return None
    if name in EMPTY:
        return (HEAD + EMPTY[name]).encode()
    if kind == "rels":
        return rewrite(part, _edit_relationship)
    if name == CONTENT_TYPES:
        return rewrite(part, lambda element, attributes: _edit_types(element, attributes, gone))
    if kind == "xml":
        return rewrite(part, _edit, SILENCED) if _tells(part) else part
    if kind == "svg":
        return rewrite(part, _edit_drawing)
    if kind in PICTURES:
        return clean_image(part, animated_as="GIF").content
    if kind in AS_THEY_ARE:
        return part
    if "printerSettings" in name:
        return b""  # names of printers and of who uses them
    if kind in DOCUMENTS and depth < MAX_DEPTH:
        return clean_office(Archive(part), depth + 1).content
    raise FileHoldsPrograms


def _is_thumbnail(name: str) -> bool:
    return name.startswith("docProps/thumbnail.")


def _tells(part: bytes) -> bool:
    """Whether a part may name someone: large sheets that cannot are not read again. UTF-16 always may."""
    return b"\x00" in part[:200] or any(word in part for word in _TELLING)


def _edit(element: str, attributes: Attributes) -> Attributes:
    return [(name, _blanked(element, local(name), value)) for name, value in attributes]


def _blanked(element: str, attribute: str, value: str) -> str:
    return BLANKED.get((element, attribute), BLANKED.get(("", attribute), value))


def _edit_relationship(element: str, attributes: Attributes) -> Attributes | None:
    given = dict(attributes)
    if given.get("Type", "").endswith("/thumbnail"):
        return None
    target = given.get("Target", "")
    if given.get("TargetMode") == "External" and (
        target.lower().startswith("file:") or target.startswith("\\\\")
    ):
        given["Target"] = "about:blank"  # a folder of someone's machine
    return list(given.items())


def _edit_types(element: str, attributes: Attributes, gone: set[str]) -> Attributes | None:
    if any("macroEnabled" in value or "vbaProject" in value for _, value in attributes):
        raise FileHoldsPrograms
    return None if dict(attributes).get("PartName") in gone else attributes


def _edit_drawing(element: str, attributes: Attributes) -> Attributes | None:
    if element in ("metadata", "script"):
        return None
    return [(n, v) for n, v in attributes if not n.startswith(("inkscape:", "sodipodi:", "on"))]


def is_office(archive: Archive) -> bool:
    """Whether a zip file says that it is an Office document."""
    return CONTENT_TYPES in archive.names
