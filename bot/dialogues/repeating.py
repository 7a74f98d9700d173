"""Instances of a repeat: one more or no more, and from the recap open one, delete it, add one."""

from __future__ import annotations

from bot.dialogues.model import Moved, Scene, Seat
from bot.dialogues.moves import Moves
from bot.dialogues.ports import StoredSession
from bot.forms.session import AnotherRepeat, RepeatEntry, Review, Step


class Repeating(Moves):
    """The verbs on repeats."""

    async def adds(self, stored: StoredSession, seat: Seat) -> Scene:
        """Yes, another one."""
        return await self._another(stored, seat, add=True)

    async def closes(self, stored: StoredSession, seat: Seat) -> Scene:
        """No other one."""
        return await self._another(stored, seat, add=False)

    async def adds_to(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """From the recap, one more instance of a repeat."""
        review, _ = await self._review(stored, seat)
        if not 0 <= index < len(review.addable):
            raise Moved
        engine = await self.desk.of(stored)
        ref = review.addable[index].ref
        step = engine.add_repeat(self.desk.session(stored), ref, self.desk.context(seat))
        return await self._advance(stored, seat, step)

    async def opens(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """From the recap, one instance by itself."""
        instance, step = await self._instance(stored, seat, index)
        return await self._look(stored, seat, step, {"instance": instance.ref})

    async def asks_removal(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """Deleting cannot be undone: ask."""
        instance, step = await self._instance(stored, seat, index)
        return await self._look(stored, seat, step, {"removing": instance.ref})

    async def removes(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """Delete an instance and its answers."""
        instance, _ = await self._instance(stored, seat, index)
        if not instance.removable:
            raise Moved
        engine = await self.desk.of(stored)
        step = engine.remove_repeat(self.desk.session(stored), instance.ref, self.desk.context(seat))
        return await self._advance(stored, seat, step)

    async def _another(self, stored: StoredSession, seat: Seat, add: bool) -> Scene:
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, AnotherRepeat):
            raise Moved
        engine = await self.desk.of(stored)
        after = engine.another(self.desk.session(stored), add, self.desk.context(seat))
        return await self._advance(stored, seat, after)

    async def _review(self, stored: StoredSession, seat: Seat) -> tuple[Review, Step]:
        step = await self._now(stored, seat)
        if not isinstance(step.prompt, Review):
            raise Moved
        return step.prompt, step

    async def _instance(self, stored: StoredSession, seat: Seat, index: int) -> tuple[RepeatEntry, Step]:
        review, step = await self._review(stored, seat)
        if not 0 <= index < len(review.repeats):
            raise Moved
        return review.repeats[index], step
