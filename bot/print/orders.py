"""An order as one line: what a reply carries until the kit is printed, when it is sent."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from bot.errors import Problem
from bot.i18n import Text
from bot.print.model import Order, Public, Shape, WorldDay
from bot.print.sheet import sheet_of
from bot.print.texts import texts

PREFIX = "print:"


def address(order: Order, logo: str = "") -> str:
    """The line of an order. ``logo``: where the picture is kept, since a line carries none."""
    on, day = order.on.isoformat() if order.on else "", str(order.world_day or "")
    chosen = [order.public, order.shape, order.language]
    return PREFIX + json.dumps(
        [*chosen, order.town, order.event, on, order.link, day, logo], ensure_ascii=False
    )


def printable(order: Order) -> tuple[Order, Text | None]:
    """The order; without its place, and why, when no kit can bear that name: they have a kit all the same."""
    try:
        sheet_of(order)
    except Problem as problem:
        return replace(order, town=""), problem.text
    return order, None


def order_of(address: str) -> tuple[Order, str]:
    """The order of such a line, and where its logo is kept (empty: it has none)."""
    public, shape, language, town, event, on, link, day, logo = json.loads(address.removeprefix(PREFIX))
    order = Order(
        Public(public),
        Shape(shape),
        language,
        town,
        event,
        date.fromisoformat(on) if on else None,
        link,
        world_day=WorldDay(day) if day else None,
    )
    return order, logo


def file_name(order: Order) -> str:
    """What the printed kit is called: ``kit-young-poster-ar.pdf``."""
    ending = "png" if order.shape is Shape.SQUARE else "pdf"
    return f"kit-{order.public}-{order.shape}-{order.language}.{ending}"


def reviewed(language: str) -> bool:
    """Whether a native speaker read the kit in that language."""
    return texts(language).reviewed
