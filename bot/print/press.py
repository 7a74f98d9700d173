"""The press: an order becomes a tagged PDF, or a square picture.

Typst reads the templates of ``bot/print/data`` and nothing else: values reach it as one JSON text, fonts come
from packages (never from the machine), and its root folder is that of the templates.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import fontpkg_amiri
import fontpkg_noto_sans
import typst

from bot.i18n import FSI, PDI, T
from bot.print.model import SQUARE_SIDE, Order, Printed, Shape
from bot.print.orders import file_name
from bot.print.problems import DoesNotFit
from bot.print.sheet import Sheet, sheet_of
from bot.print.signs import Ending, Sign, picture_of_code, sheet_of_sign
from bot.print.signs import file_name as sign_name

TEMPLATES = Path(__file__).parent / "data"
SQUARE_POINTS = 540
"""The side of square.typ; with 72 points an inch it gives the resolution."""
NO_ROOM = "no-room"
"""What kit.typ panics with when texts are too long in the smallest letters allowed."""

_MARKS = dict.fromkeys(map(ord, (FSI, PDI, "\u200b")))


def print_kit(order: Order) -> Printed:
    """The kit as bytes. CPU work of some tens of milliseconds. Raises the problems of bot.print.problems."""
    sheet = sheet_of(order)
    square = order.shape is Shape.SQUARE
    content = picture_of(order.shape, sheet) if square else _pdf(order.shape, sheet)
    return Printed(
        content=content,
        media_type="image/png" if square else "application/pdf",
        name=file_name(order),
        title=sheet["name"],
        said=_said(sheet),
    )


def print_for(order: Order) -> Printed:
    """The same; without the place, then without the event, when their names leave no room: who was promised
    a kit has one.
    """
    try:
        return print_kit(order)
    except DoesNotFit:
        return print_for(replace(order, town="") if order.town else replace(order, event="", on=None))


def print_sign(sign: Sign) -> Printed:
    """The sign of a code as bytes. Raises the problems of bot.print.problems."""
    sheet = sheet_of_sign(sign)
    if sign.ending is Ending.PICTURE:
        return Printed(picture_of_code(sign.link), "image/png", sign_name(sign), sign.label, sign.link)
    content = _made("sign", sheet, {"format": "pdf", "pdf_standards": ["ua-1"]})
    return Printed(content, "application/pdf", sign_name(sign), sheet["name"], _said(sheet))


def picture_of(shape: Shape, sheet: Sheet) -> bytes:
    """The first page as PNG; for the square, SQUARE_SIDE pixels wide and high."""
    return _made(shape, sheet, {"format": "png", "ppi": 72 * SQUARE_SIDE / SQUARE_POINTS})


def _pdf(shape: Shape, sheet: Sheet) -> bytes:
    """PDF/UA-1: tagged, titled, with alternative texts, its fonts inside; Typst refuses what is not."""
    return _made(shape, sheet, {"format": "pdf", "pdf_standards": ["ua-1"]})


def _made(template: str, sheet: Sheet, options: Mapping[str, Any]) -> bytes:
    compiler = typst.Compiler(
        input=TEMPLATES / f"{template}.typ",
        root=TEMPLATES,
        font_paths=_fonts(),
        ignore_system_fonts=True,
        sys_inputs={"sheet": json.dumps(sheet, ensure_ascii=False)},
    )
    try:
        made = compiler.compile(**options)
    except typst.TypstError as error:
        if NO_ROOM in str(error):
            raise DoesNotFit(T("These texts leave no room on the page. Shorten them.")) from error
        raise
    first = made[0] if isinstance(made, list) else made
    assert first is not None
    return first


@cache
def _fonts() -> typst.Fonts:
    folders = [Path(package.__file__).parent / "files" for package in (fontpkg_noto_sans, fontpkg_amiri)]
    return typst.Fonts(include_system_fonts=False, include_embedded_fonts=False, font_paths=folders)


def _said(sheet: Sheet) -> str:
    """The words of the square picture, in order, without the marks that only set their direction."""
    numbers = (f"{line['number']}: {line['label']}" for line in sheet["numbers"]["urgent"])
    place = (sheet["town"], sheet["event"], sheet["on"])
    parts = (sheet["day"], sheet["title"], sheet["lead"], *numbers, *place)
    return "\n".join(part for part in parts if part).translate(_MARKS)
