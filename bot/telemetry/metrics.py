"""Counters kept in the process, shown in Prometheus' text format, and the health of the parts.

Figures only: a metric's labels are codes from the product (a job, a method, an outcome), never a person.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PREFIX = "relais87_"
BUCKETS_S = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0)
"""Upper bounds of durations: an answer is expected well under 0.1 s."""

Kind = Literal["counter", "gauge", "histogram"]
Labels = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Metric:
    """One figure: its name, its kind, what it means, the labels it may carry."""

    name: str
    kind: Kind
    meaning: str
    labels: frozenset[str] = frozenset()


METRICS: Mapping[str, Metric] = {
    metric.name: metric
    for metric in (
        Metric("updates_total", "counter", "Updates handled, by what they hold.", frozenset({"kind"})),
        Metric("update_seconds", "histogram", "From receiving an update to its reply."),
        Metric("calls_total", "counter", "Calls to the Bot API.", frozenset({"method", "outcome"})),
        Metric("call_seconds", "histogram", "How long the Bot API took to answer."),
        Metric(
            "events_total",
            "counter",
            "Events told to the log, see the table of events.",
            frozenset({"event"}),
        ),
        Metric("replies_waiting", "gauge", "Updates whose replies are decided and have not left."),
    )
}


@dataclass
class _Histogram:
    buckets: list[int] = field(default_factory=lambda: [0] * len(BUCKETS_S))
    total: float = 0.0
    count: int = 0

    def add(self, value: float) -> None:
        self.total += value
        self.count += 1
        for place, bound in enumerate(BUCKETS_S):
            self.buckets[place] += value <= bound


class Metrics:
    """The process's figures. An unregistered name or label raises KeyError: a fault of ours."""

    def __init__(self) -> None:
        self._values: dict[str, dict[Labels, float]] = defaultdict(lambda: defaultdict(float))
        self._histograms: dict[str, _Histogram] = defaultdict(_Histogram)

    def count(self, name: str, by: int = 1, **labels: str) -> None:
        """Add to a counter."""
        self._values[self._known(name, "counter")][self._labels(name, labels)] += by

    def set(self, name: str, value: float, **labels: str) -> None:
        """Set a gauge."""
        self._values[self._known(name, "gauge")][self._labels(name, labels)] = value

    def observe(self, name: str, seconds: float) -> None:
        """Note one duration, in seconds."""
        self._histograms[self._known(name, "histogram")].add(seconds)

    def value(self, name: str, **labels: str) -> float:
        """A counter's or gauge's value now; 0 when it never moved."""
        return self._values[name].get(self._labels(name, labels), 0.0)

    def render(self) -> str:
        """All figures in Prometheus' text exposition format."""
        lines: list[str] = []
        for metric in METRICS.values():
            name = PREFIX + metric.name
            lines += [f"# HELP {name} {metric.meaning}", f"# TYPE {name} {metric.kind}"]
            if metric.kind == "histogram":
                lines += _histogram_lines(name, self._histograms[metric.name])
            else:
                rows = sorted(self._values[metric.name].items())
                lines += [f"{name}{_shown(labels)} {value:g}" for labels, value in rows]
        return "\n".join(lines) + "\n"

    def _known(self, name: str, kind: Kind) -> str:
        if METRICS[name].kind != kind:
            raise KeyError(f"{name} is a {METRICS[name].kind}, not a {kind}")
        return name

    def _labels(self, name: str, labels: Mapping[str, str]) -> Labels:
        if unknown := labels.keys() - METRICS[name].labels:
            raise KeyError(f"{name} has no label {', '.join(sorted(unknown))}")
        return tuple(sorted(labels.items()))


def _histogram_lines(name: str, histogram: _Histogram) -> list[str]:
    rows = [f'{name}_bucket{{le="{b:g}"}} {n}' for b, n in zip(BUCKETS_S, histogram.buckets, strict=True)]
    rows.append(f'{name}_bucket{{le="+Inf"}} {histogram.count}')
    return [*rows, f"{name}_sum {histogram.total:g}", f"{name}_count {histogram.count}"]


def _shown(labels: Labels) -> str:
    if not labels:
        return ""
    escape = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n"})
    return "{" + ",".join(f'{name}="{value.translate(escape)}"' for name, value in labels) + "}"


@dataclass(frozen=True)
class Health:
    """Whether each part answers: ``Health({"database": True, "telegram": False})``."""

    parts: Mapping[str, bool]

    @property
    def ok(self) -> bool:
        """All parts answer."""
        return all(self.parts.values())

    def as_json(self) -> dict[str, object]:
        """For the health address: 200 when ok, 503 otherwise."""
        return {"ok": self.ok, "parts": dict(self.parts)}
