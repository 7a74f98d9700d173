"""One's drafts and contributions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.contributions.model import Contribution, State
from bot.conversation.replies import Screen
from bot.dialogues.drafts import Draft
from bot.i18n import Html, T, Text, Translator
from handlers.chat.views.basics import clipped, go, joined, menu_row, page_of, pager

STATES: Mapping[State, Text] = {
    State.SENT: T("sent, waiting to be read"),
    State.RETURNED: T("a question waits for your answer"),
    State.VALIDATED: T("validated"),
    State.MERGED: T("merged with another"),
    State.WITHDRAWN: T("withdrawn"),
}


def mine_screen(
    tr: Translator, drafts: Sequence[Draft], contributions: Sequence[Contribution], page: int
) -> Screen:
    """Drafts first; then contributions and where they stand."""
    lines: list[Html] = []
    rows = []
    if drafts and page == 0:
        lines.append(tr.html(T("<b>Drafts</b>")))
        for draft in drafts:
            lines.append(_draft_line(tr, draft))
            title = clipped(tr(draft.title), 30)
            rows.append((go(tr, T("Go on: {title}", title=title), "brouillon", draft.session_id),))
        lines.append(Html(""))
    shown, page, pages = page_of(contributions, page)
    lines.append(tr.html(T("<b>Contributions</b>")))
    if not contributions:
        lines.append(tr.html(T("None yet. One sentence is enough to begin: /declarer")))
    for contribution in shown:
        lines.append(_contribution_line(tr, contribution))
        label = f"{contribution.label} {clipped(contribution.title, 28)}"
        rows.append((go(tr, label, "contribution", contribution.id),))
    return Screen(joined(*lines), (*rows, *pager(tr, "suivi", "", page, pages), menu_row(tr)))


def _draft_line(tr: Translator, draft: Draft) -> Html:
    title = clipped(tr(draft.title), 80)
    if draft.mine:
        return tr.html(T("• {title}", title=title))
    return tr.html(T("• {title} (begun by a colleague)", title=title))


def _contribution_line(tr: Translator, contribution: Contribution) -> Html:
    return tr.html(
        T(
            "• <b>{number}</b> {title}: {state}",
            number=contribution.label,
            title=clipped(contribution.title, 80),
            state=STATES[contribution.state],
        )
    )
