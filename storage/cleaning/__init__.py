"""Files of evidence made safe to keep: the kind is read from the bytes, never from the name alone."""

from __future__ import annotations

from storage.cleaning.archive import Archive, extension
from storage.cleaning.images import clean_image
from storage.cleaning.office import clean_office, is_office
from storage.cleaning.opendocument import clean_open_document, is_open_document
from storage.cleaning.pdf import clean_pdf
from storage.cleaning.problems import (
    MAX_BYTES,
    Cleaned,
    FileHoldsPrograms,
    FileNotAccepted,
    FileUnreadable,
)
from storage.cleaning.text import clean_text, text_type

__all__ = ["Cleaned", "FileHoldsPrograms", "FileNotAccepted", "FileUnreadable", "clean"]

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_PDF_WITHIN = 1024
"""Bytes that may stand before a PDF's first line (Adobe's own readers allow it)."""


def clean(content: bytes, name: str, media_type: str) -> Cleaned:
    """What is safe to keep of a file, and its media type then. Slow: run it in a thread.

    Raises FileNotAccepted, FileUnreadable or FileHoldsPrograms.
    """
    if len(content) > MAX_BYTES:
        raise FileUnreadable
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return clean_image(content)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return clean_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _clean_archive(Archive(content))
    text = text_type(extension(name), media_type)
    if text is None:
        raise FileNotAccepted
    return clean_text(content, text)


def _clean_archive(archive: Archive) -> Cleaned:
    if is_open_document(archive):
        return clean_open_document(archive)
    if is_office(archive):
        return clean_office(archive)
    raise FileNotAccepted
