"""What the person says, sends or taps, as the answer to the live question."""

from __future__ import annotations

from dataclasses import replace

from bot.dialogues.inside import STAYS
from bot.dialogues.kinds import WAYS, media, places
from bot.dialogues.kinds.choices import choice_at
from bot.dialogues.kinds.places import Point
from bot.dialogues.model import Moved, Scene, Seat
from bot.dialogues.ports import StoredSession
from bot.dialogues.readers import NONE, Proof, Read, Reading, Sent
from bot.dialogues.repeating import Repeating
from bot.forms.session import AnotherRepeat, Kind, Proposal, Question, Review, Step
from bot.i18n import T, Text
from bot.safeguards.personal import find_personal

TRIES_WITH_PERSONAL_DATA = 2
"""After so many refused texts an optional question is passed over (domain/safeguards.md, section 2)."""
PROOFS = ("photo", "document")
"""What readers that take files take: no sound nor film, in which people could be known."""
FREE = frozenset({Kind.TEXT, Kind.BARCODE, Kind.SELECT_ONE, Kind.SELECT_MULTIPLE, Kind.RANK, Kind.NOTE})
"""Kinds whose words are looked at for personal data; figures, dates and positions are what was asked."""


class Answers(Repeating):
    """The verbs that answer."""

    async def says(self, stored: StoredSession, seat: Seat, words: str) -> Scene:
        """Read typed words as the answer to the live question."""
        step = await self._now(stored, seat)
        question = step.prompt
        if not isinstance(question, Question):
            return await self._scene(seat, stored, step, problem=_use_buttons(question))
        if (why := self._personal(question, words)) is not None:
            return await self._refuse_personal(stored, seat, step, why)
        return await self._take(stored, seat, step, await self._read(stored, seat, question, words))

    def _personal(self, question: Question, words: str) -> Text | None:
        """Why words are not taken, when they hold personal data; what the question asks for passes."""
        if question.kind not in FREE:
            return None
        reader = self.desk.reader(question)
        passes = reader.lets_through if reader is not None else NONE
        return next((one.explain() for one in find_personal(words) if one.kind not in passes), None)

    async def _read(self, stored: StoredSession, seat: Seat, question: Question, words: str) -> Reading:
        around = await self._around(stored, seat, question)
        reader = self.desk.reader(question)
        if reader is not None:
            return await reader.read(words, around)
        return WAYS[question.kind].typed(question, words.strip(), around)

    async def taps(self, stored: StoredSession, seat: Seat, argument: str) -> Scene:
        """A button of the live question's own kind: a toggle, a step, a day, an hour."""
        step = await self._now(stored, seat)
        question = step.prompt
        tapped = WAYS[question.kind].tapped if isinstance(question, Question) else None
        if tapped is None or not isinstance(question, Question):
            raise Moved
        reading = tapped(question, argument, await self._around(stored, seat, question))
        if reading is None:
            raise Moved
        return await self._take(stored, seat, step, reading)

    @staticmethod
    def still(stored: StoredSession, revision: int) -> bool:
        """Whether a button made at that revision still means the same: the question has not changed since.

        Toggles say what they want (on, or off), so that rapid taps all count and a repeated one does nothing.
        """
        return int(stored.pending.get("since", stored.revision)) <= revision <= stored.revision

    async def points(self, stored: StoredSession, seat: Seat, point: Point) -> Scene:
        """A position or a pin."""
        step = await self._now(stored, seat)
        question = step.prompt
        if not isinstance(question, Question) or not WAYS[question.kind].positions:
            problem = T("This question is not answered by a position. It was not kept.")
            return await self._scene(seat, stored, step, problem=problem)
        return await self._take(stored, seat, step, places.positioned(question, point))

    async def picks(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """One of the readings in doubt was meant."""
        doubt = stored.pending.get("doubt")
        step = await self._now(stored, seat)
        if doubt is None or not 0 <= index < len(doubt["options"]):
            raise Moved
        reading = Read(doubt["options"][index][0], doubt.get("more", False))
        return await self._take(stored, seat, step, reading, by=doubt.get("by"))

    async def offered(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """A suggested answer was tapped."""
        step = await self._now(stored, seat)
        offers = await self._offers(stored, seat, step)
        if not 0 <= index < len(offers):
            raise Moved
        return await self._take(stored, seat, step, Read(offers[index].wire))

    async def chooses(self, stored: StoredSession, seat: Seat, index: int) -> Scene:
        """The choice of a list that takes one was tapped."""
        step = await self._now(stored, seat)
        question = step.prompt
        if not isinstance(question, Question) or question.kind is not Kind.SELECT_ONE:
            raise Moved
        if not 0 <= index < len(question.choices):
            raise Moved
        return await self._take(stored, seat, step, Read(choice_at(question.choices, index).value))

    # Files

    async def sends(self, stored: StoredSession, seat: Seat, proof: Proof, sent: Sent) -> Scene:
        """Take a kept file as the answer, or a part of it, to a question that accepts it.

        Where "another one?" is asked of a repeat that begins with such a question, a file is a yes.
        """
        at = await self._takes(stored, seat, sent)
        if at is None or not isinstance(at.prompt, Question):
            return await self._scene(seat, stored, await self._now(stored, seat), problem=no_files())
        reader = self.desk.reader(at.prompt)
        if reader is not None:
            reading = await reader.read_file(proof, await self._around(stored, seat, at.prompt))
        else:
            reading = media.kept(proof)
        stored = replace(stored, pending={**stored.pending, "album": sent.album})
        return await self._take(stored, seat, at, reading)

    async def objects(self, stored: StoredSession, seat: Seat, content: bytes) -> Text | None:
        """Why the live question cannot take this file, before anything of it is kept."""
        reader = self.desk.reader((await self._now(stored, seat)).prompt)
        return await reader.objects(content) if reader is not None and reader.accepts_files else None

    async def declines(self, stored: StoredSession, seat: Seat, sent: Sent) -> Scene | None:
        """Say what the live question takes instead of this file; of an album's other files say it once."""
        step = await self._now(stored, seat)
        if sent.album is not None and sent.album in (stored.pending.get("album"), stored.pending.get("told")):
            if stored.pending.get("told") == sent.album:
                return None
            looked = {key: value for key, value in stored.pending.items() if key not in STAYS}
            scene = await self._look(stored, seat, step, {**looked, "told": sent.album})
            return replace(
                scene, problem=T("One file answers: the first of your album was kept, not the others.")
            )
        wanted = media.WANTED.get(step.prompt.kind) if isinstance(step.prompt, Question) else None
        return await self._scene(seat, stored, step, problem=not_this() if wanted else no_files())

    async def _takes(self, stored: StoredSession, seat: Seat, sent: Sent) -> Step | None:
        """The step at which a file would be an answer: the live one, or a new instance's first."""
        step = await self._now(stored, seat)
        again = sent.album is not None and sent.album == stored.pending.get("album")
        if isinstance(step.prompt, AnotherRepeat):
            engine = await self.desk.of(stored)
            step = engine.another(self.desk.session(stored), True, self.desk.context(seat))
            again = False
        if not isinstance(step.prompt, Question):
            return None
        reader = self.desk.reader(step.prompt)
        if reader is not None:
            proof = sent.sent_as in PROOFS and not sent.media_type.startswith(("audio/", "video/"))
            return step if reader.accepts_files and proof else None
        fits = media.accepts(step.prompt.kind, sent.sent_as, sent.media_type)
        return step if fits and not again else None

    async def puzzled(self, stored: StoredSession, seat: Seat, problem: Text) -> Scene:
        """Show the live question again, saying why what came cannot be an answer."""
        return await self._scene(seat, stored, await self._now(stored, seat), problem=problem)

    async def _refuse_personal(self, stored: StoredSession, seat: Seat, step: Step, why: Text) -> Scene:
        refusals = int(stored.pending.get("refusals", 0)) + 1
        question = step.prompt
        if refusals >= TRIES_WITH_PERSONAL_DATA and isinstance(question, Question) and not question.required:
            scene = await self.skips(stored, seat)
            passed = T("{why} This question was passed over: the recap lets you come back to it.", why=why)
            return replace(scene, problem=passed, erase=True)
        scene = await self._look(stored, seat, step, {"refusals": refusals})
        return replace(scene, problem=why, erase=True)


def not_this() -> Text:
    """Another kind of file is expected; the question says which."""
    return T("This is not the kind of file that is expected here: it was not kept.")


def no_files() -> Text:
    """The live question takes no file."""
    return T("This question is not answered by a file. Your file was not kept: write an answer, or skip.")


def _use_buttons(prompt: object) -> Text:
    if isinstance(prompt, Review | Proposal):
        return T("To change a line, tap its button. Your message was not kept.")
    return T("Please use the buttons. Your message was not kept.")
