"""OpenDocument files (ISO/IEC 26300) without properties, thumbnails, settings and names of authors."""

from __future__ import annotations

from storage.cleaning.archive import Archive, extension
from storage.cleaning.images import clean_image
from storage.cleaning.office import PICTURES
from storage.cleaning.problems import Cleaned, FileHoldsPrograms, FileNotAccepted, FileUnreadable
from storage.cleaning.xml import HEAD, Attributes, rewrite

FAMILY = "application/vnd.oasis.opendocument."
KINDS = frozenset({"text", "spreadsheet", "presentation", "graphics"})
_OFFICE = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" office:version="1.2"'
META = f"{HEAD}<office:document-meta {_OFFICE}><office:meta/></office:document-meta>".encode()
SETTINGS = f"{HEAD}<office:document-settings {_OFFICE}><office:settings/></office:document-settings>".encode()
DROPPED = ("Thumbnails/", "Configurations2/", "META-INF/documentsignatures.xml", "layout-cache")
PROGRAMS = ("Basic/", "Scripts/", "Dialogs/", "META-INF/macrosignatures.xml")
AS_THEY_ARE = ("svm", "emf", "wmf", "ttf", "otf")
SILENCED = frozenset(
    {
        "creator", "creator-initials", "sender-initials", "author-name", "author-initials", "initial-creator",
        "printed-by",
    }
)  # fmt: skip


def is_open_document(archive: Archive) -> bool:
    """Whether a zip file says that it is an OpenDocument file."""
    return "mimetype" in archive.names and archive.read("mimetype", 200).startswith(FAMILY.encode())


def clean_open_document(archive: Archive) -> Cleaned:
    """The document without who wrote it. Raises FileHoldsPrograms for macros and embedded programs."""
    media_type = archive.read("mimetype", 200).decode("ascii", "replace").strip()
    if media_type.removeprefix(FAMILY) not in KINDS:
        raise FileNotAccepted
    return Cleaned(archive.rewritten(_clean), media_type)


def _clean(name: str, part: bytes) -> bytes | None:
    last = name.rsplit("/", 1)[-1]
    if name.startswith(DROPPED):
        return None
    if name.startswith(PROGRAMS):
        raise FileHoldsPrograms
    if name == "META-INF/manifest.xml":
        return rewrite(part, _edit_manifest)
    if last in ("meta.xml", "settings.xml"):
        return META if last == "meta.xml" else SETTINGS
    if extension(name) in ("xml", "rdf"):
        return rewrite(part, _edit, SILENCED)
    if extension(name) in PICTURES:
        return clean_image(part, animated_as="GIF").content
    if (
        name == "mimetype"
        or name.startswith("ObjectReplacements/")
        or extension(name) in ("svm", "emf", "wmf", "ttf")
    ):
        return part
    raise FileHoldsPrograms


def _edit(element: str, attributes: Attributes) -> Attributes | None:
    return None if element in ("scripts", "event-listeners") else attributes


def _edit_manifest(element: str, attributes: Attributes) -> Attributes | None:
    if element == "encryption-data":
        raise FileUnreadable
    path = next((value for name, value in attributes if name.endswith("full-path")), "")
    return None if path.startswith(DROPPED) else attributes
