"""Everything the methods of the Bot API work on, and who the bot may write to."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from bot.clock import Clock
from bot.sandbox import shapes
from bot.sandbox.files import Files
from bot.sandbox.flood import Flood
from bot.sandbox.limits import Refused
from bot.sandbox.model import Chat, Json, Message
from bot.sandbox.profile import Profile
from bot.sandbox.updates import Updates
from bot.sandbox.webhook import Hook
from bot.sandbox.world import World


@dataclass
class Core:
    """The state behind the Bot API."""

    clock: Clock
    token: str
    world: World
    updates: Updates
    flood: Flood
    hook: Hook
    files: Files = field(default_factory=Files)
    profile: Profile = field(default_factory=Profile)
    logged_out: bool = False

    def known(self, chat_id: int | str) -> Chat:
        """A chat that exists for the bot. Raises Refused."""
        chat = self.world.chats.get(chat_id) if isinstance(chat_id, int) else None
        if chat is None:
            raise Refused("chat_not_found")
        return chat

    def reach(self, chat_id: int | str) -> Chat:
        """A chat the bot may write to now. Raises Refused."""
        chat = self.known(chat_id)
        if chat.kind == "group":
            if self.world.bot.id not in chat.members:
                raise Refused("not_in_group")
            return chat
        if self.world.accounts[chat.id].deactivated:
            raise Refused("deactivated")
        if not chat.started:
            raise Refused("no_conversation")
        if chat.blocked:
            raise Refused("blocked")
        return chat

    def find(self, chat: Chat, message_id: int, missing: str) -> Message:
        """A message of a chat. Raises Refused(missing) when it is not there."""
        message = self.world.find(chat.id, message_id)
        if message is None:
            raise Refused(missing)
        return message

    def reply_target(self, chat: Chat, given: Any) -> int | None:
        """The message that reply_parameters name. Raises Refused."""
        if given is None:
            return None
        if not isinstance(given, dict) or not isinstance(given.get("message_id"), int):
            raise Refused("parameter_type", name="reply_parameters", kind="ReplyParameters")
        for name in given:
            if name not in {"message_id", "allow_sending_without_reply"}:
                raise Refused("field_unknown", name=name, kind="ReplyParameters")
        if self.world.find(chat.id, given["message_id"]):
            return int(given["message_id"])
        if given.get("allow_sending_without_reply"):
            return None
        raise Refused("reply_not_found")

    def send(
        self, chat: Chat, content: Json, markup: Json | None = None, reply_to: int | None = None, **extra: Any
    ) -> Message:
        """Posts a message of the bot; a keyboard that is not under it takes the place of the phone's own."""
        inline = markup if markup and "inline_keyboard" in markup else None
        message = self.world.post(chat.id, self.world.bot.id, content, inline, reply_to, **extra)
        if markup and inline is None:
            self.world.set_keyboard(chat, None if "remove_keyboard" in markup else markup)
        return message

    def shown(self, message: Message) -> Json:
        """A message as a method returns it."""
        return shapes.message(self.world, message)
