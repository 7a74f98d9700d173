"""The follow-up table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from bot.contributions.model import Contribution, Quote, TableLine
from bot.conversation.replies import Screen
from bot.i18n import NT, Code, Html, T, Text, Translator
from bot.roadmap.model import label, plan
from handlers.chat.views.basics import bold, clipped, go, in_columns, joined, menu_row, page_of, pager

NO_CODE = T("I look for a code there, such as 1, 1.4 or 1.4.C. /tableau shows the whole plan.")
ON_A_REPORT_PAGE = 6


def counted(line: TableLine | None) -> Text:
    """Contributions, organisations, the latest date; or that there is nothing yet."""
    if line is None or not line.contributions:
        return T("nothing yet")
    contributions = NT("{count} contribution", "{count} contributions", line.contributions)
    organisations = NT("{count} organisation", "{count} organisations", line.organisations)
    if line.latest is None:
        return T("{contributions}, {organisations}", contributions=contributions,
                 organisations=organisations)  # fmt: skip
    return T("{contributions}, {organisations}, latest {date}", contributions=contributions,
             organisations=organisations, date=line.latest)  # fmt: skip


def level_screen(tr: Translator, code: str, lines: Mapping[str, TableLine]) -> Screen:
    """The whole plan (its axes and priorities), an axis (its priorities) or a priority (its actions)."""
    language = tr.language.code
    book = plan()
    entry = book.entry(code) if code else None
    head = (
        f"{code}. {label(entry, language)}"
        if entry
        else tr(T("The roadmap: 3 axes, 11 priorities, 51 actions"))
    )
    body = [bold(tr, head)]
    if entry:
        body.append(tr.html(counted(lines.get(code))))
    if code in book.priorities:
        children = [action.code for action in book.actions_of(code)]
    else:
        children = [p.code for axis in ([code] if code else book.axes) for p in book.priorities_of(axis)]
    axis = ""
    for child in children:
        if not code and child[0] != axis:
            axis = child[0]
            named = book.entry(axis)
            assert named is not None
            title = f"{axis}. {label(named, language)}"
            body += [Html(""), bold(tr, title), tr.html(counted(lines.get(axis)))]
        body.append(_line(tr, child, lines.get(child)))
    if code in book.priorities:
        empty = [child for child in children if child not in lines]
        if empty:
            body += [Html(""), tr.html(T("Nothing yet: {codes}", codes=", ".join(empty)))]
    buttons = [go(tr, child, "tableau", child) for child in children]
    up = code.rpartition(".")[0]
    back = ((go(tr, T("Up"), "tableau", up),),) if code else ()
    return Screen(joined(*body), (*in_columns(buttons, 4), *back, menu_row(tr)))


def _line(tr: Translator, code: str, line: TableLine | None) -> Html:
    entry = plan().entry(code)
    assert entry is not None
    name = clipped(label(entry, tr.language.code), 70)
    return tr.html(T("• <b>{code}</b> {name}: {count}", code=Code(code), name=name, count=counted(line)))


def action_screen(
    tr: Translator,
    code: str,
    line: TableLine | None,
    found: Sequence[Contribution],
    names: Mapping[str, str],
    page: int,
) -> Screen:
    """One action: what it is, who it concerns, what was validated under it."""
    action = plan().actions[code]
    body = [bold(tr, f"{code}. {label(action, tr.language.code)}"), tr.html(counted(line))]
    if action.sensitive:
        body.append(tr.html(T("Totals only here: never a name, nor anything that could point to a person.")))
    shown, page, pages = page_of(found, page)
    body.append(Html(""))
    body += [Html(f"• {_contribution(tr, contribution, names)}") for contribution in shown]
    if not found:
        body.append(tr.html(T("Did you do something here? One sentence is enough: /declarer")))
    rows = (*pager(tr, "tableau", code, page, pages), (go(tr, T("Up"), "tableau", action.priority),))
    return Screen(joined(*body), (*rows, menu_row(tr)))


def _contribution(tr: Translator, contribution: Contribution, names: Mapping[str, str]) -> Html:
    named = contribution.quote is Quote.NAMED
    who: Text | str = names.get(contribution.organisation_id, "") if named else T("an organisation")
    return tr.html(
        T(
            "<b>{number}</b> {title}, {organisation}",
            number=contribution.label,
            title=clipped(contribution.title, 120),
            organisation=who,
        )
    )


def report_screen(
    tr: Translator, axis: str, found: Sequence[Contribution], names: Mapping[str, str], page: int
) -> Screen:
    """The draft of the annual form's question on an axis: by priority and action, each line traceable."""
    entry = plan().axes[axis]
    title = T(
        "Annual report, question {number}: {axis}", number=int(axis), axis=label(entry, tr.language.code)
    )
    quotable = [c for c in found if c.quote is not Quote.NO]
    quotable.sort(key=lambda c: (min(c.codes), c.number))
    shown, page, pages = page_of(quotable, page, ON_A_REPORT_PAGE)
    body = [bold(tr, title)]
    code = ""
    for contribution in shown:
        if min(contribution.codes) != code:
            code = min(contribution.codes)
            named = plan().entry(code)
            assert named is not None
            body += [Html(""), bold(tr, f"{code}. {label(named, tr.language.code)}")]
        body.append(Html(f"• {_contribution(tr, contribution, names)}"))
    if not quotable:
        body += [Html(""), tr.html(T("No validated contribution may be quoted here yet."))]
    kept = len(found) - len(quotable)
    if kept:
        more = NT("{count} more asked not to be quoted.", "{count} more asked not to be quoted.", kept)
        body += [Html(""), tr.html(more)]
    others = tuple(
        go(tr, T("Question {number}", number=int(a)), "rapport", a) for a in plan().axes if a != axis
    )
    return Screen(joined(*body), (*pager(tr, "rapport", axis, page, pages), others, menu_row(tr)))
