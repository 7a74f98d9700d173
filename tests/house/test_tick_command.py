"""relais87 tick: one pass of a job by hand; what keeps it from passing is said on one line."""

from __future__ import annotations

import asyncio
import json
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.sandbox.sandbox import Sandbox
from bot.sandbox.server import serve

TOKEN = "87:sandbox"


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installation of its own, and no Bot API server at its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    for name, value in {
        "RELAIS87_DATA": str(tmp_path / "data"), "TELEGRAM_BOT_TOKEN": TOKEN,
        "TELEGRAM_API_URL": f"http://127.0.0.1:{port}", "RELAIS87_COORDINATORS": "1",
        "RELAIS87_CONTROLLER": "Association Exemple", "RELAIS87_PRIVACY_CONTACT": "donnees@exemple.org",
        "LANG": "en_GB.UTF-8",
    }.items():  # fmt: skip
        monkeypatch.setenv(name, value)
    for name in ("DATABASE_URL", "LC_ALL", "LC_MESSAGES"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


@pytest.fixture
def server(settings: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    """A Bot API server that answers, beside the command."""
    sandbox, loop, ready = Sandbox(), asyncio.new_event_loop(), threading.Event()
    stop = asyncio.Event()

    async def answer() -> None:
        served = await serve(sandbox.app)
        monkeypatch.setenv("TELEGRAM_API_URL", served.url)
        ready.set()
        await stop.wait()
        await served.stop()

    thread = threading.Thread(target=loop.run_until_complete, args=(answer(),))
    thread.start()
    ready.wait(10)
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", sandbox.token)
    yield sandbox
    loop.call_soon_threadsafe(stop.set)
    thread.join(10)
    loop.close()


def test_without_a_bot_api_server(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tick", "tidy", "--at", "2026-06-12T09:00"]) == 2
    said = capsys.readouterr()
    assert "does not answer as a Bot API server: NetworkError." in said.err
    assert "Traceback" not in said.err
    assert said.out == "", "no counts of a pass that was not made"


def test_in_the_operator_s_language(
    settings: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "fr_FR.UTF-8")
    assert main(["tick", "tidy"]) == 2
    assert "ne répond pas comme un serveur" in capsys.readouterr().err


def test_with_a_token_that_is_refused(
    server: Sandbox, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_BOT_TOKEN", "1:refused")
    assert main(["tick", "tidy"]) == 2
    assert "refuses this token" in capsys.readouterr().err


def test_without_a_folder_to_write_to(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (settings / "data").write_text("a file where the folder would be", encoding="utf-8")
    assert main(["tick", "tidy"]) == 2
    assert "data folder cannot be written to" in capsys.readouterr().err


@pytest.mark.parametrize("asked", [["nothing"], ["tidy", "--at", "tomorrow"]])
def test_asked_wrongly(settings: Path, asked: list[str]) -> None:
    assert main(["tick", *asked]) == 2


def test_a_pass_prints_its_counts(server: Sandbox, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["tick", "tidy", "--at", "2026-06-12T09:00"]) == 0
    counts = json.loads(capsys.readouterr().out)
    assert counts["drafts"] == 0
    assert counts["log"] == 0
