"""What every verb of a dialogue stands on: keep by compare-and-swap, go on, end, make the scene to show."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.clock import paris_day
from bot.dialogues.consequences import consequences
from bot.dialogues.engines import Desk, complaint, finished, refused
from bot.dialogues.kinds.choices import Window, window
from bot.dialogues.model import Dialogue, Moved, Scene, Seat
from bot.dialogues.ports import Chats, Sessions, SessionState, StoredSession
from bot.dialogues.readers import Doubt, Look, Option, Read, Reading, Refused, Surroundings
from bot.forms.session import Proposal, Question, Review, Step
from bot.i18n import Text
from bot.ids import Ids

TRAVELS = ("album", "recap")
"""What goes on with the person from one question to the next: the album being sent, the recap's page."""
STAYS = ("since", "guide", *TRAVELS)
"""What a question keeps while it is answered piece by piece or looked at otherwise."""
MOST_SAID = 300
"""Messages of a session of which it is known what they answered: the oldest are forgotten past that."""


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

    @staticmethod
    def may_enter(stored: StoredSession, seat: Seat) -> bool:
        """Own sessions; drafts of an organisation one speaks for now. Leaving it ends access at once."""
        if stored.organisation_id is not None:
            return seat.actor is not None and seat.actor.belongs_to(stored.organisation_id)
        return stored.chat_id == seat.chat_id

    # Taking an answer

    async def _take(
        self, stored: StoredSession, seat: Seat, step: Step, reading: Reading, by: int | None = None
    ) -> Scene:
        """Record a reading at the live question, or say why not. ``by``: the message that gave it."""
        match reading:
            case Refused(why=why):
                return await self._scene(seat, stored, step, problem=why)
            case Look(pending=pending):
                return await self._look(stored, seat, step, pending)
            case Doubt(question=question, options=options):
                sure = await self._sure(stored, seat, step, options)
                if sure is None:
                    return await self._ask(stored, seat, step, question, options, by)
                reading = sure
        assert isinstance(reading, Read)
        assert isinstance(step.prompt, Question)
        engine, context = await self.desk.of(stored), self.desk.context(seat)
        before = step.session  # where the person stands now, should the clock have moved the form
        after = engine.answer(before, reading.wire, context, advance=not reading.more)
        if refused(after):
            return await self._scene(seat, stored, after)
        note = consequences(engine, before, after, context)
        proposed = await self._proposed(stored, seat, step.prompt, reading.wire, after)
        if proposed:
            after = engine.propose(after.session, proposed, context)
        stored = _noted(stored, seat, step.prompt.ref, by)
        return await self._advance(stored, seat, after, note=note, stays=reading.more)

    async def _sure(
        self, stored: StoredSession, seat: Seat, step: Step, options: tuple[Option, ...]
    ) -> Read | None:
        """The one reading of several that the form accepts, if it accepts only one."""
        if self.desk.reader(step.prompt) is not None:
            return None
        engine, context = await self.desk.of(stored), self.desk.context(seat)
        fit = [o for o in options if not refused(engine.answer(step.session, o.wire, context))]
        return Read(fit[0].wire) if len(fit) == 1 and len(options) > 1 else None

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

    # Going on

    async def _advance(
        self,
        stored: StoredSession,
        seat: Seat,
        step: Step,
        problem: Text | None = None,
        note: Text | None = None,
        stays: bool = False,
    ) -> Scene:
        """Keep where the person got to; end the dialogue when nothing is left to ask."""
        if finished(step):
            return await self._finish(stored, seat, step)
        engine = await self.desk.of(stored)
        if isinstance(step.prompt, Review) and not self.dialogues[stored.dialogue].review:
            return await self._finish(stored, seat, engine.submit(step.session, self.desk.context(seat)))
        keys = self._keys(await self.desk.positioned(stored), step)
        pending = _kept(stored, (*STAYS, "page", "search"), since=True) if stays else _kept(stored, TRAVELS)
        stored = await self._keep(seat, replace(stored, body=step.session.to_json(), pending=pending))
        return replace(await self._scene(seat, stored, step, problem=problem), note=note, keys=keys)

    async def _look(self, stored: StoredSession, seat: Seat, step: Step, pending: Mapping[str, Any]) -> Scene:
        """Nothing answered: the question is shown otherwise."""
        pending = {**_kept(stored, STAYS, since=True), **pending}
        stored = await self._keep(seat, replace(stored, pending=pending))
        return await self._scene(seat, stored, step)

    async def _finish(self, stored: StoredSession, seat: Seat, step: Step) -> Scene:
        engine = await self.desk.of(stored)
        keys = False if await self.desk.positioned(stored) else None
        values = self.desk.named(engine.values(step.session, self.desk.context(seat)))
        stored = replace(stored, body=step.session.to_json(), pending={})
        ended = await self.dialogues[stored.dialogue].finish(seat, stored, values)
        if ended.forget:
            await self.sessions.delete(stored.id)
            await self.chats.forget(seat.chat_id)
            return Scene(stored, step.prompt, ended=ended, keys=keys)
        if ended.drop:
            await self.sessions.delete(stored.id)
            return Scene(stored, step.prompt, ended=ended, keys=keys)
        about = {key: value for key, value in stored.about.items() if key not in ended.unsaid}
        done = await self._keep(seat, replace(stored, state=SessionState.FINISHED, about=about))
        await self.leave(seat)
        return Scene(done, step.prompt, ended=ended, keys=keys)

    async def _ask(
        self,
        stored: StoredSession,
        seat: Seat,
        step: Step,
        question: Text,
        options: tuple[Option, ...],
        by: int | None,
    ) -> Scene:
        kept = [[option.wire, seat.tr(option.label)] for option in options]
        doubt = {"question": seat.tr(question), "options": kept, "by": by}
        stored = await self._keep(seat, replace(stored, pending={**_kept(stored, TRAVELS), "doubt": doubt}))
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

    # Looking

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

    def _keys(self, before: bool, step: Step) -> bool | None:
        """Whether the key that sends a position comes (True), goes (False), or stays as it is (None)."""
        now = self.desk.wants_position(step.prompt)
        return None if now == before else now

    async def _scene(
        self, seat: Seat, stored: StoredSession, step: Step, problem: Text | None = None
    ) -> Scene:
        reader = self.desk.reader(step.prompt)
        offers = () if "doubt" in stored.pending else await self._offers(stored, seat, step)
        engine, dialogue = await self.desk.of(stored), self.dialogues[stored.dialogue]
        chooses = isinstance(step.prompt, Question) and len(step.prompt.choices) > 0
        return Scene(
            stored,
            step.prompt,
            problem=problem or complaint(step),
            shown=await self.desk.shown(engine, step.prompt, seat.tr),
            because=await self._because(stored, seat, step),
            short=dialogue.short,
            offers=tuple(seat.tr(option.label) for option in offers),
            accepts_files=reader is not None and reader.accepts_files,
            at=await self.desk.at(stored, step.prompt),
            window=window(step.prompt, stored.pending) if chooses else Window(),  # type: ignore[arg-type]
            today=paris_day(seat.now),
            languages=self.desk.languages(engine, dialogue.form),
        )


def _kept(stored: StoredSession, names: tuple[str, ...], since: bool = False) -> dict[str, Any]:
    """Part of what the session awaits; ``since``: with the revision from which buttons still mean this."""
    kept = {name: stored.pending[name] for name in names if name in stored.pending}
    return {**kept, "since": stored.pending.get("since", stored.revision)} if since else kept


def _noted(stored: StoredSession, seat: Seat, ref: str, by: int | None) -> StoredSession:
    """With the message that gave the answer: editing it will edit the answer."""
    message = by if by is not None else seat.message_id
    if message is None:
        return stored
    said = {**stored.about.get("said", {}), str(message): ref}
    latest = dict(list(said.items())[-MOST_SAID:])
    return replace(stored, about={**stored.about, "said": latest})
