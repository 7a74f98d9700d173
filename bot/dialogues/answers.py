"""What the person says, sends or taps, as the answer to the live question."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogues.inside import TRIES_WITH_PERSONAL_DATA
from bot.dialogues.model import Moved, Scene, Seat
from bot.dialogues.moves import Moves
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import Proof, Read, Reading
from bot.dialogues.typed import read_typed
from bot.forms.session import Kind, Proposal, Question, Review, Step
from bot.i18n import T, Text
from bot.safeguards.personal import find_personal


class Answers(Moves):
    """The verbs that answer."""

    async def says(self, stored: StoredSession, seat: Seat, words: str) -> Scene:
        """Read typed words as the answer to the live question."""
        step = await self._now(stored, seat)
        question = step.prompt
        if not isinstance(question, Question):
            return await self._scene(seat, stored, step, problem=_use_buttons(question))
        if found := find_personal(words):
            return await self._refuse_personal(stored, seat, step, found[0].explain())
        around = await self._around(stored, seat, question)
        reader = self.desk.reader(question)
        if reader is None:
            reading: Reading = read_typed(question, words, around)
        else:
            reading = await reader.read(words, around)
        return await self._take(stored, seat, step, reading)

    async def sends(self, stored: StoredSession, seat: Seat, proof: Proof) -> Scene:
        """Take a kept file as the answer, or a part of it, to a question that accepts files."""
        step = await self._now(stored, seat)
        reader = self.desk.reader(step.prompt)
        if not isinstance(step.prompt, Question) or reader is None or not reader.accepts_files:
            return await self._scene(seat, stored, step, problem=no_files())
        reading = await reader.read_file(proof, await self._around(stored, seat, step.prompt))
        return await self._take(stored, seat, step, reading)

    async def puzzled(self, stored: StoredSession, seat: Seat, problem: Text) -> Scene:
        """Show the live question again, saying why what came cannot be an answer."""
        return await self._scene(seat, stored, await self._now(stored, seat), problem=problem)

    async def picks(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """One of the readings in doubt was meant."""
        doubt = stored.pending.get("doubt")
        step = await self._now(stored, seat)
        if doubt is None or not 0 <= index < len(doubt["options"]):
            raise Moved
        return await self._take(
            stored, seat, step, Read(doubt["options"][index][0], doubt.get("more", False))
        )

    async def offered(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """A suggested answer was tapped."""
        step = await self._now(stored, seat)
        offers = await self._offers(stored, seat, step)
        if not 0 <= index < len(offers):
            raise Moved
        return await self._take(stored, seat, step, Read(offers[index].wire))

    async def chooses(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """A choice was tapped: it answers a single choice, toggles in a multiple one."""
        step = await self._now(stored, seat)
        question = step.prompt
        if not isinstance(question, Question) or not 0 <= index < len(question.choices):
            raise Moved
        value = list(question.choices)[index].value
        if question.kind is not Kind.SELECT_MULTIPLE:
            return await self._take(stored, seat, step, Read(value))
        ticked = (question.value or "").split()
        ticked = [v for v in ticked if v != value] if value in ticked else [*ticked, value]
        order = [choice.value for choice in question.choices]
        return await self._take(
            stored, seat, step, Read(" ".join(sorted(ticked, key=order.index)), more=True)
        )

    async def _refuse_personal(self, stored: StoredSession, seat: Seat, step: Step, why: Text) -> Scene:
        refusals = int(stored.pending.get("refusals", 0)) + 1
        question = step.prompt
        if refusals >= TRIES_WITH_PERSONAL_DATA and isinstance(question, Question) and not question.required:
            scene = await self.skips(stored, seat)
            passed = T("{why} This question was passed over: the recap lets you come back to it.", why=why)
            return replace(scene, problem=passed, erase=True)
        stored = await self._keep(seat, replace(stored, pending={"refusals": refusals}))
        return replace(await self._scene(seat, stored, step, problem=why), erase=True)


def no_files() -> Text:
    """The live question takes no file."""
    return T("This question is not answered by a file. Your file was not kept: write an answer, or skip.")


def _use_buttons(prompt: object) -> Text:
    if isinstance(prompt, Review | Proposal):
        return T("To change a line, tap its button. Your message was not kept.")
    return T("Please use the buttons. Your message was not kept.")
