"""Editing an earlier message of the chat edits the answer it gave."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogues.answers import Answers
from bot.dialogues.consequences import changed, consequences, labels
from bot.dialogues.engines import complaint, refused
from bot.dialogues.inside import TRAVELS
from bot.dialogues.model import Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import Doubt, Read, Refused
from bot.forms.session import Question, Step, UnknownQuestion
from bot.i18n import T, Text


class Correcting(Answers):
    """The verb of edited messages."""

    async def told_by(self, seat: Seat) -> StoredSession | None:
        """The open session that took the person's message as an answer; None once it was sent."""
        for stored in await self.sessions.open_of_chat(seat.chat_id):
            if str(seat.message_id) in stored.about.get("said", {}) and self.may_enter(stored, seat):
                return stored
        return None

    async def corrects(self, stored: StoredSession, seat: Seat, words: str) -> Scene:
        """Answer again the question that an edited message answered; the person stays where they are."""
        now, engine = await self._now(stored, seat), await self.desk.of(stored)
        ref = stored.about["said"][str(seat.message_id)]
        try:
            at = engine.jump(self.desk.session(stored), ref, self.desk.context(seat))
        except UnknownQuestion:
            return await self._kept_so(seat, stored, now, T("that question is no longer asked."))
        question = at.prompt
        assert isinstance(question, Question)
        if (why := self._personal(question, words)) is not None:
            return replace(await self._scene(seat, stored, now, problem=why), erase=True)
        reading = await self._read(stored, seat, question, words)
        match reading:
            case Refused(why=why):
                return await self._kept_so(seat, stored, now, why)
            case Doubt():
                there = replace(stored, body=at.session.to_json(), pending={})
                return await self._take(there, seat, at, reading, by=seat.message_id)
            case Read(more=False):
                return await self._correct(stored, seat, now, at, reading.wire)
        return await self._kept_so(seat, stored, now, BY_PIECES)

    async def _correct(self, stored: StoredSession, seat: Seat, now: Step, at: Step, wire: str) -> Scene:
        """Record it, come back to where the person was, and tell what it changed."""
        engine, context, session = await self.desk.of(stored), self.desk.context(seat), now.session
        assert isinstance(at.prompt, Question)
        after = engine.answer(at.session, wire, context)
        if refused(after):
            return await self._kept_so(seat, stored, now, complaint(after) or BY_PIECES)
        back = replace(
            after.session,
            position=session.position,
            back_to_review=session.back_to_review,
            only=session.only,
        )
        scene = await self._stay(stored, seat, engine.resume(back, context))
        if not changed(after):
            return replace(scene, note=T("You edited a message: the answer is the same."))
        label = labels(engine, after.session, context).get(at.prompt.ref) or at.prompt.name
        note = T("Your answer to “{question}” is changed.", question=label)
        moved = consequences(engine, at.session, after, context)
        return replace(scene, note=T("{first} {second}", first=note, second=moved) if moved else note)

    async def _stay(self, stored: StoredSession, seat: Seat, step: Step) -> Scene:
        same = step.session.position == self.desk.session(stored).position
        pending = dict(stored.pending) if same else {k: v for k, v in stored.pending.items() if k in TRAVELS}
        stored = await self._keep(seat, replace(stored, body=step.session.to_json(), pending=pending))
        return await self._scene(seat, stored, step)

    async def _kept_so(self, seat: Seat, stored: StoredSession, now: Step, why: Text) -> Scene:
        unchanged = T("You edited a message, and its answer stays as it was: {reason}", reason=why)
        return await self._scene(seat, stored, now, problem=unchanged)


BY_PIECES = T("it was given in several moves. Change it from the recap.")
