"""Plain text and CSV: they carry no metadata and are kept as they are, once it is sure that they are text."""

from __future__ import annotations

from collections.abc import Mapping

from storage.cleaning.problems import Cleaned, FileNotAccepted

MEDIA_TYPES: Mapping[str, str] = {
    "txt": "text/plain",
    "md": "text/plain",
    "csv": "text/csv",
    "tsv": "text/csv",
}
_CONTROLS = frozenset(range(32)) - frozenset(b"\t\n\r\f")
_UTF16 = (b"\xff\xfe", b"\xfe\xff")


def text_type(extension: str, media_type: str) -> str | None:
    """What a file says it is, if that is a kind of text that is kept."""
    declared = media_type.split(";")[0].strip().lower()
    return MEDIA_TYPES.get(extension) or (declared if declared in MEDIA_TYPES.values() else None)


def clean_text(content: bytes, media_type: str) -> Cleaned:
    """The text as it came. Raises FileNotAccepted for anything binary under the name of a text."""
    words = content
    if content.startswith(_UTF16):
        try:
            words = content.decode("utf-16").encode()
        except UnicodeDecodeError as error:
            raise FileNotAccepted from error
    if not words.strip() or _CONTROLS.intersection(words):
        raise FileNotAccepted
    return Cleaned(content, media_type)
