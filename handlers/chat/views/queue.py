"""The coordinators' queue."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.contributions.cards import Line
from bot.contributions.fields import LABELS
from bot.contributions.model import Change, Contribution, Held, State
from bot.contributions.review import Dossier
from bot.conversation.replies import Button, Screen
from bot.i18n import NT, Html, T, Text, Translator
from handlers.chat.views.basics import PAGE, clipped, go, joined, menu_row, pager
from handlers.chat.views.contributions import act, field_lines
from handlers.chat.views.drafts import STATES

HELD: Mapping[Held, Text] = {
    Held.INDIVIDUAL_CASE: T("Individual case: totals or a public judgment only, decided by a human."),
    Held.PENDING_LITIGATION: T("Trial under way: presumption of innocence, decided by a human."),
}
ALIKE_SHOWN = 3


HELD_APART = "held"


def queue_screen(
    tr: Translator,
    waiting: Sequence[Contribution],
    names: Mapping[str, str],
    page: int,
    total: int,
    held: bool,
    apart: int,
) -> Screen:
    """What waits, the oldest first; or what is held ``apart`` for a human decision."""
    rows: list[tuple[Button, ...]] = []
    if apart and not held:
        label = NT("{count} held for a human decision", "{count} held for a human decision", apart)
        rows.append((go(tr, label, "file", HELD_APART),))
    if not total:
        return Screen(tr.html(T("Nothing waits to be validated.")), (*rows, menu_row(tr)))
    if held:
        head = NT(
            "<b>{count} contribution is held for a human decision.</b>",
            "<b>{count} contributions are held for a human decision.</b>",
            total,
        )
    else:
        head = NT("<b>{count} contribution waits.</b>", "<b>{count} contributions wait.</b>", total)
    lines = [tr.html(head), tr.html(T("The oldest first:")), Html("")]
    for contribution in waiting:
        name = names.get(contribution.organisation_id, contribution.organisation_id)
        codes = ", ".join(contribution.codes)
        line = T("{number} {codes}: {title}, {organisation}", number=contribution.label, codes=codes,
                 title=clipped(contribution.title, 70), organisation=clipped(name, 40))  # fmt: skip
        lines.append(Html(f"• {tr.html(line)}"))
        rows.append((go(tr, f"{contribution.label} {clipped(name, 30)}", "dossier", contribution.id),))
    pages = -(-total // PAGE)
    return Screen(
        joined(*lines), (*rows, *pager(tr, "file", HELD_APART if held else "", page, pages), menu_row(tr))
    )


def dossier_screen(
    tr: Translator,
    dossier: Dossier,
    lines: Sequence[Line],
    answers: Sequence[tuple[Change, Text | str, Text | str]],
) -> Screen:
    """One contribution with all that a decision needs, and the decisions."""
    contribution = dossier.contribution
    head = T("<b>{number}</b> from {organisation}: {state}", number=contribution.label,
             organisation=dossier.organisation, state=STATES[contribution.state])  # fmt: skip
    body = [tr.html(head)]
    if contribution.held:
        body.append(Html(f"⚠️ {tr.html(HELD[contribution.held])}"))
    if contribution.straddles:
        body.append(Html(f"⚠️ {tr.html(T('Its dates straddle two reporting years.'))}"))
    body += [Html(""), *field_lines(tr, lines)]
    for change, before, after in answers:
        body += [Html(""), _answer(tr, change, before, after)]
    rows: list[tuple[Button, ...]] = []
    if contribution.state is State.SENT:
        rows.append(
            (act(tr, T("✅ Validate"), contribution, "validate"), act(tr, T("↩️ Ask"), contribution, "ask"))
        )
    if dossier.alike:
        body += [Html(""), tr.html(T("<b>Before you validate, look:</b>"))]
        for found in dossier.alike[:ALIKE_SHOWN]:
            number = f" ({found.other.label})" if found.other else ""
            body.append(Html(f"• {tr.html(found.text)}{number}"))
            if found.other and contribution.state is State.SENT:
                label = T("Merge into {number}", number=found.other.label)
                rows.append((act(tr, label, contribution, "merge", found.other.id),))
    rows.append((go(tr, T("Back to the queue"), "file"),))
    return Screen(joined(*body), (*rows, menu_row(tr)))


def _answer(tr: Translator, change: Change, before: Text | str, after: Text | str) -> Html:
    """What the author changed after a question: what was asked, before and after."""
    return joined(
        tr.html(T("<b>Answered: {field}</b>", field=LABELS[change.field or "what"])),
        tr.html(T("Question: {question}", question=change.note or "")),
        tr.html(T("Before: {before}", before=before or T("nothing"))),
        tr.html(T("After: {after}", after=after or T("nothing"))),
    )
