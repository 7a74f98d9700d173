"""Metadata taken out of a JPEG without decoding it: for pictures inside a PDF, whose look must not change."""

from __future__ import annotations

START = b"\xff\xd8"
END_MARK = b"\xff\xd9"
APP0, APP2, APP14, APP15, COMMENT, SCAN, END = 0xE0, 0xE2, 0xEE, 0xEF, 0xFE, 0xDA, 0xD9
KEPT = frozenset({APP0, APP2, APP14})
"""JFIF, colour profile, Adobe's transform: how it looks. The other blocks are about its origin."""
_ALONE = frozenset({0x00, 0x01, *range(0xD0, 0xD8)})
_IN_PIXELS = frozenset({b"", b"\x00", b"\xff", *(bytes([mark]) for mark in range(0xD0, 0xD8))})


def without_metadata(jpeg: bytes) -> bytes:
    """The same picture without EXIF, XMP, IPTC, comments and what follows its end. No JPEG: as it is."""
    if not jpeg.startswith(START):
        return jpeg
    out = bytearray(START)
    place = len(START)
    while place + 2 <= len(jpeg):
        marker = jpeg[place + 1]
        if marker == END:
            break
        end = _end_of_block(jpeg, place)
        if not _about_origin(marker):
            out += jpeg[place:end]
        place = end
    return bytes(out) + END_MARK


def _end_of_block(jpeg: bytes, place: int) -> int:
    """Where the block at ``place`` ends; the pixels that follow a scan's head belong to it."""
    marker = jpeg[place + 1]
    if jpeg[place] != 0xFF or marker == 0xFF:
        return place + 1
    end = place + 2
    if marker not in _ALONE:
        end += int.from_bytes(jpeg[end : end + 2], "big") or 2
    if marker == SCAN:
        while end < len(jpeg) and not _is_marker(jpeg, end):
            following = jpeg.find(b"\xff", end + 1)
            end = following if following >= 0 else len(jpeg)
    return end


def _is_marker(jpeg: bytes, place: int) -> bool:
    """Inside pixels, 0xFF followed by 0 is a pixel, and restart marks stand alone."""
    return jpeg[place] == 0xFF and jpeg[place + 1 : place + 2] not in _IN_PIXELS


def _about_origin(marker: int) -> bool:
    return marker == COMMENT or (APP0 <= marker <= APP15 and marker not in KEPT)
