"""relais87 kits: the catalogue edited from the server's command line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.kits.catalogue import lay_over

NEW = """[[kit]]
id = "K31"
state = "ready"
label = { fr = "Affiche" }
for_whom = { fr = "Saisonniers" }
format = { fr = "Affiche A3" }
makers = ["ccem"]
sources = ["page"]
"""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """An installation of its own."""
    monkeypatch.setenv("RELAIS87_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    yield tmp_path
    lay_over(())


def test_in_out_and_in_again(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file, out = folder / "new.toml", folder / "all.xlsx"
    file.write_text(NEW, encoding="utf-8")
    assert main(["kits", "import", str(file), "--dry-run"]) == 0
    assert main(["kits", "import", str(file)]) == 0
    assert capsys.readouterr().out.count("New: 1. Changed: 0.") == 2, "a dry run leaves it new"
    assert main(["kits", "export", "--format", "xlsx", "--out", str(out)]) == 0
    assert main(["kits", "import", str(out)]) == 0
    assert "New: 0. Changed: 0. Unchanged: 31. Refused: 0." in capsys.readouterr().out


def test_refused_line_by_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = folder / "bad.toml"
    file.write_text(NEW + NEW.replace("K31", "K32").replace('["ccem"]', '["Acme"]'), encoding="utf-8")
    assert main(["kits", "import", str(file)]) == 1
    assert "line 9: K32: The directory knows no organisation “Acme”." in capsys.readouterr().out
    file.write_text(NEW, encoding="utf-8")
    assert main(["kits", "import", str(file)]) == 0
    assert "New: 1." in capsys.readouterr().out, "nothing of the refused file was applied"


def test_files_that_are_not_there(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["kits", "import", str(folder / "none.toml")]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert main(["kits", "export", "--out", str(folder / "no" / "where.toml")]) == 2
