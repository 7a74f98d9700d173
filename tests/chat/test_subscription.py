"""The calendar to subscribe to, over HTTP, as phones ask for it; and /calendrier, that tells where it is."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import httpx
import pytest
from icalendar import Calendar
from telegram.request import HTTPXRequest

from bot.assembly import prepare_storage
from bot.cli.stage import staged
from bot.clock import SetClock
from bot.ids import CountingIds
from bot.sandbox.inprocess import InProcess
from bot.sandbox.sandbox import Sandbox
from handlers.web.app import web_app
from tests.chat.conftest import NOW, Scene, settings_of
from tests.chat.golden import does, screen
from tests.chat.steps import awa_signs_up, claire_signs_up
from tests.chat.test_events import FESTIVAL
from tests.support.ground import migrated

OURS = ("[Passer]", "15:00", "L'Île-Saint-Denis", "[Passer]", "[Passer]", "[Notre organisation seule]")


async def nothing(_: object) -> None:
    raise AssertionError("no update comes this way here")


@pytest.fixture
async def online(tmp_path: Path) -> AsyncIterator[Scene]:
    """The stage of a bot that runs with a webhook."""
    clock = SetClock(NOW)
    sandbox = Sandbox(clock)
    awa, marc, claire = sandbox.three_people()
    settings = replace(settings_of(tmp_path, claire.id), webhook_url="https://bot.exemple.org/hook")
    migrated(settings.database_url)
    prepare_storage(settings)
    request = HTTPXRequest(httpx_kwargs={"transport": InProcess(sandbox.app)})
    async with staged(settings, sandbox, clock, CountingIds(), request) as stage:
        yield Scene(awa, marc, claire, sandbox, stage.relais, clock)
    assert not sandbox.journal.violations, sandbox.journal.violations


@pytest.fixture
async def client(online: Scene) -> AsyncIterator[httpx.AsyncClient]:
    """A calendar application."""
    relais = online.relais
    app = web_app(
        nothing, "secret", "/hook", health=relais.health, figures=relais.figures, agenda=relais.feeds
    )
    transport = httpx.ASGITransport(app)
    async with httpx.AsyncClient(transport=transport, base_url="https://bot.exemple.org") as found:
        yield found


async def test_calendrier_tells_the_address_and_it_answers(online: Scene, client: httpx.AsyncClient) -> None:
    said = await does(online.awa, "/calendrier")
    assert "Il ne change pas de lui-même" in said
    assert "abonnez votre calendrier à cette adresse : https://bot.exemple.org/agenda/fr.ics" in said
    before = await online.rows()
    answer = await client.get("https://bot.exemple.org/agenda/fr.ics")
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "text/calendar;charset=utf-8"
    summaries = [str(one["SUMMARY"]) for one in Calendar.from_ical(answer.content).walk("VEVENT")]
    assert "Journée mondiale de la lutte contre la traite d'êtres humains" in summaries
    assert await online.rows() == before, "nothing is kept of who reads"


async def test_without_a_webhook_the_file_must_be_taken_again(scene: Scene) -> None:
    said = await does(scene.awa, "/calendrier")
    assert "Il ne change pas de lui-même" in said
    assert "abonnez" not in said


async def test_who_has_it_is_not_sent_it_again(online: Scene, client: httpx.AsyncClient) -> None:
    first = await client.get("/agenda/fr.ics")
    tag, date = first.headers["etag"], first.headers["last-modified"]
    for headers in (
        {"If-None-Match": tag}, {"If-None-Match": f'"other", W/{tag}'}, {"If-None-Match": "*"},
        {"If-Modified-Since": date},
    ):  # fmt: skip
        again = await client.get("/agenda/fr.ics", headers=headers)
        assert (again.status_code, again.content) == (304, b""), headers
        assert again.headers["etag"] == tag
    for headers in (
        {"If-None-Match": '"other"'}, {"If-None-Match": '"other"', "If-Modified-Since": date},
        {"If-Modified-Since": "Mon, 01 Jan 2024 00:00:00 GMT"}, {"If-Modified-Since": "yesterday"},
    ):  # fmt: skip
        assert (await client.get("/agenda/fr.ics", headers=headers)).status_code == 200, headers
    head = await client.head("/agenda/fr.ics")
    assert (head.status_code, head.content, head.headers["etag"]) == (200, b"", tag)


async def test_what_coordinators_change_reaches_subscribers(online: Scene, client: httpx.AsyncClient) -> None:
    first = await client.get("/agenda/fr.ics")
    await claire_signs_up(online.claire)
    await does(online.claire, "/fixerdate journee-30-juillet", "3 août 2026", "[Passer]")
    online.clock.instant += timedelta(minutes=2)
    second = await client.get("/agenda/fr.ics", headers={"If-None-Match": first.headers["etag"]})
    assert second.status_code == 200
    uid = "journee-30-juillet-2026.1@relais87.invalid"
    moved = [one for one in Calendar.from_ical(second.content).walk("VEVENT") if one["UID"] == uid]
    assert [one["DTSTART"].dt.isoformat() for one in moved] == ["2026-08-03"]
    hour = second.headers["last-modified"]
    assert hour != first.headers["last-modified"]


async def test_nothing_of_organisations_and_people_is_in_it(online: Scene, client: httpx.AsyncClient) -> None:
    await awa_signs_up(online.awa)
    await does(
        online.awa, *(part.replace("20 juillet", "21 juillet") for part in FESTIVAL), *OURS, "[Envoyer]"
    )
    assert "Festival des quais" in await does(online.awa, "/agenda juillet 93")
    answer = await client.get("/agenda/fr.ics")
    assert "Festival" not in answer.text
    assert "Ghett" not in answer.text
    await does(online.awa, "/calendrier")
    assert "pas vos propres événements" in screen(online.awa)


@pytest.mark.parametrize(
    "path", ["/agenda/xx.ics", "/agenda/.ics", "/agenda/fr", "/agenda/..%2Ffr.ics", "/agenda/FR.ics"]
)
async def test_what_is_not_there(online: Scene, client: httpx.AsyncClient, path: str) -> None:
    assert (await client.get(path)).status_code == 404


async def test_it_is_only_read(online: Scene, client: httpx.AsyncClient) -> None:
    assert (await client.post("/agenda/fr.ics")).status_code == 405
