"""An order as one line: what a reply carries until the kit is printed, when it is sent."""

from __future__ import annotations

from dataclasses import replace

from bot.errors import Problem
from bot.i18n import Text
from bot.print.model import Order, Public, Shape
from bot.print.sheet import sheet_of
from bot.print.texts import texts

PREFIX = "print:"


def address(order: Order) -> str:
    """The line of an order, for a place or none."""
    return f"{PREFIX}{order.public}:{order.shape}:{order.language}:{order.town}"


def printable(order: Order) -> tuple[Order, Text | None]:
    """The order; without its place, and why, when no kit can bear that name: they have a kit all the same."""
    try:
        sheet_of(order)
    except Problem as problem:
        return replace(order, town=""), problem.text
    return order, None


def order_of(address: str) -> Order:
    """The order of such a line."""
    public, shape, language, town = address.removeprefix(PREFIX).split(":", 3)
    return Order(Public(public), Shape(shape), language, town)


def file_name(order: Order) -> str:
    """What the printed kit is called: ``kit-young-poster-ar.pdf``."""
    ending = "png" if order.shape is Shape.SQUARE else "pdf"
    return f"kit-{order.public}-{order.shape}-{order.language}.{ending}"


def reviewed(language: str) -> bool:
    """Whether a native speaker read the kit in that language."""
    return texts(language).reviewed
