"""Between a stored session and the forms engine: which form, which context, which reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import PARIS, paris_day
from bot.dialogues.kinds import WAYS, shown
from bot.dialogues.library import FORMS, Library
from bot.dialogues.model import Gone, Seat
from bot.dialogues.ports import FormVersions, StoredSession
from bot.dialogues.readers import PREFIX, Reader, Surroundings
from bot.forms.asking import asked_kind
from bot.forms.model import Control
from bot.forms.session import (
    AnswerRefused,
    Context,
    Engine,
    Finished,
    FormSession,
    Kind,
    Prompt,
    Proposal,
    Question,
    Review,
    Step,
)
from bot.i18n import T, Text, Translator
from bot.ids import Ids


@dataclass(frozen=True)
class Desk:
    """What the host looks up for each verb."""

    library: Library
    versions: FormVersions
    readers: Mapping[str, Reader]
    ids: Ids

    async def today(self, form: str) -> Engine:
        """The engine of a form as it is today, its version kept."""
        return await self.library.keep(form, self.versions)

    async def of(self, stored: StoredSession) -> Engine:
        """The engine of the version that a session began with."""
        return await self.version(stored.form_version)

    async def version(self, version: str) -> Engine:
        """The engine of a version. Raises Gone when it is kept nowhere."""
        engine = await self.library.version(version, self.versions)
        if engine is None:
            raise Gone
        return engine

    @staticmethod
    def session(stored: StoredSession) -> FormSession:
        """The engine's session, as kept."""
        return FormSession.from_json(stored.body)

    def context(self, seat: Seat) -> Context:
        """The world as the engine may see it."""
        return Context(now=seat.now, tz=PARIS, ids=self.ids)

    def reader(self, prompt: Prompt) -> Reader | None:
        """The reader that a question asks for, if any."""
        if not isinstance(prompt, Question):
            return None
        for token in prompt.appearance:
            if token.startswith(PREFIX):
                return self.readers[token.removeprefix(PREFIX)]
        return None

    async def at(self, stored: StoredSession, prompt: Prompt) -> int:
        """The place of the live question, from 1: as in the form, never past those asked. 0 for none.

        Where repeats multiply questions, it is its place among those asked now.
        """
        if not isinstance(prompt, Question):
            return 0
        form = (await self.of(stored)).form
        refs = [control.definition.ref for control in form.questions if not control.always_note]
        if prompt.ref in refs and not any(control.definition.in_repeat for control in form.questions):
            return min(refs.index(prompt.ref) + 1, prompt.progress.total)
        return prompt.progress.at

    @staticmethod
    def wants_position(prompt: Prompt) -> bool:
        """Whether a position would answer."""
        return isinstance(prompt, Question) and WAYS[prompt.kind].positions

    async def positioned(self, stored: StoredSession) -> bool:
        """Whether a position would have answered the question a session stood at."""
        control = self._control(await self.of(stored), self.session(stored).position)
        return control is not None and WAYS[asked_kind(control)].positions

    @staticmethod
    def languages(engine: Engine, form: str) -> tuple[str, ...]:
        """The languages of a form of others, if it has several."""
        languages = engine.form.languages
        return languages if form not in FORMS and len(languages) > 1 else ()

    async def answers(self, stored: StoredSession, seat: Seat) -> dict[str, str]:
        """The answers that count now, by question name."""
        return self.named((await self.of(stored)).values(self.session(stored), self.context(seat)))

    @staticmethod
    def named(values: Mapping[str, str]) -> dict[str, str]:
        """Answers by question name instead of ref: the product's own forms have no repeats."""
        return {ref.rpartition("/")[2]: value for ref, value in values.items()}

    @staticmethod
    def refs(engine: Engine, values: Mapping[str, str]) -> dict[str, str]:
        """Answers by ref instead of question name."""
        return {f"{engine.form.root.ref}/{name}": value for name, value in values.items()}

    async def around(self, stored: StoredSession, seat: Seat, question: Question) -> Surroundings:
        """What a reader may know of the session."""
        return Surroundings(
            language=seat.language,
            today=paris_day(seat.now),
            wire=question.value,
            values=await self.answers(stored, seat),
            pending=stored.pending,
        )

    async def shown(self, engine: Engine, prompt: Prompt, tr: Translator) -> dict[str, str]:
        """In words, by ref, the answers on screen that are kept in a notation of their own."""
        match prompt:
            case Question(ref=ref, value=value, kind=kind):
                found = {ref: await self._worded(engine, ref, kind, value, tr)}
            case Proposal(entries=entries) | Review(entries=entries):
                found = {e.ref: await self._worded(engine, e.ref, e.kind, e.wire, tr) for e in entries}
            case _:
                found = {}
        return {ref: words for ref, words in found.items() if words}

    async def _worded(self, engine: Engine, ref: str, kind: Kind, wire: str, tr: Translator) -> str:
        control = self._control(engine, ref)
        appearance = control.appearance if control else frozenset()
        if not wire:
            return ""
        for token in appearance:
            if token.startswith(PREFIX):
                return tr(await self.readers[token.removeprefix(PREFIX)].show(wire, tr.language.code))
        if kind is Kind.NOTE and control is not None:  # answered once, and not to be changed any more
            kind = asked_kind(control)
        return tr(shown(kind, wire, appearance) or "")

    @staticmethod
    def _control(engine: Engine, ref: str) -> Control | None:
        plain = "/".join(part.partition("[")[0] for part in ref.split("/"))
        definition = engine.form.by_ref.get(plain)
        return definition.control if definition is not None else None


def complaint(step: Step) -> Text | None:
    """What the form itself says was wrong with the last answer."""
    error = getattr(step.prompt, "error", None)
    return T("{reason}", reason=error) if isinstance(error, str) and error else error or None


def refused(step: Step) -> bool:
    """Whether the last answer was not kept."""
    return any(isinstance(event, AnswerRefused) for event in step.events)


def finished(step: Step) -> bool:
    """Whether the form is done."""
    return isinstance(step.prompt, Finished)
