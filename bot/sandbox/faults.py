"""Trouble on request: refusals, silences, cut connections, slowness. For tests of what the bot does then."""

from __future__ import annotations

import random
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Kind = Literal["flood", "error", "hang", "cut"]


@dataclass(frozen=True)
class Fault:
    """One trouble. ``after`` says that the call takes effect all the same before it strikes."""

    kind: Kind
    code: int = 0
    retry_after: int = 0
    after: bool = False

    @property
    def description(self) -> str:
        """What the answer says."""
        if self.kind == "flood":
            return f"Too Many Requests: retry after {self.retry_after}"
        return {500: "Internal Server Error", 502: "Bad Gateway", 504: "Gateway Timeout"}.get(
            self.code, "Error"
        )

    def __str__(self) -> str:
        return f"{self.kind} {'after' if self.after else 'before'} the effect"


def flood(retry_after: int = 3) -> Fault:
    """429, with seconds to wait."""
    return Fault("flood", 429, retry_after)


def error(code: int = 502, *, after: bool = False) -> Fault:
    """A 5xx."""
    return Fault("error", code, after=after)


def hang(*, after: bool = False) -> Fault:
    """No answer, until the bot gives up."""
    return Fault("hang", after=after)


def cut(*, after: bool = False) -> Fault:
    """The connection closes half-way through the answer."""
    return Fault("cut", after=after)


@dataclass
class _Planned:
    method: str | None
    fault: Fault
    times: int


class Faults:
    """What is planned, and what chance adds."""

    def __init__(self) -> None:
        self._planned: list[_Planned] = []
        self._chance: random.Random | None = None
        self._rate = 0.0
        self._kinds: tuple[Fault, ...] = ()
        self._except: frozenset[str] = frozenset()
        self.latency = 0.0
        """Seconds added to every call."""

    def next(self, method: str | None, fault: Fault, times: int = 1) -> None:
        """The next calls of a method (of any, when None) meet this trouble."""
        self._planned.append(_Planned(method, fault, times))

    def at_random(
        self, rate: float, seed: int, kinds: Iterable[Fault], spare: Iterable[str] = ("getUpdates",)
    ) -> None:
        """From now on each call meets one of these with that probability, the same for the same seed."""
        self._chance = random.Random(seed)  # noqa: S311 - trouble for tests, not a secret
        self._rate, self._kinds, self._except = rate, tuple(kinds), frozenset(spare)

    def clear(self) -> None:
        """No more trouble."""
        self._planned.clear()
        self._chance = None
        self.latency = 0.0

    def take(self, method: str) -> Fault | None:
        """The trouble this call meets, if any; it is used up."""
        for planned in self._planned:
            if planned.method in (None, method):
                planned.times -= 1
                if not planned.times:
                    self._planned.remove(planned)
                return planned.fault
        if self._chance and method not in self._except and self._chance.random() < self._rate:
            return self._chance.choice(self._kinds)
        return None
