"""Who may import whom. The contracts are in pyproject.toml; what they cannot say is said here."""

from __future__ import annotations

import ast
import subprocess
import sys

import pytest

from tests.house.sources import ROOT, Module, modules

KERNEL = {"bot.clock", "bot.ids", "bot.i18n", "bot.errors", "bot.folding"}
ROOTS = ("bot.assembly", "bot.cli", "bot.__main__")
"""They know everyone; nobody knows them."""
BEHIND_PORTS = (
    "telegram",
    "sqlmodel",
    "sqlalchemy",
    "starlette",
    "apscheduler",
    "aiohttp",
    "openpyxl",
    "pyxform",
)


def imported(module: Module) -> set[str]:
    """The modules a module imports, by their full name."""
    names: set[str] = set()
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            source = resolved(module, node)
            names |= {source, *(f"{source}.{alias.name}" for alias in node.names)}
    return names


def resolved(module: Module, node: ast.ImportFrom) -> str:
    """The full name of what ``from ... import`` imports from."""
    if not node.level:
        return node.module or ""
    package = module.name.split(".") if module.place.endswith("__init__.py") else module.name.split(".")[:-1]
    base = package[: len(package) - node.level + 1]
    return ".".join([*base, *([node.module] if node.module else [])])


def belongs(name: str, package: str) -> bool:
    """Whether a name is a package or inside it."""
    return name == package or name.startswith(package + ".")


def test_the_contracts_hold() -> None:
    checked = subprocess.run(
        [sys.executable, "-c", "from importlinter.cli import lint_imports; raise SystemExit(lint_imports())"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout[-4000:] + checked.stderr[-2000:]


def test_the_kernel_imports_the_standard_library_only() -> None:
    for module in modules("bot"):
        if module.name in KERNEL:
            outside = {name for name in imported(module) if name.split(".")[0] not in sys.stdlib_module_names}
            assert not {n for n in outside if not any(belongs(n, k) for k in KERNEL)} - {"bot"}, module.place


def test_nobody_imports_those_who_know_everyone() -> None:
    for module in modules():
        inside = any(belongs(module.name, root) for root in ROOTS)
        found = {name for name in imported(module) for root in ROOTS if belongs(name, root)}
        assert inside or not found, f"{module.place} imports {found}"


def test_actions_and_models_know_nothing_of_the_machinery() -> None:
    for module in modules("bot"):
        if module.name.split(".")[-1] in ("actions", "model", "ports", "review"):
            found = {name for name in imported(module) for library in BEHIND_PORTS if belongs(name, library)}
            assert not found, f"{module.place} imports {found}"


def test_storage_implements_ports_and_performs_no_action() -> None:
    for module in modules("storage"):
        found = {n for n in imported(module) if n.startswith("bot.") and "actions" in n.split(".")}
        assert not found, f"{module.place} imports {found}"


def test_views_are_pure() -> None:
    """A view turns a value into text and buttons: no action, no service, no waiting."""
    for module in modules("handlers"):
        if ".views." in module.name:
            found = {n for n in imported(module) if {"actions", "services"} & set(n.split("."))}
            assert not found, f"{module.place} imports {found}"
            waits = [node.lineno for node in ast.walk(module.tree) if isinstance(node, ast.AsyncFunctionDef)]
            assert not waits, f"{module.place}: a view does not wait"


@pytest.mark.parametrize("library", ["bot", "handlers", "storage"])
def test_the_product_never_imports_its_tests(library: str) -> None:
    for module in modules(library):
        assert not {name for name in imported(module) if belongs(name, "tests")}, module.place
