"""What every verb of a dialogue stands on: keep by compare-and-swap, go on, end, make the scene to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from bot.dialogues.engines import Desk, complaint, finished, refused
from bot.dialogues.model import Dialogue, Moved, Scene, Seat
from bot.dialogues.ports import Chats, Sessions, SessionState, StoredSession
from bot.dialogues.readers import Doubt, Option, Reading, Refused, Surroundings
from bot.forms.session import Proposal, Question, Review, Step
from bot.i18n import Text
from bot.ids import Ids

TRIES_WITH_PERSONAL_DATA = 2
"""After so many refused texts an optional question is passed over (domain/safeguards.md, section 2)."""


@dataclass(frozen=True)
class Inside:
    """What the verbs share."""

    sessions: Sessions
    chats: Chats
    desk: Desk
    dialogues: Mapping[str, Dialogue]
    ids: Ids

    async def leave(self, seat: Seat) -> None:
        """Go elsewhere: the draft stays as it is, the chat's words no longer go to it."""
        chat = await self.chats.get(seat.chat_id)
        if chat.session_id is not None:
            await self.chats.save(replace(chat, session_id=None))

    async def _take(self, stored: StoredSession, seat: Seat, step: Step, reading: Reading) -> Scene:
        match reading:
            case Refused(why=why):
                return await self._scene(seat, stored, step, problem=why)
            case Doubt(question=question, options=options):
                return await self._ask(stored, seat, step, question, options)
        engine = await self.desk.of(stored)
        context = self.desk.context(seat)
        after = engine.answer(self.desk.session(stored), reading.wire, context, advance=not reading.more)
        if refused(after):
            return await self._scene(seat, stored, after)
        assert isinstance(step.prompt, Question)
        proposed = await self._proposed(stored, seat, step.prompt, reading.wire, after)
        if proposed:
            after = engine.propose(after.session, proposed, context)
        return await self._advance(stored, seat, after)

    async def _proposed(
        self, stored: StoredSession, seat: Seat, question: Question, wire: str, after: Step
    ) -> Mapping[str, str]:
        """What an answer suggests for questions not settled yet; a corrected line stays on its proposal."""
        if after.session.only is not None or finished(after):
            return {}
        if isinstance(after.prompt, Proposal) and question.ref in self.desk.session(stored).proposed:
            return {question.ref: wire}
        values = await self.dialogues[stored.dialogue].proposals(seat, stored, question.name, wire)
        refs = self.desk.refs(await self.desk.of(stored), values)
        return {ref: value for ref, value in refs.items() if ref not in after.session.settled}

    async def _advance(
        self, stored: StoredSession, seat: Seat, step: Step, problem: Text | None = None
    ) -> Scene:
        """Keep where the person got to; end the dialogue when nothing is left to ask."""
        if finished(step):
            return await self._finish(stored, seat, step)
        dialogue = self.dialogues[stored.dialogue]
        if isinstance(step.prompt, Review) and not dialogue.review:
            engine = await self.desk.of(stored)
            return await self._finish(stored, seat, engine.submit(step.session, self.desk.context(seat)))
        stored = await self._keep(seat, replace(stored, body=step.session.to_json(), pending={}))
        return await self._scene(seat, stored, step, problem=problem)

    async def _finish(self, stored: StoredSession, seat: Seat, step: Step) -> Scene:
        engine = await self.desk.of(stored)
        values = self.desk.named(engine.values(step.session, self.desk.context(seat)))
        ended = await self.dialogues[stored.dialogue].finish(seat, stored, values)
        if ended.forget:
            await self.sessions.delete(stored.id)
            await self.chats.forget(seat.chat_id)
            return Scene(stored, step.prompt, ended=ended)
        finished = replace(stored, body=step.session.to_json(), pending={}, state=SessionState.FINISHED)
        finished = await self._keep(seat, finished)
        await self.leave(seat)
        return Scene(finished, step.prompt, ended=ended)

    async def _ask(
        self, stored: StoredSession, seat: Seat, step: Step, question: Text, options: tuple[Option, ...]
    ) -> Scene:
        kept = [[option.wire, seat.tr(option.label)] for option in options]
        pending = {"doubt": {"question": seat.tr(question), "options": kept}}
        stored = await self._keep(seat, replace(stored, pending=pending))
        return await self._scene(seat, stored, step)

    async def _keep(self, seat: Seat, stored: StoredSession) -> StoredSession:
        """Write it if nobody was faster; what is returned carries the new revision."""
        stored = replace(stored, updated_at=seat.now)
        if not await self.sessions.save(stored):
            raise Moved
        return replace(stored, revision=stored.revision + 1)

    async def _sit(self, seat: Seat, stored: StoredSession) -> None:
        chat = await self.chats.get(seat.chat_id)
        await self.chats.save(replace(chat, session_id=stored.id))

    async def _now(self, stored: StoredSession, seat: Seat) -> Step:
        return (await self.desk.of(stored)).resume(self.desk.session(stored), self.desk.context(seat))

    async def _around(self, stored: StoredSession, seat: Seat, question: Question) -> Surroundings:
        return await self.desk.around(stored, seat, question)

    async def _offers(self, stored: StoredSession, seat: Seat, step: Step) -> tuple[Option, ...]:
        reader = self.desk.reader(step.prompt)
        if reader is None or not isinstance(step.prompt, Question):
            return ()
        return tuple(await reader.offers(await self._around(stored, seat, step.prompt)))

    async def _because(self, stored: StoredSession, seat: Seat, step: Step) -> Mapping[str, Text]:
        if not isinstance(step.prompt, Proposal):
            return {}
        return await self.dialogues[stored.dialogue].reasons(seat, await self.desk.answers(stored, seat))

    async def _scene(
        self, seat: Seat, stored: StoredSession, step: Step, problem: Text | None = None
    ) -> Scene:
        reader = self.desk.reader(step.prompt)
        offers = () if "doubt" in stored.pending else await self._offers(stored, seat, step)
        return Scene(
            stored,
            step.prompt,
            problem=problem or complaint(step),
            shown=await self.desk.shown(await self.desk.of(stored), step.prompt, seat.tr),
            because=await self._because(stored, seat, step),
            short=self.dialogues[stored.dialogue].short,
            offers=tuple(seat.tr(option.label) for option in offers),
            accepts_files=reader is not None and reader.accepts_files,
            at=await self.desk.at(stored, step.prompt),
        )
