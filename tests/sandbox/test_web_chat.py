"""The page's own API: what its people do, what it is told, who may ask."""

from __future__ import annotations

import asyncio
import json
from pathlib import Path
from typing import Any

import httpx
import pytest

from bot.sandbox import Person, Sandbox, web
from tests.sandbox.stage import Stage, inline, photo

PAGE = {"x-chat": "1"}
STATIC = Path(web.__file__).parent / "static"


async def act(http: httpx.AsyncClient, person: Person, name: str, /, **fields: Any) -> httpx.Response:
    return await http.post(f"/chat/{person.id}/{name}", json=fields, headers=PAGE)


async def test_the_page_and_its_parts_come_from_here_alone(http: httpx.AsyncClient) -> None:
    page = await http.get("/")
    assert page.status_code == 200
    assert "default-src 'self'" in page.headers["content-security-policy"]
    for name in ("app.js", "page.css", "chat.css", "words.js", "icon.svg"):
        assert (await http.get(f"/static/{name}")).status_code == 200
    assert (await http.get("/static/..%2Fweb.py")).status_code == 404
    for path in STATIC.iterdir():
        text = path.read_text(encoding="utf-8").replace("http://www.w3.org/2000/svg", "")
        assert "//cdn" not in text
        assert 'src="http' not in text
        assert "@import" not in text


def test_the_page_says_the_same_things_in_both_languages() -> None:
    text = (STATIC / "words.js").read_text(encoding="utf-8")
    french, english = text.split("\n  en: {")
    keys = [
        {
            line.split(":")[0].strip()
            for line in part.splitlines()
            if line.startswith("    ") and ': "' in line
        }
        for part in (french, english.split("\n};")[0])
    ]
    assert keys[0] == keys[1]
    assert len(keys[0]) > 50


async def test_the_state_holds_people_and_messages(http: httpx.AsyncClient, stage: Stage) -> None:
    await stage.sent(text="<b>Bonjour</b>", parse_mode="HTML", reply_markup=inline("Oui"))
    state = (await http.get("/chat/state")).json()
    (awa,) = state["people"]
    assert (awa["name"], awa["language"], awa["started"], awa["rtl"]) == ("Awa", "fr", True, False)
    hello, bonjour = state["messages"][str(stage.awa.id)]
    assert (hello["mine"], bonjour["mine"]) == (True, False)
    assert bonjour["content"]["entities"][0]["type"] == "bold"
    assert bonjour["rows"][0][0]["text"] == "Oui"
    assert stage.sandbox.token not in json.dumps(state)


async def test_people_write_tap_and_edit(http: httpx.AsyncClient, stage: Stage) -> None:
    await act(http, stage.awa, "say", text="Bonjour")
    mine = stage.awa.messages[-1]
    await act(http, stage.awa, "edit", message=mine.message.id, text="Bonsoir")
    message = await stage.sent(reply_markup=inline("Oui"))
    tapped = await act(http, stage.awa, "tap", message=message, row=0, column=0)
    kinds = [update.kind for update in stage.sandbox.updates.pending]
    assert kinds == ["message", "message", "edited_message", "callback_query"]
    assert tapped.json()["press"] == stage.sandbox.updates.pending[-1].content["id"]
    assert (await act(http, stage.awa, "tap", message=message, row=3, column=0)).status_code == 400
    assert (await act(http, stage.awa, "edit", message=message, text="?")).status_code == 400
    assert (await act(http, stage.awa, "edit")).status_code == 400
    assert (await act(http, stage.awa, "dance")).status_code == 404


async def test_files_are_uploaded_and_shown(http: httpx.AsyncClient, stage: Stage) -> None:
    url = f"/chat/{stage.awa.id}/upload"
    files = [("file", ("a.jpg", photo(), "image/jpeg")), ("file", ("b.jpg", photo(), "image/jpeg"))]
    answer = await http.post(url, data={"as": "photo", "caption": "Deux"}, files=files, headers=PAGE)
    assert answer.json() == {"ok": True}
    first, second = stage.awa.messages[-2:]
    assert first.message.extra["media_group_id"] == second.message.extra["media_group_id"]
    shown = await http.get(f"/chat/files/{first.content['photo'][-1]['file_id']}")
    assert (shown.headers["content-type"], shown.content[:3]) == ("image/jpeg", b"\xff\xd8\xff")
    bad = await http.post(url, data={"as": "photo"}, files={"file": ("a.jpg", b"no")}, headers=PAGE)
    assert bad.status_code == 400
    page = {"file": ("page.html", b"<script>alert(1)</script>", "text/html")}
    await http.post(url, data={"as": "document"}, files=page, headers=PAGE)
    served = await http.get(f"/chat/files/{stage.awa.messages[-1].content['document']['file_id']}")
    assert served.headers["content-disposition"].startswith("attachment")
    assert served.headers["content-type"] == "application/octet-stream"


