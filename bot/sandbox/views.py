"""What the page shows of the world, as JSON."""

from __future__ import annotations

from bot.sandbox import shapes
from bot.sandbox.core import Core
from bot.sandbox.model import Account, Happening, Json, Message, Question

RTL = frozenset({"ar", "fa", "he", "ur"})


def state(core: Core) -> Json:
    """Everything, for a page that opens."""
    people = core.world.people()
    return {
        "now": now(core),
        "bot": {"id": core.world.bot.id, "username": core.world.bot.username},
        "people": [person(core, account) for account in people],
        "messages": {
            str(account.id): [message(core, one) for one in core.world.on_screen(account.id)]
            for account in people
        },
    }


def now(core: Core) -> int:
    """The sandbox's clock, in milliseconds since 1970."""
    return int(core.clock.now().timestamp() * 1000)


def person(core: Core, account: Account) -> Json:
    """A person, their chat with the bot, what the bot shows of itself to them."""
    chat, profile = core.world.chats[account.id], core.profile
    return {
        "id": account.id,
        "name": f"{account.first_name} {account.last_name}".strip(),
        "about": account.about,
        "language": account.language,
        "rtl": account.language in RTL,
        "started": chat.started,
        "blocked": chat.blocked,
        "keyboard": chat.keyboard,
        "pinned": chat.pinned,
        "commands": profile.menu_for(chat.id, account.id, account.language),
        "bot_name": profile.text_for(profile.names, account.language) or core.world.bot.first_name,
        "description": profile.text_for(profile.descriptions, account.language),
    }


def message(core: Core, value: Message) -> Json:
    """A message; its content in the words of the Bot API."""
    shape: Json = {
        "id": value.id,
        "chat": value.chat_id,
        "mine": value.sender != core.world.bot.id,
        "at": shapes.unix(value.at) * 1000,
        "edited": value.reworded,
        "content": value.content,
        "rows": (value.markup or {}).get("inline_keyboard", []),
        "album": value.extra.get("media_group_id"),
        "via": value.extra.get("via_bot", {}).get("username"),
        "forwarded": "forward_origin" in value.extra,
        "reactions": value.reactions,
    }
    replied = core.world.find(value.chat_id, value.reply_to) if value.reply_to else None
    if replied:
        shape["reply"] = {"id": replied.id, "text": replied.words[:80]}
    return shape


def results(question: Question) -> Json:
    """The answer to an inline query, or that it has not come."""
    found = [
        {"id": item["id"], "title": item.get("title", ""), "description": item.get("description", "")}
        for item in question.results or []
    ]
    return {"id": question.id, "ready": question.results is not None, "results": found}


def event(core: Core, what: Happening) -> Json | None:
    """What the page is told when something happens; None when it does not concern it."""
    if what.kind == "chat" and not what.chat_id:
        return {"type": "people", "people": [person(core, account) for account in core.world.people()]}
    account = core.world.accounts.get(what.chat_id)
    if account is None:
        return None
    if what.kind in ("message", "edit", "reaction"):
        found = core.world.find(what.chat_id, what.message_id or 0)
        return {"type": "message", "chat": account.id, "message": message(core, found)} if found else None
    if what.kind == "delete":
        return {"type": "delete", "chat": account.id, "id": what.message_id}
    if what.kind in ("toast", "action", "press"):
        return {"type": what.kind, "chat": account.id, "message": what.message_id, **what.content}
    if what.kind == "restart":
        return {"type": "restart", "chat": account.id, "person": person(core, account)}
    return {"type": "person", "person": person(core, account)}
