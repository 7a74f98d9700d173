"""People with a phone, for tests and for the tour: verbs that read as a story.

awa = sandbox.person("Awa", language="fr")
await awa.says("/start")
await awa.taps("Déclarer une action")
assert "Quelle action" in awa.last.text
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.sandbox import keyboards, transcript
from bot.sandbox.acts import Acts, Blob
from bot.sandbox.model import Account, Json, Message, Question, Toast
from bot.sandbox.updates import Update
from bot.sandbox.world import World

if TYPE_CHECKING:
    from bot.sandbox.sandbox import Sandbox


class NotOnScreen(AssertionError):
    """The person looks for something that the chat does not show. The message lists what it does show."""


@dataclass(frozen=True)
class Seen:
    """A message as the person sees it."""

    message: Message

    @property
    def text(self) -> str:
        """Its text or caption."""
        return self.message.words

    @property
    def buttons(self) -> list[str]:
        """The labels under it, in reading order."""
        return [label for row in self.rows for label in row]

    @property
    def rows(self) -> list[list[str]]:
        """The labels under it, by rows."""
        return keyboards.labels(self.message.markup)

    @property
    def content(self) -> Json:
        """All of it, in the words of the Bot API."""
        return self.message.content

    @property
    def edited(self) -> bool:
        """Whether it says that it was edited."""
        return self.message.reworded

    @property
    def deleted(self) -> bool:
        """Whether it has vanished."""
        return self.message.deleted


class Person:
    """Someone in a private chat with the bot. Every verb waits until the bot has answered."""

    def __init__(self, sandbox: Sandbox, account: Account) -> None:
        self._sandbox = sandbox
        self.account = account
        self.sent = 0
        """Messages this person has sent."""
        self.tapped = 0
        """Buttons this person has tapped."""

    def __repr__(self) -> str:
        return f"<{self.name}>"

    @property
    def id(self) -> int:
        """The Telegram id, also that of the chat with the bot."""
        return self.account.id

    @property
    def name(self) -> str:
        """The first name."""
        return self.account.first_name

    # What this person does

    async def starts(self, payload: str = "") -> None:
        """Opens the bot, by its link when there is a payload."""
        await self._send(self._acts.start(self.id, payload))

    async def says(
        self, text: str, *, times: int = 1, reply_to: Seen | None = None, entities: Sequence[Json] = ()
    ) -> None:
        """Sends a text; ``times=2`` has the very same update delivered twice."""
        target = reply_to.message.id if reply_to else None
        await self._send(self._acts.say(self.id, text, reply_to=target, entities=entities), times)

    async def edits(self, text: str, message: Seen | None = None) -> None:
        """Changes the words of one's newest message, or of another."""
        target = message.message if message else self._mine()
        await self._give(self._acts.edit(self.id, target.id, text))

    async def deletes(self, message: Seen) -> None:
        """Deletes a message for both sides."""
        await self._give(self._acts.delete(self.id, message.message.id))

    async def sends_photo(self, photo: bytes, caption: str = "") -> None:
        """A photo."""
        await self._send(self._acts.send_photos(self.id, [photo], caption))

    async def sends_album(self, photos: Sequence[bytes], caption: str = "") -> None:
        """Several photos together."""
        await self._send(self._acts.send_photos(self.id, photos, caption))

    async def sends_document(
        self, name: str, content: bytes | int, caption: str = "", *, times: int = 1
    ) -> None:
        """A document: its bytes, or only a size."""
        if isinstance(content, int):
            updates = self._acts.send_big_document(self.id, name, content, caption)
        else:
            updates = self._acts.send_documents(self.id, [(name, content)], caption)
        await self._send(updates, times)

    async def sends_documents(self, files: Sequence[Blob], caption: str = "") -> None:
        """Several documents together."""
        await self._send(self._acts.send_documents(self.id, files, caption))

    async def sends_sticker(self, emoji: str = "👍") -> None:
        """A sticker."""
        await self._send(self._acts.send_sticker(self.id, emoji))

    async def sends_voice(self, seconds: int = 4, sound: bytes = b"OggS\0voice") -> None:
        """A voice message."""
        await self._send(self._acts.send_voice(self.id, sound, seconds))

    async def sends_video(self, film: bytes, caption: str = "") -> None:
        """A video."""
        await self._send(self._acts.send_video(self.id, film, caption))

    async def sends_location(self, latitude: float, longitude: float, accuracy: float = 0.0) -> None:
        """A place, known within so many metres."""
        await self._send(self._acts.send_location(self.id, latitude, longitude, accuracy))

    async def sends_contact(self, phone: str, first_name: str = "", user_id: int | None = None) -> None:
        """Someone's card: one's own when nothing else is said."""
        named = first_name or self.name
        await self._send(self._acts.send_contact(self.id, phone, named, user_id or self.id))

    async def taps(self, label: str, *, times: int = 1) -> None:
        """Taps the button or the key with that label, in the newest message that has it."""
        for message in self._world.newest_first(self.id):
            if self._button(message, label):
                await self.taps_again_on(Seen(message), label, times=times)
                return
        keyboard = self._world.chats[self.id].keyboard
        if any(label in row for row in keyboards.labels(keyboard)):
            self.tapped += 1
            await self._give(self._acts.say(self.id, label), times)
            return
        raise NotOnScreen(f"{self.name} sees no button “{label}”. On screen:\n{self.screen}")

    async def taps_again_on(self, message: Seen, label: str, *, times: int = 1) -> None:
        """Taps a button of a given message, even an old one or one that is gone by now."""
        button = self._button(message.message, label)
        if button is None:
            raise NotOnScreen(f"that message has no button “{label}”:\n{message.text}\n{message.rows}")
        if "callback_data" not in button:
            raise NotOnScreen(f"“{label}” opens something by itself: {button}")
        self.tapped += 1
        _, updates = self._acts.press(self.id, message.message, button["callback_data"], label)
        await self._give(updates, times)

    async def forges(self, callback_data: str, message: Seen | None = None) -> None:
        """Sends button data of one's own making, as a modified client can."""
        target = message.message if message else self._newest()
        await self._give(self._acts.press(self.id, target, callback_data, "(forged)")[1])

    async def blocks_the_bot(self) -> None:
        """Blocks the bot."""
        await self._give(self._acts.block(self.id))

    async def unblocks_the_bot(self) -> None:
        """Lets the bot write again."""
        await self._give(self._acts.unblock(self.id))

    def closes_the_account(self) -> None:
        """Leaves Telegram: the bot is not told, and finds out when it writes."""
        self.account.deactivated = True

    async def queries(self, text: str) -> list[Json]:
        """An inline query; the results that come."""
        question = await self._ask(text)
        return question.results or []

    async def picks(self, text: str, result_id: str) -> None:
        """An inline query, and the choice of one of its results."""
        question = await self._ask(text)
        await self._send(self._acts.choose(self.id, question, result_id))

    async def _ask(self, text: str) -> Question:
        question, updates = self._acts.ask_inline(self.id, text)
        await self._give(updates)
        return question

    # What this person sees

    @property
    def messages(self) -> list[Seen]:
        """Everything on screen, oldest first."""
        return [Seen(message) for message in self._world.on_screen(self.id)]

    @property
    def last(self) -> Seen:
        """The bot's newest message on screen."""
        for message in self._world.newest_first(self.id):
            if message.sender == self._world.bot.id:
                return Seen(message)
        raise NotOnScreen(f"the bot has said nothing to {self.name}")

    def sees(self, text: str) -> Seen:
        """The newest message of the bot that holds this text. Raises NotOnScreen."""
        for message in self._world.newest_first(self.id):
            if message.sender == self._world.bot.id and text in message.words:
                return Seen(message)
        raise NotOnScreen(f"{self.name} does not see “{text}”. On screen:\n{self.screen}")

    @property
    def screen(self) -> str:
        """What is on screen now, as readable text."""
        return transcript.screen(self._world, self.id)

    @property
    def story(self) -> str:
        """Everything that happened in this chat, as readable text."""
        return transcript.story(self._world, self.id)

    @property
    def toasts(self) -> list[Toast]:
        """Answers to taps that showed something, oldest first."""
        return [toast for toast in self._world.toasts.get(self.id, []) if toast.text]

    @property
    def keys(self) -> list[list[str]]:
        """The keyboard in place of the phone's own, by rows; empty when there is none."""
        return keyboards.labels(self._world.chats[self.id].keyboard)

    @property
    def menu(self) -> list[str]:
        """The commands in the menu, as this person sees them."""
        commands = self._sandbox.core.profile.menu_for(self.id, self.id, self.account.language)
        return [command["command"] for command in commands]

    @property
    def _world(self) -> World:
        return self._sandbox.world

    @property
    def _acts(self) -> Acts:
        return self._sandbox.acts

    def _button(self, message: Message, label: str) -> Json | None:
        rows = (message.markup or {}).get("inline_keyboard", [])
        return next((button for row in rows for button in row if button["text"] == label), None)

    def _mine(self) -> Message:
        for message in self._world.newest_first(self.id):
            if message.sender == self.id:
                return message
        raise NotOnScreen(f"{self.name} has said nothing yet")

    def _newest(self) -> Message:
        for message in self._world.newest_first(self.id):
            return message
        raise NotOnScreen("the chat is empty")

    async def _send(self, updates: list[Update], times: int = 1) -> None:
        self.sent += 1
        await self._give(updates, times)

    async def _give(self, updates: list[Update], times: int = 1) -> None:
        await self._sandbox.give(updates, times)
