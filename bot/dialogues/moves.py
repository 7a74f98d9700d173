"""Moves of a dialogue: done, skip, back, to a line, the recap, send."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogues.engines import finished
from bot.dialogues.inside import Inside
from bot.dialogues.model import Moved, Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import Read
from bot.forms.session import Proposal, Question, Review
from bot.i18n import T


class Moves(Inside):
    """The verbs that go through a form."""

    async def settles(self, stored: StoredSession, seat: Seat) -> Scene:
        """Done with a question answered piece by piece; nothing given means it is passed over."""
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, Question):
            raise Moved
        if not step.prompt.value:
            return await self.skips(stored, seat)
        return await self._take(stored, seat, step, Read(step.prompt.value))

    async def skips(self, stored: StoredSession, seat: Seat) -> Scene:
        """Pass over an optional question; a required one says that it is needed."""
        engine = await self.desk.of(stored)
        return await self._advance(
            stored, seat, engine.skip(self.desk.session(stored), self.desk.context(seat))
        )

    async def clears(self, stored: StoredSession, seat: Seat) -> Scene:
        """Take the answer away and go on; a required question says that it is needed."""
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, Question):
            raise Moved
        return await self._take(stored, seat, step, Read(""))

    async def goes_back(self, stored: StoredSession, seat: Seat) -> Scene:
        """To the question before; from a doubt, to what it is about; from a line, to the list it is on."""
        if "doubt" in stored.pending:
            stored = await self._keep(seat, replace(stored, pending={}))
            return await self._scene(seat, stored, await self._now(stored, seat))
        engine, session, context = (
            await self.desk.of(stored),
            self.desk.session(stored),
            self.desk.context(seat),
        )
        if session.only is not None:  # one question alone: nothing stands before it
            return await self._scene(seat, stored, await self._now(stored, seat))
        if session.back_to_review:
            return await self._advance(stored, seat, engine.review(session, context))
        if session.position in session.proposed:
            return await self._advance(stored, seat, engine.propose(session, {}, context))
        return await self._advance(stored, seat, engine.back(session, context))

    async def jumps(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """To a line of the recap or of the proposal."""
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, Review | Proposal) or not 0 <= index < len(step.prompt.entries):
            raise Moved
        engine = await self.desk.of(stored)
        ref = step.prompt.entries[index].ref
        return await self._advance(
            stored, seat, engine.jump(self.desk.session(stored), ref, self.desk.context(seat))
        )

    async def reviews(self, stored: StoredSession, seat: Seat) -> Scene:
        """To the recap, or to the first question that it cannot do without."""
        engine = await self.desk.of(stored)
        return await self._advance(
            stored, seat, engine.review(self.desk.session(stored), self.desk.context(seat))
        )

    async def confirms(self, stored: StoredSession, seat: Seat) -> Scene:
        """What was read from the person's sentence is right."""
        engine = await self.desk.of(stored)
        return await self._advance(
            stored, seat, engine.confirm(self.desk.session(stored), self.desk.context(seat))
        )

    async def submits(self, stored: StoredSession, seat: Seat) -> Scene:
        """Send it, or go to the first question that is still missing."""
        engine = await self.desk.of(stored)
        step = engine.submit(self.desk.session(stored), self.desk.context(seat))
        if not finished(step):
            missing = T("One answer is still needed.")
            return await self._advance(stored, seat, step, problem=missing)
        return await self._finish(stored, seat, step)

    async def speaks(self, stored: StoredSession, seat: Seat) -> Scene:
        """Go on in the language the person has just chosen."""
        engine = await self.desk.of(stored)
        step = engine.set_language(self.desk.session(stored), seat.language, self.desk.context(seat))
        return await self._advance(stored, seat, step)
