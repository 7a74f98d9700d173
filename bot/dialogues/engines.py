"""Between a stored session and the forms engine: which form, which context, which reader."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.clock import PARIS, paris_day
from bot.dialogues.library import Library
from bot.dialogues.model import Gone, Seat
from bot.dialogues.ports import FormVersions, StoredSession
from bot.dialogues.readers import PREFIX, Reader, Surroundings
from bot.forms.engine import Engine
from bot.forms.prompts import Finished, Proposal, Prompt, Question, Review
from bot.forms.session import Context, FormSession, Step
from bot.i18n import Text, Translator
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
        return self._reader(prompt.appearance)

    def _reader(self, appearance: frozenset[str]) -> Reader | None:
        for token in appearance:
            if token.startswith(PREFIX):
                return self.readers[token.removeprefix(PREFIX)]
        return None

    async def around(self, stored: StoredSession, seat: Seat, question: Question) -> Surroundings:
        """What a reader may know of the session."""
        engine = await self.of(stored)
        values = engine.values(self.session(stored))
        return Surroundings(
            language=seat.language,
            today=paris_day(seat.now),
            wire=question.value,
            values={ref.rsplit("/", 1)[-1]: value for ref, value in values.items()},
        )
