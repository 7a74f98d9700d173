"""The guided dialogue of a publisher: a link, a few words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.dialogues.model import Ended, NothingProposed, Seat
from bot.dialogues.ports import StoredSession
from bot.i18n import T, Text
from bot.letters.actions import LetterActions


@dataclass(frozen=True)
class LetterDialogue(NothingProposed):
    """A publisher sends an issue."""

    actions: LetterActions
    name: str = "letter"
    form: str = "letter"
    review: bool = True

    @property
    def short(self) -> Mapping[str, Text]:
        """Short names of its questions."""
        return {"link": T("Link"), "words": T("In a few words")}

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Send it to its readers."""
        words = values.get("words", "")
        published = await self.actions.publish(seat, stored.about["letter"], values["link"], words)
        return Ended("letter_published", published, drop=True)
