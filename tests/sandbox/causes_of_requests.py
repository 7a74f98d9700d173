"""Ways to meet the limits of requests, chats, updates, profile and flood."""

from __future__ import annotations

import asyncio
from typing import Any

from bot.sandbox.limits import value
from tests.sandbox.stage import Stage, causes_in

Body = dict[str, Any]


async def unauthorized(stage: Stage) -> Body:
    return (await stage.http.post("/bot87:somebody-else/getMe")).json()


async def method_unknown(stage: Stage) -> Body:
    assert (await stage.ok("GETME"))["is_bot"]
    return await stage.no("sendTelepathy", chat_id=stage.awa.id)


async def logged_out(stage: Stage) -> Body:
    await stage.ok("logOut")
    return await stage.no("getMe")


async def body_unreadable(stage: Stage) -> Body:
    url = f"/bot{stage.sandbox.token}/getMe"
    for kind, body in (
        ("application/json", b"[1]"),
        ("text/plain", b"hello"),
        ("multipart/form-data; boundary=x", b"--x\r\nnothing"),
    ):
        answer = await stage.http.post(url, content=body, headers={"content-type": kind})
        assert answer.json()["description"].startswith("Bad Request: can't parse the request")
    answer = await stage.http.post(url, content=b"{", headers={"content-type": "application/json"})
    return answer.json()


async def parameter_unknown(stage: Stage) -> Body:
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="Bonjour", colour="red")


async def parameter_repeated(stage: Stage) -> Body:
    return (await stage.http.get(f"/bot{stage.sandbox.token}/getUpdates?limit=1&limit=2")).json()


async def parameter_required(stage: Stage) -> Body:
    return await stage.no("deleteMessage", chat_id=stage.awa.id)


async def parameter_type(stage: Stage) -> Body:
    await stage.sent(disable_notification=True)
    for wrong in (
        {"disable_notification": "perhaps"},
        {"text": 12},
        {"entities": "{"},
        {"reply_parameters": 3},
    ):
        fields = {"chat_id": stage.awa.id, "text": "Bonjour"} | wrong
        assert "must be of type" in (await stage.no("sendMessage", **fields))["description"]
    return await stage.no("getUpdates", limit="many")


async def parameter_range(stage: Stage) -> Body:
    await stage.ok("getUpdates", limit=100)
    return await stage.no("getUpdates", limit=101)


async def field_unknown(stage: Stage) -> Body:
    await stage.no("sendMessage", chat_id=stage.awa.id, text="Oui ?", link_preview_options={"size": 3})
    markup = {"inline_keyboard": [[{"text": "Oui", "callback_data": "y", "color": "red"}]]}
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="Oui ?", reply_markup=markup)


async def file_unused(stage: Stage) -> Body:
    files = {"affiche": ("affiche.pdf", b"%PDF", "application/pdf")}
    return await stage.no("sendMessage", files, chat_id=str(stage.awa.id), text="Voici")


async def utf8(stage: Stage) -> Body:
    url = f"/bot{stage.sandbox.token}/sendMessage"
    answer = await stage.http.post(
        url, content=b'{"text": "\xff"}', headers={"content-type": "application/json"}
    )
    return answer.json()


async def chat_id_empty(stage: Stage) -> Body:
    return await stage.no("sendMessage", text="Bonjour")


async def chat_not_found(stage: Stage) -> Body:
    await stage.no("getChat", chat_id="@nobody")
    return await stage.no("sendMessage", chat_id=123, text="Bonjour")


async def user_not_found(stage: Stage) -> Body:
    member = await stage.ok("getChatMember", chat_id=stage.awa.id, user_id=stage.awa.id)
    assert member["status"] == "member"
    group = stage.sandbox.world.add_group("Bénévoles", [stage.awa.id], creator=stage.awa.id)
    owner = await stage.ok("getChatMember", chat_id=group.id, user_id=stage.awa.id)
    assert (owner["status"], owner["is_anonymous"]) == ("creator", False)
    return await stage.no("getChatMember", chat_id=stage.awa.id, user_id=123)


async def blocked(stage: Stage) -> Body:
    await stage.awa.blocks_the_bot()
    await stage.no("sendChatAction", chat_id=stage.awa.id, action="typing")
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="Bonjour")


async def deactivated(stage: Stage) -> Body:
    stage.awa.closes_the_account()
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="Bonjour")


async def no_conversation(stage: Stage) -> Body:
    marc = stage.sandbox.person("Marc")
    return await stage.no("sendMessage", chat_id=marc.id, text="Bonjour")


async def not_in_group(stage: Stage) -> Body:
    group = stage.sandbox.world.add_group("Groupe de travail", [stage.awa.id])
    await stage.ok("sendMessage", chat_id=group.id, text="Bonjour à tous")
    await stage.ok("leaveChat", chat_id=group.id)
    return await stage.no("sendMessage", chat_id=group.id, text="Encore")


async def private_cannot_leave(stage: Stage) -> Body:
    return await stage.no("leaveChat", chat_id=stage.awa.id)


