"""What an answer does to others, in words: what it puts aside, what it brings back."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from bot.forms.events import AnswersCleared
from bot.forms.session import (
    AnswerRecorded,
    BranchParked,
    BranchRestored,
    Context,
    Engine,
    FormSession,
    Review,
    Step,
)
from bot.i18n import T, Text, listed

_SENTENCES: tuple[
    tuple[type[BranchParked | BranchRestored | AnswersCleared], Callable[[Text | str], Text]], ...
] = (
    (BranchParked, lambda names: T("Put aside, no longer asked: {questions}.", questions=names)),
    (BranchRestored, lambda names: T("Counts again, as answered before: {questions}.", questions=names)),
    (AnswersCleared, lambda names: T("Asked again, its choice is gone: {questions}.", questions=names)),
)
MOST_NAMED = 6
"""Questions named one by one; the others are counted by an ellipsis."""


def consequences(engine: Engine, before: FormSession, after: Step, context: Context) -> Text | None:
    """A sentence for what a branch lost or found again; None when the answer moved nothing else."""
    names: dict[str, str] = {}
    told: list[Text] = []
    for kind, sentence in _SENTENCES:
        refs = [ref for event in after.events if isinstance(event, kind) for ref in event.refs]
        if refs:
            names = names or labels(engine, before, context) | labels(engine, after.session, context)
            told.append(sentence(_named(refs, names)))
    said: Text | None = None
    for one in told:
        said = one if said is None else T("{first} {second}", first=said, second=one)
    return said


def changed(after: Step) -> bool:
    """Whether an answer is another one than before."""
    return any(isinstance(event, AnswerRecorded) and event.before != event.after for event in after.events)


def labels(engine: Engine, session: FormSession, context: Context) -> dict[str, str]:
    """The questions asked as a session stands, by ref."""
    if session.finished:
        return {}
    prompt = engine.review(session, context).prompt
    entries = prompt.entries if isinstance(prompt, Review) else ()
    return {entry.ref: entry.label or entry.name for entry in entries}


def _named(refs: Iterable[str], names: dict[str, str]) -> Text | str:
    shown = [T("“{question}”", question=names.get(ref) or ref.rpartition("/")[2]) for ref in refs]
    more = ["…"] if len(shown) > MOST_NAMED else []
    return listed([*shown[:MOST_NAMED], *more])
