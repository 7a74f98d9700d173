"""relais87 export survey: what an operator writes to a file without a chat."""

from __future__ import annotations

import asyncio
import json
from io import BytesIO
from pathlib import Path

import pytest
from openpyxl import load_workbook

from bot.cli import main
from bot.forms.xlsform import markdown_sheets, to_xform
from bot.surveys.model import Submission, Survey, SurveyState, Version
from storage.database import Database
from storage.repositories import repositories
from tests.support.ground import migrated
from tests.surveys.sent import NOW, WORKSHOPS, awa, form


@pytest.fixture
def installation(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder with one survey and Awa's answers."""
    monkeypatch.setenv("RELAIS87_DATA", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    url = f"sqlite:///{tmp_path / 'relais87.db'}"
    migrated(url)
    asyncio.run(_fill(url, tmp_path))
    return tmp_path


async def _fill(url: str, data: Path) -> None:
    database = Database(url)
    repos, filled = repositories(database, data), form()
    answers = awa(filled)
    async with database.transaction():
        await repos.form_versions.keep(
            filled.version, "workshops", to_xform(markdown_sheets(WORKSHOPS, "workshops"))
        )
        survey = Survey(
            "s1", "workshops", "Enquête : ateliers", filled.version, SurveyState.CLOSED, created_at=NOW
        )
        await repos.surveys.add(survey)
        await repos.surveys.add_version(Version("s1", filled.version, 1, "a.xlsx", NOW))
        sent = Submission(f"uuid:{answers.uuid}", "s1", filled.version, None, NOW, answers.xml)
        await repos.submissions.add(sent)
    await database.close()


@pytest.mark.parametrize("name", ["workshops", "s1", "enquete : ateliers"])
def test_by_identifier_or_title(installation: Path, name: str) -> None:
    out = installation / "answers.xlsx"
    assert main(["export", "survey", name, "--out", str(out)]) == 0
    book = load_workbook(BytesIO(out.read_bytes()))
    assert book.sheetnames[1:] == ["workshop", "guest"]
    assert book.worksheets[0]["B2"].value == '=HYPERLINK("https://exemple.org","clic")'


@pytest.mark.parametrize(("kind", "begins"), [("csv", b"PK"), ("xml", b"PK"), ("json", b"[")])
def test_in_each_format(installation: Path, kind: str, begins: bytes) -> None:
    out = installation / "answers"
    assert main(["export", "survey", "workshops", "--format", kind, "--out", str(out)]) == 0
    assert out.read_bytes().startswith(begins)
    if kind == "json":
        assert json.loads(out.read_bytes())[0]["figures/classes"] == 3


def test_with_labels_in_a_language(installation: Path) -> None:
    out = installation / "answers.xlsx"
    assert main(["export", "survey", "workshops", "--labels", "en", "--out", str(out)]) == 0
    assert load_workbook(BytesIO(out.read_bytes())).worksheets[0]["B1"].value == "Your project"


def test_a_name_that_is_none_says_which_there_are(
    installation: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", "survey", "other", "--out", str(installation / "x")]) == 2
    assert capsys.readouterr().err == "No form of that name. There are: workshops.\n"
    assert not (installation / "x").exists()


def test_a_place_that_cannot_be_written(installation: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = installation / "absent" / "answers.xlsx"
    assert main(["export", "survey", "workshops", "--out", str(out)]) == 2
    assert "cannot be written" in capsys.readouterr().err
