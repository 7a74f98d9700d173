"""Kits printed once for all tests of a process, and pictures to put on them."""

from __future__ import annotations

import io
from datetime import date
from functools import cache

import pypdfium2
import pytest
from PIL import Image

from bot.print.model import Order, Printed, Public, Shape, WorldDay
from bot.print.press import print_kit

LINK = "https://example.org/agir?lieu=piscine"


def picture(kind: str = "PNG", size: tuple[int, int] = (300, 120), mode: str = "RGB") -> bytes:
    """A plain picture."""
    out = io.BytesIO()
    Image.new(mode, size).save(out, kind)
    return out.getvalue()


@cache
def printed(public: Public, shape: Shape, language: str) -> Printed:
    """A kit with everything that a town can have put on it."""
    return print_kit(
        Order(
            public,
            shape,
            language,
            town="L'Île-Saint-Denis",
            event="Fête de la ville",
            on=date(2027, 6, 12),
            link=LINK,
            logo=picture(),
            world_day=WorldDay.CHILD_LABOUR,
        )
    )


def read(content: bytes) -> list[str]:
    """The text of each page of a PDF."""
    document = pypdfium2.PdfDocument(content)
    try:
        return [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()


@pytest.fixture
def logo() -> bytes:
    """A logo that is right."""
    return picture()