async def two_pollers(stage: Stage) -> Body:
    stage.sandbox.updates.clear()
    first = asyncio.create_task(stage.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    second = asyncio.create_task(stage.call("getUpdates", timeout=20))
    body = await first
    await stage.awa.says("Bonjour")
    assert (await second)["ok"]
    return body


async def poller_and_webhook(stage: Stage) -> Body:
    stage.sandbox.updates.clear()
    await stage.ok("setWebhook", url="https://example.org/hook")
    return await stage.no("getUpdates")


async def poll_ended_by_webhook(stage: Stage) -> Body:
    stage.sandbox.updates.clear()
    poll = asyncio.create_task(stage.call("getUpdates", timeout=20))
    await asyncio.sleep(0.05)
    await stage.ok("setWebhook", url="https://example.org/hook")
    return await poll


async def update_kind(stage: Stage) -> Body:
    return await stage.no("getUpdates", allowed_updates=["message", "telepathy"])


async def webhook_url(stage: Stage) -> Body:
    return await stage.no("setWebhook", url="ftp://example.org/hook")


async def webhook_http(stage: Stage) -> Body:
    return await stage.no("setWebhook", url="http://example.org/hook")


async def secret_too_long(stage: Stage) -> Body:
    stage.sandbox.updates.clear()
    room = value("secret_too_long")
    await stage.ok("setWebhook", url="https://example.org/hook", secret_token="s" * room)
    return await stage.no("setWebhook", url="https://example.org/hook", secret_token="s" * (room + 1))


async def secret_characters(stage: Stage) -> Body:
    return await stage.no("setWebhook", url="https://example.org/hook", secret_token="du café")


async def flood_chat(stage: Stage) -> Body:
    stage.sandbox.core.flood.on = True
    for _ in range(stage.sandbox.core.flood.burst):
        await stage.sent()
    body = await stage.no("sendMessage", chat_id=stage.awa.id, text="Trop vite")
    stage.clock.advance(seconds=body["parameters"]["retry_after"])
    await stage.sent()
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="Trop vite encore")


async def flood_all(stage: Stage) -> Body:
    stage.sandbox.core.flood.on = True
    crowd = [stage.sandbox.person(f"Bénévole {number}") for number in range(value("flood_all") + 1)]
    for person in crowd:
        await person.starts()
    for person in crowd[:-1]:
        await stage.ok("sendMessage", chat_id=person.id, text="12 juin")
    return await stage.no("sendMessage", chat_id=crowd[-1].id, text="12 juin")


async def flood_paid(stage: Stage) -> Body:
    """Those that are paid for have a rate of their own."""
    stage.sandbox.core.flood.on = True
    stage.sandbox.core.flood.burst = value("flood_paid") + 1
    for _ in range(value("flood_paid")):
        await stage.ok("sendMessage", chat_id=stage.awa.id, text="12 juin", allow_paid_broadcast=True)
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="12 juin", allow_paid_broadcast=True)


async def flood_group(stage: Stage) -> Body:
    stage.sandbox.core.flood.on = True
    group = stage.sandbox.world.add_group("Groupe de travail", [stage.awa.id])
    for _ in range(value("flood_group")):
        await stage.ok("sendMessage", chat_id=group.id, text="Rappel")
    body = await stage.no("sendMessage", chat_id=group.id, text="Rappel")
    assert body["parameters"]["retry_after"] == 3
    return body


async def commands_json(stage: Stage) -> Body:
    for wrong in ({"command": "aide"}, [3], [{"command": 3, "description": "Aide"}]):
        await stage.no("setMyCommands", commands=wrong)
    return await stage.no("setMyCommands", commands=[{"command": "aide"}])


def _commands(count: int) -> list[dict[str, str]]:
    return [{"command": f"c{number}", "description": "Aide"} for number in range(count)]


async def commands_too_many(stage: Stage) -> Body:
    await stage.ok("setMyCommands", commands=_commands(value("commands_too_many")))
    return await stage.no("setMyCommands", commands=_commands(value("commands_too_many") + 1))


async def command_name(stage: Stage) -> Body:
    room = value("command_name")
    await stage.ok("setMyCommands", commands=[{"command": "a" * room, "description": "Aide"}])
    for wrong in ("Aide", "à", "/aide", "", "a" * (room + 1)):
        await stage.no("setMyCommands", commands=[{"command": wrong, "description": "Aide"}])
    return await stage.no("setMyCommands", commands=[{"command": "a b", "description": "Aide"}])


async def command_description(stage: Stage) -> Body:
    room = value("command_description")
    await stage.ok("setMyCommands", commands=[{"command": "aide", "description": "A" * room}])
    await stage.no("setMyCommands", commands=[{"command": "aide", "description": " "}])
    return await stage.no("setMyCommands", commands=[{"command": "aide", "description": "A" * (room + 1)}])


async def command_twice(stage: Stage) -> Body:
    return await stage.no("setMyCommands", commands=_commands(1) * 2)


