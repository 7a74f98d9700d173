"""Pictures drawn again from their pixels: nothing that was written beside them is carried over.

No EXIF, GPS, XMP, comments, colour profiles, hidden frames or bytes after the end.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from contextlib import suppress

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from storage.cleaning.problems import Cleaned, FileUnreadable

MAX_PIXELS = 60_000_000
"""Larger than a phone's picture (50 million), small enough to hold in memory: bombs stay unopened."""
MAX_SIDE = 4096
"""Pixels of the longer side that are kept: print on A4 at 300 dots an inch takes 3,508."""
QUALITY = 88

MEDIA_TYPES: Mapping[str, str] = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "BMP": "image/bmp",
    "TIFF": "image/tiff",
}
_READ = (*MEDIA_TYPES, "MPO")
_WRITE = {"MPO": "JPEG"}
_OPTIONS: Mapping[str, Mapping[str, object]] = {
    "JPEG": {"quality": QUALITY, "optimize": True},
    "WEBP": {"quality": QUALITY},
    "PNG": {"optimize": True},
}


def clean_image(content: bytes, animated_as: str = "PNG") -> Cleaned:
    """The picture alone, upright, first frame only. A GIF becomes ``animated_as`` (GIF inside a document).

    Raises FileUnreadable when it is damaged or would fill the memory.
    """
    try:
        with Image.open(io.BytesIO(content), formats=_READ) as opened:
            if opened.width * opened.height > MAX_PIXELS:
                raise FileUnreadable
            kind = _WRITE.get(opened.format or "", opened.format or "")
            kind = animated_as if kind == "GIF" else kind
            return Cleaned(_drawn(opened, kind), MEDIA_TYPES[kind])
    except (Image.DecompressionBombError, Image.DecompressionBombWarning, UnidentifiedImageError) as error:
        raise FileUnreadable from error
    except (OSError, ValueError, SyntaxError, EOFError, KeyError, IndexError, MemoryError) as error:
        raise FileUnreadable from error


def _drawn(opened: Image.Image, kind: str) -> bytes:
    opened.draft(None, (MAX_SIDE, MAX_SIDE))  # JPEG decodes straight to about the size that is kept
    picture: Image.Image = opened
    with suppress(Exception):  # a broken EXIF block must not cost the picture
        picture = ImageOps.exif_transpose(opened)
    profile = opened.info.get("icc_profile")
    mode = _mode(picture)
    picture = _in_srgb(picture, profile, mode) if profile else picture.convert(mode)
    picture.thumbnail((MAX_SIDE, MAX_SIDE))
    if kind == "JPEG" and mode == "RGBA":
        picture = picture.convert("RGB")
    bare = Image.new(picture.mode, picture.size)
    bare.paste(picture)
    out = io.BytesIO()
    bare.save(out, format=kind, **_OPTIONS.get(kind, {}))
    return out.getvalue()


def _mode(picture: Image.Image) -> str:
    if picture.mode in ("L", "RGB", "RGBA"):
        return picture.mode
    if picture.mode in ("LA", "PA", "La", "RGBa") or "transparency" in picture.info:
        return "RGBA"
    return "L" if picture.mode in ("1", "I;16", "I;16B", "I") else "RGB"


def _in_srgb(picture: Image.Image, profile: bytes, mode: str) -> Image.Image:
    """The same colours without their profile, which can name a device."""
    with suppress(Exception):
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        turned = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode=mode)
        if turned is not None:
            return turned
    return picture.convert(mode)
