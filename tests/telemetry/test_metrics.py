"""Counters in Prometheus' text format."""

from __future__ import annotations

import re

import pytest

from bot.telemetry import Health, Metrics
from bot.telemetry.metrics import METRICS

LINE = re.compile(r'[a-z0-9_]+(\{[a-z]+="[^"]*"(,[a-z]+="[^"]*")*\})? [0-9.e+-]+')


def test_figures_are_shown_as_prometheus_reads_them() -> None:
    metrics = Metrics()
    metrics.count("updates_total", kind="tap")
    metrics.count("updates_total", by=2, kind="tap")
    metrics.set("replies_waiting", 4)
    metrics.observe("update_seconds", 0.03)
    metrics.observe("update_seconds", 60)
    shown = metrics.render()
    assert 'relais87_updates_total{kind="tap"} 3' in shown
    assert "relais87_replies_waiting 4" in shown
    assert 'relais87_update_seconds_bucket{le="0.025"} 0' in shown
    assert 'relais87_update_seconds_bucket{le="0.05"} 1' in shown
    assert 'relais87_update_seconds_bucket{le="+Inf"} 2' in shown
    assert all(LINE.fullmatch(line) for line in shown.splitlines() if not line.startswith("#"))
    assert metrics.value("updates_total", kind="tap") == 3


def test_what_is_not_registered_is_a_fault() -> None:
    metrics = Metrics()
    with pytest.raises(KeyError):
        metrics.count("members_named_awa_total")
    with pytest.raises(KeyError):
        metrics.count("updates_total", who="awa")
    with pytest.raises(KeyError):
        metrics.count("replies_waiting")


def test_each_metric_has_a_meaning() -> None:
    assert all(metric.meaning.endswith(".") for metric in METRICS.values())


def test_health_is_as_good_as_its_worst_part() -> None:
    assert Health({"database": True, "telegram": True}).ok
    ill = Health({"database": True, "telegram": False})
    assert ill.as_json() == {"ok": False, "parts": {"database": True, "telegram": False}}
