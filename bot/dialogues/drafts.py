"""Drafts: form sessions that were begun and not ended, as a list shows them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from bot.dialogues.engines import Desk
from bot.dialogues.model import Seat
from bot.dialogues.ports import Sessions, StoredSession
from bot.i18n import T, Text


@dataclass(frozen=True)
class Draft:
    """A line of the list of drafts."""

    session_id: str
    dialogue: str
    title: Text | str
    """Its first answer, or that there is none yet."""
    updated_at: datetime | None
    mine: bool
    """False: a colleague of the organisation began it."""


@dataclass(frozen=True)
class Drafts:
    """Finds the drafts that a person may go on with."""

    sessions: Sessions
    desk: Desk

    async def of(self, seat: Seat, dialogue: str) -> list[Draft]:
        """Those of a dialogue: the person's own and their organisations', the latest first."""
        found: dict[str, StoredSession] = {}
        for stored in await self.sessions.open_of_chat(seat.chat_id):
            found[stored.id] = stored
        if seat.actor is not None:
            ids = [organisation.id for organisation in seat.actor.organisations]
            for stored in await self.sessions.open_of_organisations(ids):
                found[stored.id] = stored
            found = {key: s for key, s in found.items() if s.organisation_id in (None, *ids)}
        chosen = [stored for stored in found.values() if stored.dialogue == dialogue]
        chosen.sort(key=lambda stored: (stored.updated_at is not None, stored.updated_at), reverse=True)
        return [await self._draft(stored, seat) for stored in chosen]

    async def _draft(self, stored: StoredSession, seat: Seat) -> Draft:
        questions = (await self.desk.of(stored)).form.questions
        asked = {control.definition.name for control in questions}
        given = [value for name, value in (await self.desk.answers(stored, seat)).items() if name in asked]
        title: Text | str = given[0] if given else T("Nothing written yet")
        return Draft(stored.id, stored.dialogue, title, stored.updated_at, stored.chat_id == seat.chat_id)