async def command_scope(stage: Stage) -> Body:
    scope = {"type": "chat", "chat_id": stage.awa.id}
    await stage.ok("setMyCommands", commands=_commands(1), scope=scope)
    for wrong in ([], {"type": "chat"}, {"type": "chat_member", "chat_id": stage.awa.id}):
        await stage.no("setMyCommands", commands=_commands(1), scope=wrong)
    return await stage.no("setMyCommands", commands=_commands(1), scope={"type": "everywhere"})


async def language_code(stage: Stage) -> Body:
    await stage.ok("setMyCommands", commands=_commands(1), language_code="fr")
    return await stage.no("setMyCommands", commands=_commands(1), language_code="fr-FR")


async def name_too_long(stage: Stage) -> Body:
    await stage.ok("setMyName", name="R" * value("name_too_long"))
    return await stage.no("setMyName", name="R" * (value("name_too_long") + 1))


async def description_too_long(stage: Stage) -> Body:
    room = value("description_too_long")
    await stage.ok("setMyDescription", description="R" * room)
    return await stage.no("setMyDescription", description="R" * (room + 1))


async def short_description_too_long(stage: Stage) -> Body:
    room = value("short_description_too_long")
    await stage.ok("setMyShortDescription", short_description="R" * room)
    return await stage.no("setMyShortDescription", short_description="R" * (room + 1))


async def menu_button(stage: Stage) -> Body:
    await stage.ok("setChatMenuButton", chat_id=stage.awa.id, menu_button={"type": "commands"})
    await stage.no("setChatMenuButton", menu_button=[])
    return await stage.no("setChatMenuButton", menu_button={"type": "web_app"})


async def query_unknown(stage: Stage) -> Body:
    await stage.no("answerInlineQuery", inline_query_id="0", results=[])
    return await stage.no("answerCallbackQuery", callback_query_id="0")


async def query_answered(stage: Stage) -> Body:
    query = await stage.query()
    await stage.ok("answerCallbackQuery", callback_query_id=query)
    return await stage.no("answerCallbackQuery", callback_query_id=query)


async def query_too_old(stage: Stage) -> Body:
    query, other = await stage.query(), await stage.query()
    stage.clock.advance(seconds=value("query_too_old"))
    await stage.ok("answerCallbackQuery", callback_query_id=query)
    stage.clock.advance(seconds=1)
    return await stage.no("answerCallbackQuery", callback_query_id=other)


async def answer_too_long(stage: Stage) -> Body:
    room = value("answer_too_long")
    await stage.ok("answerCallbackQuery", callback_query_id=await stage.query(), text="R" * room)
    return await stage.no("answerCallbackQuery", callback_query_id=await stage.query(), text="R" * (room + 1))


async def answer_url(stage: Stage) -> Body:
    ours = f"https://t.me/{stage.sandbox.world.bot.username}?start=kit"
    await stage.ok("answerCallbackQuery", callback_query_id=await stage.query(), url=ours)
    query = await stage.query()
    return await stage.no("answerCallbackQuery", callback_query_id=query, url="https://example.org")


def _article(number: int = 0, **more: Any) -> dict[str, Any]:
    return {
        "type": "article", "id": str(number), "title": "1.1.A",
        "input_message_content": {"message_text": "Action 1.1.A"},
    } | more  # fmt: skip


async def _answer(stage: Stage, results: Any, **more: Any) -> Body:
    query = await stage.inline_query()
    return await stage.call("answerInlineQuery", inline_query_id=query, results=results, **more)


async def results_too_many(stage: Stage) -> Body:
    room = value("results_too_many")
    assert (await _answer(stage, [_article(number) for number in range(room)]))["ok"]
    return await _answer(stage, [_article(number) for number in range(room + 1)])


async def result_object(stage: Stage) -> Body:
    assert not (await _answer(stage, ["1.1.A"]))["ok"]
    return await _answer(stage, [{"type": "article", "id": "1", "title": "1.1.A"}])


async def result_kind(stage: Stage) -> Body:
    return await _answer(stage, [_article(type="game")])


async def result_id(stage: Stage) -> Body:
    assert (await _answer(stage, [_article(id="x" * value("result_id"))]))["ok"]
    return await _answer(stage, [_article(id="x" * (value("result_id") + 1))])


async def result_id_twice(stage: Stage) -> Body:
    return await _answer(stage, [_article(1), _article(1)])


async def result_title(stage: Stage) -> Body:
    return await _answer(stage, [_article(title="")])


async def next_offset(stage: Stage) -> Body:
    assert (await _answer(stage, [], next_offset="x" * value("next_offset")))["ok"]
    return await _answer(stage, [], next_offset="x" * (value("next_offset") + 1))


async def start_parameter(stage: Stage) -> Body:
    room = value("start_parameter")
    for fine in ("a", "A_-9", "x" * room):
        assert (await _answer(stage, [], button={"text": "Ouvrir", "start_parameter": fine}))["ok"]
    for wrong in ("", "a b", "é"):
        assert not (await _answer(stage, [], button={"text": "Ouvrir", "start_parameter": wrong}))["ok"]
    return await _answer(stage, [], button={"text": "Ouvrir", "start_parameter": "x" * (room + 1)})


CAUSES = causes_in(globals())
