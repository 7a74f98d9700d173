"""Ways to meet the limits of editing, deleting, replying, forwarding, pinning and reacting."""

from __future__ import annotations

from typing import Any

from bot.sandbox.limits import value
from tests.sandbox.stage import Stage, causes_in, inline, photo

Body = dict[str, Any]


async def _photo(stage: Stage) -> int:
    files = {"photo": ("affiche.jpg", photo(), "image/jpeg")}
    return int((await stage.ok("sendPhoto", files, chat_id=str(stage.awa.id)))["message_id"])


async def not_modified(stage: Stage) -> Body:
    message = await stage.sent(text="<b>Bonjour</b>", parse_mode="HTML", reply_markup=inline("Oui"))
    edit = {"chat_id": stage.awa.id, "message_id": message}
    await stage.no("editMessageReplyMarkup", reply_markup=inline("Oui"), **edit)
    await stage.ok("editMessageText", text="Bonjour", reply_markup=inline("Oui"), **edit)
    return await stage.no("editMessageText", text=" Bonjour ", reply_markup=inline("Oui"), **edit)


async def edit_not_found(stage: Stage) -> Body:
    message = await stage.sent()
    await stage.ok("deleteMessage", chat_id=stage.awa.id, message_id=message)
    await stage.no("editMessageText", inline_message_id="BAAC0", text="Bonsoir")
    return await stage.no("editMessageText", chat_id=stage.awa.id, message_id=message, text="Bonsoir")


async def edit_forbidden(stage: Stage) -> Body:
    await stage.awa.says("Bonjour")
    mine = stage.awa.messages[-1].message.id
    return await stage.no("editMessageText", chat_id=stage.awa.id, message_id=mine, text="Bonsoir")


async def edit_no_text(stage: Stage) -> Body:
    message = await _photo(stage)
    return await stage.no("editMessageText", chat_id=stage.awa.id, message_id=message, text="Bonsoir")


async def edit_no_caption(stage: Stage) -> Body:
    message = await stage.sent()
    return await stage.no("editMessageCaption", chat_id=stage.awa.id, message_id=message, caption="Affiche")


async def edit_no_media(stage: Stage) -> Body:
    place = await stage.ok("sendLocation", chat_id=stage.awa.id, latitude=48.93, longitude=2.35)
    media = {"type": "photo", "media": "AgAC"}
    return await stage.no(
        "editMessageMedia", chat_id=stage.awa.id, message_id=place["message_id"], media=media
    )


async def album_media_type(stage: Stage) -> Body:
    sent = await _photo(stage)
    first = stage.awa.last.content["photo"][-1]["file_id"]
    media = [{"type": "photo", "media": first}, {"type": "photo", "media": first}]
    album = await stage.ok("sendMediaGroup", chat_id=stage.awa.id, media=media)
    files = {"document": ("guide.pdf", b"%PDF", "application/pdf")}
    guide = await stage.ok("sendDocument", files, chat_id=str(stage.awa.id))
    new = {"type": "document", "media": guide["document"]["file_id"]}
    await stage.ok("editMessageMedia", chat_id=stage.awa.id, message_id=sent, media=new)
    return await stage.no(
        "editMessageMedia", chat_id=stage.awa.id, message_id=album[0]["message_id"], media=new
    )


async def edit_which(stage: Stage) -> Body:
    return await stage.no("editMessageText", chat_id=stage.awa.id, text="Bonsoir")


async def delete_not_found(stage: Stage) -> Body:
    message = await stage.sent()
    await stage.ok("deleteMessage", chat_id=stage.awa.id, message_id=message)
    return await stage.no("deleteMessage", chat_id=stage.awa.id, message_id=message)


async def delete_too_late(stage: Stage) -> Body:
    first, second = await stage.sent(), await stage.sent()
    stage.clock.advance(seconds=value("delete_too_late"))
    await stage.ok("deleteMessage", chat_id=stage.awa.id, message_id=first)
    stage.clock.advance(seconds=1)
    return await stage.no("deleteMessages", chat_id=stage.awa.id, message_ids=[second])


