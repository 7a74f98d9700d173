"""Objects of the Bot API as JSON: what the bot receives, as the documentation types it."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from bot.sandbox.model import Account, Chat, Json, Message

if TYPE_CHECKING:
    from bot.sandbox.world import World


SUPERGROUPS = -1_000_000_000_000
"""Numbers of supergroups lie below."""


def unix(instant: datetime) -> int:
    """Seconds since 1970, as Telegram dates everything."""
    return int(instant.timestamp())


def user(account: Account) -> Json:
    """A User."""
    shape: Json = {"id": account.id, "is_bot": account.is_bot, "first_name": account.first_name}
    for name, value in (
        ("last_name", account.last_name),
        ("username", account.username),
        ("language_code", "" if account.is_bot else account.language),
    ):
        if value:
            shape[name] = value
    return shape


def chat(world: World, value: Chat) -> Json:
    """A Chat."""
    if value.kind == "group":
        return {
            "id": value.id,
            "type": "supergroup" if value.id < SUPERGROUPS else "group",
            "title": value.title,
            **({} if value.id < SUPERGROUPS else {"all_members_are_administrators": False}),
        }
    account = world.accounts[value.id]
    shape: Json = {"id": value.id, "type": "private", "first_name": account.first_name}
    if account.last_name:
        shape["last_name"] = account.last_name
    if account.username:
        shape["username"] = account.username
    return shape


def chat_full(world: World, value: Chat) -> Json:
    """A ChatFullInfo."""
    shape = chat(world, value)
    shape |= {
        "accent_color_id": value.id % 7,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }  # fmt: skip
    pinned = world.find(value.id, value.pinned[-1]) if value.pinned else None
    if pinned:
        shape["pinned_message"] = message(world, pinned, deep=False)
    return shape


RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members",
    "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories",
    "can_delete_stories",
)  # fmt: skip
"""What every administrator's record says."""


def chat_member(chat: Chat, account: Account) -> Json:
    """A ChatMember: owner, administrator, member, left or banned."""
    inside = account.id in chat.members
    status = chat.roles.get(account.id, "member") if inside else "left"
    if chat.roles.get(account.id) == "kicked":
        status = "kicked"
    shape: Json = {"user": user(account), "status": status}
    if status in ("creator", "administrator"):
        shape["is_anonymous"] = False
    if status == "administrator":
        shape |= {"can_be_edited": False, **dict.fromkeys(RIGHTS, True)}
    if status == "kicked":
        shape["until_date"] = 0
    return shape


def message(world: World, value: Message, *, deep: bool = True) -> Json:
    """A Message. ``deep`` includes the message it replies to, as Telegram does, one level only."""
    shape: Json = {
        "message_id": value.id,
        "from": user(world.accounts[value.sender]),
        "chat": chat(world, world.chats[value.chat_id]),
        "date": unix(value.at),
    }
    if value.edited_at:
        shape["edit_date"] = unix(value.edited_at)
    shape |= value.extra
    if deep and value.reply_to:
        replied = world.find(value.chat_id, value.reply_to)
        if replied:
            shape["reply_to_message"] = message(world, replied, deep=False)
    shape |= value.content
    if value.markup:
        shape["reply_markup"] = value.markup
    return shape


def inaccessible(world: World, chat_id: int, message_id: int) -> Json:
    """An InaccessibleMessage: it was deleted."""
    return {"chat": chat(world, world.chats[chat_id]), "message_id": message_id, "date": 0}


def mentions_resolved(world: World, entities: list[Json]) -> list[Json]:
    """Entities whose mention of an account names someone the bot may know; the others dropped."""
    kept = []
    for entity in entities:
        if entity["type"] == "text_mention":
            account = world.accounts.get(entity["user"].get("id"))
            if account is None:
                continue
            entity = {**entity, "user": user(account)}
        kept.append(entity)
    return kept
