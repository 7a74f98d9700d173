"""What may be printed: for whom, in which shape, for which place; and what comes out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Public(StrEnum):
    """For whom the kit speaks. The values name tables of ``locales/<code>/kits/awareness.toml``."""

    EVERYONE = "everyone"
    YOUNG = "young"
    PROFESSIONALS = "professionals"


class Shape(StrEnum):
    """What it looks like. The values name templates of ``bot/print/data``."""

    POSTER = "poster"
    LEAFLET = "leaflet"
    SLIDES = "slides"
    SQUARE = "square"


class WorldDay(StrEnum):
    """A day the kit may name, under its official name."""

    CHILD_LABOUR = "child_labour"
    TRAFFICKING = "trafficking"
    ANTI_TRAFFICKING = "anti_trafficking"


PAGES = {Shape.POSTER: 1, Shape.LEAFLET: 2, Shape.SLIDES: 6, Shape.SQUARE: 1}
"""How many pages each shape has, whatever is written on it."""

SQUARE_SIDE = 1080
"""Pixels of the side of the square picture."""


@dataclass(frozen=True)
class Order:
    """One kit to print. Empty texts, no day, no link, no logo: the kit as it is for everyone.

    ``logo``: bytes of a PNG or JPEG picture as received; ``link``: what the QR code opens.
    """

    public: Public
    shape: Shape
    language: str
    town: str = ""
    event: str = ""
    on: date | None = None
    link: str = ""
    logo: bytes | None = None
    world_day: WorldDay | None = None


@dataclass(frozen=True)
class Printed:
    """A kit, printed. ``said``: its words for who cannot see a picture (a PDF carries them itself)."""

    content: bytes
    media_type: str
    name: str
    title: str
    said: str
