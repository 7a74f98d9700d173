"""The sign of a code: one A4 page to hang where people pass, or the code alone as a picture."""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass
from enum import StrEnum

import segno

from bot.folding import fold
from bot.i18n import LRI, PDI
from bot.print.model import Order, Public, Shape
from bot.print.sheet import Sheet, sheet_of
from bot.print.texts import texts
from bot.print.words import link_of

PREFIX = "sign:"
DOTS = 16
"""Pixels of one dark square: about 600 in all, 5 cm at 300 dots an inch."""


class Ending(StrEnum):
    """A page to print, or the code alone, for a poster of one's own."""

    PAGE = "pdf"
    PICTURE = "png"


@dataclass(frozen=True)
class Sign:
    """What is printed: in which language, where the code leads, what place or meeting it is, whose it is."""

    ending: Ending
    language: str
    link: str
    label: str
    owner: str = ""


def address(sign: Sign) -> str:
    """The line that a reply carries until the sign is made, when it is sent."""
    return PREFIX + json.dumps(list(asdict(sign).values()), ensure_ascii=False)


def sign_of(address: str) -> Sign:
    """The sign of such a line."""
    ending, *rest = json.loads(address.removeprefix(PREFIX))
    return Sign(Ending(ending), *rest)


def file_name(sign: Sign) -> str:
    """What the file is called: ``code-piscine-fr.pdf``."""
    slug = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in fold(sign.label)).split())[:40]
    parts = ["code", slug.strip("-"), "" if sign.ending is Ending.PICTURE else sign.language]
    return "-".join(filter(None, parts)) + f".{sign.ending}"


def sheet_of_sign(sign: Sign) -> Sheet:
    """The values of the page. Raises the problems of bot.print.problems."""
    order = Order(Public.EVERYONE, Shape.POSTER, sign.language, sign.owner, sign.label, link=sign.link)
    said = texts(sign.language).common
    told = sign.link.removeprefix("https://")
    return {
        **sheet_of(order),
        "nameless": said["nameless"],
        "type_it": said["type_it"],
        "address": f"{LRI}{told}{PDI}",
    }


def picture_of_code(link: str) -> bytes:
    """The code alone as PNG, dark on white with its quiet border. Raises LinkRefused."""
    out = io.BytesIO()
    segno.make(link_of(link), error="m", micro=False).save(out, kind="png", scale=DOTS, border=4)
    return out.getvalue()
