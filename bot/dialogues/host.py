"""Runs dialogues: loads the session, asks the forms engine, keeps the result before anything is shown.

Each verb takes the stored session and what the person did, and returns the scene to show. What is kept is
kept by compare-and-swap on the session's revision: a button of an older revision never acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.dialogues.correcting import Correcting
from bot.dialogues.model import Gone, Intruder, Scene, Seat
from bot.dialogues.ports import SessionState, StoredSession
from bot.dialogues.readers import Sent
from bot.forms.languages import language_for


class Host(Correcting):
    """The verbs of a dialogue. Everything runs inside the caller's transaction."""

    async def open(
        self,
        name: str,
        seat: Seat,
        about: Mapping[str, Any] | None = None,
        organisation_id: str | None = None,
        values: Mapping[str, str] | None = None,
        only: str | None = None,
        version: str | None = None,
        phone: str | None = None,
    ) -> Scene:
        """Begin a dialogue, with answers already known, or one question alone; the chat's words go to it.

        ``version`` begins a form of others instead of one of the product's own. Such a form may know the
        language of the person's ``phone``, which the bot does not speak: it is then asked in that language.
        """
        dialogue = self.dialogues[name]
        engine = await (self.desk.version(version) if version else self.desk.today(dialogue.form))
        known = self.desk.refs(engine, values or {})
        alone = f"{engine.form.root.ref}/{only}" if only else None
        about = dict(about or {})
        theirs = language_for(engine.form, phone, "") if phone else ""
        if theirs:
            about.setdefault("language", theirs)
        language = about.get("language") or seat.language
        step = engine.start(self.desk.context(seat), language, only=alone, values=known)
        stored = StoredSession(
            id=self.ids.new(),
            chat_id=seat.chat_id,
            dialogue=name,
            form_version=engine.form.version,
            body=step.session.to_json(),
            about=about,
            organisation_id=organisation_id,
            member_id=seat.actor.member.id if seat.actor else None,
            created_at=seat.now,
            updated_at=seat.now,
        )
        await self.sessions.add(stored)
        await self._sit(seat, stored)
        return replace(await self._scene(seat, stored, step), keys=self._keys(False, step))

    async def load(self, session_id: str, seat: Seat) -> StoredSession:
        """The session, if it is open (Gone) and the person's or their organisation's (Intruder)."""
        stored = await self.sessions.get(session_id)
        if stored is not None and not self.may_enter(stored, seat):
            raise Intruder
        if stored is None or stored.state is not SessionState.OPEN:
            raise Gone
        return stored

    async def wants_file(self, seat: Seat, sent: Sent) -> bool:
        """Whether the chat's live question takes such a file: only then is it fetched."""
        chat = await self.chats.get(seat.chat_id)
        stored = await self.sessions.get(chat.session_id) if chat.session_id else None
        if stored is None or stored.state is not SessionState.OPEN or not self.may_enter(stored, seat):
            return False
        return await self._takes(stored, seat, sent) is not None

    async def resume(self, stored: StoredSession, seat: Seat) -> Scene:
        """Show the dialogue as it stands; a colleague who takes a draft over sits at it from now on."""
        if stored.chat_id != seat.chat_id:
            member = seat.actor.member.id if seat.actor else None
            about = {key: value for key, value in stored.about.items() if key != "said"}
            taken = replace(stored, chat_id=seat.chat_id, member_id=member, about=about)
            stored = await self._keep(seat, taken)
        await self._sit(seat, stored)
        if stored.state is SessionState.OPEN and await self._other_language(stored, seat):
            return await self._in_language(stored, seat, stored.about.get("language") or seat.language)
        return await self._scene(seat, stored, await self._now(stored, seat))

    async def notes(self, stored: StoredSession, seat: Seat, about: Mapping[str, Any]) -> StoredSession:
        """What more is known of a dialogue under way, kept with it."""
        if about.items() <= stored.about.items():
            return stored
        return await self._keep(seat, replace(stored, about={**stored.about, **about}))

    async def returns(self, stored: StoredSession, seat: Seat) -> Scene:
        """Come back to a dialogue that was left: as resume, with the key for positions if one is asked."""
        scene = await self.resume(stored, seat)
        return replace(scene, keys=True if self.desk.wants_position(scene.prompt) else None)

    async def abandon(self, stored: StoredSession, seat: Seat) -> None:
        """Drop a draft for good."""
        await self.sessions.delete(stored.id)
        await self.leave(seat)
