"""Pages made from the code are up to date, and say what they must."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from bot.docs import readme, settings_page, stale
from bot.settings import SETTINGS
from tests.house.sources import ROOT, tracked

LINK = re.compile(r"\]\((?!https?:|mailto:|#)([^)#\s]+)")
COMMAND = re.compile(r"`make ([a-z-]+)")


def test_pages_made_from_the_code_are_fresh() -> None:
    assert stale() == [], "run `make docs`"


def test_every_setting_is_documented() -> None:
    page, front = settings_page(), (ROOT / "README.md").read_text(encoding="utf-8")
    assert [s.name for s in SETTINGS if f"`{s.name}`" not in page or f"`{s.name}`" not in front] == []


def test_the_readme_keeps_what_is_around_the_table() -> None:
    text = readme("Before\n<!-- settings -->\nstale rows\n<!-- /settings -->\nAfter\n")
    assert text.startswith("Before\n<!-- settings -->\n\n| Variable")
    assert text.endswith("<!-- /settings -->\nAfter\n")
    assert "stale rows" not in text
    with pytest.raises(ValueError, match="README"):
        readme("no marks")


def pages() -> list[Path]:
    """The Markdown pages of the repository, forms left out."""
    return [path for path in tracked() if path.suffix == ".md" and not path.name.endswith(".form.md")]


def test_links_between_pages_lead_somewhere() -> None:
    broken = [
        f"{path.relative_to(ROOT)}: {link}"
        for path in pages()
        for link in LINK.findall(path.read_text(encoding="utf-8"))
        if not (path.parent / link).exists()
    ]
    assert broken == []


def test_make_targets_named_in_pages_exist() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    named = {target for path in pages() for target in COMMAND.findall(path.read_text(encoding="utf-8"))}
    assert {target for target in named if not re.search(rf"^{target}:", makefile, re.MULTILINE)} == set()
