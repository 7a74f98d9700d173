"""Small sounds and films made byte by byte, with things written in them that must not be kept."""

from __future__ import annotations

import struct

from storage.cleaning.sound import _crc

SECRET = b"Awa, 12 rue des Lilas +48.9356+002.3539/"


def ogg_page(body: bytes, number: int, first: bool = False, serial: int = 7) -> bytes:
    """A page that holds one packet."""
    sizes = bytes([255] * (len(body) // 255) + [len(body) % 255])
    head = b"OggS\0" + bytes([2 if first else 0]) + bytes(8) + struct.pack("<II", serial, number)
    page = head + bytes(4) + bytes([len(sizes)]) + sizes + body
    return page[:22] + struct.pack("<I", _crc(page)) + page[26:]


def voice(comment: bytes = b"LOCATION=" + SECRET) -> bytes:
    """An Opus voice message with a comment."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 312, 16000, 0, 0)
    vendor = b"libopus"
    tags = (
        b"OpusTags" + struct.pack("<I", len(vendor)) + vendor + struct.pack("<II", 1, len(comment)) + comment
    )
    return ogg_page(head, 0, first=True) + ogg_page(tags, 1) + ogg_page(b"\xfc" + bytes(range(200)), 2)


def box(name: bytes, *inside: bytes) -> bytes:
    """A box of an MP4 file."""
    body = b"".join(inside)
    return struct.pack(">I", len(body) + 8) + name + body


def track(handler: bytes, place: int, size: int) -> bytes:
    """A track of one sample."""
    full = bytes(4)
    stbl = box(
        b"stbl",
        box(b"stsz", full, struct.pack(">II", size, 1)),
        box(b"stsc", full, struct.pack(">IIII", 1, 1, 1, 1)),
        box(b"stco", full, struct.pack(">II", 1, place)),
    )
    hdlr = box(b"hdlr", full, bytes(4), handler, bytes(12), b"name\0")
    mdhd = box(b"mdhd", full, struct.pack(">IIII", 3_800_000_000, 3_800_000_000, 1000, 1000), bytes(4))
    tkhd = box(b"tkhd", full, struct.pack(">II", 1, 2), bytes(72))
    return box(b"trak", tkhd, box(b"mdia", mdhd, hdlr, box(b"minf", stbl)))


def film(picture: bytes = b"\x65PICTURE", positions: bytes = SECRET) -> bytes:
    """A film whose maker wrote where it was taken, beside a track of the camera's positions."""
    ftyp = box(b"ftyp", b"isom", bytes(4), b"isommp42")
    mdat = box(b"mdat", picture, positions)
    at = len(ftyp) + 8
    mvhd = box(b"mvhd", bytes(4), struct.pack(">IIII", 3_800_000_000, 3_800_000_000, 1000, 1000), bytes(80))
    udta = box(b"udta", box(b"\xa9xyz", SECRET))
    moov = box(
        b"moov",
        mvhd,
        track(b"vide", at, len(picture)),
        track(b"meta", at + len(picture), len(positions)),
        udta,
    )
    return ftyp + mdat + moov + box(b"uuid", bytes(16), SECRET)
