"""A conversation with a form, told as one reads it: the form asks, a person answers, the form replies.

Every move goes through JSON and back, as it does between two messages of a chat.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

from bot.forms.load import load_xform
from bot.forms.session import (
    AnotherRepeat,
    AnswerRefused,
    Context,
    Engine,
    Event,
    Form,
    FormSession,
    Kind,
    Proposal,
    Question,
    Review,
    Step,
)
from bot.forms.xlsform import load_markdown, markdown_sheets, to_xform
from bot.i18n import Text
from bot.ids import CountingIds

NOW = datetime(2026, 3, 15, 10, tzinfo=UTC)


def context(now: datetime = NOW, tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None) -> Context:
    """A Sunday of March, ten in the morning."""
    properties = {"username": "awa", "deviceid": "chat:1"}
    return Context(now, UTC, CountingIds(), properties, tables or {})


def form_of(text: str, files: Mapping[str, bytes] | None = None) -> Form:
    """The form of Markdown tables, with attached files."""
    if files is None:
        return load_markdown(text, "story")
    return load_xform(to_xform(markdown_sheets(text, "story")), files)


def english(text: Text | str | None) -> str:
    """A sentence in English, its holes filled."""
    if text is None or isinstance(text, str):
        return text or ""
    return text.msgid.format(
        **{key: english(v) if isinstance(v, Text) else v for key, v in text.values.items()}
    )


class Talk:
    """One person and one form."""

    def __init__(
        self,
        text: str,
        language: str = "",
        files: Mapping[str, bytes] | None = None,
        tables: Mapping[str, Sequence[Mapping[str, str]]] | None = None,
        only: str | None = None,
        values: Mapping[str, str] | None = None,
    ) -> None:
        self.engine = Engine(form_of(text, files))
        self.context = context(tables=tables)
        self.step = self.engine.start(self.context, language, only=only, values=values)

    @property
    def session(self) -> FormSession:
        """The session as it comes back from storage."""
        return FormSession.from_json(json.loads(json.dumps(self.step.session.to_json())))

    @property
    def events(self) -> tuple[Event, ...]:
        return self.step.events

    @property
    def question(self) -> Question:
        assert isinstance(self.step.prompt, Question), self.step.prompt
        return self.step.prompt

    @property
    def review(self) -> Review:
        assert isinstance(self.step.prompt, Review), self.step.prompt
        return self.step.prompt

    def _to(self, step: Step) -> Talk:
        assert step.session == FormSession.from_json(json.loads(json.dumps(step.session.to_json())))
        self.step = step
        return self

    # What the form says

    def asks(self, label: str, kind: Kind | None = None) -> Talk:
        """The form asks a question in these words."""
        assert self.question.label == label
        assert kind is None or self.question.kind is kind
        return self

    def shows_before(self, *labels: str) -> Talk:
        """Notes come before the question."""
        notes = self.review.notes if isinstance(self.step.prompt, Review) else self.question.notes
        assert tuple(note.label for note in notes) == labels
        return self

    def offers(self, *labels: str) -> Talk:
        """The choices, as they are read."""
        assert tuple(choice.label for choice in self.question.choices) == labels
        return self

    def refuses(self, message: str) -> Talk:
        """The answer was refused in these words, and the question stands."""
        assert [type(event) for event in self.events] == [AnswerRefused]
        assert english(self.step.prompt.error) == message
        return self

    def asks_for_another(self, label: str, count: int) -> Talk:
        assert isinstance(self.step.prompt, AnotherRepeat), self.step.prompt
        assert (self.step.prompt.label, self.step.prompt.count) == (label, count)
        return self

    def proposes(self, *shown: str) -> Talk:
        assert isinstance(self.step.prompt, Proposal), self.step.prompt
        assert tuple(f"{entry.label}: {entry.shown}" for entry in self.step.prompt.entries) == shown
        return self

    def reviews(self, *lines: str) -> Talk:
        """The review shows these lines: label, answer, and what is wrong if something is."""
        entries = self.review.entries
        said = [
            f"{e.label}: {e.shown}" + (f" ({e.state})" if e.state in ("missing", "wrong") else "")
            for e in entries
        ]
        assert tuple(said) == lines
        return self

    def is_finished(self) -> Talk:
        assert self.session.finished
        return self

    # What the person does

    def answers(self, *wires: str) -> Talk:
        for wire in wires:
            self._to(self.engine.answer(self.session, wire, self.context))
        return self

    def toggles(self, wire: str) -> Talk:
        return self._to(self.engine.answer(self.session, wire, self.context, advance=False))

    def skips(self) -> Talk:
        return self._to(self.engine.skip(self.session, self.context))

    def goes_back(self) -> Talk:
        return self._to(self.engine.back(self.session, self.context))

    def adds_another(self) -> Talk:
        return self._to(self.engine.another(self.session, True, self.context))

    def says_no_more(self) -> Talk:
        return self._to(self.engine.another(self.session, False, self.context))

    def removes(self, ref: str) -> Talk:
        return self._to(self.engine.remove_repeat(self.session, ref, self.context))

    def jumps_to(self, ref: str, alone: bool = False) -> Talk:
        return self._to(self.engine.jump(self.session, ref, self.context, alone=alone))

    def opens_review(self) -> Talk:
        return self._to(self.engine.review(self.session, self.context))

    def speaks(self, language: str) -> Talk:
        return self._to(self.engine.set_language(self.session, language, self.context))

    def is_proposed(self, **values: str) -> Talk:
        filled = {f"/data/{name}": wire for name, wire in values.items()}
        return self._to(self.engine.propose(self.session, filled, self.context))

    def confirms(self) -> Talk:
        return self._to(self.engine.confirm(self.session, self.context))

    def discards(self) -> Talk:
        return self._to(self.engine.discard(self.session, self.context))

    def sends(self) -> Talk:
        return self._to(self.engine.submit(self.session, self.context))

    def comes_back(self, days: int = 21) -> Talk:
        """Weeks later, on the same step."""
        self.context = context(
            NOW.replace(day=NOW.day) if days == 0 else NOW.replace(month=4), self.context.tables
        )
        return self._to(self.engine.resume(self.session, self.context))

    # What is left of it

    def values(self) -> dict[str, str]:
        """Answers by name, without what is about the form itself."""
        found = self.engine.values(self.session, self.context)
        return {ref.removeprefix("/data/"): wire for ref, wire in found.items() if "/meta/" not in ref}

    def xml(self) -> str:
        return self.engine.instance_xml(self.session, self.context)
