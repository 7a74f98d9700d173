"""Sounds without what was written beside them: titles, names, places, dates, covers.

Ogg (RFC 3533) with Opus (RFC 7845), as Telegram records, or Vorbis; MP3 (ID3, APE); WAV. AMR holds no words.
"""

from __future__ import annotations

import re
import struct
from collections.abc import Iterator
from dataclasses import dataclass

from storage.cleaning.problems import Cleaned, FileUnreadable

_COMMENTS = (b"OpusTags", b"\x03vorbis")
_WAV_KEPT = (b"fmt ", b"fact", b"data")
_CRC = [0] * 256
for _at in range(256):
    _value = _at << 24
    for _ in range(8):
        _value = ((_value << 1) ^ 0x04C11DB7) & 0xFFFFFFFF if _value & 0x80000000 else _value << 1
    _CRC[_at] = _value & 0xFFFFFFFF


@dataclass(frozen=True)
class _Page:
    """Where a page of an Ogg stream begins, where its packets' bytes do, and where it ends."""

    start: int
    body: int
    end: int
    sizes: bytes
    serial: bytes


def clean_ogg(content: bytes) -> Cleaned:
    """The comments of each stream written over by nothing, at the same length. Raises FileUnreadable."""
    data, told = bytearray(content), set[bytes]()
    pages = list(_pages(content))
    for at, page in enumerate(pages):
        if page.serial not in told and content.startswith(_COMMENTS, page.body):
            told.add(page.serial)
            _blank(data, [one for one in pages[at:] if one.serial == page.serial])
    if not told or told != {page.serial for page in pages}:
        raise FileUnreadable
    return Cleaned(bytes(data), "audio/ogg")


def _pages(content: bytes) -> Iterator[_Page]:
    at = 0
    while at < len(content):
        if content[at : at + 4] != b"OggS" or len(content) < at + 27:
            raise FileUnreadable
        count = content[at + 26]
        sizes = content[at + 27 : at + 27 + count]
        body = at + 27 + count
        end = body + sum(sizes)
        if len(sizes) < count or end > len(content):
            raise FileUnreadable
        yield _Page(at, body, end, sizes, content[at + 14 : at + 18])
        at = end


def _blank(data: bytearray, pages: list[_Page]) -> None:
    """The comment packet, from the first of these pages on: a vendor of zeros, no comment."""
    spans: list[tuple[int, int]] = []
    touched: list[_Page] = []
    for page in pages:
        touched.append(page)
        at, ended = page.body, False
        for size in page.sizes:
            spans.append((at, at + size))
            at += size
            if size < 255:
                ended = True
                break
        if ended:
            break
    packet = b"".join(bytes(data[a:b]) for a, b in spans)
    magic = next(mark for mark in _COMMENTS if packet.startswith(mark))
    room = len(packet) - len(magic) - 8 - (1 if magic == b"\x03vorbis" else 0)
    if room < 0:
        raise FileUnreadable
    blank = magic + struct.pack("<I", room) + bytes(room) + struct.pack("<I", 0)
    blank += b"\x01" if magic == b"\x03vorbis" else b""
    done = 0
    for a, b in spans:
        data[a:b] = blank[done : done + b - a]
        done += b - a
    for page in touched:
        data[page.start + 22 : page.start + 26] = bytes(4)
        data[page.start + 22 : page.start + 26] = struct.pack("<I", _crc(data[page.start : page.end]))


def _crc(page: bytes | bytearray) -> int:
    value = 0
    for byte in page:
        value = ((value << 8) & 0xFFFFFFFF) ^ _CRC[(value >> 24) ^ byte]
    return value


def clean_mp3(content: bytes) -> Cleaned:
    """The frames alone. Raises FileUnreadable."""
    while content[:3] == b"ID3" and len(content) > 10:
        size = 0
        for byte in content[6:10]:
            size = size << 7 | byte & 0x7F
        content = content[10 + size + (10 if content[5] & 0x10 else 0) :]
    content = content.lstrip(b"\0")
    if content[-128:-125] == b"TAG":
        content = content[:-128]
    if (at := content.rfind(b"APETAGEX", max(0, len(content) - 1_000_000))) >= 0:
        first = content.find(b"APETAGEX", max(0, len(content) - 1_000_000))
        content = content[: min(at, first)]
    if len(content) < 4 or content[0] != 0xFF or content[1] & 0xE0 != 0xE0:
        raise FileUnreadable
    return Cleaned(content, "audio/mpeg")


def clean_wav(content: bytes) -> Cleaned:
    """Format and samples alone. Raises FileUnreadable."""
    kept, at = [], 12
    while at + 8 <= len(content):
        name, size = content[at : at + 4], int.from_bytes(content[at + 4 : at + 8], "little")
        if name in _WAV_KEPT:
            kept.append(content[at : at + 8 + size + size % 2])
        at += 8 + size + size % 2
    if not any(chunk.startswith(b"data") for chunk in kept):
        raise FileUnreadable
    body = b"WAVE" + b"".join(kept)
    return Cleaned(b"RIFF" + struct.pack("<I", len(body)) + body, "audio/wav")


def is_mp3(content: bytes) -> bool:
    """Whether it begins as an MP3 does: with a tag, or a frame of layer III."""
    return content[:3] == b"ID3" or bool(re.match(rb"\xff[\xfa\xfb\xf2\xf3\xe2\xe3]", content))
