"""Registries walked whole, so that nothing new goes unnamed."""

from __future__ import annotations

import ast
import importlib
import inspect
from collections import Counter

import pytest

from bot.errors import Problem, all_problems
from bot.telemetry.events import EVENTS
from bot.telemetry.metrics import METRICS
from tests.house.sources import Module, called, dotted, modules

ENTRY_POINTS = {"bot.__main__", "bot.places.build"}


def our_problems() -> list[type[Problem]]:
    """Every kind of problem of the product, all its modules imported."""
    for module in modules():
        if module.name not in ENTRY_POINTS and ".migrations." not in module.name:
            importlib.import_module(module.name)
    return [
        kind for kind in all_problems() if kind.__module__.split(".")[0] in ("bot", "handlers", "storage")
    ]


def test_each_problem_has_a_code_of_its_own_and_says_when_it_happens() -> None:
    problems = our_problems()
    assert [kind.__qualname__ for kind in problems if not kind.code and not kind.__subclasses__()] == []
    codes = Counter(kind.code for kind in problems if "code" in vars(kind) and kind.code)
    assert [code for code, times in codes.items() if times > 1] == []
    assert [kind.__qualname__ for kind in problems if not inspect.getdoc(kind)] == []


def logged(module: Module) -> list[ast.Call]:
    """Calls to a log."""
    return [
        node
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in ("event", "failure")
        and dotted(node.func.value).split(".")[-1].lstrip("_") in ("log", "Log")
    ]


def test_each_log_line_is_registered() -> None:
    wrong = []
    for module in modules():
        for call in logged(module):
            name = call.args[0].value if call.args and isinstance(call.args[0], ast.Constant) else None
            fields = {keyword.arg or "**" for keyword in call.keywords}
            known = EVENTS.get(str(name))
            if known is None or not fields <= known.fields:
                wrong.append(f"{module.place}:{call.lineno}: {name} {sorted(fields)}")
    assert wrong == [], "see bot/telemetry/events.py"


def test_only_the_registered_logs_are_used() -> None:
    """No module speaks to the standard library's logging by itself."""
    direct = ("logging.getLogger", "logging.info", "logging.warning", "logging.error", "structlog.get_logger")
    found = [
        f"{module.place}:{node.lineno}"
        for module in modules()
        if module.place != "bot/telemetry/logs.py"
        for node in ast.walk(module.tree)
        if called(node) in direct
    ]
    assert found == []


@pytest.mark.parametrize("name", METRICS)
def test_each_figure_is_named_as_prometheus_wants(name: str) -> None:
    metric = METRICS[name]
    assert (metric.kind == "counter") == name.endswith("_total")
    assert (metric.kind == "histogram") == name.endswith("_seconds")
