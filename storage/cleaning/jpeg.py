"""Metadata taken out of a JPEG without decoding it: for pictures inside a PDF, whose look must not change."""

from __future__ import annotations

START = b"\xff\xd8"
APP0, APP2, APP14, APP15, COMMENT, SCAN = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE, 0xDA
KEPT = frozenset({APP0, APP2, APP14})
"""JFIF, colour profile, Adobe's transform: how it looks. The other blocks are about its origin."""
_ALONE = frozenset({0x01, *range(0xD0, 0xD8)})


def without_metadata(jpeg: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC and comments. What is no JPEG comes back as it is."""
    if not jpeg.startswith(START):
        return jpeg
    out = bytearray(START)
    place = len(START)
    while place + 4 <= len(jpeg) and jpeg[place] == 0xFF:
        marker = jpeg[place + 1]
        if marker == SCAN:
            break
        if marker in _ALONE or marker == 0xFF:
            place += 1 if marker == 0xFF else 2
            continue
        end = place + 2 + int.from_bytes(jpeg[place + 2 : place + 4], "big")
        if not _about_origin(marker):
            out += jpeg[place:end]
        place = end
    return bytes(out + jpeg[place:])


def _about_origin(marker: int) -> bool:
    return marker == COMMENT or (APP0 <= marker <= APP15 and marker not in KEPT)
