"""Answers on their way to another server: rows that wait, attempts, what coordinators see and can do."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from telegram.request import HTTPXRequest

from bot.assembly import jobs_of, prepare_storage
from bot.cli.stage import staged
from bot.clock import PARIS, SetClock
from bot.ids import CountingIds
from bot.sandbox.inprocess import InProcess
from bot.sandbox.sandbox import Sandbox
from bot.surveys.passing import LONGEST_PAUSE, pause
from bot.surveys.ports import Delivered
from bot.telemetry import configure
from tests.chat.conftest import Scene, settings_of
from tests.chat.golden import does, screen, tap
from tests.chat.steps import awa_signs_up, claire_signs_up
from tests.support.ground import migrated
from tests.surveys.openrosa_server import PASSWORD, USER, Server, serving

NOW = datetime(2026, 6, 20, 10, 0, tzinfo=PARIS)
FORM = b"""
| survey |
| | type | name | label |
| | text | need | Votre besoin ? |
| | image | picture | Une photo ? |
| settings |
| | form_title | form_id |
| | Besoins | needs |
"""


@pytest.fixture
async def server() -> AsyncIterator[Server]:
    """A server that takes answers, with Digest."""
    async with serving(Server()) as running:
        yield running


@pytest.fixture
async def scene(tmp_path: Path, server: Server, forms_read_once: None) -> AsyncIterator[Scene]:
    """The stage of chat tests, its bot passing answers on to that server."""
    configure("info", strict=True)
    clock = SetClock(NOW)
    sandbox = Sandbox(clock)
    awa, marc, claire = sandbox.three_people()
    settings = replace(
        settings_of(tmp_path, claire.id),
        openrosa_url=server.url, openrosa_user=USER, openrosa_password=PASSWORD,
    )  # fmt: skip
    migrated(settings.database_url)
    prepare_storage(settings)
    request = HTTPXRequest(httpx_kwargs={"transport": InProcess(sandbox.app)})
    async with staged(settings, sandbox, clock, CountingIds(), request) as stage:
        yield Scene(awa, marc, claire, sandbox, stage.relais, clock)


async def sent(scene: Scene, *needs: str) -> None:
    """Claire's form is open to all; Awa sends some answers."""
    await claire_signs_up(scene.claire)
    await awa_signs_up(scene.awa)
    await scene.claire.sends_document("besoins.md", FORM)
    await does(scene.claire, "[🎯 À qui il s'adresse]", "[Passer]", "[Passer]", "[Passer]", "30 juin")
    await tap(scene.claire, "▶️ L'ouvrir")
    for need in needs:
        await does(scene.awa, "/menu", "[📋 Besoins]", need, "[Passer]", "[Envoyer]")
        assert screen(scene.awa).startswith("Envoyé.")


async def passes(scene: Scene) -> dict[str, int]:
    """One pass of the periodic job."""
    return dict(await jobs_of(scene.relais).forward())


async def test_answers_reach_the_server_once(scene: Scene, server: Server) -> None:
    await sent(scene, "des kits", "un intervenant")
    assert await passes(scene) == {"taken": 2}
    assert await passes(scene) == {}
    assert len(server.held) == 2
    assert all("<need>" in xml and 'id="needs"' in xml for xml in server.held.values())
    seen = await does(scene.claire, "/formulaires", "[Besoins]")
    assert "Sur l'autre serveur : 2. En chemin : 0. Refusées : 0." in seen


async def test_a_photo_goes_with_its_answers(scene: Scene, server: Server) -> None:
    await sent(scene)
    await does(scene.awa, "/menu", "[📋 Besoins]", "des kits")
    await scene.awa.sends_photo(picture())
    await tap(scene.awa, "Envoyer")
    assert screen(scene.awa).startswith("Envoyé."), screen(scene.awa)
    assert await passes(scene) == {"taken": 1}
    ((instance, files),) = server.media.items()
    ((name, content),) = files.items()
    assert f"<picture>{name}</picture>" in server.held[instance]
    assert content.startswith(b"\xff\xd8")


def picture() -> bytes:
    """A small JPEG."""
    from io import BytesIO

    from PIL import Image

    out = BytesIO()
    Image.new("RGB", (40, 30), "navy").save(out, "JPEG")
    return out.getvalue()


async def test_a_server_that_fails_is_tried_again_later_and_later(scene: Scene, server: Server) -> None:
    server.faults = ["500", "503 later", "cut"]
    await sent(scene, "des kits")
    assert await passes(scene) == {"later": 1}
    assert await passes(scene) == {}, "not before a minute"
    scene.clock.advance(minutes=1)
    assert await passes(scene) == {"later": 1}
    scene.clock.advance(minutes=1)
    assert await passes(scene) == {}, "not before two"
    scene.clock.advance(minutes=1)
    assert await passes(scene) == {"later": 1}, "cut: nobody knows"
    assert "En chemin : 1." in await does(scene.claire, "/formulaires", "[Besoins]")
    scene.clock.advance(minutes=4)
    assert await passes(scene) == {"taken": 1}
    assert len(server.held) == 1, "and it is there once"


async def test_what_is_refused_is_shown_and_may_be_tried_again(scene: Scene, server: Server) -> None:
    server.faults = ["404"]
    await sent(scene, "des kits")
    assert await passes(scene) == {"refused": 1}
    scene.clock.advance(days=1)
    assert await passes(scene) == {}
    seen = await does(scene.claire, "/formulaires", "[Besoins]")
    assert "Refusées : 1.\nIl a répondu : 404 the form is not here" in seen
    await tap(scene.claire, "Réessayer ce qui a été refusé")
    assert await passes(scene) == {"taken": 1}
    assert "Sur l'autre serveur : 1." in await does(scene.claire, "/formulaires", "[Besoins]")


async def test_a_process_killed_while_it_gives_leaves_a_claim_that_comes_back(
    scene: Scene, server: Server
) -> None:
    await sent(scene, "des kits")
    async with scene.relais.database.transaction():
        await scene.relais.repositories.submissions.claim(scene.clock.now(), 1)
    assert await passes(scene) == {}
    scene.clock.advance(minutes=11)
    assert await passes(scene) == {"taken": 1}


def test_the_pause_doubles_up_to_six_hours_and_heeds_the_server() -> None:
    waits = [pause(attempt, Delivered(False, again=True)) for attempt in (1, 2, 5, 30)]
    assert waits == [timedelta(minutes=1), timedelta(minutes=2), timedelta(minutes=16), LONGEST_PAUSE]
    assert pause(1, Delivered(False, again=True, wait=600)) == timedelta(minutes=10)
    assert pause(1, Delivered(False, again=True, wait=10**9)) == timedelta(days=1)
