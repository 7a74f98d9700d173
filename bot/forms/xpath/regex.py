"""Regular expressions of forms, matched whole, in time bounded by pattern and text.

Java's syntax (that of the reference engine), run as a set of states walking through the text, so that no
pattern
can make it backtrack for ever. Back-references, look-behind and possessive quantifiers are refused at upload.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache

from bot.forms import limits
from bot.forms.problems import ExpressionFault
from bot.forms.xpath.regex_parser import Alternative, Assertion, Group, Item, Look, One, Repeat, parse_pattern
from bot.i18n import T

_STATES = 20_000  # of one pattern once its counted repeats are written out
Closed = list[tuple[Callable[[str], bool], int]]


@dataclass
class Machine:
    """The states of a pattern: each consumes a character, forks, asserts, or is the end."""

    consume: list[Callable[[str], bool] | None] = field(default_factory=list)
    following: list[list[int]] = field(default_factory=list)
    asserts: dict[int, Callable[[str, int], bool]] = field(default_factory=dict)

    def state(self, consume: Callable[[str], bool] | None = None) -> int:
        if len(self.consume) >= _STATES:
            raise ExpressionFault(T("The pattern of regex() is too large."))
        self.consume.append(consume)
        self.following.append([])
        return len(self.consume) - 1

    def build(self, item: Item) -> tuple[int, int]:
        """Add an item; its first and last states."""
        if isinstance(item, One):
            first, last = self.state(item.accepts), self.state()
            self.following[first].append(last)
            return first, last
        if isinstance(item, Group):
            first = last = self.state()
            for part in item.items:
                start, end = self.build(part)
                self.following[last].append(start)
                last = end
            return first, last
        if isinstance(item, Alternative):
            first, last = self.state(), self.state()
            for branch in item.branches:
                start, end = self.build(branch)
                self.following[first].append(start)
                self.following[end].append(last)
            return first, last
        if isinstance(item, Repeat):
            return self._repeat(item)
        first, last = self.state(), self.state()
        self.following[first].append(last)
        self.asserts[first] = item.holds if isinstance(item, Assertion) else _look(item)
        return first, last

    def _repeat(self, item: Repeat) -> tuple[int, int]:
        first = last = self.state()
        for _ in range(item.least):
            start, end = self.build(item.item)
            self.following[last].append(start)
            last = end
        final = self.state()
        self.following[last].append(final)
        if item.most is None:
            start, end = self.build(item.item)
            loop = self.state()
            self.following[last].append(loop)
            self.following[loop].append(start)
            self.following[end] += [loop, final]
            return first, final
        for _ in range(item.most - item.least):
            start, end = self.build(item.item)
            self.following[last].append(start)
            self.following[end].append(final)
            last = end
        return first, final

    def reach(self, states: list[int], text: str, at: int) -> list[int]:
        """The states reached without consuming anything."""
        seen = set(states)
        waiting = list(states)
        while waiting:
            state = waiting.pop()
            if self.consume[state] is not None or (
                state in self.asserts and not self.asserts[state](text, at)
            ):
                continue
            for target in self.following[state]:
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return list(seen)


class Pattern:
    """A compiled pattern."""

    def __init__(self, item: Item) -> None:
        self.machine = Machine()
        self.first, self.last = self.machine.build(item)

    def matches(self, text: str, start: int = 0, whole: bool = True) -> bool:
        """Whether the text matches, from a place, to its end (or anywhere before it)."""
        machine, steps = self.machine, 0
        states = machine.reach([self.first], text, start)
        for at in range(start, len(text)):
            if not whole and self.last in states:
                return True
            character = text[at]
            steps += len(states)
            if steps > limits.REGEX_STEPS:
                raise ExpressionFault(T("A pattern of regex() takes too long on this answer."))
            moved = [
                machine.following[s][0]
                for s in states
                if (test := machine.consume[s]) is not None and test(character)
            ]
            if not moved:
                return False
            states = machine.reach(moved, text, at + 1)
        return self.last in states


def _look(item: Look) -> Callable[[str, int], bool]:
    inner = Pattern(item.item)
    return lambda text, at: inner.matches(text, at, whole=False) is item.present


@lru_cache(maxsize=512)
def compiled(pattern: str) -> Pattern:
    """A pattern ready to match; ExpressionFault when it cannot be used."""
    if len(pattern) > limits.REGEX_CHARACTERS:
        raise ExpressionFault(
            T("A pattern of regex() is longer than {limit} characters.", limit=limits.REGEX_CHARACTERS)
        )
    return Pattern(parse_pattern(pattern))


def full_match(pattern: str, text: str) -> bool:
    """Whether the whole text matches the pattern: regex() is anchored at both ends."""
    if len(text) > limits.REGEX_SUBJECT:
        return False
    return compiled(pattern).matches(text)