async def delete_forbidden(stage: Stage) -> Body:
    group = stage.sandbox.world.add_group("Groupe de travail", [stage.awa.id])
    stage.sandbox.acts.say(stage.awa.id, "Bonjour", chat=group.id)
    said = stage.sandbox.world.on_screen(group.id)[-1]
    return await stage.no("deleteMessage", chat_id=group.id, message_id=said.id)


async def ids_too_many(stage: Stage) -> Body:
    room = value("ids_too_many")
    await stage.ok("deleteMessages", chat_id=stage.awa.id, message_ids=list(range(500, 500 + room)))
    return await stage.no("deleteMessages", chat_id=stage.awa.id, message_ids=list(range(500, 501 + room)))


async def ids_missing(stage: Stage) -> Body:
    return await stage.no("deleteMessages", chat_id=stage.awa.id, message_ids=[])


async def ids_invalid(stage: Stage) -> Body:
    return await stage.no("deleteMessages", chat_id=stage.awa.id, message_ids=[0])


async def reply_not_found(stage: Stage) -> Body:
    target = await stage.sent()
    reply = await stage.ok(
        "sendMessage", chat_id=stage.awa.id, text="Merci", reply_parameters={"message_id": target}
    )
    assert reply["reply_to_message"]["message_id"] == target
    lenient = {"message_id": 999, "allow_sending_without_reply": True}
    await stage.sent(reply_parameters=lenient)
    reply_to = {"message_id": 999}
    return await stage.no("sendMessage", chat_id=stage.awa.id, text="Merci", reply_parameters=reply_to)


async def forward_not_found(stage: Stage) -> Body:
    here = {"chat_id": stage.awa.id, "from_chat_id": stage.awa.id}
    forwarded = await stage.ok("forwardMessage", message_id=await stage.sent(), **here)
    assert forwarded["forward_origin"]["type"] == "user"
    return await stage.no("forwardMessage", message_id=999, **here)


async def copy_not_found(stage: Stage) -> Body:
    here = {"chat_id": stage.awa.id, "from_chat_id": stage.awa.id}
    copied = await stage.ok("copyMessage", message_id=await _photo(stage), caption="Affiche", **here)
    assert copied.keys() == {"message_id"}
    assert stage.awa.last.text == "Affiche"
    return await stage.no("copyMessage", message_id=999, **here)


async def forward_protected(stage: Stage) -> Body:
    message = await stage.sent(protect_content=True)
    here = {"chat_id": stage.awa.id, "from_chat_id": stage.awa.id}
    return await stage.no("forwardMessage", message_id=message, **here)


async def pin_not_found(stage: Stage) -> Body:
    return await stage.no("pinChatMessage", chat_id=stage.awa.id, message_id=999)


async def unpin_not_found(stage: Stage) -> Body:
    message = await stage.sent()
    await stage.ok("pinChatMessage", chat_id=stage.awa.id, message_id=message)
    chat = await stage.ok("getChat", chat_id=stage.awa.id)
    assert chat["pinned_message"]["message_id"] == message
    await stage.ok("unpinChatMessage", chat_id=stage.awa.id)
    return await stage.no("unpinChatMessage", chat_id=stage.awa.id)


async def _react(stage: Stage, *reactions: dict[str, str]) -> Body:
    fields = {"chat_id": stage.awa.id, "message_id": await stage.sent(), "reaction": list(reactions)}
    return await stage.call("setMessageReaction", **fields)


async def react_not_found(stage: Stage) -> Body:
    return await stage.no("setMessageReaction", chat_id=stage.awa.id, message_id=999, reaction=[])


async def reaction_type(stage: Stage) -> Body:
    return await _react(stage, {"type": "paid"})


async def reaction(stage: Stage) -> Body:
    assert (await _react(stage, {"type": "emoji", "emoji": "👍"}))["ok"]
    return await _react(stage, {"type": "emoji", "emoji": "🥖"})


async def reactions_too_many(stage: Stage) -> Body:
    return await _react(stage, {"type": "emoji", "emoji": "👍"}, {"type": "emoji", "emoji": "❤"})


async def chat_action(stage: Stage) -> Body:
    await stage.ok("sendChatAction", chat_id=stage.awa.id, action="typing")
    return await stage.no("sendChatAction", chat_id=stage.awa.id, action="dancing")


CAUSES = causes_in(globals())
