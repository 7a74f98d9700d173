"""A dialogue: a form, what the product adds while it is filled, and what its end means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Protocol

from bot.dialogues.kinds.choices import Window
from bot.dialogues.ports import StoredSession
from bot.errors import Problem
from bot.forms.session import Prompt
from bot.i18n import T, Text, Translator
from bot.people.model import Actor


@dataclass(frozen=True)
class Seat:
    """Who sits at a dialogue: the chat, the member if there is one yet, their language, the instant."""

    chat_id: int
    actor: Actor | None
    tr: Translator
    now: datetime
    message_id: int | None = None
    """The person's own message, when they wrote or sent something: what it answers is remembered."""

    @property
    def language(self) -> str:
        """The code of the person's language."""
        return self.tr.language.code


@dataclass(frozen=True)
class Ended:
    """The end of a dialogue: the screen that says so, and what it needs to know."""

    screen: str
    value: Any = None
    forget: bool = False
    """Nothing of the session is kept, nor where the chat stands: consent was not given."""
    drop: bool = False
    """Nothing of the session is kept: its answers are elsewhere, or were a trial."""
    unsaid: tuple[str, ...] = ()
    """What the session began from (keys of ``about``) that is not kept with its answers."""
    gives: tuple[tuple[str, str], ...] = ()
    """Files that come with it: of each, its address on the shelf and its name."""


@dataclass(frozen=True)
class Scene:
    """Where a dialogue stands, ready to be shown."""

    stored: StoredSession
    prompt: Prompt
    problem: Text | None = None
    """What was wrong with what was just typed or sent: nothing of it was kept."""
    note: Text | None = None
    """What was just done, worth a line."""
    shown: Mapping[str, str] = field(default_factory=dict)
    """Answers in words, by the question's ref, for those that are kept in a notation of their own."""
    short: Mapping[str, Text] = field(default_factory=dict)
    """A word or two for each question, by name: what a recap's line starts with."""
    because: Mapping[str, Text] = field(default_factory=dict)
    """Why a proposed answer is proposed, by question name."""
    offers: tuple[str, ...] = ()
    """Labels of answers worth a button before anything is typed."""
    ended: Ended | None = None
    accepts_files: bool = False
    at: int = 0
    """The live question's place among those asked, from 1; 0 for a proposal or a recap."""
    window: Window = field(default_factory=Window)
    """The choices on screen."""
    today: date = date.min
    """The day where the person is."""
    languages: tuple[str, ...] = ()
    """Languages of a form of others that the person can switch between; empty for the product's own."""
    keys: bool | None = None
    """The key that sends one's position comes (True) or goes (False)."""
    erase: bool = False
    """What the person just sent must be taken out of the chat."""

    @property
    def doubt(self) -> tuple[str, list[str]] | None:
        """The question in doubt and its options' labels, when the last words could mean several things."""
        kept = self.stored.pending.get("doubt")
        return (kept["question"], [label for _, label in kept["options"]]) if kept else None


class Dialogue(Protocol):
    """What a feature brings to a guided dialogue."""

    @property
    def name(self) -> str: ...

    @property
    def form(self) -> str:
        """The product's form that it fills."""
        ...

    @property
    def review(self) -> bool:
        """Whether the person checks everything before the end."""
        ...

    @property
    def short(self) -> Mapping[str, Text]:
        """A word or two for each question, by name."""
        ...

    async def proposals(
        self, seat: Seat, stored: StoredSession, question: str, wire: str
    ) -> Mapping[str, str]:
        """Answers to other questions that an answer suggests, for the person to confirm."""
        ...

    async def reasons(self, seat: Seat, values: Mapping[str, str]) -> Mapping[str, Text]:
        """What made each proposed answer be proposed, by question name."""
        ...

    async def finish(self, seat: Seat, stored: StoredSession, values: Mapping[str, str]) -> Ended:
        """Do what the form was filled for. Runs in the transaction that ends the session."""
        ...


class NothingProposed:
    """What most dialogues share: no answer suggests another."""

    async def proposals(
        self, seat: Seat, stored: StoredSession, question: str, wire: str
    ) -> Mapping[str, str]:
        """None."""
        return {}

    async def reasons(self, seat: Seat, values: Mapping[str, str]) -> Mapping[str, Text]:
        """None."""
        return {}


class Moved(Problem):
    """Somebody, or another button, was faster: the dialogue is shown as it stands now."""

    code = "dialogue_moved"

    def __init__(self) -> None:
        super().__init__(T("This button belongs to an earlier step. Here is where you are."))


class Gone(Problem):
    """The dialogue a button belongs to has ended, or belongs to others."""

    code = "dialogue_gone"

    def __init__(self) -> None:
        super().__init__(T("This step is over. /menu shows what you can do."))


class Intruder(Problem):
    """The dialogue belongs to others: nothing is said to who knocked, and it is noted."""

    code = "dialogue_intruder"

    def __init__(self) -> None:
        super().__init__(T("This belongs to others."))
