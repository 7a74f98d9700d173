"""The house's own files, for the tests that read them."""

from __future__ import annotations

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "storage")


@dataclass(frozen=True)
class Module:
    """One Python file: where it is, its text, its tree."""

    place: str
    text: str

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @property
    def name(self) -> str:
        """Its dotted name."""
        return self.place.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


@lru_cache
def modules(*rooms: str) -> tuple[Module, ...]:
    """The Python files of some rooms (all by default), in order."""
    paths = sorted(path for room in rooms or ROOMS for path in (ROOT / room).rglob("*.py"))
    return tuple(Module(p.relative_to(ROOT).as_posix(), p.read_text(encoding="utf-8")) for p in paths)


@lru_cache
def tracked() -> tuple[Path, ...]:
    """What git keeps; without a repository (an archive of the sources), every file that is not made."""
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=False)
    if listed.returncode == 0:
        names = listed.stdout.decode().split("\0")
        return tuple(path for name in names if name and (path := ROOT / name).is_file())
    made = {".venv", ".git", "__pycache__", ".mypy_cache", ".ruff_cache", ".pytest_cache", "data", "build"}
    return tuple(p for p in ROOT.rglob("*") if p.is_file() and not made & set(p.relative_to(ROOT).parts))


def parents(tree: ast.AST) -> dict[ast.AST, ast.AST]:
    """Each node's parent."""
    return {child: node for node in ast.walk(tree) for child in ast.iter_child_nodes(node)}


def above(node: ast.AST, of: dict[ast.AST, ast.AST]) -> Iterator[ast.AST]:
    """A node's parent, its parent's parent, and so on."""
    while node in of:
        node = of[node]
        yield node


def called(node: ast.AST) -> str:
    """The dotted name a call calls (``re.compile``), empty when it is not that simple."""
    if not isinstance(node, ast.Call):
        return ""
    return dotted(node.func)


def dotted(node: ast.AST) -> str:
    """``a.b.c`` of a chain of names, ``.c`` of an attribute of something computed, else empty."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{dotted(node.value)}.{node.attr}"
    return ""
