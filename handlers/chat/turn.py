"""One turn of a conversation: what came in, who acts, and what goes back."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from bot.conversation.buttons import Go, read
from bot.conversation.incoming import Command, Incoming, Tap
from bot.conversation.replies import Delete, GiveFile, Reply, Screen, Show, Strip, Toast
from bot.dialogues.model import Seat
from bot.dialogues.ports import Chat
from bot.i18n import Text, Translator
from bot.people.model import Actor
from handlers.chat.services import Services


@dataclass
class Turn:
    """Given to each handler; its replies are sent once what it did is durable."""

    incoming: Incoming
    chat: Chat
    actor: Actor | None
    tr: Translator
    now: datetime
    services: Services
    replies: list[Reply] = field(default_factory=list)

    @property
    def seat(self) -> Seat:
        """The person, as dialogues see them."""
        return Seat(self.incoming.chat_id, self.actor, self.tr, self.now, self.incoming.message_id)

    @property
    def argument(self) -> str:
        """What follows a command, or what the button of a screen carried."""
        match self.incoming.content:
            case Command(argument=argument):
                return argument
            case Tap(data=data):
                meant = read(data)
                return meant.argument if isinstance(meant, Go) else ""
        return ""

    def show(self, screen: Screen, *, live: bool = False) -> None:
        """Show a screen: in place of the message whose button was pressed, else as a new message.

        A live one carries the question that the next words answer: it stands last in the chat, and the
        buttons of the one before it go.
        """
        pressed, before = self._pressed(), self.chat.live_message_id
        if live and before is not None and before != pressed:
            self.replies.append(Strip(before))
            pressed = None
        screen, content = self._directed(screen), self.incoming.content
        shown = (content.buttons, content.text) if isinstance(content, Tap) and pressed is not None else None
        if shown == (screen.data, screen.plain):
            return  # nothing would change
        self._add(Show(screen, live=live, replaces=pressed))

    def say(self, screen: Screen) -> None:
        """Show a screen as a new message, leaving everything above as it is."""
        self._add(Show(self._directed(screen)))

    def give(self, digest: str, name: str) -> None:
        """Send a file."""
        self.replies.append(GiveFile(digest, name))

    def toast(self, text: Text) -> None:
        """Answer a pressed button with a small notice."""
        if isinstance(self.incoming.content, Tap):
            self.replies.insert(0, Toast(self.incoming.content.query_id, self.tr(text)))

    def erase(self) -> None:
        """Take the person's own message out of the chat."""
        if self.incoming.message_id is not None:
            self.replies.insert(0, Delete(self.incoming.message_id))

    def _add(self, reply: Show) -> None:
        self.replies.append(reply)

    def _pressed(self) -> int | None:
        content = self.incoming.content
        if (
            isinstance(content, Tap)
            and not content.under_file
            and not any(isinstance(reply, Show) for reply in self.replies)
        ):
            return content.message_id
        return None

    def _directed(self, screen: Screen) -> Screen:
        return screen.right_to_left() if self.tr.language.rtl else screen