async def test_someone_with_a_phone_in_arabic_joins(http: httpx.AsyncClient, sandbox: Sandbox) -> None:
    joined = await http.post("/chat/people", json={"name": "نور", "language": "ar"}, headers=PAGE)
    assert joined.json()["rtl"] is True
    assert (await http.post("/chat/people", json={"name": " "}, headers=PAGE)).status_code == 400


async def test_blocking_restarting_and_links(http: httpx.AsyncClient, stage: Stage) -> None:
    await act(http, stage.awa, "block")
    assert (await http.get("/chat/state")).json()["people"][0]["blocked"]
    await act(http, stage.awa, "unblock")
    await act(http, stage.awa, "restart")
    assert stage.awa.messages == []
    await act(http, stage.awa, "start", payload="kit")
    assert stage.awa.messages[-1].text == "/start kit"
    await act(http, stage.awa, "location", latitude=48.93, longitude=2.35)
    await act(http, stage.awa, "sticker", emoji="👍")
    await act(http, stage.awa, "contact", phone="+33639980000", name="Awa")
    assert [next(iter(seen.content)) for seen in stage.awa.messages[-3:]] == [
        "location",
        "sticker",
        "contact",
    ]


async def test_an_inline_search_waits_for_the_bot(http: httpx.AsyncClient, stage: Stage) -> None:
    asked = asyncio.create_task(act(http, stage.awa, "inline", query="cacao"))
    await asyncio.sleep(0.05)
    question = next(reversed(stage.sandbox.world.questions.values()))
    article = {
        "type": "article",
        "id": "1",
        "title": "1.1.A",
        "input_message_content": {"message_text": "Cacao"},
    }
    await stage.ok("answerInlineQuery", inline_query_id=question.id, results=[article])
    found = (await asked).json()
    assert found["results"] == [{"id": "1", "title": "1.1.A", "description": ""}]
    await act(http, stage.awa, "pick", question=found["id"], result="1")
    assert stage.awa.messages[-1].text == "Cacao"
    assert (await act(http, stage.awa, "pick", question=found["id"], result="2")).status_code == 400


async def test_the_stream_tells_what_happens(stage: Stage) -> None:
    stream = stage.sandbox.web._stream()
    told = []

    async def tell() -> dict[str, Any]:
        told.append(json.loads((await anext(stream)).decode().removeprefix("data: ")))
        return dict(told[-1])

    assert (await tell())["type"] == "now"
    message = await stage.sent(text="Oui ?", reply_markup=inline("Oui"))
    assert (await tell())["message"]["content"]["text"] == "Oui ?"
    await stage.ok("sendChatAction", chat_id=stage.awa.id, action="typing")
    assert (await tell())["action"] == "typing"
    await stage.awa.taps("Oui")
    press = (await tell())["press"]
    await stage.ok("answerCallbackQuery", callback_query_id=press, text="Noté")
    assert {"type": "toast", "press": press, "text": "Noté"}.items() <= (await tell()).items()
    await stage.ok("editMessageText", chat_id=stage.awa.id, message_id=message, text="Merci")
    assert (await tell())["message"]["edited"] is True
    await stage.ok("deleteMessage", chat_id=stage.awa.id, message_id=message)
    assert (await tell()) == {"type": "delete", "chat": stage.awa.id, "id": message}
    await stage.ok("setMyCommands", commands=[{"command": "aide", "description": "Aide"}])
    assert (await tell())["people"][0]["commands"][0]["command"] == "aide"
    await stage.awa.blocks_the_bot()
    assert (await tell())["person"]["blocked"] is True
    await stream.aclose()
    assert not stage.sandbox.web._readers


@pytest.mark.parametrize("host", ["evil.example", "evil.example:8187", "127.0.0.1.evil.example"])
async def test_another_name_for_this_machine_gets_nothing(host: str, http: httpx.AsyncClient) -> None:
    assert (await http.get("/chat/state", headers={"host": host})).status_code == 421


async def test_another_site_open_in_the_browser_gets_nothing(http: httpx.AsyncClient, awa: Person) -> None:
    assert (await http.post(f"/chat/{awa.id}/say", json={"text": "Bonjour"})).status_code == 403
    assert (await http.post("/chat/1/say", json={"text": "Bonjour"}, headers=PAGE)).status_code == 400
