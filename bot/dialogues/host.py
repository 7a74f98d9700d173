"""Runs dialogues: loads the session, asks the forms engine, keeps the result before anything is shown.

Each verb takes the stored session and what the person did, and returns the scene to show. What is kept is
kept by compare-and-swap on the session's revision: a button of an older revision never acts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.dialogues.engines import Desk, complaint, finished, refused
from bot.dialogues.model import Dialogue, Gone, Intruder, Moved, Scene, Seat
from bot.dialogues.ports import Chats, Sessions, SessionState, StoredSession
from bot.dialogues.readers import Doubt, Option, Proof, Read, Reading, Refused, Surroundings
from bot.dialogues.typed import read_typed
from bot.forms.session import Kind, Proposal, Question, Review, Step
from bot.i18n import T, Text
from bot.ids import Ids
from bot.safeguards.personal import find_personal

TRIES_WITH_PERSONAL_DATA = 2
"""After so many refused texts an optional question is passed over (domain/safeguards.md, section 2)."""


@dataclass(frozen=True)
class Host:
    """The verbs of a dialogue. Everything runs inside the caller's transaction."""

    sessions: Sessions
    chats: Chats
    desk: Desk
    dialogues: Mapping[str, Dialogue]
    ids: Ids

    async def open(
        self,
        name: str,
        seat: Seat,
        about: Mapping[str, Any] | None = None,
        organisation_id: str | None = None,
        values: Mapping[str, str] | None = None,
        only: str | None = None,
    ) -> Scene:
        """Begin a dialogue, with answers already known, or one question alone; the chat's words go to it."""
        dialogue = self.dialogues[name]
        engine = await self.desk.today(dialogue.form)
        known = self.desk.refs(engine, values or {})
        alone = f"{engine.form.root.ref}/{only}" if only else None
        step = engine.start(self.desk.context(seat), seat.language, only=alone, values=known)
        stored = StoredSession(
            id=self.ids.new(),
            chat_id=seat.chat_id,
            dialogue=name,
            form_version=engine.form.version,
            body=step.session.to_json(),
            about=about or {},
            organisation_id=organisation_id,
            member_id=seat.actor.member.id if seat.actor else None,
            created_at=seat.now,
            updated_at=seat.now,
        )
        await self.sessions.add(stored)
        await self._sit(seat, stored)
        return await self._scene(seat, stored, step)

    async def load(self, session_id: str, seat: Seat) -> StoredSession:
        """The session, if it is open (Gone) and the person's or their organisation's (Intruder)."""
        stored = await self.sessions.get(session_id)
        if stored is not None and not self.may_enter(stored, seat):
            raise Intruder
        if stored is None or stored.state is not SessionState.OPEN:
            raise Gone
        return stored

    async def wants_file(self, seat: Seat) -> bool:
        """Whether the chat's live question takes files: only then is one fetched."""
        chat = await self.chats.get(seat.chat_id)
        stored = await self.sessions.get(chat.session_id) if chat.session_id else None
        if stored is None or stored.state is not SessionState.OPEN or not self.may_enter(stored, seat):
            return False
        reader = self.desk.reader((await self._now(stored, seat)).prompt)
        return reader is not None and reader.accepts_files

    @staticmethod
    def may_enter(stored: StoredSession, seat: Seat) -> bool:
        """Own sessions; drafts of an organisation one speaks for now. Leaving it ends access at once."""
        if stored.organisation_id is not None:
            return seat.actor is not None and seat.actor.belongs_to(stored.organisation_id)
        return stored.chat_id == seat.chat_id

    async def resume(self, stored: StoredSession, seat: Seat) -> Scene:
        """Show the dialogue as it stands; a colleague who takes a draft over sits at it from now on."""
        if stored.chat_id != seat.chat_id:
            member = seat.actor.member.id if seat.actor else None
            stored = await self._keep(seat, replace(stored, chat_id=seat.chat_id, member_id=member))
        await self._sit(seat, stored)
        if stored.state is SessionState.OPEN and self.desk.session(stored).language != seat.language:
            return await self.speaks(stored, seat)
        step = (await self.desk.of(stored)).resume(self.desk.session(stored), self.desk.context(seat))
        return await self._scene(seat, stored, step)

    async def leave(self, seat: Seat) -> None:
        """Go elsewhere: the draft stays as it is, the chat's words no longer go to it."""
        chat = await self.chats.get(seat.chat_id)
        if chat.session_id is not None:
            await self.chats.save(replace(chat, session_id=None))

    async def abandon(self, stored: StoredSession, seat: Seat) -> None:
        """Drop a draft for good."""
        await self.sessions.delete(stored.id)
        await self.leave(seat)

    # What the person says or sends

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

    # Moves

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

    # Inside

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

    async def _refuse_personal(self, stored: StoredSession, seat: Seat, step: Step, why: Text) -> Scene:
        refusals = int(stored.pending.get("refusals", 0)) + 1
        question = step.prompt
        if refusals >= TRIES_WITH_PERSONAL_DATA and isinstance(question, Question) and not question.required:
            scene = await self.skips(stored, seat)
            passed = T("{why} This question was passed over: the recap lets you come back to it.", why=why)
            return replace(scene, problem=passed, erase=True)
        stored = await self._keep(seat, replace(stored, pending={"refusals": refusals}))
        return replace(await self._scene(seat, stored, step, problem=why), erase=True)

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


def no_files() -> Text:
    """The live question takes no file."""
    return T("This question is not answered by a file. Your file was not kept: write an answer, or skip.")


def _use_buttons(prompt: object) -> Text:
    if isinstance(prompt, Review | Proposal):
        return T("To change a line, tap its button. Your message was not kept.")
    return T("Please use the buttons. Your message was not kept.")
