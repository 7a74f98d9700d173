"""Points, lines and areas: texts of ``latitude longitude altitude accuracy``, separated by ``;``."""

from __future__ import annotations

import math

from bot.forms.problems import ExpressionFault
from bot.forms.xpath.functions.registry import spread
from bot.forms.xpath.values import Value, atom, to_text
from bot.i18n import T

EARTH_RADIUS = 6_378_100.0
"""Metres at the equator, as JavaRosa takes it."""
_METRES_PER_DEGREE = 2 * EARTH_RADIUS * math.pi / 360
Point = tuple[float, float]


def points(values: list[Value]) -> list[Point]:
    """Latitudes and longitudes of texts; ExpressionFault when one is no place."""
    found: list[Point] = []
    for value in values:
        for piece in to_text(value).split(";"):
            if piece.strip():
                found.append(_point(piece))
    return found


def _point(text: str) -> Point:
    try:
        latitude, longitude = map(float, text.split()[:2])
    except ValueError:
        raise ExpressionFault(T("{text} is not a place.", text=text.strip())) from None
    return latitude, longitude


def _flat(arguments: tuple[Value, ...]) -> list[Value]:
    values: list[Value] = []
    for argument in arguments:
        values += [node.read() for node in argument] if isinstance(argument, list) else [argument]
    return values


@spread("area", 1, 1)
def area(value: Value) -> float:
    """Square metres inside a shape, its points taken in order."""
    shape = points(_flat((value,)))
    if len(shape) < 3:
        return 0.0
    first_y, first_x = shape[0]
    ys = [(y - first_y) * _METRES_PER_DEGREE for y, _ in shape[1:]]
    xs = [(x - first_x) * _METRES_PER_DEGREE * math.cos(math.radians(y)) for y, x in shape[1:]]
    return abs(sum((ys[i - 1] * xs[i] - xs[i - 1] * ys[i]) / 2 for i in range(1, len(xs))))


spread("enclosed-area", 1, 1)(area)


@spread("distance", 1)
def distance(*arguments: Value) -> float:
    """Metres along points: of one line, of the points of a repeat, or of the arguments."""
    line = points(_flat(arguments))
    return sum(_between(line[i - 1], line[i]) for i in range(1, len(line))) + 0.0


def _between(one: Point, other: Point) -> float:
    first, second = math.radians(one[0]), math.radians(other[0])
    turn = math.radians(one[1] - other[1])
    cosine = math.sin(first) * math.sin(second) + math.cos(first) * math.cos(second) * math.cos(turn)
    return math.acos(max(-1.0, min(1.0, cosine))) * EARTH_RADIUS


@spread("geofence", 2, 2)
def geofence(place: Value, shape: Value) -> bool:
    """Whether a point lies inside a shape whose last point repeats the first."""
    ring = points(_flat((shape,)))
    y, x = _point(to_text(atom(place)) or "?")
    inside = False
    for i in range(1, len(ring)):
        (y1, x1), (y2, x2) = ring[i - 1], ring[i]
        if (y2 > y) != (y1 > y) and x < (x1 - x2) * (y - y2) / (y1 - y2) + x2:
            inside = not inside
    return inside
