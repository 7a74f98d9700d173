"""Every kind of question and how a chat answers it: the one registry that host, views and tests walk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.dialogues.kinds import choices, days, media, numbers, places, texts
from bot.dialogues.readers import Reading, Surroundings
from bot.forms.session import Kind, Question
from bot.i18n import Text

Typed = Callable[[Question, str, Surroundings], Reading]
Tapped = Callable[[Question, str, Surroundings], Reading | None]


@dataclass(frozen=True)
class Way:
    """How a kind of question is answered."""

    typed: Typed
    """Words, as an answer."""
    tapped: Tapped | None = None
    """What a button of the kind carried, as an answer; None for a button that nobody made."""
    piecemeal: bool = False
    """Answered in several moves, ended by Done."""
    done: Callable[[Question], Reading] | None = None
    """What Done records, when it is more than the answer as it stands."""
    undone: Callable[[Question], str] | None = None
    """The answer without its last piece."""
    positions: bool = False
    """A position or a pin answers it."""
    files: bool = False
    """A file answers it."""
    shown: Callable[[Kind, str], Text | str] | None = None
    """A stored answer in words; None when the form's own words do."""


def _dated(typed: Typed) -> Way:
    return Way(typed, days.tapped)


WAYS: Mapping[Kind, Way] = {
    Kind.TEXT: Way(texts.text),
    Kind.BARCODE: Way(texts.text),
    Kind.NOTE: Way(texts.acknowledge),  # never asked by itself: shown with the question that follows
    Kind.ACKNOWLEDGE: Way(texts.acknowledge, texts.read_tapped, shown=texts.shown_read),
    Kind.INTEGER: Way(numbers.integer),
    Kind.DECIMAL: Way(numbers.decimal),
    Kind.RANGE: Way(numbers.ranged, numbers.step_tapped),
    Kind.SELECT_ONE: Way(choices.one),
    Kind.SELECT_MULTIPLE: Way(choices.several, choices.toggled, piecemeal=True),
    Kind.RANK: Way(
        choices.ranked,
        choices.rank_tapped,
        piecemeal=True,
        done=choices.rank_done,
        undone=choices.rank_undone,
    ),
    Kind.DATE: _dated(days.day),
    Kind.TIME: _dated(days.clock),
    Kind.DATETIME: _dated(days.moment),
    Kind.GEOPOINT: Way(places.typed, positions=True, shown=places.shown),
    Kind.GEOTRACE: Way(
        places.typed, None, True, places.done, places.undone, positions=True, shown=places.shown
    ),
    Kind.GEOSHAPE: Way(
        places.typed, None, True, places.done, places.undone, positions=True, shown=places.shown
    ),
    Kind.IMAGE: Way(media.words, files=True, shown=media.shown),
    Kind.AUDIO: Way(media.words, files=True, shown=media.shown),
    Kind.VIDEO: Way(media.words, files=True, shown=media.shown),
    Kind.FILE: Way(media.words, files=True, shown=media.shown),
}


def shown(kind: Kind, wire: str, appearance: frozenset[str]) -> Text | str | None:
    """A stored answer in words, None when the form's own words do."""
    if kind in (Kind.DATE, Kind.TIME, Kind.DATETIME):
        return days.shown(kind, wire, appearance)
    way = WAYS[kind].shown
    return way(kind, wire) if way is not None else None
