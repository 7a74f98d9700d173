"""Points, lines and outlines: a position or a pin sent to the chat, or latitude and longitude typed.

Wire: ``latitude longitude altitude accuracy``, degrees WGS 84 and metres; ``;`` between points of a line.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.dialogues.readers import Read, Reading, Refused, Surroundings
from bot.forms.session import Kind, Question
from bot.i18n import NT, Code, T, Text
from bot.reading.fold import fold, nfc

FEWEST = {Kind.GEOTRACE: 2, Kind.GEOSHAPE: 3}
"""Points that make a line, and an outline."""
MOST_POINTS = 100
"""Points of a line: an answer holds 4,000 characters, a point at most 40."""
_SIGNED = r"[+-]?\d{1,3}(?:[.,]\d+)?"
_DEGREES = r"\d{1,3}(?:[.,]\d+)? ?°(?: ?\d{1,2}(?:[.,]\d+)? ?['′](?: ?\d{1,2}(?:[.,]\d+)? ?(?:\"|″|''))?)?"
_PLAIN = rf"(?:{_DEGREES}|{_SIGNED})(?: ?°)?"
_ANGLE = rf"(?:[nsewo] ?{_PLAIN}|{_PLAIN}(?: ?[nsewo](?!\w))?)"
_PAIR = re.compile(rf"(?<![\w.,-])(?P<lat>{_ANGLE})(?:\s*[;/]\s*|,\s+|\s+|,)(?P<lon>{_ANGLE})(?![\w.])")
_AROUND = str.maketrans("@=()|", "     ")
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")


@dataclass(frozen=True)
class Point:
    """Degrees WGS 84; accuracy in metres, 0 when it is not known."""

    latitude: float
    longitude: float
    accuracy: float = 0.0

    @property
    def wire(self) -> str:
        """As forms keep it."""
        return f"{_plain(self.latitude)} {_plain(self.longitude)} 0 {_plain(self.accuracy, 1)}"


def typed(question: Question, words: str, around: Surroundings) -> Reading:
    """Latitude and longitude, as figures, degrees and minutes, or inside a map's address."""
    found = _points(words)
    if not found:
        return Refused(
            T(
                "Send your position or a pin (paper clip, Location), or type latitude and longitude: "
                "48.9356 2.3539."
            )
        )
    answer = Read("")
    value = question.value
    for point in found if question.kind is not Kind.GEOPOINT else found[:1]:
        step = added(question.kind, value, point)
        if not isinstance(step, Read):
            return step
        answer, value = step, step.wire
    return answer


def positioned(question: Question, point: Point) -> Reading:
    """A position or a pin: the answer, or one more point of a line."""
    return added(question.kind, question.value, point)


def added(kind: Kind, value: str, point: Point) -> Reading:
    """The answer with that point."""
    if kind is Kind.GEOPOINT:
        return Read(point.wire)
    before = points_of(value)
    if len(before) >= MOST_POINTS:
        return Refused(T("{most} points at most. Press Done to go on.", most=MOST_POINTS))
    return Read("; ".join([*before, point.wire]), more=True)


def done(question: Question) -> Reading:
    """Enough points; an outline is closed by its first one."""
    points = points_of(question.value)
    fewest = FEWEST.get(question.kind, 1)
    if len(set(points)) < fewest:
        return Refused(NT("At least {count} point is needed.", "At least {count} points are needed.", fewest))
    if question.kind is Kind.GEOSHAPE and points[0] != points[-1]:
        points.append(points[0])
    return Read("; ".join(points))


def undone(question: Question) -> str:
    """Without the last point."""
    return "; ".join(points_of(question.value)[:-1])


def points_of(value: str) -> list[str]:
    """The points of a line, as wires."""
    return [point.strip() for point in value.split(";") if point.strip()]


def shown(kind: Kind, wire: str) -> Text | str:
    """A point's figures, with its accuracy when it is known; of a line, how many points."""
    points = points_of(wire)
    if kind is Kind.GEOSHAPE and len(points) > 1 and points[0] == points[-1]:
        points = points[:-1]
    if kind is not Kind.GEOPOINT:
        return NT("{count} point", "{count} points", len(points))
    latitude, longitude, _, accuracy = (*wire.split(), "0", "0")[:4]
    place = Code(f"{float(latitude):.5f}, {float(longitude):.5f}")
    if float(accuracy) > 0:
        return T("{place} (within {metres} m)", place=place, metres=round(float(accuracy)))
    return T("{place}", place=place)


def _points(words: str) -> list[Point]:
    """Every pair of figures that lies on the globe, in order."""
    folded = fold(nfc(words))[:4096].translate(_AROUND)
    pairs = [(_degrees(match["lat"]), _degrees(match["lon"])) for match in _PAIR.finditer(folded)]
    return [Point(lat, lon) for lat, lon in pairs if abs(lat) <= 90 and abs(lon) <= 180]


def _degrees(angle: str) -> float:
    parts = [float(number.replace(",", ".")) for number in _NUMBER.findall(angle)]
    value = sum((part / 60.0**power for power, part in enumerate(parts[:3])), 0.0)
    west = "-" in angle or any(letter in angle for letter in "swo")
    return -value if west else value


def _plain(number: float, digits: int = 7) -> str:
    return f"{number:.{digits}f}".rstrip("0").rstrip(".") or "0"
