"""A logo as received, drawn again from its pixels: nothing written beside them reaches the page."""

from __future__ import annotations

import io
import warnings
from base64 import b64encode
from contextlib import suppress

from PIL import Image, ImageOps, UnidentifiedImageError

from bot.i18n import T
from bot.print.problems import LogoTooHeavy, LogoUnreadable

MAX_BYTES = 10_000_000
"""What is accepted; a logo is a few tens of kilobytes."""
MAX_PIXELS = 40_000_000
"""Decoded, this is 160 MB: what is larger stays unopened."""
MAX_SIDE = 900
"""Pixels kept: 76 mm at 300 dots an inch, the largest place of a logo on the poster."""
FLATTEST = 20
"""How many times longer than high (or the reverse) a logo may be."""

_DAMAGED = (
    UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, MemoryError,
)  # fmt: skip


def redrawn(content: bytes) -> Image.Image:
    """The picture, upright, RGBA, at most MAX_SIDE wide and high. Raises LogoTooHeavy or LogoUnreadable."""
    if len(content) > MAX_BYTES:
        raise _too_heavy()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of metadata, dropped here; the size is checked below
            with Image.open(io.BytesIO(content), formats=("PNG", "JPEG")) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise _too_heavy()
                return _drawn(opened)
    except Image.DecompressionBombError as error:
        raise _too_heavy() from error
    except _DAMAGED as error:
        raise _unreadable() from error


def as_svg(picture: Image.Image) -> str:
    """The picture inside an SVG: templates take texts as data, this is a picture as a text."""
    out = io.BytesIO()
    picture.save(out, "PNG")
    wide, high = picture.size
    size = f'width="{wide}" height="{high}"'
    return (
        '<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" '
        'xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'{size} viewBox="0 0 {wide} {high}"><image {size} '
        f'xlink:href="data:image/png;base64,{b64encode(out.getvalue()).decode()}"/></svg>'
    )


def _drawn(opened: Image.Image) -> Image.Image:
    opened.draft(None, (MAX_SIDE, MAX_SIDE))  # JPEG decodes straight to about the size that is kept
    picture: Image.Image = opened
    with suppress(Exception):  # a broken EXIF block must not cost the picture
        picture = ImageOps.exif_transpose(opened)
    picture = picture.convert("RGBA")
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    if max(picture.size) > FLATTEST * min(picture.size):
        raise _unreadable()
    bare = Image.new("RGBA", picture.size)
    bare.paste(picture)
    return bare


def _too_heavy() -> LogoTooHeavy:
    return LogoTooHeavy(
        T(
            "This logo is too heavy: at most {size} MB and {pixels} million pixels.",
            size=MAX_BYTES // 1_000_000,
            pixels=MAX_PIXELS // 1_000_000,
        )
    )


def _unreadable() -> LogoUnreadable:
    return LogoUnreadable(T("This logo cannot be read. Send it as a PNG or JPEG picture."))
