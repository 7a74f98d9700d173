"""The doctor looks, tells, and changes nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.catalogues import translator
from bot.clock import SetClock
from bot.doctor import Finding, Level, Probes, diagnose
from bot.settings import Settings

TOKEN = "123456789:" + "AAbbCCddEEffGGhhIIjjKKllMMnnOOppQQr"
NOW = SetClock(datetime(2026, 11, 20, 9, 0, tzinfo=UTC))


def no_answer(_url: str) -> str:
    raise ConnectionRefusedError("postgresql://relais87:hidden@db/relais87")


def no_network(_settings: Settings) -> str:
    raise TimeoutError


WELL = Probes(database=lambda url: "a1b2c3", card_lacks=lambda: [], stale_numbers=lambda now: [])


@pytest.fixture
def environ(tmp_path: Path) -> dict[str, str]:
    """A complete installation."""
    return {
        "TELEGRAM_BOT_TOKEN": TOKEN,
        "RELAIS87_DATA": str(tmp_path / "data"),
        "RELAIS87_COORDINATORS": "70000001",
        "RELAIS87_CONTROLLER": "Association Exemple",
        "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
    }


def told(findings: list[Finding], level: Level) -> str:
    """What was found at a level, as the operator reads it."""
    english = translator("en")
    return "\n".join(english(finding.text) for finding in findings if finding.level is level)


def found(environ: Mapping[str, str], level: Level, clock: SetClock = NOW, **probes: object) -> str:
    return told(diagnose(environ, replace(WELL, **probes), clock), level)  # type: ignore[arg-type]


def test_a_sound_installation(environ: dict[str, str]) -> None:
    findings = diagnose(environ, WELL, NOW)
    assert told(findings, Level.ERROR) == ""
    good = told(findings, Level.OK)
    assert "TELEGRAM_BOT_TOKEN is set (not shown)" in good
    assert "RELAIS87_CONTROLLER is Association Exemple" in good
    assert "at revision a1b2c3" in good
    assert "The emergency card is complete." in good
    assert "The clock says November 20, 2026, 10:00" in good
    assert TOKEN not in good
    assert list(Path(environ["RELAIS87_DATA"]).iterdir()) == [], "nothing is left behind"


def test_nothing_set_says_what_is_missing_and_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    findings = diagnose({}, WELL, NOW)
    assert "TELEGRAM_BOT_TOKEN is missing" in told(findings, Level.ERROR)
    assert "The database (sqlite) answers" in told(findings, Level.OK)


def test_a_folder_that_cannot_be_written_to(environ: dict[str, str], tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder")
    assert "cannot be written to" in found(
        environ | {"RELAIS87_DATA": str(tmp_path / "file" / "data")}, Level.ERROR
    )


def test_a_disk_almost_full(environ: dict[str, str]) -> None:
    assert "12 MB are free" in found(environ, Level.WARNING, free_bytes=lambda path: 12_000_000)


def test_a_database_that_does_not_answer_without_its_password(environ: dict[str, str]) -> None:
    told = found(environ, Level.ERROR, database=no_answer)
    assert "does not answer (ConnectionRefusedError)" in told
    assert "hidden" not in told


def test_the_bot_api_when_asked(environ: dict[str, str]) -> None:
    assert "does not answer (TimeoutError)" in found(environ, Level.ERROR, telegram=no_network)
    assert "knows this bot as @relais87" in found(environ, Level.OK, telegram=lambda settings: "@relais87")


def test_an_emergency_card_without_114(environ: dict[str, str]) -> None:
    assert "lacks 114" in found(environ, Level.ERROR, card_lacks=lambda: ["114"])


def test_numbers_to_check_again(environ: dict[str, str]) -> None:
    assert "2 numbers" in found(environ, Level.WARNING, stale_numbers=lambda now: ["3919", "119"])


def test_a_clock_before_this_version(environ: dict[str, str]) -> None:
    assert "clock is wrong" in found(environ, Level.ERROR, clock=SetClock(datetime(1970, 1, 1, tzinfo=UTC)))


def test_a_name_typed_wrong_and_no_coordinator(environ: dict[str, str]) -> None:
    environ["RELAIS87_COORDINATOR"] = environ.pop("RELAIS87_COORDINATORS")
    warned = found(environ, Level.WARNING)
    assert "RELAIS87_COORDINATOR means nothing here" in warned
    assert "Nobody is a coordinator yet" in warned


def test_a_bot_api_without_encryption(environ: dict[str, str]) -> None:
    assert "without encryption" in found(
        environ | {"TELEGRAM_API_URL": "http://10.0.0.5:8081"}, Level.WARNING
    )
