"""One contribution, for its organisation."""

from __future__ import annotations

from collections.abc import Sequence

from bot.contributions.cards import Line
from bot.contributions.fields import LABELS
from bot.contributions.model import Change, Contribution, State
from bot.conversation.buttons import Move
from bot.conversation.replies import Button, Screen
from bot.i18n import Html, T, Text, Translator
from handlers.chat.views.basics import LONGEST_VALUE, clipped, go, joined, menu_row, valued
from handlers.chat.views.drafts import STATES


def act(tr: Translator, label: Text, contribution: Contribution, move: str, argument: str = "") -> Button:
    """A button that acts on a contribution as it is shown, and no later version of it."""
    return Button(tr(label), str(Move("c", contribution.id, contribution.revision, move, argument)))


def field_lines(tr: Translator, lines: Sequence[Line]) -> list[Html]:
    """Each field on its line."""
    return [valued(tr, line.label, clipped(tr(line.shown), LONGEST_VALUE)) for line in lines]


def contribution_screen(
    tr: Translator, contribution: Contribution, lines: Sequence[Line], question: Change | None
) -> Screen:
    """What it says, where it stands, what its organisation can do with it."""
    head = T("<b>{number}</b>: {state}", number=contribution.label, state=STATES[contribution.state])
    body = [tr.html(head), Html("")]
    rows: list[tuple[Button, ...]] = []
    if question is not None and question.field is not None:
        body += [*question_lines(tr, question), Html("")]
        rows.append((act(tr, T("Answer"), contribution, "answer"),))
    body += field_lines(tr, lines)
    if contribution.state is State.VALIDATED:
        body += [Html(""), tr.html(T("It counts in the roadmap's follow-up table:"))]
        rows.append(tuple(go(tr, code, "tableau", code) for code in contribution.codes))
    if contribution.state in (State.SENT, State.RETURNED, State.VALIDATED):
        rows.append((act(tr, T("Withdraw it"), contribution, "withdraw"),))
    rows.append((go(tr, T("Back to the list"), "suivi"),))
    return Screen(joined(*body), (*rows, menu_row(tr)))


def question_lines(tr: Translator, question: Change) -> list[Html]:
    """The coordinator's question and the line it is about."""
    about = LABELS[question.field or "what"]
    return [
        tr.html(T("The coordinator asks about the line “{field}”:", field=about)),
        tr.html(T("<blockquote>{question}</blockquote>", question=question.note or "")),
    ]


def sure_screen(tr: Translator, contribution: Contribution) -> Screen:
    """Withdrawing cannot be undone: ask."""
    text = T(
        "Withdraw {number}? It leaves the table and the report; its history stays.", number=contribution.label
    )
    rows = (
        (act(tr, T("Yes, withdraw it"), contribution, "withdraw!"),),
        (go(tr, T("No, keep it"), "contribution", contribution.id),),
    )
    return Screen(tr.html(text), rows)
