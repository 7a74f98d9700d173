"""Moves of a dialogue: done, skip, back, to a line, the recap, send, pages, languages."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogues.engines import finished
from bot.dialogues.inside import Inside
from bot.dialogues.kinds import WAYS
from bot.dialogues.model import Moved, Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import Read
from bot.forms.languages import language_for
from bot.forms.session import Proposal, Question, Review, Step
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
        done = WAYS[step.prompt.kind].done
        reading = done(step.prompt) if done is not None else Read(step.prompt.value)
        return await self._take(stored, seat, step, reading)

    async def undoes(self, stored: StoredSession, seat: Seat) -> Scene:
        """Take the last piece of an answer away."""
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, Question) or (undone := WAYS[step.prompt.kind].undone) is None:
            raise Moved
        return await self._take(stored, seat, step, Read(undone(step.prompt), more=True))

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
        if LAYERS & stored.pending.keys():
            pending = {key: stored.pending[key] for key in ("recap",) if key in stored.pending}
            stored = await self._keep(seat, replace(stored, pending=pending))
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
        return await self._jump(stored, seat, step.prompt.entries[index].ref)

    async def fills_gap(self, stored: StoredSession, seat: Seat) -> Scene:
        """From the recap to the first answer that is missing or no longer fits."""
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, Review) or not step.prompt.gaps:
            raise Moved
        return await self._jump(stored, seat, step.prompt.gaps[0])

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

    # What the chat shows besides

    async def turns(self, stored: StoredSession, seat: Seat, page: int) -> Scene:
        """Another page of the choices, or of the recap."""
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, Question):
            return await self._look(stored, seat, step, {"recap": page})
        searched = {"search": stored.pending["search"]} if "search" in stored.pending else {}
        return await self._look(stored, seat, step, {**searched, "page": page})

    async def lists_all(self, stored: StoredSession, seat: Seat) -> Scene:
        """The whole list again, after a search."""
        return await self._look(stored, seat, await self._now(stored, seat), {})

    async def explains(self, stored: StoredSession, seat: Seat) -> Scene:
        """Show the question's guidance, or put it away."""
        looked = {key: stored.pending[key] for key in stored.pending if key != "guide"}
        guide = {} if "guide" in stored.pending else {"guide": True}
        stored = replace(stored, pending=looked)
        return await self._look(stored, seat, await self._now(stored, seat), {**looked, **guide})

    async def asks_language(self, stored: StoredSession, seat: Seat) -> Scene:
        """The form's languages, to choose one."""
        return await self._look(stored, seat, await self._now(stored, seat), {"languages": True})

    async def speaks_in(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """Go on in one of the form's languages; the session keeps to it from now on."""
        engine = await self.desk.of(stored)
        if not 0 <= index < len(engine.form.languages):
            raise Moved
        chosen = engine.form.languages[index]
        stored = replace(stored, about={**stored.about, "language": chosen})
        return await self._in_language(stored, seat, chosen)

    async def speaks(self, stored: StoredSession, seat: Seat) -> Scene:
        """Go on in the language the person has just chosen."""
        return await self._in_language(stored, seat, seat.language)

    async def _in_language(self, stored: StoredSession, seat: Seat, language: str) -> Scene:
        engine = await self.desk.of(stored)
        step = engine.set_language(self.desk.session(stored), language, self.desk.context(seat))
        return await self._advance(stored, seat, step)

    async def _other_language(self, stored: StoredSession, seat: Seat) -> bool:
        """Whether the form speaks another language than the person wants of it, and knows theirs."""
        engine, session = await self.desk.of(stored), self.desk.session(stored)
        wanted = stored.about.get("language") or seat.language
        return language_for(engine.form, wanted, session.language) != session.language

    async def _jump(self, stored: StoredSession, seat: Seat, ref: str) -> Scene:
        engine = await self.desk.of(stored)
        step: Step = engine.jump(self.desk.session(stored), ref, self.desk.context(seat))
        return await self._advance(stored, seat, step)


LAYERS = frozenset({"doubt", "languages", "instance", "removing"})
"""What stands over a question or the recap: Back takes it away."""
