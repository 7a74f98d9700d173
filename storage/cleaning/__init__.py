"""Files of evidence made safe to keep: the kind is read from the bytes, never from the name alone."""

from __future__ import annotations

from storage.cleaning.archive import Archive, extension
from storage.cleaning.film import clean_film, is_film
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
    MediaNotAccepted,
)
from storage.cleaning.sound import clean_mp3, clean_ogg, clean_wav, is_mp3
from storage.cleaning.text import clean_text, text_type

__all__ = ["Cleaned", "FileHoldsPrograms", "FileNotAccepted", "FileUnreadable", "MediaNotAccepted", "clean"]

_PICTURES = (b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"GIF87a", b"GIF89a")
_PDF_WITHIN = 1024
"""Bytes that may stand before a PDF's first line (Adobe's own readers allow it)."""


def clean(content: bytes, name: str, media_type: str) -> Cleaned:
    """What is safe to keep of a file, and its media type then. Slow: run it in a thread.

    Raises FileNotAccepted, MediaNotAccepted, FileUnreadable or FileHoldsPrograms.
    """
    if len(content) > MAX_BYTES:
        raise FileUnreadable
    if content.startswith(_PICTURES) or (content[:4] == b"RIFF" and content[8:12] == b"WEBP"):
        return clean_image(content)
    if b"%PDF-" in content[:_PDF_WITHIN]:
        return clean_pdf(content)
    if content.startswith(b"PK\x03\x04"):
        return _clean_archive(Archive(content))
    played = _clean_played(content)
    if played is not None:
        return played
    if media_type.startswith(("audio/", "video/")):
        raise MediaNotAccepted
    text = text_type(extension(name), media_type)
    if text is None:
        raise FileNotAccepted
    return clean_text(content, text)


def _clean_played(content: bytes) -> Cleaned | None:
    """A sound or a film; None for anything else."""
    if content.startswith(b"OggS"):
        return clean_ogg(content)
    if is_film(content):
        return clean_film(content)
    if content[:4] == b"RIFF" and content[8:12] == b"WAVE":
        return clean_wav(content)
    if content.startswith(b"#!AMR"):
        return Cleaned(content, "audio/amr")
    return clean_mp3(content) if is_mp3(content) else None


def _clean_archive(archive: Archive) -> Cleaned:
    if is_open_document(archive):
        return clean_open_document(archive)
    if is_office(archive):
        return clean_office(archive)
    raise FileNotAccepted
