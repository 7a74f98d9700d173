"""The public face of the forms engine: what a host (a chat, a command line, a test) imports.

    form = load_markdown(TEXT, "signup")
    engine = Engine(form)
    step = engine.start(Context(now, tz, ids), "fr")
    step = engine.answer(step.session, "Ghett'up", context)

A session is a value that goes to JSON and back; every verb takes one and returns a Step: the new session, the
events, and the prompt to show.
"""

from bot.forms.choices import Choice, Choices
from bot.forms.engine import Engine, Step
from bot.forms.events import (
    AnswerRecorded,
    AnswerRefused,
    AnswersCleared,
    BranchParked,
    BranchRestored,
    Event,
    FormFinished,
    LanguageChanged,
    ProposalConfirmed,
    ProposalDiscarded,
    ProposalRefused,
    Proposed,
    RepeatAdded,
    RepeatClosed,
    RepeatRemoved,
    Skipped,
)
from bot.forms.instance import Context
from bot.forms.model import Form
from bot.forms.problems import (
    ExpressionFault,
    Finding,
    FormRefused,
    NotNow,
    OtherVersion,
    SessionFinished,
    TooMuch,
    UnknownQuestion,
)
from bot.forms.prompts import (
    AnotherRepeat,
    Bounds,
    Entry,
    Finished,
    Kind,
    Note,
    Progress,
    Prompt,
    Proposal,
    Question,
    RepeatEntry,
    Review,
)
from bot.forms.state import FINISHED, PROPOSAL, REVIEW, FormSession

__all__ = [
    "FINISHED", "PROPOSAL", "REVIEW", "AnotherRepeat", "AnswerRecorded", "AnswerRefused",
    "AnswersCleared", "Bounds", "BranchParked", "BranchRestored", "Choice", "Choices", "Context",
    "Engine", "Entry", "Event", "ExpressionFault", "Finding", "Finished", "Form", "FormFinished",
    "FormRefused", "FormSession", "Kind", "LanguageChanged", "NotNow", "Note", "OtherVersion", "Progress",
    "Prompt", "Proposal", "ProposalConfirmed", "ProposalDiscarded", "ProposalRefused", "Proposed",
    "Question", "RepeatAdded", "RepeatClosed", "RepeatEntry", "RepeatRemoved", "Review",
    "SessionFinished", "Skipped", "Step", "TooMuch", "UnknownQuestion",
]  # fmt: skip
