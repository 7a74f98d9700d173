"""What the repository may hold."""

from __future__ import annotations

import ast
import re
import tomllib
from importlib.metadata import distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from packaging.version import Version

from tests.house.sources import ROOT, modules, tracked

LONGEST = 400
LONGER: dict[str, str] = {
    "bot/sandbox/limits.py": "one registry of Telegram's limits, an entry after the other",
}
"""Files that may be longer than 400 lines, and why."""

BINARY = {".gz", ".png", ".jpg", ".jpeg", ".pdf", ".xlsx", ".xls", ".ttf", ".otf", ".ico", ".webp"}
DATA = {".toml", ".json", ".jsonl", ".csv", ".tsv", ".gz", ".xlsx"}
# Written in pieces, so that this very file passes.
MACHINE_PATHS = re.compile(r"(?<![\w.])/(wo" + r"rk|ro" + r"ot/\.\w+|ho" + r"me/\w+|Us" + r"ers/\w+)/")
REGISTRIES = re.compile(
    r"https?://[^ \"]+\.(whl|tgz)|https?://[^ \"]+/simple/?(\"|$| )|index"
    + r"-url|files\.python"
    + r"hosted",
    re.MULTILINE,
)


def text_files() -> list[Path]:
    """Tracked files that are text."""
    return [path for path in tracked() if path.suffix not in BINARY]


def test_no_file_of_the_product_is_longer_than_a_person_reads_at_once() -> None:
    long = {m.place: lines for m in modules() if (lines := m.text.count("\n")) > LONGEST}
    assert long.keys() <= LONGER.keys(), {place: n for place, n in long.items() if place not in LONGER}


@pytest.mark.parametrize(
    "pattern", [MACHINE_PATHS, REGISTRIES], ids=["paths of a machine", "package registries"]
)
def test_no_tracked_file_names(pattern: re.Pattern[str]) -> None:
    found = [
        f"{path.relative_to(ROOT)}: {match.group()}"
        for path in text_files()
        for match in pattern.finditer(path.read_text(encoding="utf-8"))
    ]
    assert found == []


def test_the_patterns_see_what_they_should() -> None:
    assert MACHINE_PATHS.search("cd " + "/wo" + "rk/main/bot")
    assert REGISTRIES.search('"https://example.org/' + 'simple/"')
    assert REGISTRIES.search("https://example.org/a/b-1.0-py3-none-any" + ".whl")
    assert not MACHINE_PATHS.search("see https://example.org" + "/wo" + "rk/main")


def licence_of(path: Path) -> str:
    """What a data file, or the licence file beside it, says of its licence and its source."""
    head = ""
    if path.suffix not in BINARY:
        lines = path.read_text(encoding="utf-8").splitlines()
        head = "\n".join(
            line for line in lines[:30] if line.lstrip().startswith(("#", "//", '"licence', '"source'))
        )
    beside = [
        path.with_name(path.name + ".licence"),
        path.with_name("LICENCE.txt"),
        path.with_name("LICENCE.md"),
    ]
    texts = [other.read_text(encoding="utf-8") for other in beside if other.exists()]
    return "\n".join([head, *(text for text in texts if path.name in text)])


def test_every_data_file_says_its_licence_and_its_source() -> None:
    poor = []
    for path in tracked():
        if path.suffix in DATA and path.relative_to(ROOT).parts[0] in (
            "bot",
            "handlers",
            "storage",
            "locales",
        ):
            said = licence_of(path).casefold()
            ours = any(
                word in said for word in ("as the project", "as the rest of the project", "for the project")
            )
            if "licen" not in said or not (ours or "source" in said or "wording" in said):
                poor.append(path.relative_to(ROOT).as_posix())
    assert poor == []


def locked(name: str) -> dict[str, Version]:
    """Each package of a lock file with its version; every one is pinned and hashed."""
    text = (ROOT / name).read_text(encoding="utf-8")
    assert "://" not in text, "a lock file names no host"
    pins: dict[str, Version] = {}
    for block in re.split(r"\n(?=\S)", text):
        match = re.match(r"([A-Za-z0-9._-]+)==([^ ;\\]+)", block)
        assert match, f"{name}: not pinned: {block[:60]!r}"
        assert "--hash=sha256:" in block, f"{name}: {match.group(1)} has no hash"
        pins[canonicalize_name(match.group(1))] = Version(match.group(2))
    return pins


def wanted(*groups: str) -> list[Requirement]:
    """What pyproject.toml asks for."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    lines = list(project["project"]["dependencies"])
    for group in groups:
        lines += [line for line in project["dependency-groups"][group] if isinstance(line, str)]
    return [Requirement(line) for line in lines]


@pytest.mark.parametrize(
    ("name", "groups"),
    [("requirements.lock", ("build",)), ("requirements-dev.lock", ("build", "dev"))],
)
def test_lock_files_are_fresh(name: str, groups: tuple[str, ...]) -> None:
    pins = locked(name)
    for requirement in wanted(*groups):
        version = pins.get(canonicalize_name(requirement.name))
        assert version is not None, f"{requirement.name} is not in {name}: run `make lock`"
        assert version in requirement.specifier, f"{requirement} is not what {name} has: run `make lock`"


def test_both_lock_files_agree() -> None:
    ours, development = locked("requirements.lock"), locked("requirements-dev.lock")
    assert {name: version for name, version in ours.items() if development.get(name) != version} == {}


def test_what_is_installed_is_what_is_locked() -> None:
    """The tests run on the versions that people get."""
    pins = locked("requirements-dev.lock")
    there = {canonicalize_name(d.metadata["Name"]): Version(d.version) for d in distributions()}
    assert {name: there[name] for name in pins.keys() & there.keys() if there[name] != pins[name]} == {}


def test_packages_have_a_door() -> None:
    """Every folder of code is a package that says what it is."""
    for module in modules():
        folder = (ROOT / module.place).parent
        assert (folder / "__init__.py").exists(), f"{folder.relative_to(ROOT)} has no __init__.py"


def test_every_module_says_what_it_is_for() -> None:
    silent = [m.place for m in modules() if m.text.strip() and not ast.get_docstring(m.tree)]
    assert silent == []
