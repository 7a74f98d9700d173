"""Between a stored session and the forms engine: which form, which context, which reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import PARIS, paris_day
from bot.dialogues.library import Library
from bot.dialogues.model import Gone, Seat
from bot.dialogues.ports import FormVersions, StoredSession
from bot.dialogues.readers import PREFIX, Reader, Surroundings
from bot.forms.session import (
    AnswerRefused,
    Context,
    Engine,
    Finished,
    FormSession,
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
        engine = await self.library.version(stored.form_version, self.versions)
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
        """The place of the live question, from 1: as in the form, never past those asked. 0 for none."""
        if not isinstance(prompt, Question):
            return 0
        refs = [control.definition.ref for control in (await self.of(stored)).form.questions]
        return min(refs.index(prompt.ref) + 1, prompt.progress.total) if prompt.ref in refs else 0

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
        )

    async def shown(self, engine: Engine, prompt: Prompt, tr: Translator) -> dict[str, str]:
        """In words, by question name, the answers on screen that a reader keeps in its own notation."""
        language = tr.language.code
        match prompt:
            case Question(name=name, value=value):
                pairs = [(name, value, self.reader(prompt))]
            case Proposal(entries=entries) | Review(entries=entries):
                pairs = [(e.name, e.wire, self._reader_at(engine, e.ref)) for e in entries]
            case _:
                pairs = []
        return {
            name: tr(await reader.show(value, language)) for name, value, reader in pairs if reader and value
        }

    def _reader_at(self, engine: Engine, ref: str) -> Reader | None:
        control = engine.form.by_ref[ref].control
        for token in control.appearance if control else ():
            if token.startswith(PREFIX):
                return self.readers[token.removeprefix(PREFIX)]
        return None


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
