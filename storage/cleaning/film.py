"""Films and sounds of the MP4 family (ISO 14496-12: MP4, M4A, MOV, 3GP) without what is written beside them.

Boxes that hold words, places or dates are written over and called ``free``: nothing moves, so that what
points into the file still does. Tracks that are neither picture nor sound (places of a camera, faces) are
emptied too.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from storage.cleaning.problems import Cleaned, FileUnreadable

WORDS = frozenset({b"udta", b"meta", b"uuid", b"free", b"skip", b"wide", b"ID32", b"pdin", b"styp", b"sidx"})
HOLDERS = frozenset({b"moov", b"trak", b"mdia", b"minf", b"stbl", b"edts"})
DATED = frozenset({b"mvhd", b"tkhd", b"mdhd"})
SHOWN = frozenset({b"vide", b"soun"})
MOST_BOXES = 20_000
DEEPEST = 10
_TABLES = (b"stsz", b"stsc", b"stco", b"co64")


@dataclass(frozen=True)
class _Box:
    """A box: its name, where it begins, where its content does, where it ends."""

    name: bytes
    start: int
    body: int
    end: int


def is_film(content: bytes) -> bool:
    """Whether it begins as this family does; pictures of the same family are left out."""
    return content[4:8] == b"ftyp" and content[8:12] not in (b"heic", b"heix", b"mif1", b"msf1", b"avif")


def clean_film(content: bytes) -> Cleaned:
    """The same pictures and sounds, nothing else. Raises FileUnreadable."""
    data = bytearray(content)
    kinds: set[bytes] = set()
    try:
        for box in list(_boxes(data, 0, len(data))):
            if box.name == b"moof":
                raise FileUnreadable  # in pieces: what belongs to which track is told in each of them
            if box.name == b"moov":
                kinds |= _movie(data, box)
            elif box.name in WORDS:
                _empty(data, box)
    except IndexError:
        raise FileUnreadable from None
    if not kinds & SHOWN:
        raise FileUnreadable
    if b"vide" not in kinds:
        return Cleaned(bytes(data), "audio/mp4")
    return Cleaned(bytes(data), "video/quicktime" if content[8:12] == b"qt  " else "video/mp4")


def _movie(data: bytearray, moov: _Box) -> set[bytes]:
    """Clean a movie's description. Returns the kinds of its tracks."""
    kinds = set()
    for box in list(_boxes(data, moov.body, moov.end)):
        if box.name == b"trak":
            kind = _handler(data, box)
            kinds.add(kind)
            if kind not in SHOWN:
                _empty_samples(data, box)
                _empty(data, box)
                continue
        _strip(data, box)
    return kinds


def _strip(data: bytearray, box: _Box, depth: int = 0) -> None:
    if depth > DEEPEST:
        raise FileUnreadable
    if box.name in WORDS:
        _empty(data, box)
    elif box.name in DATED:
        wide = data[box.body] == 1
        dates = slice(box.body + 4, min(box.end, box.body + (20 if wide else 12)))
        data[dates] = bytes(dates.stop - dates.start)
    elif box.name in HOLDERS:
        for inner in list(_boxes(data, box.body, box.end)):
            _strip(data, inner, depth + 1)


def _empty(data: bytearray, box: _Box) -> None:
    data[box.start + 4 : box.start + 8] = b"free"
    data[box.body : box.end] = bytes(box.end - box.body)


def _handler(data: bytearray, trak: _Box) -> bytes:
    hdlr = _inside(data, trak, b"mdia", b"hdlr")
    return bytes(data[hdlr.body + 8 : hdlr.body + 12]) if hdlr else b""


def _empty_samples(data: bytearray, trak: _Box) -> None:
    """What a track holds in the file, written over."""
    for at, size in _samples(data, trak):
        end = min(at + size, len(data))
        if 8 <= at < end:
            data[at:end] = bytes(end - at)


def _samples(data: bytearray, trak: _Box) -> Iterator[tuple[int, int]]:
    """Place and size of each sample of a track, from its tables: sizes, chunks, samples in each chunk."""
    tables = {name: _inside(data, trak, b"mdia", b"minf", b"stbl", name) for name in _TABLES}
    sizes, groups, offsets = tables[b"stsz"], tables[b"stsc"], tables[b"stco"] or tables[b"co64"]
    if sizes is None or groups is None or offsets is None:
        raise FileUnreadable
    width = 4 if tables[b"stco"] is not None else 8
    places = _column(data, offsets, 8, width, width)
    runs = list(zip(_column(data, groups, 8, 12, 4), _column(data, groups, 12, 12, 4), strict=False))
    one, left = _number(data, sizes.body + 4), _number(data, sizes.body + 8)
    each = iter(_column(data, sizes, 12, 4, 4)) if not one else None
    run = 0
    for chunk, at in enumerate(places, start=1):
        while run + 1 < len(runs) and runs[run + 1][0] <= chunk:
            run += 1
        for _ in range(min(runs[run][1] if runs else 0, left)):
            size = one if each is None else next(each, 0)
            yield at, size
            at, left = at + size, left - 1


def _column(data: bytearray, table: _Box, first: int, step: int, width: int) -> list[int]:
    """A column of a table, as far as the table goes."""
    places = range(table.body + first, table.end - width + 1, step)
    return [int.from_bytes(data[at : at + width], "big") for at in places]


def _number(data: bytearray, at: int) -> int:
    return int.from_bytes(data[at : at + 4], "big")


def _inside(data: bytearray, box: _Box, *names: bytes) -> _Box | None:
    found: _Box | None = box
    for name in names:
        if found is None:
            return None
        found = next((one for one in _boxes(data, found.body, found.end) if one.name == name), None)
    return found


def _boxes(data: bytearray, start: int, end: int) -> Iterator[_Box]:
    at = start
    for _ in range(MOST_BOXES):
        if at + 8 > end:
            return
        size, name, body = _number(data, at), bytes(data[at + 4 : at + 8]), at + 8
        if size == 1:
            size, body = int.from_bytes(data[at + 8 : at + 16], "big"), at + 16
        elif size == 0:
            size = end - at
        if size < body - at or at + size > end:
            raise FileUnreadable
        yield _Box(name, at, body, at + size)
        at += size
    raise FileUnreadable
