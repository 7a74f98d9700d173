"""The way through a form for one session: what comes next, what came before, what to show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.forms.answering import gap_of
from bot.forms.asking import entry_of, kind_of, note_of, question_of
from bot.forms.captions import text_of
from bot.forms.model import Control
from bot.forms.nodes import Node
from bot.forms.prompts import (
    AnotherRepeat,
    Entry,
    Finished,
    Kind,
    Note,
    Progress,
    Prompt,
    Proposal,
    RepeatEntry,
    Review,
)
from bot.forms.restore import Work, ref_in
from bot.forms.state import FINISHED, PROPOSAL, REVIEW
from bot.forms.walk import ANOTHER, QUESTION, REPEAT, Stop, stops
from bot.i18n import Text


class Path:
    """A walk through the work as it stands, done once and kept while nothing changes."""

    def __init__(self, work: Work) -> None:
        self.work, self.instance = work, work.instance
        self.stops = list(stops(work.instance))
        self._places: dict[str, Stop] | None = None
        self._notes = {id(stop) for stop in self.stops if stop.kind == QUESTION and self._is_note(stop)}

    def _is_note(self, stop: Stop) -> bool:
        return kind_of(self.instance, stop.control, stop.node) is Kind.NOTE

    def questions(self) -> list[Stop]:
        """What is asked now, in order, notes left out."""
        return [stop for stop in self.stops if stop.kind == QUESTION and id(stop) not in self._notes]

    def proposed(self) -> list[Node]:
        """Nodes asked now whose value waits for a confirmation."""
        return [stop.node for stop in self.questions() if stop.node in self.work.proposed]

    def progress(self, live: Stop | None = None) -> Progress:
        """Questions settled, of those asked; the place of the live one."""
        asked = self.questions()
        at = next((place for place, stop in enumerate(asked, start=1) if stop is live), 0)
        return Progress(sum(1 for stop in asked if stop.node in self.work.settled), len(asked), at)

    def in_order(self, values: Mapping[str, str]) -> list[tuple[str, str]]:
        """Values in the order of the form, so that what depends on another comes after it."""
        rank = {control.definition.ref: at for at, control in enumerate(self.instance.form.questions)}
        return sorted(values.items(), key=lambda pair: (rank.get(_plain(pair[0]), -1), pair[0]))

    # Positions

    def place_of(self, stop: Stop) -> str:
        """The position that a stop stands for."""
        if stop.kind == ANOTHER:
            return f"{ref_in(stop.node)}/{stop.control.definition.name}"
        return ref_in(stop.node)

    def _open(self, stop: Stop) -> bool:
        if stop.kind == ANOTHER:
            return (stop.node, stop.control.definition.id) not in self.work.closed
        return stop.kind == QUESTION and id(stop) not in self._notes and stop.node not in self.work.settled

    def next(self) -> str:
        """The position to go to: proposals first, then the first open question, then the review."""
        if self.proposed():
            return PROPOSAL
        return next((self.place_of(stop) for stop in self.stops if self._open(stop)), REVIEW)

    def before(self, position: str) -> str:
        """The question before a position that the person settled; the position itself when there is none."""
        last = position
        for stop in self.stops:
            place = self.place_of(stop) if self._asks(stop) else ""
            if place == position:
                return last
            if place and stop.kind == QUESTION and stop.node in self.work.settled:
                last = place
        return last

    def _asks(self, stop: Stop) -> bool:
        return stop.kind == ANOTHER or (stop.kind == QUESTION and id(stop) not in self._notes)

    def stop_at(self, ref: str, with_repeats: bool = False) -> Stop | None:
        """The stop of a question's ref (a repeat's too, if wanted), None when it is not asked now."""
        if self._places is None:
            self._places = {self.place_of(stop): stop for stop in self.stops if self._asks(stop)}
        stop = self._places.get(ref)
        return stop if stop is None or with_repeats or stop.kind == QUESTION else None

    def can_show(self, position: str) -> bool:
        """Whether a position still has something to ask."""
        if position in (REVIEW, FINISHED):
            return True
        return (
            bool(self.proposed())
            if position == PROPOSAL
            else self.stop_at(position, with_repeats=True) is not None
        )

    def repeat_control(self, ref: str) -> Control | None:
        """The control of a repeat, from its ref with or without ranks."""
        return _find_repeat(self.instance.form.controls, _plain(ref))

    # Prompts

    def prompt(self, position: str, error: Text | str | None = None) -> Prompt:
        """What to show at a position."""
        if position == FINISHED:
            return Finished(error)
        if position == PROPOSAL:
            entries = tuple(
                self._entry(stop, "proposed") for stop in self.questions() if stop.node in self.work.proposed
            )
            return Proposal(entries, self.progress(), error)
        stop = self.stop_at(position, with_repeats=True) if position != REVIEW else None
        if stop is None:
            return self._review(error)
        notes = self._notes_before(stop)
        if stop.kind == ANOTHER:
            count = len(stop.node.groups.get(stop.control.definition.name, ()))
            label = text_of(self.instance, stop.control.label, stop.node)
            return AnotherRepeat(position, label, count, notes, self.progress(), error)
        back = self.before(position) != position
        return question_of(self.instance, stop.control, stop.node, notes, self.progress(stop), back, error)

    def _notes_before(self, stop: Stop) -> tuple[Note, ...]:
        """The notes between the question before and this one."""
        notes: list[Note] = []
        for other in self.stops:
            if other is stop:
                break
            if id(other) in self._notes:
                notes.append(note_of(self.instance, other.control, other.node))
            elif other.kind in (QUESTION, ANOTHER):
                notes = []
        return tuple(notes)

    def _entry(self, stop: Stop, state: str) -> Entry:
        return entry_of(self.instance, stop.control, stop.node, state)

    def _review(self, error: Text | str | None) -> Review:
        entries: list[Entry] = []
        gaps: list[str] = []
        for stop in self.questions():
            gap = gap_of(self.instance, stop.control, stop.node)
            if gap is not None:
                gaps.append(ref_in(stop.node))
                entries.append(self._entry(stop, "missing" if gap.reason == "required" else "wrong"))
            else:
                entries.append(self._entry(stop, "answered" if stop.node.value is not None else "skipped"))
        return Review(
            tuple(entries),
            tuple(gaps),
            self._last_notes(),
            self.progress(),
            self._repeats(),
            self._addable(),
            error,
        )

    def _last_notes(self) -> tuple[Note, ...]:
        """The notes after the last question."""
        notes: list[Note] = []
        for stop in reversed(self.stops):
            if id(stop) in self._notes:
                notes.append(note_of(self.instance, stop.control, stop.node))
            elif stop.kind in (QUESTION, ANOTHER):
                break
        return tuple(reversed(notes))

    def _repeats(self) -> tuple[RepeatEntry, ...]:
        found = []
        for stop in self.stops:
            if stop.kind == REPEAT:
                label = text_of(self.instance, stop.control.label, stop.node)
                found.append(
                    RepeatEntry(
                        ref_in(stop.node), f"{label} {stop.node.place() + 1}".strip(), not stop.control.fixed
                    )
                )
        return tuple(found)

    def _addable(self) -> tuple[RepeatEntry, ...]:
        return tuple(
            RepeatEntry(
                self.place_of(stop), text_of(self.instance, stop.control.label, stop.node), removable=False
            )
            for stop in self.stops
            if stop.kind == ANOTHER
        )


def path_of(work: Work) -> Path:
    """The walk of a work as it stands."""
    if work.path is None:
        work.path = Path(work)
    return work.path  # type: ignore[no-any-return]


def asked_nodes(work: Work) -> set[Node]:
    """Nodes of relevant questions, without walking."""
    nodes_of = work.instance.nodes_of
    asked = (control.definition.id for control in work.instance.form.questions if not control.always_note)
    return {node for index in asked for node in nodes_of[index] if node.relevant}


def _plain(ref: str) -> str:
    """A ref without its ranks."""
    return "".join("/" + part.partition("[")[0] for part in ref.strip("/").split("/"))


def _find_repeat(controls: Sequence[Control], ref: str) -> Control | None:
    for control in controls:
        if control.tag == "repeat" and control.definition.ref == ref:
            return control
        found = _find_repeat(control.kids, ref)
        if found is not None:
            return found
    return None
